# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Rows of a list of persons: what tells who it is stands apart; what is wrong is not repeated."""

from datetime import date

import pytest

from odoo.addons.employer_engagement.tools import column_mapping
from odoo.addons.employer_engagement.tools.person_row import COLUMNS, read_person

TODAY = date(2026, 6, 30)
HEADINGS = (
    "Codice", "Cognome", "Nome", "Nato/a il", "Sesso", "Cittadinanza", "C.F.", "Telefono",
    "Inviato da", "Preso in carico", "Tutor",
)  # fmt: skip
KEYS = (
    "number", "last_name", "first_name", "birth_date", "gender", "citizenship", "fiscal_code",
    "phone", "referrer", "entered_date", "tutor",
)  # fmt: skip


def read(**changes):
    cells = {
        "number": "p0001 ",
        "last_name": "De  Santis",
        "first_name": "Ada",
        "birth_date": "18.09.85",
        "gender": "F",
        "citizenship": "Perù",
        "phone": "333 1234567 / 02 8740935",
        "entered_date": "12/03/2025",
        **changes,
    }
    return read_person({key: [cell] for key, cell in cells.items()}, TODAY)


def test_headings_of_the_office():
    assert tuple(column_mapping.propose(HEADINGS, COLUMNS)) == KEYS


def test_what_tells_who_it_is_stands_apart():
    row = read()
    assert row.facts == {"code": "P0001", "entered_date": date(2025, 3, 12)}
    assert row.identity == {
        "last_name": "De Santis",
        "first_name": "Ada",
        "birth_date": date(1985, 9, 18),
        "phone": "333 1234567",
    }
    assert row.protected == {"gender": "f", "citizenship": "Perù"}
    assert (row.problems, row.remarks) == ([], [("further", "phone")])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"number": ""}, ("missing", "number")),
        ({"last_name": " "}, ("missing", "last_name")),
        ({"first_name": "=A1"}, ("missing", "first_name")),
        ({"birth_date": "31/02/1990"}, ("impossible", "birth_date")),
        ({"birth_date": "01/07/2026"}, ("future", "birth_date")),
        ({"entered_date": "01/07/2026"}, ("future", "entered_date")),
        ({"entered_date": "boh"}, ("unreadable", "entered_date")),
        ({"fiscal_code": "RSSMRA80A01H501X"}, ("check_digit", "fiscal_code")),
        ({"fiscal_code": "RSSMRA"}, ("length", "fiscal_code")),
    ],
)
def test_problems_name_the_column_and_not_the_text(changes, problem):
    assert read(**changes).problems == [problem]


@pytest.mark.parametrize("day", ["30/06/2026", "2026-06-30"])
def test_today_is_not_the_future(day):
    assert read(entered_date=day, birth_date=day).problems == []


def test_two_digits_of_a_birth_are_never_to_come():
    assert read(birth_date="01.01.30").identity["birth_date"] == date(1930, 1, 1)


@pytest.mark.parametrize(
    ("text", "gender"),
    [("M", "m"), ("donna", "f"), ("Maschio", "m"), ("x", "x"), ("", None), ("boh", None)],
)
def test_genders(text, gender):
    row = read(gender=text)
    assert row.protected.get("gender") == gender
    assert (("unreadable", "gender") in row.remarks) == (text == "boh")


def test_fiscal_code_in_one_spelling():
    assert read(fiscal_code="rss mra 80a01 h501u").identity["fiscal_code"] == "RSSMRA80A01H501U"
