# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The workbook of the year, read back cell by cell, and its download."""

import io
from unittest.mock import patch
from urllib.parse import unquote

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged

from ..models.figures import employer_year_workbook
from ..models.figures.indicator_registry import INDICATORS
from ..models.figures.year_layout import numbers
from .common_year import (
    DIFFERENCE,
    EXPORT,
    LABEL,
    LAST,
    NOW,
    NUMBER,
    TARGET,
    THIS,
    WORDS,
    YearCase,
)


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
