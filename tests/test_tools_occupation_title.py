# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Which occupation a job title means, among those shipped."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.occupation_title import best_occupation, stems

SHIPPED = Path(__file__).parents[1] / "data" / "employer.occupation.csv"
with SHIPPED.open(encoding="utf-8") as table:
    OCCUPATIONS = [
        (int(row["code"]), f"{row['other_names']} {row['name']}")
        for row in csv.DictReader(table)
        if row["level"] == "4"
    ]


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("lavapiatti", 9412),
        ("Aiuto cuoco", 9412),
        ("addetta pulizie", 9112),
        ("addetto alle pulizie", None),  # one more word than anybody wrote down: nothing is guessed
        ("cameriere ai piani", 9112),
        ("giardiniere", 6113),
        ("aiuto giardiniere", 9214),
        ("elettricista", 7411),
        ("sarta", 7531),
        ("SARTO", 7531),
        ("magazziniere", 4321),
        ("addetta mensa", 5246),
        ("astronauta", None),
        ("", None),
        ("?!", None),
    ],
)
def test_titles_of_an_office(title, code):
    assert best_occupation(title, OCCUPATIONS) == code


def test_the_earliest_place_then_the_first_given():
    assert best_occupation("b", [(1, "a b"), (2, "b c"), (3, "b")]) == 2


def test_short_words_keep_their_ending():
    assert stems("ai piani è") == ("ai", "pian", "e")


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=5))
def test_what_is_found_holds_every_word(title, names):
    occupations = list(enumerate(names))
    found = best_occupation(title, occupations)
    if found is not None:
        assert set(stems(title)) <= set(stems(names[found]))
    elif stems(title):
        assert title not in names
