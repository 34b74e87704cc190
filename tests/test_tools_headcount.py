# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Staff numbers: every spelling of the registers, both sides of every size limit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.headcount import is_missing, parse_headcount, size_class


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", (12, 12)),
        (12, (12, 12)),
        (12.0, (12, 12)),
        ("0", (0, 0)),
        (0, (0, 0)),
        ("1.250", (1250, 1250)),
        ("1-5", (1, 5)),
        ("20 - 49", (20, 49)),
        ("20–49", (20, 49)),
        ("50/99", (50, 99)),
        ("da 20 a 49", (20, 49)),
        ("da 20 a 49 addetti", (20, 49)),
        ("oltre 250", (251, None)),
        ("Oltre 250 dipendenti", (251, None)),
        (">250", (251, None)),
        ("più di 250", (251, None)),
        ("250 e oltre", (250, None)),
        ("250+", (250, None)),
        (">= 250", (250, None)),
        ("almeno 250", (250, None)),
        ("fino a 9", (0, 9)),
        ("meno di 10", (0, 9)),
        ("< 10", (0, 9)),
        ("circa 30", (30, 30)),
        ("n.d.", None),
        ("", None),
        (None, None),
        ("-4", None),
        (-4, None),
        ("12,5", None),
        (12.5, None),
        ("49-20", None),
        ("tanti", None),
        ("2025-05-01 00:00:00", None),
    ],
)
def test_parse(text, expected):
    assert parse_headcount(text) == expected


@pytest.mark.parametrize(
    "text", ["n.d.", "N.D.", "nd", "", " ", None, "-", "n/a", "Non disponibile"]
)
def test_missing(text):
    assert is_missing(text)


@pytest.mark.parametrize("text", ["0", 0, "-4", "12,5", "tanti"])
def test_unreadable_is_not_missing(text):
    assert not is_missing(text)


@pytest.mark.parametrize(
    ("headcount", "expected"),
    [
        (None, None),
        ((0, 0), "micro"),
        ((9, 9), "micro"),
        ((10, 10), "small"),
        ((49, 49), "small"),
        ((50, 50), "medium"),
        ((249, 249), "medium"),
        ((250, 250), "large"),
        ((251, None), "large"),
        ((250, None), "large"),
        ((249, None), None),
        ((1, 9), "micro"),
        ((1, 10), None),
        ((20, 49), "small"),
        ((20, 250), None),
    ],
)
def test_size_class(headcount, expected):
    assert size_class(headcount) == expected


@given(st.integers(0, 100_000))
def test_numbers_read_as_themselves(number):
    assert parse_headcount(str(number)) == (number, number)
    assert parse_headcount(f"{number:,}".replace(",", ".")) == (number, number)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_ranges_read_in_order_only(fewest, most):
    expected = (fewest, most) if fewest <= most else None
    assert parse_headcount(f"{fewest} - {most}") == expected


@given(st.text(max_size=15))
def test_any_text_is_a_range_or_nothing(text):
    found = parse_headcount(text)
    assert found is None or (found[0] >= 0 and (found[1] is None or found[0] <= found[1]))
