# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Calendar months, suspensions and deadlines, on both sides of every limit."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import calendar_months as cm

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
PERIODS = st.tuples(DAYS, st.integers(0, 90)).map(lambda p: (p[0], p[0] + timedelta(days=p[1])))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        (date(2025, 1, 1), 1, date(2025, 1, 31)),
        (date(2025, 3, 1), 3, date(2025, 5, 31)),
        (date(2025, 5, 18), 6, date(2025, 11, 17)),
        (date(2025, 8, 22), 3, date(2025, 11, 21)),
        (date(2025, 1, 31), 1, date(2025, 2, 27)),
        (date(2024, 1, 31), 1, date(2024, 2, 28)),
        (date(2025, 1, 29), 1, date(2025, 2, 27)),
        (date(2024, 1, 29), 1, date(2024, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 27)),
        (date(2025, 12, 1), 1, date(2025, 12, 31)),
    ],
)
def test_period_end(start, months, expected):
    assert cm.period_end(start, months) == expected


@pytest.mark.parametrize("months", [0, -1])
def test_period_end_refuses_no_length(months):
    with pytest.raises(ValueError, match=r"^months$"):
        cm.period_end(date(2025, 1, 1), months)


def test_add_months_goes_back_and_clamps():
    assert cm.add_months(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert cm.add_months(date(2025, 1, 15), -1) == date(2024, 12, 15)
    assert cm.add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("end", "exceeds", "falls_short", "months"),
    [
        (date(2025, 8, 30), False, True, 5),
        (date(2025, 8, 31), False, False, 6),
        (date(2025, 9, 1), True, False, 6),
        (date(2025, 3, 1), False, True, 0),
    ],
)
def test_length_on_both_sides_of_six_months(end, exceeds, falls_short, months):
    start = date(2025, 3, 1)
    assert cm.exceeds(start, end, 6) is exceeds
    assert cm.falls_short(start, end, 6) is falls_short
    assert cm.months_between(start, end) == months


def test_months_between_refuses_a_period_that_ends_before_it_starts():
    with pytest.raises(ValueError, match=r"^order$"):
        cm.months_between(date(2025, 3, 2), date(2025, 3, 1))


@given(DAYS, st.integers(1, 48))
def test_a_period_of_n_months_holds_n_months(start, months):
    end = cm.period_end(start, months)
    assert not cm.exceeds(start, end, months)
    assert not cm.falls_short(start, end, months)
    assert cm.exceeds(start, end + cm.ONE_DAY, months)
    assert cm.months_between(start, end) == months
    assert cm.falls_short(start, cm.previous_day(end), months)


@given(DAYS, st.integers(-600, 600))
def test_add_months_keeps_the_day_or_takes_the_last_one(day, months):
    moved = cm.add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + cm.ONE_DAY).day == 1)


@pytest.mark.parametrize(
    ("b_start", "b_end", "expected"),
    [
        (date(2025, 1, 1), date(2025, 2, 28), False),
        (date(2025, 1, 1), date(2025, 3, 1), True),
        (date(2025, 3, 31), date(2025, 4, 30), True),
        (date(2025, 4, 1), date(2025, 4, 30), False),
        (date(2025, 3, 31), None, True),
        (date(2025, 4, 1), None, False),
    ],
)
def test_overlaps(b_start, b_end, expected):
    march = (date(2025, 3, 1), date(2025, 3, 31))
    assert cm.overlaps(*march, b_start, b_end) is expected
    assert cm.overlaps(b_start, b_end, *march) is expected


def test_two_periods_without_end_overlap():
    assert cm.overlaps(date(2025, 1, 1), None, date(2030, 1, 1), None)


def test_suspension_moves_the_end():
    end = date(2025, 6, 30)
    assert cm.extend_for_suspensions(end, []) == end
    assert cm.extend_for_suspensions(end, [(date(2025, 6, 1), date(2025, 6, 10))]) == date(
        2025, 7, 10
    )


@pytest.mark.parametrize(
    ("first", "expected"),
    [(date(2025, 6, 30), date(2025, 7, 10)), (date(2025, 7, 1), date(2025, 6, 30))],
)
def test_suspension_counts_only_if_it_begins_by_the_end(first, expected):
    period = (first, first + timedelta(days=9))
    assert cm.extend_for_suspensions(date(2025, 6, 30), [period]) == expected


def test_suspension_in_the_days_won_by_another_counts():
    suspensions = [(date(2025, 7, 5), date(2025, 7, 9)), (date(2025, 6, 1), date(2025, 6, 10))]
    assert cm.extend_for_suspensions(date(2025, 6, 30), suspensions) == date(2025, 7, 15)


def test_overlapping_suspensions_count_once():
    suspensions = [(date(2025, 6, 1), date(2025, 6, 10)), (date(2025, 6, 5), date(2025, 6, 12))]
    assert cm.extend_for_suspensions(date(2025, 6, 30), suspensions) == date(2025, 7, 12)
    assert cm.suspended_days(suspensions) == 12
    assert cm.suspended_days(suspensions, date(2025, 6, 10), date(2025, 6, 11)) == 2
    assert cm.suspended_days(suspensions, date(2025, 6, 13)) == 0


def test_suspension_of_one_day():
    day = date(2025, 6, 3)
    assert cm.extend_for_suspensions(date(2025, 6, 30), [(day, day)]) == date(2025, 7, 1)


def test_periods_that_touch_are_one():
    june = [(date(2025, 6, 1), date(2025, 6, 10)), (date(2025, 6, 11), date(2025, 6, 12))]
    assert cm.merge_periods(june) == [(date(2025, 6, 1), date(2025, 6, 12))]
    apart = [(date(2025, 6, 1), date(2025, 6, 10)), (date(2025, 6, 12), date(2025, 6, 12))]
    assert cm.merge_periods(apart) == apart


def test_suspended_days_before_the_start_do_not_count():
    period = (date(2025, 5, 25), date(2025, 6, 3))
    end = date(2025, 6, 30)
    assert cm.extend_for_suspensions(end, [period], date(2025, 6, 1)) == date(2025, 7, 3)
    assert cm.extend_for_suspensions(end, [period], date(2025, 6, 4)) == end


def test_suspension_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match=r"^order$"):
        cm.extend_for_suspensions(date(2025, 6, 30), [(date(2025, 6, 2), date(2025, 6, 1))])


@given(DAYS, st.integers(1, 200), st.lists(PERIODS, max_size=6))
def test_days_not_suspended_are_as_many_as_planned(start, length, suspensions):
    planned = start + timedelta(days=length - 1)
    end = cm.extend_for_suspensions(planned, suspensions, start)
    worked = (end - start).days + 1 - cm.suspended_days(suspensions, start, end)
    assert worked == length


@given(st.lists(PERIODS, max_size=8))
def test_merged_periods_hold_the_same_days(periods):
    merged = cm.merge_periods(periods)

    def days(pairs):
        return {a + timedelta(days=n) for a, b in pairs for n in range((b - a).days + 1)}

    assert days(merged) == days(periods)
    assert all(a[1] + cm.ONE_DAY < b[0] for a, b in pairwise(merged))


def test_month_slices_cut_at_the_end_of_months():
    assert cm.month_slices(date(2025, 1, 20), date(2025, 3, 1)) == [
        (date(2025, 1, 20), date(2025, 1, 31)),
        (date(2025, 2, 1), date(2025, 2, 28)),
        (date(2025, 3, 1), date(2025, 3, 1)),
    ]


@given(PERIODS)
def test_month_slices_hold_every_day_once(period):
    slices = cm.month_slices(*period)
    assert slices[0][0] == period[0]
    assert slices[-1][1] == period[1]
    assert sum((b - a).days + 1 for a, b in slices) == (period[1] - period[0]).days + 1
    assert len({(a.year, a.month) for a, _b in slices}) == len(slices)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("start", date(2025, 2, 28)),
        ("end", date(2025, 3, 6)),
        ("extension", date(2025, 3, 6)),
        ("transformation", date(2025, 3, 6)),
    ],
)
def test_communication_deadline(kind, expected):
    assert cm.communication_deadline(kind, date(2025, 3, 1), 5) == expected


@pytest.mark.parametrize("kind", ["start", "end"])
def test_public_employer_has_until_a_day_of_the_next_month(kind):
    day = date(2025, 12, 31)
    assert cm.communication_deadline(kind, day, 5, public_day=20) == date(2026, 1, 20)


def test_unknown_communication_is_refused():
    with pytest.raises(ValueError, match=r"^kind$"):
        cm.communication_deadline("hire", date(2025, 3, 1), 5)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 7, 15), 6, date(2026, 1, 15)),
        (date(2026, 9, 15), 6, date(2026, 2, 15)),  # August lies between
        (date(2026, 8, 15), 6, date(2026, 2, 15)),  # in August the months before it count
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 9, 1), 1, date(2026, 7, 1)),
        (date(2026, 5, 15), 24, date(2024, 3, 15)),
    ],
)
def test_months_before_without_august(day, months, expected):
    assert cm.months_before(day, months, skipped=8) == expected


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        (date(2026, 9, 1), 1, date(2026, 7, 31)),
        (date(2026, 9, 2), 1, date(2026, 9, 1)),
        (date(2026, 8, 20), 1, date(2026, 7, 31)),
        (date(2026, 7, 1), 330, date(2025, 7, 5)),
        (date(2026, 12, 31), 330, date(2026, 1, 4)),
    ],
)
def test_days_before_without_august(day, days, expected):
    assert cm.days_before(day, days, skipped=8) == expected


@given(DAYS, st.integers(1, 400))
def test_days_before_counts_every_day_but_the_skipped(day, days):
    before = cm.days_before(day, days, skipped=8)
    between = [before + timedelta(days=n) for n in range((day - before).days)]
    assert len([one for one in between if one.month != 8]) == days
    assert before.month != 8
    assert cm.days_before(day, days) == day - timedelta(days=days)


@given(DAYS, st.integers(1, 60))
def test_months_before_without_a_skipped_month_are_calendar_months(day, months):
    assert cm.months_before(day, months) == cm.add_months(day, -months)
    assert cm.months_before(day, months, skipped=8) <= cm.months_before(day, months)


@pytest.mark.parametrize("before", [cm.months_before, cm.days_before])
def test_going_back_by_nothing_is_refused(before):
    with pytest.raises(ValueError, match=r"^(months|days)$"):
        before(date(2026, 1, 1), 0)
