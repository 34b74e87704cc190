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

    def _member(self, employer=None, **vals):
        """Return somebody of the portal who acts for an organisation, or for a unit of it."""
        vals["employer_id"] = (employer or self.employer).id
        contact = self.env["res.partner"].create({"name": "Chef"})
        members = self.env["employer.portal.member"]
        return members.create({"name": "Chef", "partner_id": contact.id, **vals}).sudo()

    def _file(self, member):
        """Return the rows of the sheets of the file of `member`."""
        file = BytesIO()
        member.employer_id._portal_workbook(file, member)
        return [list(sheet.values)[1:] for sheet in load_workbook(file)]

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
        ended, stayed = self._figures()["sentences"]
        self.assertTrue(ended.startswith("Internships that ended at least 180 days ago: 1;"), ended)
        self.assertIn("; hired within 180 days: 1; not known: 0.", ended)
        self.assertTrue(stayed.startswith("Persons you hired at least 180 days ago: 1;"), stayed)
        self.assertTrue(stayed.endswith(" worked with you for 180 days or more: 1."), stayed)
        another = self._figures(self.employer_2)
        self.assertFalse(another["sentences"])
        self.assertTrue(another["is_empty"])
        self.assertFalse(self._figures()["is_empty"])
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
        self.assertEqual(self._file(self._member()), [[], []])

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
        internships, hires = self._file(self._member())
        self.assertEqual((len(internships), len(hires)), (1, 1))
        self.assertEqual(internships[0][3], self.person.code)
        text = " ".join(str(value) for row in internships + hires for value in row)
        self.assertNotIn("Diallo", text)
        self.assertEqual(self._file(self._member(self.employer_2)), [[], []])

    def test_a_unit_reads_its_own(self):
        """The whole company's sums hold the unit's; the unit's hold nobody else's."""
        shop, lab = (self._unit(self.employer, name=name) for name in ("Shop", "Lab"))
        sent = fields.Date.to_date("2026-07-01")
        for unit, person, day in ((shop, self.person, 2), (lab, self.person_2, 8)):
            self._past(candidate_id=person.id, unit_id=unit.id)
            self._hired("2025-04-01", candidate_id=person.id, unit_id=unit.id)
            asked = self._list(self.env["employer.candidate"], self._vacancy(unit_id=unit.id))
            answered = sent + timedelta(days=day)
            asked.sudo().write({"sent_date": sent, "answered_date": answered})
        self._hired("2025-05-01", candidate_id=self._person().id, origin="direct")
        self.env.flush_all()
        self.env.invalidate_all()
        figures = {unit: self.employer._portal_figures(unit) for unit in (None, shop, lab)}
        for label, whole, of_shop in (
            ("Lists you answered", 2, 1),
            ("Days until your answer, on average", "5.0", "2.0"),
            ("Internships ended", 2, 1),
            ("Persons you hired", 3, 1),
        ):
            for unit, number in ((None, whole), (shop, of_shop)):
                rows = {name: ever for name, _last, ever in figures[unit]["rows"]}
                self.assertEqual(rows[label], number, (label, unit))
        self.assertEqual(figures[shop]["name"], f"{self.employer.name} · Shop")
        ended, hired = figures[shop]["sentences"]
        self.assertIn("Internships that ended at least 180 days ago: 1;", ended)
        self.assertIn("Persons you hired at least 180 days ago: 1;", hired)
        internships, hires = self._file(self._member(unit_id=shop.id))
        self.assertEqual([row[2] for row in internships + hires], ["Shop", "Shop"])
        self.assertEqual([len(rows) for rows in self._file(self._member())], [2, 3])
