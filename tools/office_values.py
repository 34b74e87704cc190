# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Cells of an office's own workbook, as people type them: days, numbers, words, colleagues.

Pure readers: an empty cell gives nothing, a cell that cannot be read raises ValueError with a code
the caller turns into a sentence. Nothing is guessed: an impossible day is never mended.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from .table_reader import Cell, as_text

#: Years in which an office's facts and births lie; others are typing errors.
FIRST_YEAR, LAST_YEAR = 1900, 2099
#: Two digits from here on are of the last century, as spreadsheets read them.
PIVOT = 70
MONTHS = {
    name: number
    for names in (
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
        "dicembre",
        "january february march april may june july august september october november december",
    )
    for number, month in enumerate(names.split(), 1)
    for name in (month, month[:3])
}
BLANKS = {"", "-", "--", "—", "/", "?", "n.d.", "nd", "n/d", "none"}

ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+)?")
DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,10})[\s./-]+(\d{4}|\d{2})")
NUMBER = re.compile(r"[+-]?\d+(?:[.,]0+)?")


def read_text(cell: Cell) -> str:
    """Return a cell as one line of text; a dash or "n.d." says nothing and gives ""."""
    text = as_text(cell)
    return "" if text.casefold() in BLANKS else text


def read_key(cell: Cell) -> str:
    """Return an office's own number or code to compare by: "1 ", 1.0 and "01" give "1".

    Letters become capitals and spaces single: " p0127" gives "P0127".
    """
    text = read_text(cell).upper()
    if NUMBER.fullmatch(text):
        return str(int(re.split(r"[.,]", text)[0]))
    return text


def read_day(cell: Cell, latest: date | None = None) -> date | None:
    """Return the day a cell says: "22/08/2025", "22-08-2025", "22.08.25" or ISO, spaces around.

    The day stands before the month, as Italian offices write. A year of two digits is of
    1970-2069; with `latest` (births) of the century that ends no later than it.

    :raise ValueError: "impossible" (31/02/2025, or a year nobody means), "no_year" ("05/06"),
        "unreadable" (anything else, a bare number too)
    """
    text = read_text(cell)
    if not text:
        return None
    if found := ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY_FIRST.fullmatch(text.casefold()):
        day, month = int(found[1]), _month(found[2])
        year = int(found[3])
        if len(found[3]) == 2:
            year = _full_year(year, month, day, latest)
    else:
        raise ValueError("no_year" if re.fullmatch(r"\d{1,2}[./-]\d{1,2}", text) else "unreadable")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("impossible")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("impossible") from None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text not in MONTHS:
        raise ValueError("unreadable")
    return MONTHS[text]


def _full_year(digits: int, month: int, day: int, latest: date | None) -> int:
    """Return a year of two digits in full."""
    if latest is None:
        return digits + (2000 if digits < PIVOT else 1900)
    year = latest.year - latest.year % 100 + digits
    return year if (year, month, day) <= (latest.year, latest.month, latest.day) else year - 100


def read_number(cell: Cell) -> int | None:
    """Return a whole number, also where it stands as text: "2 " and 2.0 give 2.

    :raise ValueError: "no_number"
    """
    text = read_text(cell)
    if not text:
        return None
    if not NUMBER.fullmatch(text):
        raise ValueError("no_number")
    return int(re.split(r"[.,]", text)[0])


def fold(cell: Cell) -> str:
    """Return a text to compare by: small letters, no accents, signs as single spaces."""
    # Signs that stand for letters show their case only once they are decomposed
    text = unicodedata.normalize("NFKD", read_text(cell)).casefold()
    text = unicodedata.normalize("NFKD", text)
    text = "".join(char for char in text if not unicodedata.combining(char))
    folded = " ".join(re.findall(r"[^\W_]+", text))
    return "" if folded in BLANKS else folded  # "ñd" says as little as "nd"


def read_word(cell: Cell, words: Mapping[str, Iterable[str]]) -> str | None:
    """Return the key of the word a cell says.

    :param words: for each key the spellings it goes by
    :raise ValueError: "unknown"
    """
    text = fold(cell)
    if not text:
        return None
    for key, spellings in words.items():
        if text in map(fold, spellings):
            return key
    raise ValueError("unknown")


def colleague_key(cell: Cell) -> str:
    """Return the key of a colleague's name: "Ferrari L.", "ferrari l" and "L. Ferrari" are one."""
    tokens = fold(cell).split()
    return " ".join([*(one for one in tokens if len(one) > 1), *(i for i in tokens if len(i) == 1)])


def match_colleague(key: str, names: Sequence[str]) -> list[int]:
    """Return the indexes of the full names that a colleague's key may mean.

    Every word of the key is a word of the name, every initial begins another word of it.
    """
    return [index for index, name in enumerate(names) if _is_named(key, fold(name).split())]


def _is_named(key: str, tokens: list[str]) -> bool:
    rest = list(tokens)
    for part in key.split():
        found = next(
            (token for token in rest if token == part or (len(part) == 1 and token[0] == part)),
            None,
        )
        if found is None:
            return False
        rest.remove(found)
    return bool(key)
