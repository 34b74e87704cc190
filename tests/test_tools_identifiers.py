# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""VAT numbers and fiscal codes: accepted spellings and each reason of refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from odoo.addons.employer_engagement.tools import identifiers

VAT = "00743110157"
PERSON = "RCCMNL83S18D969H"


def with_check_digit(digits):
    return digits + luhn.calc_check_digit(digits)


NUMBERS = st.integers(1, 9_999_999)
VAT_NUMBERS = st.builds(
    lambda number, office: with_check_digit(f"{number:07}{office:03}"), NUMBERS, st.integers(1, 100)
)


@pytest.mark.parametrize(
    "value",
    [VAT, "IT 00743110157", "it00743110157", " 00743110157 ", "007.431.101.57", "0074311-0157"],
)
def test_vat_spellings(value):
    assert identifiers.normalise_vat(value) == VAT


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "empty"),
        ("", "empty"),
        (" - ", "empty"),
        ("0074311015", "length"),
        ("007431101570", "length"),
        ("00743110158", "check_digit"),
        ("0074311O157", "format"),
        ("00000000000", "format"),
        (PERSON, "format"),
        (0, "length"),
    ],
)
def test_vat_refusals(value, reason):
    with pytest.raises(ValueError, match=rf"^{reason}$"):
        identifiers.normalise_vat(value)


@pytest.mark.parametrize("value", ["743110157", 743110157, 743110157.0, "743110157.0"])
def test_leading_zeros_are_restored_only_when_wanted(value):
    assert identifiers.normalise_vat(value, restore_zeros=True) == VAT
    assert identifiers.normalise_fiscal_code(value, restore_zeros=True) == VAT
    for check in (identifiers.normalise_vat, identifiers.normalise_fiscal_code):
        with pytest.raises(ValueError, match=r"^length$"):
            check(value)


def test_a_short_number_that_does_not_check_is_not_padded():
    with pytest.raises(ValueError, match=r"^length$"):
        identifiers.normalise_vat("743110158", restore_zeros=True)


@given(VAT_NUMBERS)
def test_spreadsheets_may_take_the_zeros(number):
    assert identifiers.normalise_vat(number) == number
    assert identifiers.normalise_vat(int(number), restore_zeros=True) == number
    assert identifiers.normalise_vat(float(number), restore_zeros=True) == number
    assert identifiers.normalise_fiscal_code(number) == number


@given(VAT_NUMBERS, st.integers(0, 10), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(number, position, shift):
    digit = (int(number[position]) + shift) % 10
    wrong = f"{number[:position]}{digit}{number[position + 1 :]}"
    with pytest.raises(ValueError, match=r"^(check_digit|format)$"):
        identifiers.normalise_vat(wrong)


def test_fiscal_code_of_a_sole_trader():
    assert identifiers.normalise_fiscal_code("rcc mnl 83s18 d969h") == PERSON
    with pytest.raises(ValueError, match=r"^check_digit$"):
        identifiers.normalise_fiscal_code(PERSON[:-1] + "A")
    with pytest.raises(ValueError, match=r"^length$"):
        identifiers.normalise_fiscal_code(PERSON[:-1])
    with pytest.raises(ValueError, match=r"^format$"):
        identifiers.normalise_fiscal_code("1" + PERSON[1:])


def test_person_takes_sixteen_characters_or_a_provisional_number():
    assert identifiers.normalise_person_fiscal_code(PERSON.lower()) == PERSON
    # the office digits of a provisional code need be no province of a VAT number
    provisional = with_check_digit("1234567415")
    assert identifiers.normalise_person_fiscal_code(provisional) == provisional
    with pytest.raises(ValueError, match=r"^format$"):
        identifiers.normalise_vat(provisional)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (with_check_digit("1234567415")[:-1] + "0", "check_digit"),
        ("1234567415", "length"),
        (with_check_digit("0000000123"), "format"),
        ("00000000000", "format"),
        ("", "empty"),
    ],
)
def test_person_refusals(value, reason):
    with pytest.raises(ValueError, match=rf"^{reason}$"):
        identifiers.normalise_person_fiscal_code(value)


def test_provisional_form():
    assert identifiers.is_provisional(VAT)
    assert not identifiers.is_provisional(PERSON)
    assert not identifiers.is_provisional(VAT[:-1])


@given(st.text(max_size=20))
def test_any_text_gives_a_number_or_a_known_reason(text):
    for check in (
        identifiers.normalise_vat,
        identifiers.normalise_fiscal_code,
        identifiers.normalise_person_fiscal_code,
    ):
        try:
            assert len(check(text)) in (11, 16)
        except ValueError as error:
            assert str(error) in identifiers.REASONS
