# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Staff numbers as registers write them: exact, as ranges or missing; size classes by staff.

Source: DOMAIN.md §3.5 [eusme]: micro under 10, small under 50, medium under 250, large from 250.
Turnover is not looked at, and this is not the headcount of the internship quota (DOMAIN.md §2.3).
"""

import re

#: (range): fewest and most persons, None where there is no upper limit.
Range = tuple[int, int | None]

SIZE_LIMITS = (("micro", 9), ("small", 49), ("medium", 249))
MISSING = frozenset(
    ("", "-", "--", "nd", "na", "n/d", "n/a", "nc", "?", "nondisponibile", "nonnoto")
)

_NUMBER = r"(\d{1,3}(?:[.']\d{3})+|\d+)"
_PEOPLE = r"(?: ?(?:addett[oi]|dipendent[ei]|persone|unita|unità|employees|staff))?"
_PATTERNS = (
    # pattern, lower limit added, upper limit added (None = no such limit)
    (rf"(?:oltre|piu di|più di|maggiore di|over|>) ?{_NUMBER}", 1, None),
    (rf"(?:almeno|da|>=|≥) ?{_NUMBER}(?: in su)?", 0, None),
    (rf"{_NUMBER} ?(?:\+|e oltre|ed oltre|o piu|o più|in su)", 0, None),
    (rf"(?:meno di|minore di|sotto i|under|<) ?{_NUMBER}", None, -1),
    (rf"(?:fino a|max|massimo|<=|≤) ?{_NUMBER}", None, 0),
    (rf"(?:circa |ca\.? |~ ?)?{_NUMBER}", 0, 0),
)
_TWO = rf"(?:da |tra |from )?{_NUMBER} ?(?:-|–|—|/|a|e|to|÷|\.\.) ?{_NUMBER}"


def parse_headcount(value: str | int | float | None) -> Range | None:
    """Return the fewest and the most persons a text stands for.

    :param value: 12, 12.0, "12", "1.250", "1-5", "20 - 49", "da 20 a 49", "oltre 250" (251 or
        more), "250 e oltre", "fino a 9", "meno di 10", "n.d."
    :return: (fewest, most), most None without limit; None when nothing is given (`is_missing`)
        or the text cannot be read: a negative number, "12,5", a date a spreadsheet made of "1-5"
    """
    text = _text(value)
    two = re.fullmatch(_TWO + _PEOPLE, text)
    if two:
        fewest, most = (_number(group) for group in two.groups())
        return (fewest, most) if fewest <= most else None
    for pattern, below, above in _PATTERNS:
        match = re.fullmatch(pattern + _PEOPLE, text)
        if match:
            return _limits(_number(match.group(1)), below, above)
    return None


def is_missing(value: str | int | float | None) -> bool:
    """Return whether a cell says that the number is not given, not one that is unreadable."""
    return re.sub(r"[\s.]", "", _text(value)) in MISSING


def size_class(headcount: Range | None) -> str | None:
    """Return "micro", "small", "medium" or "large".

    :param headcount: (fewest, most) as `parse_headcount` returns it
    :return: None when nothing is known or the range lies across two classes
    """
    if headcount is None:
        return None
    fewest, most = headcount
    classes = {_class_of(fewest), "large" if most is None else _class_of(most)}
    return classes.pop() if len(classes) == 1 else None


def _class_of(persons: int) -> str:
    return next((name for name, limit in SIZE_LIMITS if persons <= limit), "large")


def _text(value: str | int | float | None) -> str:
    """Return the cell as one line of lower case text, whole floats without ".0"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(("" if value is None else str(value)).casefold().split())


def _number(text: str) -> int:
    return int(re.sub(r"[.']", "", text))


def _limits(number: int, below: int | None, above: int | None) -> Range:
    """Return the range for one number: `below` and `above` are added, None means no limit."""
    return (
        0 if below is None else number + below,
        None if above is None else max(number + above, 0),
    )
