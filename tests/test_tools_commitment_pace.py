# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""When a promise falls behind, on both sides of the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.commitment_pace import Pace, behind_from, expected_by

YEAR = Pace(date(2025, 1, 1), date(2025, 12, 31), 10, 80, 60)
PACES = st.builds(
    Pace,
    start=st.just(date(2025, 1, 1)),
    end=st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    quantity=st.integers(1, 200),
    percent=st.integers(1, 100),
    days_before_end=st.integers(0, 400),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 31), 0),
        (date(2025, 1, 1), 0),
        (date(2025, 2, 15), 0),
        (date(2025, 2, 16), 1),  # 46 of 365 days: 80 % of 1.26
        (date(2025, 7, 3), 4),
        (date(2025, 12, 31), 7),
        (date(2026, 1, 1), 10),
        (date(2030, 1, 1), 10),
    ],
)
def test_expected_in_proportion(day, expected):
    assert expected_by(YEAR, day) == expected


@pytest.mark.parametrize(
    ("delivered", "day"),
    [
        (0, date(2025, 2, 16)),
        (1, date(2025, 4, 3)),
        (6, date(2025, 11, 1)),  # 60 days before the end
        (9, date(2025, 11, 1)),
        (10, None),
        (11, None),
    ],
)
def test_behind_from(delivered, day):
    assert behind_from(YEAR, delivered) == day


def test_a_short_period_is_not_late_before_its_half():
    month = Pace(date(2025, 3, 1), date(2025, 3, 30), 1, 80, 60)
    assert behind_from(month, 0) == date(2025, 3, 15)


@given(PACES, st.integers(0, 250), st.integers(-10, 1500))
def test_behind_is_below_the_expected_or_near_the_end(pace, delivered, days):
    day = pace.start + timedelta(days=days)
    behind = behind_from(pace, delivered)
    is_behind = behind is not None and day >= behind
    is_late = delivered < pace.quantity and (
        delivered < expected_by(pace, day) or day >= pace.last_call
    )
    assert is_behind == is_late


@given(PACES, st.integers(0, 200))
def test_more_delivered_is_never_late_earlier(pace, delivered):
    now, later = behind_from(pace, delivered), behind_from(pace, delivered + 1)
    assert later is None or now <= later
