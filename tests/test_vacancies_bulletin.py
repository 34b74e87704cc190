# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

TODAY = date(2026, 3, 2)


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestBulletin(EngagementCase):
    """The open vacancies on a few pages, every fortnight."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["employer.vacancy"].search([]).active = False  # demo data or not
        cls.env["res.config.settings"].create({"group_employer_bulletin": True}).execute()
        cls.partner = cls._employer("Cooperativa Gamma", email="info@gamma.example")
        cls.partner.receives_bulletin = True
        cls.vacancy = cls._vacancy(
            place="Porta Romana",
            weekly_hours=24,
            asks_mornings=True,
            asks_weekends=True,
            shifts="two a month",
            pay_from=1200,
            description="<p>At Trattoria Alfa, <b>evenings</b></p>",
            requirement_ids=[
                (0, 0, {"kind": "licence", "licence": "B", "task": "drives the van"}),
            ],
        )

    def _bulletin(self, role="officer"):
        return Form(self.as_role("employer.bulletin", role)).save()

    def _html(self, bulletin):
        return bulletin._lines_html()

    def test_words_at_the_top_do_not_discriminate(self):
        bulletin = self._bulletin()
        bulletin.intro = "Serve italiano A2; benvenuti tutti"
        with self.assertRaisesRegex(ValidationError, "R13[^•]*• “solo filippini”"):
            bulletin.intro = "Attenzione: solo filippini"

    def test_a_new_one_takes_what_is_open_and_may_stand_there(self):
        late = self._vacancy(deadline_date=TODAY - timedelta(days=1))
        last_day = self._vacancy(deadline_date=TODAY)
        hidden = self._vacancy(is_in_bulletin=False)
        hidden |= self._vacancy(stage_since=TODAY - timedelta(days=60))
        closed = self._vacancy()
        closed.write(
            {
                "stage_id": self.env.ref("employer_engagement.employer_vacancy_stage_closed").id,
                "close_reason": "withdrawn",
            }
        )
        bulletin = self._bulletin()
        self.assertEqual(bulletin.vacancy_ids, self.vacancy | last_day)
        self.assertFalse(bulletin.vacancy_ids & (late | hidden | closed))
        self.assertEqual(bulletin.recipient_ids, self.partner)
        self.assertRegex(bulletin.name, r"^BOL/2026/\d{3}$")

    def test_it_tells_the_job_and_not_who_the_employer_is(self):
        words = self._html(self._bulletin())
        for said in (
            "Kitchen helper",
            "Porta Romana",
            "24 hours a week",
            "Mornings, weekends; two a month",
            "drives the van",
        ):
            self.assertIn(said, words)
        self.assertNotIn("Alfa", words)
        self.vacancy.is_named_in_bulletin = True
        words = self._html(self._bulletin())
        self.assertIn("Trattoria Alfa", words)
        self.assertIn("evenings", words)

    def test_places_taken_are_not_offered(self):
        self.vacancy.positions = 3
        self.assertEqual(self.vacancy._bulletin_line()["positions"], 3)
        self.vacancy.filled_count = 1
        self.assertEqual(self.vacancy._bulletin_line()["positions"], 2)

    def test_in_the_language_of_its_readers(self):
        self.env["res.lang"]._activate_lang("it_IT")
        cook = self.env["employer.occupation"].search([("code", "=", "5120")])
        cook.with_context(lang="it_IT").name = "Cuochi di prova"
        self.vacancy.occupation_id = cook
        bulletin = self._bulletin()
        bulletin.lang = "it_IT"
        page = self.env["ir.actions.report"]._render_qweb_html(
            "employer_engagement.report_bulletin", bulletin.ids
        )[0]
        self.assertIn("Cuochi di prova", page.decode())
        self.assertIn("Porta Romana", page.decode())

    def test_sent_once_and_kept(self):
        quiet = self._employer("Senza posta")
        certified = self._employer("Certificata", email="ente@pec.example.it")
        paused = self._employer("In pausa", email="a@b.example", mail_paused_until=TODAY)
        bulletin = self._bulletin()
        bulletin.recipient_ids |= quiet | certified | paused
        for name in ("Senza posta", "Certificata", "In pausa"):
            self.assertIn(name, bulletin.unreachable_words)
        bulletin.action_send()
        self.assertEqual(bulletin.state, "sent")
        self.assertTrue(bulletin.attachment_id.raw)
        mails = self.env["mail.mail"].search([("subject", "ilike", bulletin.name)])
        self.assertEqual(mails.recipient_ids, self.partner.partner_id)
        self.assertEqual(mails.attachment_ids, bulletin.attachment_id)
        self.assertIn("Porta Romana", mails.body_html)
        trace = self.env["employer.interaction"].search([("employer_id", "=", self.partner.id)])
        self.assertTrue(trace.is_mass_mail)
        self.assertFalse(trace.is_attempt or trace.is_contact)
        with self.assertRaisesRegex(UserError, "went out"):
            bulletin.vacancy_ids = False
        with self.assertRaisesRegex(UserError, "kept"):
            bulletin.with_user(self.users["manager"]).unlink()

    def test_an_empty_one_is_not_sent_nor_one_without_its_file(self):
        bulletin = self._bulletin()
        with self.assertRaisesRegex(UserError, "its button"):
            bulletin.state = "sent"
        with self.assertRaisesRegex(UserError, "kept by the server"):
            bulletin.attachment_id = self.env["ir.attachment"].create({"name": "x"})
        bulletin.vacancy_ids = False
        with self.assertRaisesRegex(UserError, "no vacancies"):
            bulletin.action_send()

    def _prepared(self, days):
        """Run the nightly job so many days after today; return the drafts there are."""
        with freeze_time(TODAY + timedelta(days=days)):
            self.env["employer.bulletin"]._cron_prepare()
        return self.env["employer.bulletin"].search([("state", "=", "draft")])

    def test_the_next_is_prepared_a_fortnight_later_and_waits_in_today(self):
        self.assertFalse(self._prepared(0), "nobody made a first one")
        first = self._bulletin()
        first.intro = "Come on Tuesday"
        first.action_send()
        self.assertFalse(self._prepared(13))
        following = self._prepared(14)
        self.assertEqual(following.user_id, self.users["officer"])
        self.assertEqual(following.intro, "Come on Tuesday")
        self.assertEqual(following.vacancy_ids, self.vacancy)
        self.assertEqual(self._prepared(40), following)
        rows = self.as_role("employer.today", "officer").search([("kind", "=", "bulletin")])
        self.assertEqual(rows.mapped("source_id"), following.ids)

    def test_off_means_no_field_and_no_job(self):
        self._bulletin().action_send()
        self.env["res.config.settings"].create({"group_employer_bulletin": False}).execute()
        self.assertFalse(self._prepared(14))
        fields = self.as_role("employer.vacancy", "officer").fields_get()
        self.assertNotIn("is_in_bulletin", fields)
        self.assertFalse(self._bulletin().vacancy_ids)

    def test_readers_read_and_strangers_see_nothing(self):
        bulletin = self._bulletin()
        self.assertEqual(self.as_role(bulletin, "reader").state, "draft")
        with self.assertRaises(AccessError):
            self.as_role(bulletin, "reader").action_send()
        for user in (self.stranger, self.users["employee"]):
            with self.assertRaises(AccessError):
                bulletin.with_user(user).read(["name"])
        others = self.env["employer.bulletin"].with_user(self.other_officer)
        self.assertNotIn(bulletin, others.search([]))
