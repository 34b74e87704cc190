# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Which occupation a job title means: "addetta pulizie" is in the words of 9112."""

import re
from collections.abc import Iterable

from .office_values import fold

#: Words this short lose no ending: "ai", "spa".
SHORT = 3


def stems(text: str) -> tuple[str, ...]:
    """Return the words of a text without accents, case and the vowel that tells sex or number."""
    words = re.findall(r"\w+", fold(text))
    return tuple(word if len(word) <= SHORT else word.rstrip("aeiou") or word for word in words)


def best_occupation(title: str, occupations: Iterable[tuple[int, str]]) -> int | None:
    """Return the occupation whose words hold the whole title, or None.

    :param title: what the employer wrote
    :param occupations: (key, the words people use for it); where several hold the title, the one
        in which it stands earliest, then the first given
    """
    asked = stems(title)
    if not asked:
        return None
    found = [(_place(asked, stems(words)), key) for key, words in occupations]
    places = [(place, key) for place, key in found if place is not None]
    return min(places, key=lambda one: one[0])[1] if places else None


def _place(asked: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """Return at which word `asked` begins in `words`, or None."""
    last = len(words) - len(asked)
    runs = (at for at in range(last + 1) if words[at : at + len(asked)] == asked)
    return next(runs, None)
