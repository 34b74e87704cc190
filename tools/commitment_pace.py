# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""When a promise falls behind: how many are expected by a day, and from which day it is late.

A promise of `quantity` things from `start` to `end` is expected in proportion to the days that
have passed, less what an office tolerates: `percent` of the proportion, rounded down. Towards the
end everything still missing is late, `days_before_end` days before it (at most half the period).

Source: DESIGN.md §3 (commitments); numbers are parameters of the office.
"""

from datetime import date, timedelta
from typing import NamedTuple


class Pace(NamedTuple):
    """The promise and what the office tolerates. `percent` is a whole number above 0."""

    start: date
    end: date
    quantity: int
    percent: int
    days_before_end: int

    @property
    def days(self) -> int:
        """Return the length of the period, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def last_call(self) -> date:
        """Return the day from which whatever is missing is late."""
        return self.end - timedelta(days=min(self.days_before_end, self.days // 2))


def expected_by(pace: Pace, day: date) -> int:
    """Return how many are expected when `day` begins: 0 before the start, all after the end."""
    passed = min(max((day - pace.start).days, 0), pace.days)
    if passed == pace.days:
        return pace.quantity
    return min(pace.percent * pace.quantity * passed // (100 * pace.days), pace.quantity)


def behind_from(pace: Pace, delivered: int) -> date | None:
    """Return the first day on which `delivered` is too little, None once all is delivered."""
    if delivered >= pace.quantity:
        return None
    needed = (delivered + 1) * 100 * pace.days
    passed = -(-needed // (pace.percent * pace.quantity))  # rounded up
    return min(pace.start + timedelta(days=min(passed, pace.days)), pace.last_call)
