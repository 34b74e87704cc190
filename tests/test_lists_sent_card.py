# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.mail.tests.common import MockEmail

from .test_lists_candidacy import CandidacyCase

SECRETS = (
    "Fatoumata",
    "Diallo",
    "fatou@example.org",
    "+39 333 1234567",
    "Shelter Seven",
    "North",
    "FAMI Refugees",
    "Asylum seeker permit",
    "Wolof",
    "Sewing",
    "ee_tutor",
)
KEYS = {
    "code",
    "is_reserve",
    "occupations",
    "skills",
    "languages",
    "availability",
    "licences",
    "can_start",
    "job_reason",
}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestSentCard(CandidacyCase, MockEmail):
    """What leaves the office is a whitelist: codes and job facts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls.candidates[0]
        cls.italian, cls.wolof = cls.env["employer.language"].create(
            [{"code": "x-it", "name": "Italian (test)"}, {"code": "x-wo", "name": "Wolof"}]
        )
        cls._job_facts()
        cls._secrets()
        cls.vacancy.write(
            {
                "start_date": date(2026, 4, 1),
                "contact_id": cls.env["res.partner"]
                .create(
                    {
                        "name": "Chef",
                        "email": "chef@example.com",
                        "parent_id": cls.employer.partner_id.id,
                    }
                )
                .id,
                "requirement_ids": [
                    (
                        0,
                        0,
                        {"kind": "skill", "skill_id": cls.skill.id, "task": "cuts vegetables"},
                    ),
                    (
                        0,
                        0,
                        {
                            "kind": "language",
                            "language_id": cls.italian.id,
                            "level": "a2",
                            "task": "reads orders",
                        },
                    ),
                ],
            }
        )
        cls.preselection.contact_id = cls.vacancy.contact_id

    @classmethod
    def _job_facts(cls):
        cls.skill, other = cls.env["employer.skill"].create(
            [
                {"code": "x-knife", "name": "Knife skills"},
                {"code": "x-sew", "name": "Sewing by machine"},
            ]
        )
        occupation = cls.env["employer.occupation"].search([("level", "=", 2)], limit=1)
        cls.occupation = occupation
        cls.person.write(
            {
                "occupation_ids": occupation.ids,
                "skill_ids": [
                    (0, 0, {"skill_id": skill.id, "level": "3"}) for skill in (cls.skill, other)
                ],
                "language_ids": [
                    (0, 0, {"language_id": language.id, **dict.fromkeys(cls._cefr(), "b1")})
                    for language in (cls.italian, cls.wolof)
                ],
                "licences": "AM, B",
                "availability": "Evenings",
                "weekly_hours": 30,
            }
        )

    @staticmethod
    def _cefr():
        return ("listening", "reading", "speaking", "writing")

    @classmethod
    def _secrets(cls):
        shelter = cls._employer("Shelter Seven", is_partner_organisation=True)
        programme = cls.env["employer.programme"].create(
            {"name": "FAMI Refugees", "code": "X1", "public_name": "Programme 1"}
        )
        kind = cls.env["employer.permit.type"].search([], limit=1)
        kind = kind.copy({"name": "Asylum seeker permit", "code": "x-permit"})
        cls.person.referrer_id = shelter
        cls.env["employer.candidate.identity"].create(
            {
                "candidate_id": cls.person.id,
                "first_name": "Fatoumata",
                "last_name": "Diallo",
                "email": "fatou@example.org",
                "phone": "+39 333 1234567",
            }
        )
        cls.env["employer.candidate.permit"].create(
            {"candidate_id": cls.person.id, "permit_type_id": kind.id}
        )
        cls.env["employer.participation"].create(
            {
                "candidate_id": cls.person.id,
                "programme_id": programme.id,
                "team_id": cls.team.id,
                "entered_date": date(2026, 1, 1),
            }
        )

    def _dialog(self):
        self.preselection.action_approve()
        preselection = self.as_role(self.preselection, "officer")
        action = preselection.action_send()
        dialog = preselection.env[action["res_model"]].with_context(**action["context"])
        return Form(dialog).save()

    def test_own_words_tell_neither_origin_nor_age(self):
        dialog = self._dialog()
        dialog.words = "Tre persone, la prima parla anche arabo. A presto!"
        with self.assertRaisesRegex(ValidationError, "would tell the company.*R13"):
            dialog.words = "La prima è una signora peruviana di 40 anni"

    def test_the_card_has_these_facts_and_no_other(self):
        card = self.as_role(self.first, "officer")._sent_card_values()
        self.assertEqual(set(card), KEYS)
        self.assertEqual(card["code"], self.person.code)
        self.assertEqual(card["occupations"], [self.occupation.name])
        self.assertEqual(card["skills"], ["Knife skills (Alone)"], "only what is asked for")
        self.assertEqual(card["languages"], ["Italian (test) B1"], "only what the job needs")
        self.assertEqual(card["licences"], "AM, B")
        self.assertEqual(card["availability"], "Evenings, 30 hours a week")

    def test_of_the_week_only_what_the_job_needs(self):
        self.person.write({"availability": False, "can_mornings": True, "can_nights": True})
        self.first.vacancy_id.write({"asks_mornings": True, "asks_weekends": True})
        self.assertEqual(
            self.first._sent_card_values()["availability"], "mornings, 30 hours a week"
        )

    def test_may_start_tells_everybody_the_same_way(self):
        being_checked = self.first._sent_card_values()["can_start"]
        self.assertEqual(
            being_checked, "can start on Apr 1, 2026 for the whole period: being checked"
        )
        self.person.sudo().protected_ids.unlink()
        self.env["employer.candidate.protected"].create(
            {"candidate_id": self.person.id, "citizenship_id": self.env.ref("base.it").id}
        )
        self.assertEqual(
            self.first._sent_card_values()["can_start"],
            "can start on Apr 1, 2026 for the whole period: yes",
        )

    def test_a_day_that_passed_is_not_promised(self):
        self.vacancy.start_date = date(2026, 1, 1)
        self.assertIn("Mar 3, 2026", self.first._sent_card_values()["can_start"])

    def test_the_dialog_shows_the_cards_and_no_secret(self):
        dialog = self._dialog()
        body = str(dialog.cards)
        for candidate in self.candidates:
            self.assertIn(candidate.code, body)
        self.assertIn("Knife skills (Alone)", body)
        for secret in SECRETS:
            self.assertNotIn(secret, body)
        self.assertEqual(dialog.contact_id, self.vacancy.contact_id)
        self.assertEqual(self.preselection.state, "approved", "opening it sends nothing")

    def test_the_list_is_sent_when_the_mail_goes(self):
        dialog = self._dialog()
        dialog.words = "As agreed, <b>chef</b>"
        with self.mock_mail_gateway(mail_unlink_sent=True):
            dialog.action_mail()
        self.assertEqual(self.preselection.state, "sent")
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("state")), {"sent"})
        mail = self._mails[-1]
        self.assertEqual(mail["email_to"], ["chef@example.com"])
        self.assertIn("As agreed, &lt;b&gt;chef", mail["body"])
        self.assertIn("/engagement/answer/", mail["body"])
        kept = self.preselection.message_ids.filtered(lambda one: "chef" in (one.body or ""))
        self.assertIn(self.person.code, kept.body)
        self.assertNotIn("/engagement/answer/", kept.body, "the link stands in the mail alone")
        for secret in SECRETS:
            self.assertNotIn(secret, str(kept.body))
            self.assertNotIn(secret, mail["body"])
        self.assertFalse(
            self.env["mail.mail"].search([("body_html", "like", "/engagement/answer/")])
        )
        self.assertNotIn(
            self.vacancy.contact_id,
            self.preselection.message_partner_ids,
            "the company follows nothing",
        )

    def test_the_link_is_shown_once_with_whatsapp(self):
        self.vacancy.contact_id.phone = "333 1234567"
        action = self._dialog().action_link()
        context = action["context"]
        self.assertIn("/engagement/answer/", context["default_address"])
        self.assertTrue(context["default_whatsapp"].startswith("https://wa.me/393331234567?text="))
        self.assertEqual(self.preselection.state, "sent")
        link = self.env["employer.access.link"]._of(self.preselection)
        self.assertEqual((link.act, link.user_id), ("answer", self.users["officer"]))
        self.assertNotIn(
            context["default_address"].rpartition("/")[2],
            "".join(self.preselection.message_ids.mapped("body")),
        )

    def test_no_address_no_mail_and_nothing_sent(self):
        self.vacancy.contact_id.email = False
        dialog = self._dialog()
        with self.assertRaisesRegex(UserError, "no valid email"):
            dialog.action_mail()
        self.assertEqual(self.preselection.state, "approved")

    def test_paper_of_a_list_and_of_one_card(self):
        report = self.env["ir.actions.report"].with_user(self.users["officer"])
        name = "employer_engagement.report_employer_preselection"
        with self.assertRaisesRegex(UserError, "approve it first"):
            report._render_qweb_html(name, self.preselection.ids)
        self.preselection.action_approve()
        page, _kind = report._render_qweb_html(name, self.preselection.ids)
        card, _kind = report._render_qweb_html(
            "employer_engagement.report_employer_candidacy", self.first.ids
        )
        for text in (page.decode(), card.decode()):
            self.assertIn(self.person.code, text)
            for secret in SECRETS:
                self.assertNotIn(secret, text)
        self.person.consent_ids.action_withdraw()
        page, _kind = report._render_qweb_html(name, self.preselection.ids)
        self.assertNotIn(self.person.code, page.decode())
        with self.assertRaisesRegex(UserError, "R14"):
            report._render_qweb_html(
                "employer_engagement.report_employer_candidacy", self.first.ids
            )

    def test_reserves_are_marked_or_absent(self):
        self.second.is_reserve = True
        self.preselection.action_approve()
        codes = [card["code"] for card in self.preselection._sent_cards()]
        self.assertNotIn(self.candidates[1].code, codes)
        self.preselection.sends_reserves = True
        cards = self.preselection._sent_cards()
        self.assertEqual(cards[-1]["code"], self.candidates[1].code)
        self.assertIn("reserve", self.preselection._sent_cards_html())

    def test_in_the_order_of_the_ranks(self):
        self.first.rank, self.second.rank, self.third.rank = 30, 20, 10
        self.preselection.action_approve()
        codes = [card["code"] for card in self.preselection._sent_cards()]
        self.assertEqual(codes, [one.code for one in reversed(self.candidates)])

    def test_what_is_typed_is_escaped(self):
        self.first.job_reason = "<script>alert(1)</script>"
        self.preselection.action_approve()
        self.assertNotIn("<script>", str(self.preselection._sent_cards_html()))

    def test_notes_before_sending_name_codes_only(self):
        notes = self.as_role(self.preselection, "officer").notes_before_sending
        self.assertIn(self.person.code, notes)
        for secret in SECRETS:
            self.assertNotIn(secret, notes)
