# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Quota of a unit: both sides of every band and step, and plans over time."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import quota

LOMBARDY = quota.Bands(
    small_max=5, small_places=1, medium_max=20, medium_places=2, large_percent=10
)
STEPS = [(20, 1), (50, 2), (75, 3), (100, 4)]
START, END = date(2025, 3, 1), date(2025, 5, 31)
DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("staff", "places"),
    [(0, 1), (1, 1), (5, 1), (6, 2), (20, 2), (21, 3), (30, 3), (31, 4), (250, 25), (251, 26)],
)
def test_base_places(staff, places):
    assert quota.base_places(staff, LOMBARDY) == places


def test_last_of_a_band_has_the_places_of_the_band():
    bands = quota.Bands(5, 1, 20, 7, large_percent=10)
    assert [quota.base_places(staff, bands) for staff in (5, 6, 20, 21)] == [1, 7, 7, 3]


def test_percent_is_taken_as_written():
    bands = quota.Bands(5, 1, 20, 2, large_percent=0.7)
    assert quota.base_places(1000, bands) == 7
    assert quota.base_places(1001, bands) == 8


def test_countable_staff():
    assert quota.countable_staff(2, 10, 3, 1) == 16
    assert quota.countable_staff(1, 0, 0, 0) == 1
    with pytest.raises(ValueError, match=r"^negative$"):
        quota.countable_staff(2, -1, 0, 0)


@pytest.mark.parametrize(
    ("hired", "ended", "bonus"),
    [
        (0, 0, 0),
        (0, 10, 0),
        (199, 1000, 0),
        (1, 5, 1),
        (49, 100, 1),
        (1, 2, 2),
        (74, 100, 2),
        (3, 4, 3),
        (99, 100, 3),
        (1, 1, 4),
    ],
)
def test_hiring_bonus(hired, ended, bonus):
    assert quota.hiring_bonus(21, ended, hired, STEPS, min_staff=21) == bonus
    assert quota.hiring_bonus(21, ended, hired, STEPS[::-1], min_staff=21) == bonus
    assert quota.hiring_bonus(20, ended, hired, STEPS, min_staff=21) == 0


@pytest.mark.parametrize(
    ("first", "last", "day"),
    [
        (date(2025, 1, 1), date(2025, 2, 28), None),
        (date(2025, 1, 1), date(2025, 3, 1), START),
        (date(2025, 5, 31), date(2025, 6, 30), END),
        (date(2025, 6, 1), date(2025, 6, 30), None),
        (date(2025, 4, 10), date(2025, 4, 20), date(2025, 4, 10)),
    ],
)
def test_one_place_and_one_other_internship(first, last, day):
    excess = quota.first_excess(1, [(first, last)], START, END)
    assert (excess and excess.day) == day
    if day:
        assert (excess.hosted, excess.places) == (2, 1)
    assert quota.first_excess(2, [(first, last)], START, END) is None


def test_others_that_follow_one_another_need_one_place():
    others = [(START, date(2025, 3, 31)), (date(2025, 4, 1), END)]
    assert quota.first_excess(2, others, START, END) is None
    others.append((date(2025, 3, 31), date(2025, 4, 1)))
    assert quota.first_excess(2, others, START, END) == quota.Excess(date(2025, 3, 31), 3, 2)


def test_no_place_at_all():
    assert quota.first_excess(0, [], START, END) == quota.Excess(START, 1, 0)


@given(st.integers(0, 5000), st.integers(1, 100))
def test_places_of_large_units_are_the_percentage_rounded_up(staff, percent):
    places = quota.base_places(staff, quota.Bands(-1, 0, -1, 0, percent))
    assert places - 1 < Fraction(staff * percent, 100) <= places


PERIODS = st.tuples(DAYS, st.integers(0, 60)).map(lambda p: (p[0], p[0] + timedelta(days=p[1])))


@given(st.integers(0, 4), st.lists(PERIODS, max_size=8), PERIODS)
def test_first_excess_is_the_first_day_counted_one_by_one(places, hosted, plan):
    start, end = plan
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    over = (day for day in days if 1 + sum(a <= day <= b for a, b in hosted) > places)
    excess = quota.first_excess(places, hosted, start, end)
    assert (excess and excess.day) == next(over, None)
