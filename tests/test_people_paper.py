# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import polib

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import file_path

from .common import EngagementCase

NAME = "Zaffiri"
REPORT = "employer_engagement.report_candidate_paper"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestPeoplePaper(EngagementCase):
    """Papers for the person: by code, in the person's language; own data with both rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person("Ada", NAME)
        cls.protected = cls.env["employer.candidate.protected"].create(
            {"candidate_id": cls.person.id, "household": "three cats"}
        )
        cls.env["employer.privacy.notice"].create(
            [
                {
                    "purpose": "persons",
                    "version": f"t-{lang}",
                    "lang": lang,
                    "text": f"<p>Notice in {lang}</p>",
                    "valid_from": "2026-01-01",
                }
                for lang in ("it_IT", "en_US")
            ]
        )

    def _paper(self, kind, user=None, **vals):
        return (
            self.env["employer.candidate.paper"]
            .with_user(user or self.users["tutor"])
            .create({"candidate_id": self.person.id, "kind": kind, "lang": "en_US", **vals})
        )

    def _html(self, paper):
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(paper.env.user)
            ._render_qweb_html(REPORT, paper.ids)
        )
        return html.decode()

    def test_an_appointment_card_by_code_and_in_today(self):
        paper = self._paper(
            "appointment", appointment_datetime="2026-03-20 09:30:00", bring="Your permit"
        )
        paper.action_print()
        html = self._html(paper)
        self.assertIn("20 March 2026", html)
        self.assertIn(self.person.code, html)
        self.assertNotIn(NAME, html)
        self.assertEqual(str(self.person.activity_ids.date_deadline), "2026-03-20")

    def test_an_appointment_needs_its_day(self):
        with self.assertRaisesRegex(UserError, "when the appointment"):
            self._paper("appointment").action_print()

    def test_the_notice_in_force_is_printed(self):
        self.assertIn("Notice in en_US", self._html(self._paper("notice")))

    def test_without_a_notice_in_force_none_is_printed(self):
        self.env.cr.execute("UPDATE employer_privacy_notice SET valid_from = NULL")
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "No privacy notice"):
            self._paper("notice").action_print()

    def test_the_yeses_by_code(self):
        html = self._html(self._paper("consents"))
        self.assertIn("May this company know who you are?", html)
        self.assertNotIn(NAME, html)

    def test_the_internship_on_one_page_says_what_the_pay_changes(self):
        internship = self.env["employer.internship"].create(
            {
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "scheme_id": self.env["employer.internship.scheme"].search([], limit=1).id,
                "no_candidacy_reason": "asked for by the host",
                "start_date": "2025-06-01",
                "months": 3,
                "monthly_allowance": 500,
            }
        )
        paper = self._paper("internship")
        self.assertEqual(paper.internship_id, internship)
        html = self._html(paper)
        self.assertIn(self.employer.name, html)
        self.assertIn("1,500.00", html)
        self.assertIn("7,002.97", html)
        self.assertNotIn(NAME, html)
        other = self._person("Bea", "Neri")
        internship.candidate_id = other
        with self.assertRaisesRegex(UserError, "Choose an internship"):
            paper.action_print()

    def test_own_data_need_both_openings_and_leave_a_row(self):
        tutor = self.users["tutor"]
        person = self.person.with_user(tutor)
        paper = self._paper("own_data")
        for step in (person.action_open_identity, person.action_open_protected):
            with self.assertRaisesRegex(UserError, "open the personal"):
                paper.action_print()
            step()
        with self.assertRaisesRegex(UserError, "with the button"):
            self._html(paper)
        paper.action_print()
        html = self._html(paper)
        for told in (NAME, "three cats", self.person.code):
            self.assertIn(told, html)
        row = self.env["employer.disclosure"].search(
            [("candidate_id", "=", self.person.id), ("kind", "=", "exported")]
        )
        self.assertEqual(row.user_id, tutor)

    def test_others_print_nothing(self):
        paper = self._paper("consents")
        for user in (self.tutor_2, self.users["reader"], self.users["officer"], self.stranger):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                paper.with_user(user).action_print()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._html(paper.with_user(user))
        stolen = self._paper("consents", self.tutor_2)
        with self.assertRaises(AccessError):
            stolen.action_print()

    def test_papers_in_the_persons_language(self):
        """Every sentence of every paper is in French; Arabic is written from the right."""
        for lang in ("fr_FR", "ar_001"):
            self.env["res.lang"]._activate_lang(lang)
        french = {
            entry.msgid: entry.msgstr
            for entry in polib.pofile(file_path("employer_engagement/i18n/fr.po"))
        }
        views = self.env["ir.ui.view"].search([("key", "=like", "%.report_candidate_%")])
        for view in views:
            terms = self.env["ir.ui.view"]._fields["arch_db"].get_trans_terms(view.arch_db)
            terms = {term for term in terms if any(letter.isalpha() for letter in term)}
            self.assertFalse({term for term in terms if not french.get(term)}, view.key)
            view.update_field_translations(
                "arch_db", {"fr_FR": {term: french[term] for term in terms}}
            )
        html = self._html(self._paper("consents", lang="fr_FR"))
        self.assertIn("Deux questions, deux réponses", html)
        self.assertIn('dir="ltr"', html)
        paper = self._paper("consents", lang="ar_001")
        self.assertEqual(
            paper.action_print()["type"], "ir.actions.act_url", "printed by the browser"
        )
        html = self._html(paper)
        self.assertIn('dir="rtl"', html)
        self.assertIn("text-align: right", html)
