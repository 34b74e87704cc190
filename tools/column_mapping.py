# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Which column of a list means what: headings in Italian or English, matched by synonyms."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

EXACT, PART = 2, 1


@dataclass(frozen=True)
class Column:
    """What a list may tell: `key` of the caller, the headings it goes by, normalised.

    `is_list`: several columns may feed it ("Telefono" and "Cellulare"). `is_exact`: the heading
    says nothing else ("N." is a number of its own, "N. civico" is not).
    """

    key: str
    headings: tuple[str, ...]
    is_list: bool = False
    is_exact: bool = False


def normalise_heading(text: str | None) -> str:
    """Return a heading without case, accents, dots and signs: "C.A.P." gives "cap"."""
    text = unicodedata.normalize("NFKD", (text or "").casefold())
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"\be[\s-]mail", "email", text.replace(".", "").replace("’", "'"))
    return " ".join(re.findall(r"[a-z0-9]+", text))


def recogniser(columns: Sequence[Column]) -> Callable[[str], bool]:
    """Return a function that tells whether a text is a heading of one of the columns."""
    known = {heading for column in columns for heading in column.headings}
    return lambda text: normalise_heading(text) in known


def propose(
    headings: Sequence[str], columns: Sequence[Column], groups: Sequence[str] = ()
) -> list[str | None]:
    """Return, for each heading, the key of the column it means, None where it means none.

    An exact heading beats one that only contains the words; a key that takes one column goes to
    the best, the first among equals.

    :param groups: the headings of the line above, per column (double headings)
    """
    groups = tuple(groups) + ("",) * (len(headings) - len(groups))
    scores = [
        (score, index, column)
        for index, (heading, group) in enumerate(zip(headings, groups, strict=False))
        for column in columns
        if (score := _score(column, heading, group))
    ]
    result: list[str | None] = [None] * len(headings)
    taken = set()
    for _best_first, index, column in sorted(scores, key=lambda item: item[0], reverse=True):
        if result[index] is None and (column.is_list or column.key not in taken):
            result[index] = column.key
            taken.add(column.key)
    return result


def _score(column: Column, heading: str, group: str) -> tuple[int, int] | None:
    """Return how well a heading fits: kind of match, length of the words matched."""
    texts = (normalise_heading(heading), normalise_heading(f"{group} {heading}"))
    best = None
    for known in column.headings:
        if known in texts:
            best = max(best or (0, 0), (EXACT, len(known)))
        elif not column.is_exact and f" {known} " in f" {texts[0]} ":
            best = max(best or (0, 0), (PART, len(known)))
    return best
