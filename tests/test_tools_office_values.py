# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Cells of an office's workbook: days in four spellings, numbers as text, words, colleagues."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.office_values import (
    colleague_key,
    match_colleague,
    read_day,
    read_key,
    read_number,
    read_text,
    read_word,
)

DAY = date(2025, 8, 22)
SPELLINGS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", " %d-%m-%Y ", "%Y-%m-%d 00:00:00")


@pytest.mark.parametrize(
    "cell",
    [
        "22/08/2025", " 22-08-2025 ", "22.08.25", "22/8/25", "2025-08-22", "2025-08-22T00:00:00",
        "22 agosto 2025", "22-ago-25", "22 08 2025",
    ],
)  # fmt: skip
def test_a_day_in_the_spellings_of_offices(cell):
    assert read_day(cell) == DAY


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(SPELLINGS))
def test_every_spelling_of_a_day_is_that_day(day, spelling):
    assert read_day(day.strftime(spelling)) == day


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_two_digits_are_of_1970_to_2069(day):
    assert read_day(day.strftime("%d.%m.%y")) == day


@given(st.dates(date(1926, 11, 22), date(2026, 11, 21)))
def test_a_birth_of_two_digits_is_never_in_the_future(day):
    assert read_day(day.strftime("%d.%m.%y"), latest=date(2026, 11, 21)) == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31/02/2025", "impossible"),
        ("29.02.25", "impossible"),
        ("08/25/2025", "impossible"),
        ("22/08/0205", "impossible"),
        ("22/08/2205", "impossible"),
        ("00/08/2025", "impossible"),
        ("22/08", "no_year"),
        ("45890", "unreadable"),
        (45890, "unreadable"),
        ("22/08/202", "unreadable"),
        ("22 foo 2025", "unreadable"),
        ("domani", "unreadable"),
        ("dal 22/08/2025", "unreadable"),
        ("=A1", "unreadable"),
    ],
)
def test_a_day_that_is_none(cell, code):
    with pytest.raises(ValueError, match=f"^{code}$"):
        read_day(cell)


@given(st.text() | st.integers() | st.floats(allow_nan=True) | st.none() | st.booleans())
def test_any_cell_is_a_day_nothing_or_a_known_code(cell):
    try:
        assert read_day(cell) is None or date(1900, 1, 1) <= read_day(cell) <= date(2099, 12, 31)
    except ValueError as error:
        assert str(error) in ("impossible", "no_year", "unreadable")


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "n.d.", "/", "?"])
def test_what_says_nothing(cell):
    assert read_text(cell) == ""
    assert read_day(cell) is None
    assert read_number(cell) is None
    assert read_word(cell, {"a": ["a"]}) is None
    assert read_key(cell) == ""


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (1, "1"), ("1 ", "1"), (1.0, "1"), ("01", "1"), ("1.0", "1"), (" p0127", "P0127"),
        ("CONV 1/2025 ", "CONV 1/2025"), ("conv  1/2025", "CONV 1/2025"), (0, "0"),
    ],
)  # fmt: skip
def test_key(cell, key):
    assert read_key(cell) == key


@given(st.integers(0, 10**9))
def test_a_number_has_one_key_however_written(number):
    assert {read_key(one) for one in (number, f" {number} ", f"0{number}", float(number))} == {
        str(number)
    }
    assert read_number(f" {number} ") == read_number(float(number)) == number


@pytest.mark.parametrize("cell", ["due", "2.5", "1.200", "2+1", True])
def test_what_is_no_number(cell):
    with pytest.raises(ValueError, match="no_number"):
        read_number(cell)


def test_words():
    words = {"phone": ["telefono", "tel"], "mass": ["Mail massiva"]}
    assert read_word("Tel.", words) == "phone"
    assert read_word(" mail  MASSIVA ", words) == "mass"
    with pytest.raises(ValueError, match="unknown"):
        read_word("piccione", words)


@pytest.mark.parametrize("cell", ["Ferrari L.", "ferrari l.", " FERRARI  L", "L. Ferrari"])
def test_spellings_of_one_colleague(cell):
    assert colleague_key(cell) == "ferrari l"


def test_a_colleague_is_found_by_surname_and_initial():
    names = ["Lucia Ferrari", "Lucia Ferraris", "Marco Ferrari", "Anna Rossi", "De Rossi Aldo"]
    assert match_colleague(colleague_key("Ferrari L."), names) == [0]
    assert match_colleague(colleague_key("Ferrari"), names) == [0, 2]
    assert match_colleague(colleague_key("Rossi A"), names) == [3, 4]
    assert match_colleague(colleague_key("Brambilla"), names) == []
    assert match_colleague("", names) == []


@given(st.text())
@example("𝓐")
@example("ÑD")
def test_the_key_of_a_colleague_is_its_own_key(text):
    assert colleague_key(colleague_key(text)) == colleague_key(text)
