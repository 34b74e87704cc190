# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The year on one page: the page, the workbook read back cell by cell, and who gets it."""

import io
from datetime import date
from unittest.mock import patch
from urllib.parse import unquote

import openpyxl

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, freeze_time, tagged

from ..models.figures import employer_year_workbook
from ..models.figures.indicator_registry import INDICATORS
from ..models.figures.year_layout import numbers
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


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestYearPage(YearCase):
    def test_every_indicator_stands_on_the_page_as_counted(self):
        page = self._page()
        lines, values, last = self._lines(page), self._values(), self._values(years_back=1)
        totals = [key[0] for key in lines if key[1] == "total"]
        self.assertEqual(totals, list(INDICATORS), "All of them, in the registry's order")
        for code in INDICATORS:
            line, key = lines[code, "total", ""], (code, "total", "")
            self.assertEqual(line.this_year, values[key].display_value)
            self.assertEqual(line.last_year, last[key].display_value)
            self.assertTrue(line.sentence.startswith(values[key].sentence))
            self.assertEqual(line.value_id, values[key])
        self.assertEqual(lines["attempts", "total", ""].this_year, "4")
        self.assertEqual(lines["contacts", "total", ""].this_year, "2")
        self.assertEqual(lines["contacts", "total", ""].last_year, "1")
        self.assertEqual(lines["conversion_host", "total", ""].this_year, "33.3 %")

    def test_members_stand_below_their_figure(self):
        page = self._page()
        team = self._lines(page, "team")
        north, south = (str(one.id) for one in (self.team, self.team_2))
        self.assertEqual(team["internships_ended", "team", north].this_year, "5")
        self.assertEqual(team["internships_ended", "team", south].this_year, "1")
        self.assertEqual(team["internships_ended", "team", south].name, "South")
        programme = self._lines(page, "programme")
        key = ("internships_ended", "programme", str(self.programme.id))
        self.assertEqual(programme[key].this_year, "6")
        families = self._lines(page)
        self.assertEqual(families["hires", "family", "open_ended"].this_year, "2")
        self.assertEqual(families["hires", "family", "open_ended"].last_year, "1")

    def test_a_choice_shows_its_part(self):
        page = self._page()
        for block in ("total", "team", "programme", "protected"):
            page.shown = block
            self.assertEqual(set(page.shown_line_ids.mapped("block")) - {block}, set())
        page.shown = "team"
        self.assertTrue(page.shown_line_ids)

    # ---- target and difference

    def test_above_at_and_below_a_target(self):
        for value, difference, is_behind in ((5, "-1", True), (4, "0", False), (3, "+1", False)):
            target = self._target(indicator="attempts", value=value)
            line = self._lines(self._page())["attempts", "total", ""]
            self.assertEqual((line.target, line.difference), (str(value), difference))
            self.assertEqual((line.is_behind, line.is_reached), (is_behind, not is_behind))
            target.unlink()

    def test_a_rate_s_target_is_per_cent_its_difference_points(self):
        self._target(indicator="conversion_host", value=40)
        line = self._lines(self._page())["conversion_host", "total", ""]
        self.assertEqual((line.target, line.difference), ("40 %", "-6.7 p.p."))

    def test_targets_of_a_team_a_programme_and_of_other_periods(self):
        self._target(indicator="internships_ended", value=9, team_id=self.team.id)
        self._target(indicator="internships_ended", value=7, programme_id=self.programme.id)
        self._target(indicator="attempts", value=99, end_date="2025-06-30")
        page = self._page()
        self.assertFalse(self._lines(page)["internships_ended", "total", ""].target)
        team = self._lines(page, "team")["internships_ended", "team", str(self.team.id)]
        self.assertEqual((team.target, team.difference), ("9", "-4"))
        key = ("internships_ended", "programme", str(self.programme.id))
        self.assertEqual(self._lines(page, "programme")[key].difference, "-1")
        self.assertFalse(self._lines(page)["attempts", "total", ""].target, "half a year")

    def test_parts_of_a_target_count_once(self):
        whole = self._target(indicator="attempts", value=10)
        self._target(indicator="attempts", value=4, parent_id=whole.id, beneficiary="indirect")
        self.assertEqual(self._lines(self._page())["attempts", "total", ""].target, "10")

    def test_missing_targets_are_counted_and_opened_with_their_year(self):
        self._target(indicator="attempts", value=5)
        page = self._page()
        self.assertEqual(page.missing_target_count, len(INDICATORS) - 1)
        action = page.action_open_targets()
        self.assertEqual(action["context"]["default_start_date"], "2025-01-01")
        self.assertEqual(self.env["employer.target"].search_count(action["domain"]), 1)

    # ---- what it says

    def test_weak_rates_open_what_is_not_known(self):
        page = self._page()
        line = self._lines(page)["conversion_host", "total", ""]
        self.assertTrue(line.is_weak)
        self.assertIn("Weak", line.sentence)
        self.assertIn("not known", line.sentence)
        self.assertIn("By chance alone between", line.sentence)
        self.assertTrue(page.weak_count)
        action = line.action_mend()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(len(rows.search(action["domain"])), 4)
        for internship in self.internships[2:]:
            internship.outcome = "not_hired"
        page = self._page()
        self.assertFalse(self._lines(page)["conversion_host", "total", ""].is_weak)

    def test_rows_behind_a_figure(self):
        line = self._lines(self._page())["internships_ended", "total", ""]
        action = line.action_open_rows()
        rows = self.env[action["res_model"]].with_context(**action["context"])
        self.assertEqual(len(rows.search(action["domain"])), 6)

    def test_too_few_are_hidden_and_named_as_hidden(self):
        rows = self._protected_rows()
        rows.gender = "f"
        rows[0].gender = "m"
        page = self._page()
        lines = self._lines(page, "protected")
        total = lines["internships_started", "total", ""]
        self.assertNotIn(("internships_started", "gender", "m"), lines)
        self.assertIn("Hidden", total.sentence)
        self.assertIn("Man", total.sentence)
        self.assertIn("Woman", total.sentence, "Its complement")
        self.assertNotIn(("internships_started", "citizenship", "it"), lines, "all six of a kind")

    def test_one_person_is_not_told_by_what_is_missing(self):
        """Hidden alone among nobody, a member would tell what the person is."""
        self._protected_rows()[0].gender = "m"
        for internship in self.internships[1:]:
            internship.actual_end_date = "2024-12-31"
            internship.start_date = "2024-10-01"
        self._page()
        hidden = {
            key[2]: value.suppressed
            for key, value in self._values().items()
            if key[:2] == ("internships_started", "gender")
        }
        self.assertEqual(hidden, dict.fromkeys(("f", "m", "x", "none"), True))

    def test_the_year_before_has_had_the_same_time(self):
        layout = self._page()._layout()
        self.assertEqual(layout.last_reference_date, date(2025, 6, 30))
        leap = self._page(year="2024", reference_date="2024-02-29")._layout()
        self.assertEqual(leap.last_reference_date, date(2023, 2, 28))

    def test_another_choice_asks_for_an_update(self):
        page = self._page()
        self.assertFalse(page.is_outdated)
        page.year = "2024"
        self.assertTrue(page.is_outdated)
        self._update(page)
        self.assertFalse(page.is_outdated)
        self.assertEqual(self._lines(page)["contacts", "total", ""].this_year, "1")

    def test_a_day_before_the_year_is_refused(self):
        self._page(reference_date="2025-01-01")
        with self.assertRaises(ValidationError):
            self._page(reference_date="2024-12-31")

    def test_an_empty_year_says_so(self):
        self.assertFalse(self._page().is_empty)
        self.assertTrue(self._page(year="2021", reference_date="2021-12-31").is_empty)

    def test_a_corrected_date_moves_the_figure(self):
        page = self._page()
        self.internships[0].actual_end_date = "2024-12-31"
        self.internships[0].start_date = "2024-11-01"
        self._update(page)
        self.assertEqual(self._lines(page)["internships_ended", "total", ""].this_year, "5")

    def test_opened_it_is_counted_once_a_day(self):
        pages = self.as_role("employer.year.page", "manager")
        page = pages.browse(pages.action_open_page()["res_id"])
        self.assertEqual((page.year, str(page.reference_date)), ("2026", "2026-07-15"))
        self.assertEqual((page.state, page.progress), ("counting", 0), "The form begins")
        self._update(page)
        self.assertTrue(page.shown_line_ids)
        again = pages.browse(pages.action_open_page()["res_id"])
        self.assertEqual(again.state, "counted")
        self.assertEqual(len(again.line_ids), len(page.line_ids))

    def test_counting_says_how_far_it_is(self):
        page = self._page()
        page.action_update()
        self.assertEqual(page.state, "counting")
        steps = []
        while not steps or not steps[-1]["finished"]:
            steps.append(page.action_step())
        told = [step["progress"] for step in steps]
        self.assertEqual(told, sorted(told))
        self.assertEqual((told[-1], page.state), (100, "counted"))
        self.assertEqual(page.action_step(), {"progress": 100, "finished": True})

    # ---- who

    def test_managers_alone(self):
        for user in (
            *(self.users[role] for role in ("reader", "officer", "tutor", "privacy", "employee")),
            self.stranger,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._page(user)
        self.assertTrue(self._page().line_ids)

    def test_figures_of_another_office_never(self):
        with self.assertRaises(AccessError):
            self._page(company_id=self.other_office.id)
        self.assertEqual(self._lines(self._page())["attempts", "total", ""].this_year, "4")

    def test_another_s_page_is_not_mine(self):
        second = self._user("manager_2", ("manager",))
        with self.assertRaises(AccessError):
            self._page().with_user(second).action_update()


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestYearWorkbook(YearCase):
    def test_every_indicator_equals_the_registry(self):
        self._target(indicator="attempts", value=5)
        table = self._table(self._book()["The year on one page"])
        by_number = {row[NUMBER]: row for row in table if row[NUMBER]}
        values, last = self._values(), self._values(years_back=1)
        self.assertEqual(list(by_number), list(numbers().values()), "None is missing, in order")
        for code, number in numbers().items():
            with self.subTest(indicator=code):
                row, key = by_number[number], (code, "total", "")
                self.assertEqual(row[LABEL], values[key].name)
                self._assert_cell(row[THIS], values[key])
                self._assert_cell(row[LAST], last[key])
                self.assertTrue(row[WORDS].startswith(values[key].sentence))
        self.assertEqual(
            [by_number["1.1"][column] for column in (THIS, TARGET, DIFFERENCE)], [4, 5, -1]
        )

    def _assert_cell(self, cell, value):
        """A figure is a number as the registry's; a rate of nothing is its dash."""
        indicator = INDICATORS[value.indicator]
        if indicator.kind != "count" and not value.denominator:
            self.assertEqual(cell, value.display_value)
        else:
            share = 100 if indicator.is_rate else 1
            self.assertAlmostEqual(cell * share, value.value)

    def test_members_equal_the_registry(self):
        book, values = self._book(), self._values()
        codes = {number: code for code, number in numbers().items()}
        for sheet, dimension in (("By team", "team"), ("By programme", "programme")):
            told, code = {}, None
            for row in self._table(book[sheet]):
                code = codes.get(row[NUMBER], code)
                if not row[NUMBER]:
                    told[code, row[LABEL]] = row[THIS]
            expected = {
                (value.indicator, value.member_label): value
                for value in values.values()
                if value.dimension == dimension
                and (
                    value.numerator
                    if INDICATORS[value.indicator].kind == "count"
                    else value.denominator
                )
            }
            self.assertTrue(expected)
            self.assertEqual(set(expected) - set(told), set())
            for key, value in expected.items():
                self._assert_cell(told[key], value)

    def test_rows_are_as_many_as_the_figure_says(self):
        book, values = self._book(), self._values()
        sheets = {number: book[_sheet_of(book, number)] for number in numbers().values()}
        for code, number in numbers().items():
            value, rows = values[code, "total", ""], self._sheet_rows(sheets[number])
            with self.subTest(indicator=code):
                indicator = INDICATORS[code]
                if indicator.kind == "count" and indicator.measure.endswith("count_distinct"):
                    self.assertGreaterEqual(len(rows), value.numerator)
                elif code == "positions_opened":
                    self.assertEqual(sum(row["Quantity"] for row in rows), value.numerator)
                elif indicator.kind == "count":
                    self.assertEqual(len(rows), value.numerator)
                elif code == "conversion_host":
                    self.assertEqual(len(rows), value.denominator + value.immature)
                    self.assertEqual(sum(row["Hired by the host"] for row in rows), value.numerator)
        days = [row["Days from end to hire"] for row in self._sheet_rows(sheets["11.1"])]
        self.assertEqual(sorted(filter(None, days)), [62, 62])
        self.assertEqual(days.count(None), 4, "Nothing, not none, where there was no hire")
        contacts = self._sheet_rows(sheets["1.2"])
        self.assertEqual(len(contacts), 3, "Interactions of two contacts")
        distinct = {(row["Organisation"], row["Date"]) for row in contacts}
        self.assertEqual(len(distinct), values["contacts", "total", ""].numerator)

    def _sheet_rows(self, sheet):
        heading, *rows = sheet.iter_rows(values_only=True)
        return [dict(zip(heading, row, strict=True)) for row in rows if any(row)]

    def test_persons_stand_by_code(self):
        book = self._book()
        rows = self._sheet_rows(book[_sheet_of(book, "9")])
        self.assertEqual({row["Person"] for row in rows}, {one.code for one in self.people})
        self.assertNotIn("Fiori", _text(book))

    def test_rows_the_user_may_not_read_are_told(self):
        self.env["ir.rule"].create(
            {
                "name": "Long calls are nobody's business",
                "model_id": self.env["ir.model"]._get_id("employer.interaction"),
                "domain_force": "[('minutes', '!=', 99)]",
            }
        )
        self._interaction(date="2025-05-05", outcome="reached", minutes=99)
        book = self._book()
        self.assertEqual(self._values()["attempts", "total", ""].numerator, 5)
        *rows, last = self._sheet_rows(book[_sheet_of(book, "1.1")])
        self.assertEqual(len(rows), 4)
        self.assertIn("1 more were counted and are not shown", next(iter(last.values())))

    def test_no_formula_from_data(self):
        self.employer.name = '=HYPERLINK("http://x.example")'
        self.office.name = "=1+1"
        book = self._book()
        self.assertIn("=HYPERLINK", _text(book))
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    self.assertNotEqual(cell.data_type, "f")
                    self.assertFalse(cell.hyperlink)

    def test_first_sheet_prints_on_one_page(self):
        sheet = self._book().worksheets[0]
        self.assertEqual(sheet.page_setup.orientation, "portrait")
        self.assertTrue(sheet.sheet_properties.pageSetUpPr.fitToPage)
        self.assertEqual(sheet["A1"].value, f"{self.office.name}: the year 2025")
        self.assertIn("06/30/2026", sheet["A2"].value)
        self.assertIn(self.manager.name, sheet["A3"].value)

    def test_other_offices_are_absent(self):
        self.assertNotIn("Their Firm", _text(self._book()))

    def test_without_the_right_to_export(self):
        page = self._page()
        self.manager.group_ids -= self.env.ref(EXPORT)
        with self.assertRaisesRegex(AccessError, "ask your administrator"):
            page.action_excel()
        with self.assertRaises(AccessError):
            self._book(page)

    def test_more_rows_cost_no_more_queries(self):
        page = self._page()
        self._book(page)
        few = self._count_queries(page)
        for _number in range(30):
            self._interaction(date="2025-03-12", outcome="reached")
        self._update(page)
        self.assertLessEqual(self._count_queries(page), few + 5)

    def _count_queries(self, page):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        page.env["employer.year.workbook"]._write_workbook(io.BytesIO(), page)
        return self.env.cr.sql_log_count - before


@tagged("post_install", "-at_install")
class TestYearRoute(YearCase, HttpCase):
    def _get(self, user, page):
        self.authenticate(user.login, user.login)
        return self.url_open(f"/employer_engagement/year/{page.id}.xlsx")

    def test_download(self):
        page = self._page()
        with patch.object(employer_year_workbook, "_logger") as logger:
            response = self._get(self.manager, page)
        self.assertEqual(response.status_code, 200)
        name = unquote(response.headers["Content-Disposition"])
        self.assertIn(f"{self.office.name} 2025 (2026-06-30).xlsx", name)
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        for number in numbers().values():
            self.assertTrue(_sheet_of(book, number))
        self.assertEqual(logger.info.call_args.args[1], self.manager.id)
        self.assertNotIn("Fiori", str(logger.info.call_args))

    def test_somebody_elses_page_is_not_found(self):
        page = self._page()
        for user in (self.users["officer"], self._user("manager_2", ("manager",)), self.stranger):
            self.assertEqual(self._get(user, page).status_code, 404)

    def test_without_the_right_to_export(self):
        page = self._page()
        self.manager.group_ids -= self.env.ref(EXPORT)
        self.env.flush_all()
        self.assertEqual(self._get(self.manager, page).status_code, 403)


def _sheet_of(book, number):
    """Return the sheet of rows behind a figure; figures of the same rows share one."""
    return next(name for name in book.sheetnames if number in name.replace(",", "").split())


def _text(book):
    return " ".join(
        str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row
    )
