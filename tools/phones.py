# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Telephone numbers as lists write them: several in one cell. No check of the number itself."""

import re

#: A slash or a dash stands between two numbers only with a space beside it: "02/319243-9" is one.
SEPARATORS = re.compile(
    r"[;,|\n\r\t]+|\s+[/\-–]\s*|\s*[/\-–]\s+|\s+(?:o|e|oppure)\s+", re.IGNORECASE
)
#: Fewer digits are an extension or a remark, not a number.
MIN_DIGITS = 5
#: Prefix and number together.
MIN_INTERNATIONAL_DIGITS = 8
#: An Italian mobile number has ten digits at most, "39…" ones included.
MAX_MOBILE_DIGITS = 10


def split_phones(text: str | int | float | None) -> list[str]:
    """Return the telephone numbers of a text as written, each once, in their order.

    :param text: "02 8740935; 333 1234567", "02 8740935 / 333 1234567"; parts with fewer than
        MIN_DIGITS digits are left out, a label before the number ("tel.", "cell:") too
    """
    parts = (_trim(part) for part in SEPARATORS.split("" if text is None else str(text)))
    return list(dict.fromkeys(part for part in parts if _digits(part) >= MIN_DIGITS))


def national_digits(phone: str) -> str:
    """Return the digits of a number without the Italian prefix, however it is written.

    "+39 026504558", "0039 02 6504558", "02/6504558" and "39026504558" give "026504558": what
    a search compares. Other countries keep their prefix.
    """
    digits = re.sub(r"\D", "", phone)
    if phone.strip().startswith("+") or digits.startswith("00"):
        return re.sub(r"^(?:00)?39", "", digits)
    if len(digits) > MAX_MOBILE_DIGITS:  # written without the plus: 39 is no mobile prefix here
        return re.sub(r"^39(?=[03])", "", digits)
    return digits


def international_digits(phone: str, country_prefix: str = "39") -> str | None:
    """Return the digits to dial a number from abroad, prefix first; None if too few to be one.

    "333 1234567" and "+39 333 1234567" give "393331234567"; an Italian area code keeps its zero.

    :param country_prefix: of a number written without any
    """
    digits = re.sub(r"\D", "", phone)
    if not phone.strip().startswith("+") and not digits.startswith("00"):
        digits = country_prefix + (national_digits(phone) if country_prefix == "39" else digits)
    digits = digits.removeprefix("00")
    return digits if len(digits) >= MIN_INTERNATIONAL_DIGITS else None


def _trim(part: str) -> str:
    """Return a part from its first digit (or plus, or bracket) to its last digit."""
    match = re.search(r"[+(]?\d.*\d", part.strip())
    return " ".join(match.group().split()) if match else ""


def _digits(part: str) -> int:
    return sum(char.isdecimal() for char in part)
