# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Presence: working days, planned hours and the share of a month, with what is due for it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.calendar_months import month_slices
from odoo.addons.employer_engagement.tools.holidays import after_easter, day_in_year
from odoo.addons.employer_engagement.tools.indemnity import monthly_due
from odoo.addons.employer_engagement.tools.presence import (
    days_in,
    month_share,
    planned_hours,
    working_days,
)

#: June 2026 begins on a Monday and has 22 working days.
JUNE = (date(2026, 6, 1), date(2026, 6, 30))
SPANS = st.builds(
    lambda first, days: (first, first + timedelta(days=days)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 60),
)


def test_holidays_are_not_worked():
    assert planned_hours(*JUNE, 30, (), {date(2026, 6, 2), date(2026, 6, 7)}) == 126
    assert after_easter(2026, 1) == date(2026, 4, 6)
    assert day_in_year(2026, 2, 29) is None
    assert day_in_year(2028, 2, 29) == date(2028, 2, 29)


def test_a_month_of_thirty_hours_a_week():
    assert planned_hours(*JUNE, 30) == 132
    assert month_share(*JUNE) == 1


def test_a_suspension_takes_its_days_and_one_without_end_all_that_follow():
    week = [(date(2026, 6, 8), date(2026, 6, 12))]
    assert len(working_days(*JUNE, week)) == 17
    assert month_share(*JUNE, week) == 25 / 30
    assert len(days_in(*JUNE, [(date(2026, 6, 16), None)])) == 15
    assert not days_in(JUNE[1], JUNE[0])


def test_two_months_are_no_month_and_hours_are_not_below_zero():
    with pytest.raises(ValueError, match="month"):
        month_share(date(2026, 6, 30), date(2026, 7, 1))
    with pytest.raises(ValueError, match="negative"):
        planned_hours(*JUNE, -1)


@settings(max_examples=40)
@given(SPANS, st.lists(SPANS, max_size=3))
def test_what_is_away_and_what_is_not_make_the_whole(span, away):
    there, whole = set(days_in(*span, away)), set(days_in(*span))
    assert whole - there == {day for day in whole if any(a <= day <= b for a, b in away)}
    assert set(working_days(*span, away)) == {day for day in there if day.isoweekday() <= 5}


@given(SPANS, st.integers(1, 40))
def test_the_months_of_a_period_add_up(span, hours):
    parts = [planned_hours(*part, hours) for part in month_slices(*span)]
    assert sum(parts) == pytest.approx(planned_hours(*span, hours), abs=0.05)


@given(
    SPANS,
    st.lists(SPANS, max_size=2),
    st.integers(0, 1500),
    st.integers(0, 100),
    st.sampled_from(("proportional", "nothing", "full")),
    st.floats(0, 1),
)
def test_never_more_is_due_than_the_share_of_the_month(
    span, away, amount, threshold, below, attended
):
    for part in month_slices(*span):
        planned, share = planned_hours(*part, 30, away), month_share(*part, away)
        present = round(planned * attended, 2)
        due = monthly_due(amount, present, planned, threshold, below, share)
        assert 0 <= due <= amount * share + 0.01
        if planned and present >= planned:
            assert due == pytest.approx(amount * share, abs=0.01)
