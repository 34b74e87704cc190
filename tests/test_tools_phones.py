# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Telephone cells: several numbers, separators that belong to one number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.phones import (
    international_digits,
    national_digits,
    split_phones,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02 8740935", ["02 8740935"]),
        ("02/319243-9", ["02/319243-9"]),
        ("+39 026504558", ["+39 026504558"]),
        ("(02) 8740935", ["(02) 8740935"]),
        (3294009570, ["3294009570"]),
        ("02 8740935; 333 1234567", ["02 8740935", "333 1234567"]),
        ("02 8740935 / 333 1234567", ["02 8740935", "333 1234567"]),
        ("02 8740935 - 333 1234567", ["02 8740935", "333 1234567"]),
        ("02 8740935 o 333 1234567", ["02 8740935", "333 1234567"]),
        ("tel. 02 8740935, cell: 333 1234567", ["02 8740935", "333 1234567"]),
        ("02 8740935; 02 8740935", ["02 8740935"]),
        ("02 8740935 int. 12", ["02 8740935 int. 12"]),
        ("1234", []),
        ("12345", ["12345"]),
        ("non ha telefono", []),
        ("", []),
        (None, []),
    ],
)
def test_split(text, expected):
    assert split_phones(text) == expected


@given(
    st.lists(st.from_regex(r"\+39 0[0-9]{8,9}|3[0-9]{9}", fullmatch=True), max_size=5, unique=True)
)
def test_numbers_apart_by_a_semicolon_are_all_found(numbers):
    assert split_phones("; ".join(numbers)) == numbers


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("+39 026504558", "026504558"),
        ("0039 02 6504558", "026504558"),
        ("02/6504558", "026504558"),
        ("39026504558", "026504558"),
        ("393294009570", "3294009570"),
        ("3902650455", "3902650455"),
        ("3294009570", "3294009570"),
        ("+41 91 1234567", "41911234567"),
        ("", ""),
    ],
)
def test_national_digits(phone, digits):
    assert national_digits(phone) == digits


@pytest.mark.parametrize(
    ("phone", "digits"),
    [
        ("333 1234567", "393331234567"),
        ("+39 333 1234567", "393331234567"),
        ("0039 333 1234567", "393331234567"),
        ("393331234567", "393331234567"),
        ("02 5555 0142", "390255550142"),
        ("+41 91 123 45 67", "41911234567"),
        ("12", None),
    ],
)
def test_international_digits(phone, digits):
    assert international_digits(phone) == digits


def test_international_digits_of_another_country():
    assert international_digits("079 123 45 67", "41") == "410791234567"
