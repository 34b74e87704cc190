# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_figures import NOW, FactCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestFiguresPortal(FactCase):
    """What a company reads of itself: its own facts and nobody else's, in two columns."""

    def _figures(self, employer=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (employer or self.employer)._portal_figures()

    def _rows(self, employer=None):
        return {label: numbers for label, *numbers in self._figures(employer)["rows"]}

    def test_internships_and_hires_old_and_new(self):
        self._past()
        self._hired("2025-04-01", candidate_id=self.person.id)
        self._past("2026-05-01", None, candidate_id=self.person_2.id)
        rows = self._rows()
        self.assertEqual(rows["Internships started"], [1, 2])
        self.assertEqual(rows["Internships ended"], [0, 1])
        self.assertEqual(rows["Persons you hired"], [0, 1])
        words = " ".join(self._figures()["sentences"])
        self.assertIn("Of 1 internships that ended at least 180 days ago: you hired 1", words)
        self.assertIn("Of 1 persons you hired at least 180 days ago: 1 worked", words)
        another = self._figures(self.employer_2)
        self.assertFalse(another["sentences"])
        self.assertEqual({tuple(numbers[1:]) for numbers in another["rows"]}, {(0, 0), ("–", "–")})

    def _direct(self, person, start, end=None):
        return self._hired(str(start), end and str(end), candidate_id=person.id, origin="direct")

    def test_who_stayed_on_both_sides_of_the_limit(self):
        today = fields.Date.to_date("2026-07-15")
        long, short, young = (today - timedelta(days=days) for days in (400, 300, 179))
        self._direct(self.person, long, long + timedelta(days=179))
        self._direct(self.person_2, short, short + timedelta(days=178))
        self.assertEqual(self.employer._portal_stayed(today, 180), (2, 1))
        person = self._person()
        self._direct(person, young)
        self.assertEqual(self.employer._portal_stayed(today, 180), (2, 1), "too recent")
        self.assertEqual(self.employer._portal_stayed(today + timedelta(days=1), 180), (3, 2))

    def test_who_found_the_work_alone_is_told_to_no_company(self):
        """Else the company would learn which of its people we follow, by the first day."""
        self._hired("2025-04-02", candidate_id=self.person.id, origin="person")
        self._hired("2025-04-03", candidate_id=self.person_2.id, origin="unknown")
        third = self._person()
        self._hired("2025-04-04", candidate_id=third.id, origin="internship_elsewhere")
        self._internship(candidate_id=third.id).state = "cancelled"
        self.assertEqual(self._rows()["Persons you hired"], [0, 0])
        self.assertFalse([one for one in self._figures()["sentences"] if "worked" in one])
        self.assertFalse(self.env["employer.hire"].search(self.employer._portal_hires_domain()))
        file = BytesIO()
        self.employer._portal_workbook(file)
        self.assertEqual([sheet.max_row for sheet in load_workbook(file)], [1, 1])

    def test_how_soon_it_answers(self):
        vacancy = self._vacancy()
        sent = fields.Date.to_date("2026-07-01")
        for days in (2, 5, None):
            preselection = self._list(self.env["employer.candidate"], vacancy)
            answered = days is not None and sent + timedelta(days=days)
            preselection.sudo().write({"sent_date": sent, "answered_date": answered})
        rows = self._rows()
        self.assertEqual(rows["Lists we sent you"], [3, 3])
        self.assertEqual(rows["Lists you answered"], [2, 2])
        self.assertEqual(rows["Days until your answer, on average"], ["3.5", "3.5"])

    def test_the_file_holds_codes_alone(self):
        self.env["employer.candidate.identity"].create(
            {"candidate_id": self.person.id, "first_name": "Fatou", "last_name": "Diallo"}
        )
        self._past()
        self._hired("2025-04-01")
        file = BytesIO()
        self.employer._portal_workbook(file)
        book = load_workbook(file)
        internships, hires = (list(sheet.values) for sheet in book)
        self.assertEqual((len(internships), len(hires)), (2, 2))
        self.assertEqual(internships[1][3], self.person.code)
        text = " ".join(str(value) for row in internships + hires for value in row)
        self.assertNotIn("Diallo", text)
        empty = BytesIO()
        self.employer_2._portal_workbook(empty)
        self.assertEqual([sheet.max_row for sheet in load_workbook(empty)], [1, 1])
