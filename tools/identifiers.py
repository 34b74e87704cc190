# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Italian VAT numbers and fiscal codes: one spelling, checked, no database.

Every function returns the normalised number or raises `ValueError` whose text is one of
REASONS, a plain code the caller turns into a sentence.

Source: DOMAIN.md §3.5; check digits by python-stdnum (`stdnum.it.iva`, `stdnum.it.codicefiscale`).
"""

import re
from collections.abc import Callable

from stdnum import luhn
from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength, ValidationError
from stdnum.it import codicefiscale, iva

#: empty: nothing given; length: not 11 digits (or 16 characters); format: a character or a
#: component that cannot be there; check_digit: well formed, but the check digit is wrong.
REASONS = ("empty", "length", "format", "check_digit")

VAT_LENGTH = 11
#: A number has seven digits of its own, at least one of them not zero, then office and check digit.
SHORTEST_WITHOUT_ZEROS = 5

Raw = str | int | float | None


def normalise_vat(value: Raw, restore_zeros: bool = False) -> str:
    """Return an Italian VAT number as 11 digits.

    Spaces, dots, dashes, slashes and a leading "IT" are dropped.

    :param value: the number as typed or as a spreadsheet gives it (text, int or float)
    :param restore_zeros: put back leading zeros a spreadsheet dropped, if the number then checks
    :raise ValueError: with one of REASONS
    """
    return _check(_restore_zeros(_company_text(value), restore_zeros), iva.validate)


def normalise_fiscal_code(value: Raw, restore_zeros: bool = False) -> str:
    """Return the fiscal code of an organisation: 11 digits, or 16 characters of a sole trader.

    :param value: the code as typed or as a spreadsheet gives it
    :param restore_zeros: put back leading zeros a spreadsheet dropped, if the number then checks
    :raise ValueError: with one of REASONS
    """
    return _check(_restore_zeros(_company_text(value), restore_zeros), codicefiscale.validate)


def normalise_person_fiscal_code(value: Raw) -> str:
    """Return the fiscal code of a person: 16 characters, or the provisional 11 digits.

    The provisional code given to asylum seekers is 7 digits + 3 + check digit; its middle digits
    are no province of a VAT number, so only the check digit is checked.

    :raise ValueError: with one of REASONS
    Source: DOMAIN.md §3.5 [immbiz] (Circ. AdE 8/2016).
    """
    text = _clean(value)
    return _check(text, _validate_provisional if is_provisional(text) else codicefiscale.validate)


def is_provisional(code: str) -> bool:
    """Return whether a normalised fiscal code of a person has the provisional form (11 digits)."""
    return len(code) == VAT_LENGTH and code.isdecimal()


def _clean(value: Raw) -> str:
    """Return the text in capitals without separators; raise ValueError "empty" if none is left."""
    text = "" if value is None else str(value).strip()
    text = re.sub(r"(?<=\d)\.0$", "", text)  # a whole number a spreadsheet keeps as a float
    text = re.sub(r"[^0-9A-Za-z]", "", text).upper()
    if not text:
        raise ValueError("empty")
    return text


def _company_text(value: Raw) -> str:
    """Return the cleaned text without the country prefix of a VAT number."""
    return re.sub(r"^IT(?=\d{5,11}$)", "", _clean(value))


def _restore_zeros(text: str, wanted: bool) -> str:
    """Return a too short number padded to 11 digits if it is a VAT number then."""
    if not (wanted and text.isdecimal() and SHORTEST_WITHOUT_ZEROS <= len(text) < VAT_LENGTH):
        return text
    padded = text.zfill(VAT_LENGTH)
    return padded if iva.is_valid(padded) else text


def _validate_provisional(text: str) -> str:
    """Return 11 digits whose check digit fits; the number proper may not be all zeros."""
    if not int(text[:7]):
        raise InvalidFormat()
    return luhn.validate(text)


def _check(text: str, validate: Callable[[str], str]) -> str:
    """Return `text` as `validate` normalises it, its errors turned into REASONS."""
    try:
        return validate(text)
    except InvalidLength:
        reason = "length"
    except InvalidChecksum:
        reason = "check_digit"
    except ValidationError:
        reason = "length" if text.isdecimal() and len(text) != VAT_LENGTH else "format"
    raise ValueError(reason)
