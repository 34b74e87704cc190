# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Small cells: threshold, complement, and what a reader could still work out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.small_cells import (
    hide_linked,
    is_small,
    is_unsafe_rate,
    suppress,
    suppress_table,
)


@pytest.mark.parametrize(
    ("count", "expected"), [(0, False), (1, True), (4, True), (5, False), (6, False)]
)
def test_is_small(count, expected):
    assert is_small(count, 5) is expected


def test_threshold_is_five_unless_given():
    assert is_small(4)
    assert not is_small(5)
    assert suppress({"a": 5, "b": 5}) == {"a": 5, "b": 5}
    assert not is_unsafe_rate(5, 10)
    assert suppress_table([[5, 5]]) == [[5, 5]]


def test_threshold_is_a_parameter():
    assert is_small(5, 6)
    assert not is_small(2, 2)
    with pytest.raises(ValueError, match=r"^negative$"):
        is_small(-1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (2, 4, True),
        (0, 4, True),
        (4, 20, True),
        (5, 20, False),
        (15, 20, False),
        (16, 20, True),
        (19, 20, True),
        (0, 20, True),
        (20, 20, True),
        (5, 10, False),
    ],
)
def test_unsafe_rate(numerator, denominator, expected):
    assert is_unsafe_rate(numerator, denominator, 5) is expected


def test_nothing_or_all_may_be_declared_harmless():
    assert not is_unsafe_rate(0, 20, 5, zero_is_harmless=True)
    assert not is_unsafe_rate(20, 20, 5, zero_is_harmless=True)
    assert not is_unsafe_rate(0, 5, 5, zero_is_harmless=True)
    assert is_unsafe_rate(0, 4, 5, zero_is_harmless=True)
    assert is_unsafe_rate(19, 20, 5, zero_is_harmless=True)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 10), (11, 10)])
def test_impossible_rate_is_refused(numerator, denominator):
    with pytest.raises(ValueError, match=r"^range$"):
        is_unsafe_rate(numerator, denominator)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, {}),
        ({"a": 5, "b": 0}, {"a": 5, "b": 0}),
        ({"a": 4, "b": 20, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 4, "b": 3, "c": 30}, {"a": None, "b": None, "c": 30}),
        ({"a": 1, "b": 2, "c": 30, "d": 40}, {"a": None, "b": None, "c": None, "d": 40}),
        ({"a": 4, "b": 0, "c": 30, "d": 40}, {"a": None, "b": 0, "c": None, "d": 40}),
        ({"a": 4, "b": 0}, {"a": None, "b": None}),
        ({"a": 1, "b": 19}, {"a": None, "b": None}),
        ({"a": 4}, {"a": None}),
    ],
)
def test_suppress(counts, expected):
    assert suppress(counts, 5) == expected


COUNTS = st.integers(0, 12)


@given(st.dictionaries(st.integers(), COUNTS, max_size=8), st.integers(2, 6))
def test_no_small_cell_can_be_worked_out_from_the_total(counts, threshold):
    shown = suppress(counts, threshold)
    assert shown.keys() == counts.keys()
    assert all(value in (None, counts[key]) for key, value in shown.items())
    assert not any(value is not None and 0 < value < threshold for value in shown.values())
    hidden = [counts[key] for key, value in shown.items() if value is None]
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= threshold
    if not any(0 < count < threshold for count in counts.values()):
        assert not hidden


def test_table_hides_a_complement_in_row_and_column():
    assert suppress_table([[4, 20], [30, 40]], 5) == [[None, None], [None, None]]
    assert suppress_table([[4, 20, 50], [30, 40, 60], [70, 80, 90]], 5) == [
        [None, None, 50],
        [None, None, 60],
        [70, 80, 90],
    ]
    assert suppress_table([[5, 20], [30, 0]], 5) == [[5, 20], [30, 0]]
    assert suppress_table([], 5) == []


def test_table_of_unequal_rows_is_refused():
    with pytest.raises(ValueError, match=r"^shape$"):
        suppress_table([[1, 2], [3]])


TABLES = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.lists(
        st.lists(COUNTS, min_size=size[0], max_size=size[0]), min_size=size[1], max_size=size[1]
    )
)


@given(TABLES)
def test_every_line_of_a_table_is_safe(rows):
    shown = suppress_table(rows, 5)
    pairs = [list(zip(row, view, strict=True)) for row, view in zip(rows, shown, strict=True)]
    for line in [*pairs, *zip(*pairs, strict=True)]:
        hidden = [count for count, view in line if view is None]
        assert not any(view is not None and 0 < view < 5 for _count, view in line)
        if hidden and len(hidden) < len(line):
            assert len(hidden) > 1
            assert sum(hidden) >= 5


def _one_table(cells, is_unsafe=is_small):
    return hide_linked(cells, [(None, list(cells))], is_unsafe)


def test_linked_hides_nothing_that_is_safe():
    assert _one_table({"a": (5,), "b": (0,), "c": (9,)}) == set()
    assert _one_table({"a": (4,), "b": (0,), "c": (9,)}) == {"a", "c"}


def test_linked_hides_until_what_is_hidden_together_is_safe():
    assert _one_table({"a": (1,), "b": (2,), "c": (9,), "d": (8,)}) == {"a", "b", "d"}
    assert _one_table({"a": (2,), "b": (3,), "c": (9,)}) == {"a", "b"}


def test_linked_judges_rates_of_what_is_hidden_together():
    """3 of 8 tells about few; with 0 of 10 it is 3 of 18; with 20 of 40 nobody can tell."""
    cells = {"a": (3, 8), "b": (5, 10), "c": (20, 40)}
    assert _one_table(cells, is_unsafe_rate) == {"a", "b"}
    cells = {"a": (1, 8), "b": (2, 9), "c": (20, 40), "d": (30, 60)}
    assert _one_table(cells, is_unsafe_rate) == {"a", "b", "c"}


def test_linked_whole_and_parts():
    """A hidden whole needs a hidden part; a hidden part alone needs another, or its whole."""
    cells = {"whole": (3,), "part": (7,), "other": (20,), "third": (30,)}
    sums = [(None, ["whole", "other", "third"]), ("whole", ["part"])]
    assert hide_linked(cells, sums, is_small) == {"whole", "other", "part"}
    cells = {"whole": (9,), "part": (9,), "few": (2,), "other": (20,), "third": (30,)}
    sums = [(None, ["whole", "other", "third"]), ("whole", ["part"]), (None, ["part", "few"])]
    assert hide_linked(cells, sums, is_small) == {"few", "part", "whole", "other"}


def test_linked_hides_what_another_figure_hides():
    """A rate of all that a count counts: what the count hides stays hidden, and not alone."""
    cells = {"a": (10, 20), "b": (12, 24), "c": (40, 90)}
    sums = [(None, list(cells))]
    assert hide_linked(cells, sums, is_unsafe_rate) == set()
    assert hide_linked(cells, sums, is_unsafe_rate, {"c"}) == {"a", "c"}


_counts = st.integers(0, 30)


@given(st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("xyz"), _counts)))
def test_linked_leaves_nothing_to_work_out(table):
    """In no sum is a single cell hidden, and what is hidden beside a shown whole is no few."""
    crossed = {(row, col): (n,) for row, cells in table.items() for col, n in cells.items()}
    rows = {row: (sum(cells.values()),) for row, cells in table.items()}
    columns = {}
    for (_row, col), (n,) in crossed.items():
        columns[col] = (columns.get(col, (0,))[0] + n,)
    sums = [(None, list(crossed)), (None, list(rows)), (None, list(columns))]
    sums += [(row, [key for key in crossed if key[0] == row]) for row in rows]
    sums += [(col, [key for key in crossed if key[1] == col]) for col in columns]
    cells = {**crossed, **rows, **columns}
    hidden = hide_linked(cells, sums, is_small)
    assert {key for key, cell in cells.items() if is_small(*cell)} <= hidden
    for whole, parts in sums:
        gone = [key for key in parts if key in hidden]
        if whole in hidden:
            assert gone or not parts
        elif gone and not (whole is None and len(gone) == len(parts)):
            assert len(gone) > 1
            assert not is_small(sum(cells[key][0] for key in gone))
