# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Suppression of small cells: no figure that goes out tells about fewer than a few persons (R20).

A cell is unsafe when it counts between 1 and threshold - 1 persons. Hiding it alone is no use
where the total is known, so further cells are hidden until what is hidden adds up to the
threshold at least and cannot be worked out from the rest.

Source: DOMAIN.md §5.4 [oecdthr], [eurostat].
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence, Set
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
#: (row, column) of a table.
Cell = tuple[int, int]
DEFAULT_THRESHOLD = 5


def is_small(count: int, threshold: int = DEFAULT_THRESHOLD) -> bool:
    """Return whether a count of persons is unsafe; zero is about nobody and is safe here.

    :raise ValueError: "negative" when the count is below zero
    """
    if count < 0:
        raise ValueError("negative")
    return 0 < count < threshold


def is_unsafe_rate(
    numerator: int,
    denominator: int,
    threshold: int = DEFAULT_THRESHOLD,
    zero_is_harmless: bool = False,
) -> bool:
    """Return whether a rate must be hidden: the group, its cases or their complement are few.

    19 of 20 tells about the one; 0 or 20 of 20 tells the outcome of every one of the group and is
    hidden too, unless `zero_is_harmless`.

    :raise ValueError: "range" unless 0 <= numerator <= denominator
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("range")
    if denominator < threshold:
        return True
    rest = denominator - numerator
    if not (numerator and rest):
        return not zero_is_harmless
    return is_small(numerator, threshold) or is_small(rest, threshold)


def suppress(
    counts: Mapping[Key, int],
    threshold: int = DEFAULT_THRESHOLD,
) -> dict[Key, int | None]:
    """Return the counts with unsafe cells, and the complements they need, as None.

    The reader is taken to know the total. Hidden are all small cells, then the smallest others
    until two or more cells are hidden whose sum reaches the threshold; zeros are hidden last.
    With a total under the threshold everything is hidden: then the total must not be shown
    either.

    :param counts: persons per category; categories that exclude one another
    """
    hidden = {key for key, count in counts.items() if is_small(count, threshold)}
    if hidden:
        others = sorted(
            (key for key in counts if key not in hidden),
            key=lambda key: (not counts[key], counts[key]),
        )
        for key in others:
            if _is_safe([counts[key] for key in hidden], threshold):
                break
            hidden.add(key)
    return {key: None if key in hidden else count for key, count in counts.items()}


def suppress_table(
    rows: Sequence[Sequence[int]],
    threshold: int = DEFAULT_THRESHOLD,
) -> list[list[int | None]]:
    """Return a table of counts in which no row and no column gives a small cell away.

    The reader is taken to know the totals of rows and columns. Rows and columns are gone over in
    turn until both are safe; each turn hides more or ends, so it ends.

    :param rows: rows of equal length
    :raise ValueError: "shape" when rows differ in length
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError("shape")
    hidden = {
        (r, c) for r, row in enumerate(rows) for c, n in enumerate(row) if is_small(n, threshold)
    }
    lines = [[(r, c) for c in range(len(row))] for r, row in enumerate(rows)]
    lines += [list(column) for column in zip(*lines, strict=True)]
    while more := {
        cell for line in lines for cell in _cells_to_hide(rows, line, hidden, threshold)
    }:
        hidden |= more
    return [
        [None if (r, c) in hidden else n for c, n in enumerate(row)] for r, row in enumerate(rows)
    ]


def hide_linked(
    cells: Mapping[Key, tuple[int, ...]],
    sums: Collection[tuple[Key | None, Sequence[Key]]],
    is_unsafe: Callable[..., bool],
    hidden_already: Set[Key] = frozenset(),
) -> set[Key]:
    """Return the cells to hide when several tables tell about the same persons.

    Besides unsafe cells those are hidden without which a hidden one could be worked out: in each
    sum no cell may be the only hidden one, and what is hidden together must be safe too.

    :param cells: counts of persons, such as (cases, persons); the last one is the size
    :param sums: (whole, parts that add up to it); the whole is a cell, or None when it is public
    :param is_unsafe: whether a cell, or some cells added up, must not be shown
    :param hidden_already: cells that another figure about the same persons hides
    """
    hidden = {key for key, cell in cells.items() if is_unsafe(*cell)} | hidden_already
    while more := {
        key for whole, parts in sums for key in _linked(cells, whole, parts, hidden, is_unsafe)
    }:
        hidden |= more
    return hidden


def _linked(cells, whole, parts, hidden, is_unsafe):
    """Return the next cell of a sum that has to be hidden, if one has to."""
    gone = [key for key in parts if key in hidden]
    if whole in hidden:
        enough = bool(gone)
    else:
        pool = [sum(column) for column in zip(*(cells[key] for key in gone), strict=True)]
        enough = not gone or (len(gone) > 1 and not is_unsafe(*pool))
    if enough:
        return []
    shown = [key for key in parts if key not in hidden]
    if not shown:
        return [] if whole is None or whole in hidden else [whole]
    return [min(shown, key=lambda key: (not cells[key][-1], cells[key][-1], str(key)))]


def _cells_to_hide(
    rows: Sequence[Sequence[int]],
    line: Sequence[Cell],
    hidden: Set[Cell],
    threshold: int,
) -> list[Cell]:
    """Return the next cell of a row or column that has to be hidden, if one has to."""
    in_line = [rows[r][c] for r, c in line if (r, c) in hidden]
    if not in_line or _is_safe(in_line, threshold):
        return []
    shown = [(not rows[r][c], rows[r][c], (r, c)) for r, c in line if (r, c) not in hidden]
    return [min(shown)[2]] if shown else []


def _is_safe(hidden_counts: Sequence[int], threshold: int) -> bool:
    """Return whether what is hidden cannot be worked out from the total and the rest."""
    return len(hidden_counts) > 1 and sum(hidden_counts) >= threshold
