# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Workbooks read back cell by cell: types kept, no text ever a formula or a link."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.workbook_writer import (
    CELL_LENGTH,
    PageRow,
    SheetColumn,
    WorkbookWriter,
    clean_text,
)


def write(*sheets):
    """Return the workbook of (name, columns, rows), read back."""
    stream = io.BytesIO()
    with WorkbookWriter(stream) as workbook:
        counts = [workbook.add_sheet(*sheet) for sheet in sheets]
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue())), counts


COLUMNS = (
    SheetColumn("Name", width=30),
    SheetColumn("Day", "date"),
    SheetColumn("At", "datetime"),
    SheetColumn("Count", "integer"),
    SheetColumn("Pay", "number"),
    SheetColumn("Share", "percent"),
    SheetColumn("Is it", "boolean"),
)


def test_every_kind_comes_back_as_it_is():
    row = ("Caffè", date(2026, 2, 28), datetime(2026, 2, 28, 9, 30), 3, 12.5, 0.51, True)
    book, counts = write(("People", COLUMNS, [row]))
    assert counts == [1]
    cells = next(book["People"].iter_rows(min_row=2))
    assert [cell.value for cell in cells] == [
        "Caffè", datetime(2026, 2, 28), datetime(2026, 2, 28, 9, 30), 3, 12.5, 0.51, True,
    ]  # fmt: skip
    assert [cell.data_type for cell in cells] == ["s", "d", "d", "n", "n", "n", "b"]
    assert [cell.number_format for cell in cells[1:3]] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]


def test_headings_stay_in_view_and_filter():
    book, _counts = write(("People", COLUMNS, [("a", *[None] * 6), ("b", *[None] * 6)]))
    sheet = book["People"]
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:G3"
    assert sheet.column_dimensions["A"].width == pytest.approx(30, abs=1)


def test_columns_print_on_one_page():
    book, _counts = write(("Sheet", COLUMNS, []))
    sheet = book["Sheet"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_empty_values_are_empty_cells():
    book, _counts = write(("S", COLUMNS, [(None, False, None, None, None, None, False)]))
    assert [cell.value for cell in book["S"][2]] == [None] * 6 + [False]


def test_zero_is_a_number():
    book, _counts = write(("S", [SheetColumn("Count", "integer")], [(0,)]))
    assert book["S"]["A2"].value == 0


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(1)", "+39 02", "-1", "http://x.example", "0012", "{=A1}"]
)
def test_text_stays_text(text):
    book, _counts = write(("S", [SheetColumn("A")], [(text,)]))
    cell = book["S"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_wrong_type_is_text_not_lost():
    columns = [SheetColumn("Day", "date"), SheetColumn("Count", "integer")]
    book, _counts = write(("S", columns, [("soon", "many"), (date(1890, 1, 1), 2)]))
    assert [cell.value for cell in book["S"][2]] == ["soon", "many"]
    assert [cell.value for cell in book["S"][3]] == ["1890-01-01", 2]


def test_sheet_names_fit_and_differ():
    long = "Convenzioni [attive]: 2025/2026 e molto altro ancora"
    book, _counts = write(*[(long, [SheetColumn("A")], [])] * 2, ("", [SheetColumn("A")], []))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_control_characters_and_length():
    assert clean_text("a\x00b\x0bc\nd") == "abc\nd"
    assert len(clean_text("x" * 40_000)) == CELL_LENGTH


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=10))
def test_any_text_comes_back(texts):
    book, _counts = write(("S", [SheetColumn("A")], [(text,) for text in texts]))
    read = [book["S"].cell(index, 1) for index in range(2, len(texts) + 2)]
    assert all(cell.data_type in ("s", "n") for cell in read)
    assert all(cell.data_type != "f" for cell in read)


PAGE_COLUMNS = (
    SheetColumn("Figure", width=20),
    SheetColumn("This year", "integer", 10),
    SheetColumn("Difference", "change", 10),
    SheetColumn("Read", width=30),
)


def write_page(*rows, title="The year", **options):
    stream = io.BytesIO()
    with WorkbookWriter(stream) as workbook:
        workbook.add_page("Page", title, PAGE_COLUMNS, rows, **options)
    return openpyxl.load_workbook(io.BytesIO(stream.getvalue()))["Page"]


def test_page_has_title_introduction_headings_and_rows():
    sheet = write_page(
        PageRow(["Office: One"], "note"),
        PageRow(["Started", 300, -20, "300 started"]),
        PageRow(["Rate", (0.553, "percent"), (5.3, "points"), None], "part"),
        PageRow(["A last word"], "note"),
    )
    values = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in values] == [
        "The year", "Office: One", "Figure", "Started", "Rate", "A last word",
    ]  # fmt: skip
    assert values[3] == ("Started", 300, -20, "300 started")
    assert values[4] == ("Rate", 0.553, 5.3, None)
    assert [sheet.cell(5, column).number_format for column in (2, 3)] == [
        "0.0%", '+0.0" p.p.";-0.0" p.p.";0.0" p.p."',
    ]  # fmt: skip
    assert {str(cells) for cells in sheet.merged_cells.ranges} == {"A1:D1", "A2:D2", "A6:D6"}


def test_page_prints_on_one_upright_sheet():
    sheet = write_page(PageRow(["Started", 1, 0, ""]))
    assert sheet.page_setup.orientation == "portrait"
    assert int(sheet.page_setup.paperSize) == int(sheet.PAPERSIZE_A4)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)
    assert sheet.print_area == "'Page'!$A$1:$D$3"
    long = write_page(PageRow(["Started", 1, 0, ""]), is_one_page=False)
    assert long.page_setup.fitToHeight == 0


def test_page_rows_are_as_high_as_their_text():
    short, long = "x" * 20, "x" * 95
    sheet = write_page(PageRow(["a", 1, 0, short]), PageRow(["b", 1, 0, long]))
    assert sheet["D4"].alignment.wrap_text
    assert sheet.row_dimensions[3].height in (None, 15), "The usual height"
    assert sheet.row_dimensions[4].height >= 50


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "-1", "http://x.example"])
def test_page_text_stays_text(text):
    sheet = write_page(PageRow([text]), PageRow([text, text, text, text]), title=text)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 6
    assert all(cell.data_type == "s" and not cell.hyperlink for cell in cells)
