# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import io

import openpyxl

from .common_internships import InternshipCase

NOW = "2026-07-15 10:00:00"
REFERENCE = "2026-06-30"
EXPORT = "base.group_allow_export"
#: Columns of the printed page.
NUMBER, LABEL, THIS, LAST, TARGET, DIFFERENCE, WORDS = range(7)


class YearCase(InternshipCase):
    """Two years of one office, a little of everything in 2025, and a fact of another office."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)
        cls.manager = cls.users["manager"]
        for user in cls.users.values():
            user.group_ids += cls.env.ref(EXPORT)
        cls.programme = cls.env["employer.programme"].create({"name": "Seed"})
        for day in ("2024-05-02", "2025-03-10", "2025-03-10", "2025-09-01"):
            cls._interaction(date=day, outcome="reached", team_id=cls.team.id)
        cls._interaction(
            date="2025-03-11", outcome="no_answer", employer_id=cls.employer_2.id, next_step="=1+1"
        )
        cls.people = [cls._person(code=f"YEAR{number}") for number in range(6)]
        cls.env["employer.candidate.identity"].create(
            {"candidate_id": cls.people[0].id, "first_name": "Ada", "last_name": "Fiori"}
        )
        cls.internships = [cls._ended(person) for person in cls.people]
        cls.internships[0].team_id = cls.team_2
        for person, internship in zip(cls.people[:2], cls.internships, strict=False):
            cls._hire(
                "2025-07-01",
                candidate_id=person.id,
                internship_id=internship.id,
                origin="internship_here",
            )
        cls._hire("2024-02-01", candidate_id=cls.people[5].id)
        theirs = cls.env["employer.organisation"].create(
            {"name": "Their Firm", "company_id": cls.other_office.id}
        )
        cls.env["employer.interaction"].create(
            {
                "employer_id": theirs.id,
                "company_id": cls.other_office.id,
                "date": "2025-03-11",
                "outcome": "reached",
                "user_id": cls.other_officer.id,
            }
        )
        cls.env.flush_all()

    @classmethod
    def _ended(cls, person):
        return cls._internship(
            candidate_id=person.id,
            start_date="2025-02-01",
            actual_end_date="2025-04-30",
            state="ended",
            end_kind="term",
            outcome="unknown",
            programme_id=cls.programme.id,
            team_id=cls.team.id,
        )

    def _target(self, **vals):
        return self.env["employer.target"].create(
            {"start_date": "2025-01-01", "end_date": "2025-12-31", **vals}
        )

    def _protected_rows(self):
        """Return the protected data of the persons, in their order."""
        rows = self.env["employer.candidate.protected"].search(
            [("candidate_id", "in", [person.id for person in self.people])]
        )
        return rows.sorted(lambda row: row.candidate_id.code)

    def _page(self, user=None, **vals):
        """Return the page of 2025 as `user` (the manager) has it, counted."""
        user = user or self.manager
        pages = self.env["employer.year.page"].with_user(user).with_company(user.company_id)
        page = pages.create({"year": "2025", "reference_date": REFERENCE, **vals})
        return self._update(page)

    def _update(self, page):
        """Count the page anew, as the form does: step by step."""
        page.action_update()
        while not page.action_step()["finished"]:
            pass
        self.env.flush_all()
        self.env.invalidate_all()
        return page

    def _lines(self, page, block="total"):
        """Return {(indicator, dimension, member): line} of a part of the page."""
        return {
            (line.indicator, line.dimension, line.member or ""): line
            for line in page.line_ids
            if line.block == block
        }

    def _values(self, office=None, years_back=0):
        """Return {(indicator, dimension, member): value} of the registry."""
        found = self.env["employer.indicator.value"].search(
            [
                ("company_id", "=", (office or self.office).id),
                ("date_from", "=", f"{2025 - years_back}-01-01"),
                ("reference_date", "=", f"{2026 - years_back}-06-30"),
            ]
        )
        return {(one.indicator, one.dimension, one.member or ""): one for one in found}

    def _book(self, page=None):
        page = page or self._page()
        stream = io.BytesIO()
        page.env["employer.year.workbook"]._write_workbook(stream, page)
        return openpyxl.load_workbook(stream)

    def _table(self, sheet):
        """Return the rows of a printed sheet below its headings, as lists of values."""
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        first = next(index for index, row in enumerate(rows) if row[THIS] == "2025")
        return [row for row in rows[first + 1 :] if row[LABEL]]
