# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Days on which nobody works: those of a calendar day and those that follow Easter.

Which days they are is data (`employer.holiday`); here is what a year makes of them.
"""

from datetime import date, timedelta

from dateutil.easter import easter


def day_in_year(year: int, month: int, day: int) -> date | None:
    """Return the day of a year; None where the year has none (29 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def after_easter(year: int, days: int) -> date:
    """Return the day that lies `days` after Easter Sunday of a year (1: Easter Monday)."""
    return easter(year) + timedelta(days=days)
