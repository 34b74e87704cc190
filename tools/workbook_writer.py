# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Excel workbooks of typed sheets, written row by row so that memory stays flat.

Dates are dates, numbers are numbers, and no text is ever a formula or a link. Rows must come in
order: xlsxwriter runs in `constant_memory`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, Literal

import xlsxwriter

Kind = Literal[
    "text",
    "date",
    "datetime",
    "integer",
    "number",
    "percent",
    "boolean",
    "count",
    "decimal",
    "change",
    "decimal_change",
    "points",
]
Style = Literal["plain", "section", "part", "note"]

FORMATS: dict[str, str] = {
    "date": "dd/mm/yyyy",
    "datetime": "dd/mm/yyyy hh:mm",
    "integer": "0",
    "number": "#,##0.00",
    "percent": "0.0%",
    "count": "#,##0",
    "decimal": "#,##0.0",
    # a difference shows its sign; percentage points are no per cent
    "change": "+#,##0;-#,##0;0",
    "decimal_change": "+#,##0.0;-#,##0.0;0",
    "points": '+0.0" p.p.";-0.0" p.p.";0.0" p.p."',
}
NUMBERS = tuple(kind for kind in FORMATS if kind not in ("date", "datetime"))
#: Excel's limits: a cell's characters, a sheet name's characters, and what a name may not contain.
CELL_LENGTH = 32_767
SHEET_LENGTH = 31
SHEET_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
#: Control characters that XML cannot hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EXCEL_EPOCH = date(1900, 3, 1)
#: Points for two lines: LibreOffice does not stretch a row to its wrapped headings.
HEADING_HEIGHT = 30
#: Excel's number for this size of paper.
A4 = 9
#: A printed page: margins in inches, points for a line of text, and how its rows look.
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
LINE_HEIGHT = 13
TITLE_HEIGHT = 26
STYLES: dict[str, dict] = {
    "plain": {},
    "section": {"bold": True, "bg_color": "#E7EDF3"},
    "part": {"indent": 1, "font_color": "#444444"},
    "note": {"italic": True, "font_color": "#444444"},
}


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, the kind of its values and its width in characters."""

    label: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True)
class PageRow:
    """One row of a printed page: as many values as columns, or one text over all of them.

    A value may come with its kind (`(0.55, "percent")`): figures of several kinds share a column.
    """

    values: Sequence
    style: Style = "plain"


class WorkbookWriter:
    """Write sheets one after the other; use it as a context manager.

    :param target: a path or a binary stream to write to
    """

    def __init__(self, target: str | BinaryIO):
        self._workbook = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._names: set[str] = set()
        bold = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
        self._header = self._workbook.add_format(bold)
        self._formats = {
            kind: self._workbook.add_format({"num_format": pattern})
            for kind, pattern in FORMATS.items()
        }
        self._page_formats: dict[tuple, object] = {}

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        self._workbook.close()

    def add_sheet(self, name: str, columns: Sequence[SheetColumn], rows: Iterable[Sequence]) -> int:
        """Write a sheet: headings that stay in view, a filter on every column, typed rows.

        :param rows: as many values as columns each; None and False (but for booleans) are blank
        :return: the number of rows written
        """
        sheet = self._workbook.add_worksheet(self._free_name(name))
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, HEADING_HEIGHT)
        self._set_up_page(sheet)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        for index, column in enumerate(columns):
            sheet.write_string(0, index, clean_text(column.label), self._header)
        count = 0
        for count, values in enumerate(rows, 1):
            for index, (column, value) in enumerate(zip(columns, values, strict=True)):
                self._write(sheet, count, index, column.kind, value)
        sheet.autofilter(0, 0, count, max(len(columns) - 1, 0))
        return count

    def add_page(
        self,
        name: str,
        title: str,
        columns: Sequence[SheetColumn],
        rows: Iterable[PageRow],
        is_one_page: bool = True,
    ) -> None:
        """Write a sheet to be printed upright on A4: title, rows of wrapped text, headings last.

        Rows before the first one with a value for each column are its introduction; the headings
        stand below them.

        :param is_one_page: scale everything to one page; else as many pages as are needed
        """
        sheet = self._workbook.add_worksheet(self._free_name(name))
        self._set_up_print(sheet, is_one_page)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
        sheet.set_row(0, TITLE_HEIGHT)
        self._write_across(sheet, 0, len(columns), title, {"bold": True, "font_size": 16})
        line, has_headings = 1, False
        for row in rows:
            if not has_headings and len(row.values) > 1:
                self._write_headings(sheet, line, columns)
                line, has_headings = line + 1, True
            self._write_page_row(sheet, line, columns, row)
            line += 1
        sheet.print_area(0, 0, line - 1, len(columns) - 1)

    def _set_up_print(self, sheet, is_one_page: bool) -> None:
        sheet.set_paper(A4)
        sheet.set_portrait()
        sheet.set_margins(**MARGINS)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        sheet.fit_to_pages(1, 1 if is_one_page else 0)

    def _write_headings(self, sheet, line: int, columns: Sequence[SheetColumn]) -> None:
        labels = [clean_text(column.label) for column in columns]
        sheet.set_row(line, _row_height(zip(labels, columns, strict=True)))
        for index, (label, column) in enumerate(zip(labels, columns, strict=True)):
            look = {"bold": True, "bottom": 1, "valign": "bottom"}
            if column.kind != "text":
                look["align"] = "right"
            elif index == len(columns) - 1:
                look |= {"align": "left", "indent": 1}
            sheet.write_string(line, index, label, self._page_format(look))
        if line:
            sheet.repeat_rows(line)

    def _write_page_row(self, sheet, line: int, columns: Sequence[SheetColumn], row: PageRow):
        """Write one row, as high as its longest text needs."""
        look = STYLES[row.style]
        if len(row.values) == 1:
            width = sum(column.width for column in columns)
            text = clean_text(row.values[0])
            sheet.set_row(line, _row_height([(text, SheetColumn("", width=width))]))
            self._write_across(sheet, line, len(columns), text, look)
            return
        cells = [
            value if isinstance(value, tuple) else (value, column.kind)
            for value, column in zip(row.values, columns, strict=True)
        ]
        texts = [clean_text(value) if kind == "text" else "" for value, kind in cells]
        sheet.set_row(line, _row_height(zip(texts, columns, strict=True)))
        for index, (value, kind) in enumerate(cells):
            cell_look = {**look, "bottom": 4, "bottom_color": "#BBBBBB"}
            if kind in FORMATS:
                cell_look["num_format"] = FORMATS[kind]
            if columns[index].kind != "text":
                cell_look |= {"align": "right", "indent": 0}
            elif index == len(cells) - 1:
                cell_look |= {"align": "left", "indent": 1}  # apart from the numbers before it
            self._write(sheet, line, index, kind, value, self._page_format(cell_look))

    def _write_across(self, sheet, line: int, width: int, text: str, look: dict) -> None:
        """Write one text over all columns."""
        cell_format = self._page_format(look)
        if width > 1:
            sheet.merge_range(line, 0, line, width - 1, "", cell_format)
        sheet.write_string(line, 0, clean_text(text), cell_format)

    def _page_format(self, look: dict):
        """Return the cell format of a look, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._page_formats:
            self._page_formats[key] = self._workbook.add_format(
                {"text_wrap": True, "valign": "top", **look}
            )
        return self._page_formats[key]

    def _set_up_page(self, sheet) -> None:
        """Print on A4 lying down, all columns on one page, the headings on every page."""
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet, row: int, index: int, kind: Kind, value, look=None) -> None:
        """Write one value as its kind; a value of another type is written as text, never lost.

        :param look: the cell's format; without it that of the kind, and no cell for no value
        """
        if value is None or (value is False and kind != "boolean") or value == "":
            if look is not None:
                sheet.write_blank(row, index, None, look)
        elif kind == "boolean":
            sheet.write_boolean(row, index, bool(value), look)
        elif kind in ("date", "datetime") and _is_excel_date(value):
            sheet.write_datetime(row, index, value, look or self._formats[kind])
        elif kind in NUMBERS and isinstance(value, int | float):
            sheet.write_number(row, index, value, look or self._formats[kind])
        else:
            sheet.write_string(row, index, clean_text(value), look)

    def _free_name(self, name: str) -> str:
        """Return a sheet name Excel accepts that no other sheet has."""
        stem = SHEET_FORBIDDEN.sub(" ", clean_text(name)).strip(" '")[:SHEET_LENGTH] or "Sheet"
        candidate, number = stem, 1
        while candidate.casefold() in self._names:
            number += 1
            ending = f" {number}"
            candidate = stem[: SHEET_LENGTH - len(ending)] + ending
        self._names.add(candidate.casefold())
        return candidate


def clean_text(value) -> str:
    """Return a value as text that fits a cell: no control characters, at most CELL_LENGTH."""
    return CONTROL.sub("", str(value))[:CELL_LENGTH]


def _row_height(texts: Iterable[tuple[str, SheetColumn]]) -> int:
    """Return the points a row needs for texts wrapped in their columns (estimated, not measured:
    neither Excel nor LibreOffice stretches rows of a file reliably)."""
    lines = 1
    for text, column in texts:
        width = max(column.width, 1)
        lines = max(lines, sum(-(-len(part) // width) or 1 for part in text.split("\n")))
    return lines * LINE_HEIGHT + 2


def _is_excel_date(value) -> bool:
    """Return whether Excel can hold a date: it knows none before 1900."""
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day >= EXCEL_EPOCH
