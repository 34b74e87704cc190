# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Indemnity: the least amount and what is due, on both sides of each threshold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import indemnity

LOMBARDY = indemnity.Minimums(full=500, meal=400, part_time=350, public_host=300)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, 500),
        ({"daily_hours": None}, 500),
        ({"has_meal": True}, 400),
        ({"daily_hours": 4.01}, 500),
        ({"daily_hours": 4}, 350),
        ({"daily_hours": 4, "has_meal": True}, 350),
        ({"is_public_host": True}, 300),
        ({"is_public_host": True, "has_meal": True, "daily_hours": 3}, 300),
    ],
)
def test_minimum(values, expected):
    assert indemnity.minimum_indemnity(LOMBARDY, **values) == expected


def test_attendance():
    assert indemnity.attendance_percent(60, 80) == 75
    assert indemnity.attendance_percent(0, 0) is None
    with pytest.raises(ValueError, match=r"^negative$"):
        indemnity.attendance_percent(-1, 80)


@pytest.mark.parametrize(
    ("present", "below", "expected"),
    [
        (100, "proportional", 500.0),
        (80, "proportional", 500.0),
        (79, "proportional", 395.0),
        (79.99, "nothing", 0.0),
        (80, "nothing", 500.0),
        (79, "full", 500.0),
        (0, "proportional", 0.0),
    ],
)
def test_due_around_eighty_percent(present, below, expected):
    assert indemnity.monthly_due(500, present, 100, 80, below) == expected


def test_due_is_rounded_half_up():
    assert indemnity.monthly_due(500, 1, 3, 80) == 166.67
    assert indemnity.monthly_due(100.01, 1, 2, 80) == 50.01


def test_part_of_a_month():
    assert indemnity.monthly_due(500, 100, 100, 80, share=0.5) == 250.0
    assert indemnity.monthly_due(500, 50, 100, 80, share=0.5) == 125.0
    assert indemnity.monthly_due(500, 100, 100, 80, share=0) == 0.0
    assert indemnity.monthly_due(500, 100, 100, 80, share=1) == 500.0


def test_month_without_planned_presence():
    assert indemnity.monthly_due(500, 0, 0, 80) == 0.0


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"below": "some"}, "below"),
        ({"share": 1.01}, "share"),
        ({"share": -0.01}, "share"),
        ({"present": -1}, "negative"),
    ],
)
def test_refusals(values, reason):
    arguments = {"amount": 500, "present": 80, "planned": 100, "threshold_percent": 80, **values}
    with pytest.raises(ValueError, match=rf"^{reason}$"):
        indemnity.monthly_due(**arguments)


@given(
    st.integers(0, 2000),
    st.integers(0, 200),
    st.integers(1, 200),
    st.sampled_from(indemnity.BELOW_THRESHOLD),
)
def test_due_lies_between_nothing_and_the_amount_and_is_in_cents(amount, present, planned, below):
    due = indemnity.monthly_due(amount, present, planned, 80, below)
    assert 0 <= due <= amount
    assert round(due, 2) == due
    assert due == amount or present * 100 < planned * 80
