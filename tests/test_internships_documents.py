# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_internships import PAPERS, TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipDocuments(InternshipCase):
    """What is needed before the start, and the papers that bear a name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["employer.candidate.identity"].create(
            {
                "candidate_id": cls.person.id,
                "first_name": "Ada",
                "last_name": "Fiori",
                "birth_date": "1990-05-04",
            }
        )
        cls.internship = cls._internship(tasks="Washes dishes", weekly_hours=20)

    def _html(self, name, role="tutor"):
        report = self.env.ref(f"employer_engagement.{name}_action").with_user(self.users[role])
        html, _kind = report._render_qweb_html(report.report_name, self.internship.ids)
        return html.decode()

    def _exported(self):
        return self.env["employer.disclosure"].search(
            [("candidate_id", "=", self.person.id), ("kind", "=", "exported")]
        )

    # ---- readiness

    def test_readiness_grows_with_each_paper(self):
        internship = self._internship(communication_date=False, **dict.fromkeys(PAPERS, False))
        self.assertEqual(
            (internship.readiness, internship.readiness_next), (0, "send the information sheet")
        )
        internship.write({"guide_sent_date": TODAY, **PAPERS})
        self.assertEqual(
            (internship.readiness, internship.readiness_next), (75, "print the training project")
        )
        internship.write({"plan_printed_date": TODAY, "communication_date": TODAY})
        self.assertEqual((internship.readiness, internship.readiness_next), (100, False))

    def test_the_sheet_sent_is_noted(self):
        self.employer.email = "info@alfa.example"
        guide = self.env["employer.guide"].search([], limit=1)
        guide.sudo().write(
            {"state": "verified", "verified_date": TODAY, "review_date": "2026-12-31"}
        )
        context = self.as_role(self.internship, "officer").action_send_guide()["context"]
        dialog = self.as_role("employer.guide.send", "officer").with_context(**context)
        dialog.create({"guide_id": guide.id}).action_send()
        self.assertEqual(self.internship.guide_sent_date, date(2026, 3, 2))

    # ---- papers with a name

    def test_the_project_is_printed_once_for_all_and_leaves_a_trace(self):
        self.as_role(self.internship, "tutor").action_print_project()
        self.assertEqual(self.internship.plan_printed_date, date(2026, 3, 2))
        self.assertEqual(self._exported().mapped("what"), ["Training project"])
        html = self._html("report_internship_project")
        for words in ("Ada", "Fiori", "Washes dishes", self.internship.name, "Trattoria Alfa"):
            self.assertIn(words, html)
        self.assertNotIn("Test scheme", html, "outside goes the public name of the scheme")

    def test_not_by_its_address_without_a_row_in_the_register(self):
        for name in ("report_internship_project", "report_presence_sheet"):
            with self.refused("with its button"):
                self._html(name)

    def test_who_is_not_entitled_never_gets_it(self):
        for role in ("reader", "officer", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(self.internship, role).action_print_project()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._html("report_presence_sheet", role)
        with self.assertRaises(AccessError):
            self.internship.with_user(self.tutor_2).action_print_sheets()
        self.assertFalse(self._exported())

    def test_a_person_without_personal_data_is_named_on_no_paper(self):
        other = self._internship(candidate_id=self.person_2.id)
        with self.assertRaises(AccessError):
            self.as_role(other, "tutor").action_print_project()

    def test_a_sheet_has_a_page_a_month_and_its_suspended_days(self):
        self.internship.action_start()
        with freeze_time("2026-04-20"):
            self.internship._suspend({"reason": "closure", "start_date": "2026-04-13"})
            pages = self.internship._sheet_pages()
            self.assertEqual(
                [str(page["month"]) for page in pages][:2], ["2026-03-01", "2026-04-01"]
            )
            april = {day.day: (worked, away) for day, worked, away in pages[1]["days"]}
            self.assertEqual(april[10], (True, False))
            self.assertEqual(april[11], (False, False))
            self.assertEqual(april[13], (True, True))
            self.as_role(self.internship, "tutor").action_print_sheets()
            html = self._html("report_presence_sheet")
        self.assertEqual(html.count("Signature of the host tutor"), len(pages))
        with freeze_time("2026-05-01"):
            self.assertEqual(str(self.internship._sheet_pages()[0]["month"]), "2026-04-01")
