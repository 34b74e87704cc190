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

Kind = Literal["text", "date", "datetime", "integer", "number", "percent", "boolean"]

FORMATS: dict[str, str] = {
    "date": "dd/mm/yyyy",
    "datetime": "dd/mm/yyyy hh:mm",
    "integer": "0",
    "number": "#,##0.00",
    "percent": "0.0%",
}
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


@dataclass(frozen=True)
class SheetColumn:
    """One column: its heading, the kind of its values and its width in characters."""

    label: str
    kind: Kind = "text"
    width: int = 16


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

    def _set_up_page(self, sheet) -> None:
        """Print on A4 lying down, all columns on one page, the headings on every page."""
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet, row: int, index: int, kind: Kind, value) -> None:
        """Write one value as its kind; a value of another type is written as text, never lost."""
        if value is None or (value is False and kind != "boolean") or value == "":
            return
        if kind == "boolean":
            sheet.write_boolean(row, index, bool(value))
        elif kind in ("date", "datetime") and _is_excel_date(value):
            sheet.write_datetime(row, index, value, self._formats[kind])
        elif kind in ("integer", "number", "percent") and isinstance(value, int | float):
            sheet.write_number(row, index, value, self._formats[kind])
        else:
            sheet.write_string(row, index, clean_text(value))

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


def _is_excel_date(value) -> bool:
    """Return whether Excel can hold a date: it knows none before 1900."""
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day >= EXCEL_EPOCH
