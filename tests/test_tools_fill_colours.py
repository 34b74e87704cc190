# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Fills of cells as words."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

from odoo.addons.employer_engagement.tools.fill_colours import COLOURS, colour_name, fill_colour
from odoo.addons.employer_engagement.tools.table_reader import read_tables


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("00C6EFCE", "green"), ("FFFFC7CE", "red"), ("FFFFEB9C", "yellow"), ("FFFFFF00", "yellow"),
        ("FFFFC000", "orange"), ("FF92D050", "green"), ("FF00B0F0", "blue"), ("FF7030A0", "purple"),
        ("FFFF0000", "red"), ("D9D9D9", "grey"), ("FFFFFFFF", ""), ("FF000000", ""), ("x", ""),
    ],
)  # fmt: skip
def test_the_colours_of_a_palette(code, name):
    assert colour_name(code) == name


@given(st.from_regex(r"[0-9A-F]{6}", fullmatch=True))
def test_every_colour_has_a_name_or_none(code):
    assert colour_name(code) in (*COLOURS, "")


@pytest.mark.parametrize(
    ("fill", "name"),
    [
        (None, ""),
        (PatternFill(), ""),
        (PatternFill("solid", fgColor=Color(theme=9)), "green"),
        (PatternFill("solid", fgColor=Color(theme=99)), ""),
        (PatternFill("solid", fgColor=Color(indexed=13)), "yellow"),
        (PatternFill("solid", fgColor=Color(indexed=64)), ""),
    ],
)
def test_fills(fill, name):
    assert fill_colour(fill) == name


def test_a_row_has_the_colour_most_of_its_cells_have():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Nome", "CAP", "Via"), ("a", "1", "x"), ("b", "2", "y"), ("c", "3", "z")):
        sheet.append(row)
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["A2"].fill = PatternFill("solid", fgColor="00C6EFCE")
    for cell, code in (("A3", "FFFFFF00"), ("B3", "FFFFFF00"), ("C3", "FFFF0000")):
        sheet[cell].fill = PatternFill("solid", fgColor=code)
    stream = io.BytesIO()
    book.save(stream)
    (table,) = read_tables(stream.getvalue())
    assert [row.colour for row in table.rows] == ["green", "yellow", ""]
    assert [row.cells for row in table.rows] == [("a", "1", "x"), ("b", "2", "y"), ("c", "3", "z")]


def test_text_has_no_colour():
    (table,) = read_tables(b"Nome;CAP\na;1\n")
    assert [row.colour for row in table.rows] == [""]
