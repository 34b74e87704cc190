# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Economic activity codes (ATECO): any spelling, edition, division of 2025. No database.

`ateco_codes.tsv` beside this file lists the most detailed codes of both editions; for those of
2007 (with its update of 2022) it gives the division of ATECO 2025 where the activity stands now.
Where a 2007 activity was split over several divisions, its own division is kept if it is one of
them; the few others are decided one by one (car trade: retail 47, agents and parts 46).

Source: ISTAT, ATECO 2007, ATECO 2007 update 2022, ATECO 2025 and the bidirectional
correspondence 2025-2022 (CC BY 4.0, taken from the package `ateco` 1.0.0); DOMAIN.md §3.1.
"""

import csv
import re
from functools import cache
from pathlib import Path

EDITIONS = ("2007", "2025")
#: "56.10": the most detailed level that is the same all over Europe (NACE).
CLASS_LENGTH = 5
CODES_PATH = Path(__file__).with_name("ateco_codes.tsv")
#: Optional section letter, then 1 to 6 digits with or without dots.
SPELLING = re.compile(r"[A-V]?(\d{1,2})(?:\.(\d{1,2}))?(?:\.(\d{1,2}))?|[A-V]?(\d{2,6})")


def parse(code: str | int | float) -> str:
    """Return an ATECO code as dotted text: "56", "56.1", "56.10", "56.10.1", "56.10.11".

    Accepted: with or without dots, spaces and section letter, and with the leading zero of the
    division lost in a spreadsheet ("1.11" is 01.11). A number with a point is read as it looks:
    56.1 is the group 56.1.

    :raise ValueError: "empty", "section" (only a letter: no division can be told) or "format"
    """
    text = re.sub(r"[\s\-_/]", "", str("" if code is None else code)).upper().rstrip(".")
    text = re.sub(r"^ATECO(20(07|22|25))?", "", text)
    if not text:
        raise ValueError("empty")
    if re.fullmatch(r"[A-V]", text):
        raise ValueError("section")
    match = SPELLING.fullmatch(re.sub(r"^([A-V])\.", r"\1", text))
    if not match:
        raise ValueError("format")
    return _dotted(match)


def division(code: str | int | float) -> str:
    """Return the two digits of the division, in the edition the code was written in.

    :raise ValueError: as `parse`
    """
    return parse(code)[:2]


def is_known(code: str | int | float, edition: str) -> bool:
    """Return whether the edition has the code, at any level from division to subcategory.

    :param edition: one of EDITIONS
    :raise ValueError: as `parse`; "edition" for an unknown edition
    """
    return parse(code) in _known(edition)


def guess_edition(code: str | int | float) -> str | None:
    """Return "2007" or "2025" when only that edition has the code, None for both or neither.

    :raise ValueError: as `parse`
    """
    found = [edition for edition in EDITIONS if is_known(code, edition)]
    return found[0] if len(found) == 1 else None


def to_2025(code: str | int | float, edition: str | None = None) -> str | None:
    """Return the ATECO 2025 division of an activity.

    :param edition: the edition of the code; None = guess it, and where both have the code answer
        only if both readings give the same division
    :return: two digits; None where it cannot be told (a class no edition has, a 2007 group spread
        over divisions, two readings that differ)
    :raise ValueError: as `parse`; "edition" for an unknown edition
    """
    dotted = parse(code)
    if edition not in (None, *EDITIONS):
        raise ValueError("edition")
    edition = edition or guess_edition(dotted)
    readings = {_reading(dotted, one) for one in ([edition] if edition else EDITIONS)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _dotted(match: re.Match) -> str:
    """Return the matched code as two-digit division and dotted rest."""
    head, middle, tail, digits = match.groups()
    if digits is None:
        if tail and len(middle) != 2:
            raise ValueError("format")
        digits = head.zfill(2) + (middle or "") + (tail or "")
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:]) if part)


def _reading(dotted: str, edition: str) -> str | None:
    """Return the 2025 division of a code read in one edition.

    A subdivision the edition does not list is read by its class; an unknown class (99.99) is
    nothing that can be placed.
    """
    while len(dotted) > CLASS_LENGTH and dotted not in _known(edition):
        dotted = dotted[:-1].rstrip(".")
    return _known(edition).get(dotted)


@cache
def _known(edition: str) -> dict[str, str | None]:
    """Return every code of an edition, all levels, with its division of 2025.

    A level above whose codes go to several divisions keeps its own, if 2025 has it.
    """
    if edition not in EDITIONS:
        raise ValueError("edition")
    targets: dict[str, set[str]] = {}
    for row in _rows():
        if row["edition"] == edition:
            for length in (2, 4, 5, 7, 8):
                targets.setdefault(row["code"][:length], set()).add(row["division_2025"])
    return {code: _main(code, divisions) for code, divisions in targets.items()}


def _main(code: str, divisions: set[str]) -> str | None:
    """Return the only division, or the code's own where it is among several, else None."""
    if len(divisions) == 1:
        return next(iter(divisions))
    return code[:2] if code[:2] in divisions else None


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """Return the rows of the table: code, edition, division_2025."""
    with CODES_PATH.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream, delimiter="\t"))
