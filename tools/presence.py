# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Presence in an internship: which days of a month are worked, for how many hours.

A plan says hours a week and counts on five days, Monday to Friday; who works otherwise has the
planned hours corrected. Which days are public holidays is told by the caller: who works on them
anyhow is planned on them. All periods are closed; suspended days are left out.

Source: DESIGN.md §3 (`employer.internship.month`); DOMAIN.md §2.2 (attendance).
"""

import calendar
from collections.abc import Collection, Iterable
from datetime import date, timedelta

WORKDAYS_A_WEEK = 5

Periods = Iterable[tuple[date, date | None]]


def daily_hours(weekly_hours: float) -> float:
    """Return the hours of one working day.

    :raise ValueError: "negative" when the hours are below zero
    """
    if weekly_hours < 0:
        raise ValueError("negative")
    return weekly_hours / WORKDAYS_A_WEEK


def days_in(first: date, last: date, away: Periods = ()) -> list[date]:
    """Return the days from `first` to `last` that lie in no period of `away`, in order.

    :param away: (first day, last day) pairs; None as last day: it goes on
    :return: nothing when `last` is before `first`
    """
    away = list(away)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [
        day
        for day in days
        if not any(begin <= day and (end is None or day <= end) for begin, end in away)
    ]


def working_days(
    first: date, last: date, away: Periods = (), holidays: Collection[date] = ()
) -> list[date]:
    """Return the days of `days_in` that are worked: Monday to Friday, no public holiday."""
    return [
        day
        for day in days_in(first, last, away)
        if day.weekday() < WORKDAYS_A_WEEK and day not in holidays
    ]


def planned_hours(
    first: date,
    last: date,
    weekly_hours: float,
    away: Periods = (),
    holidays: Collection[date] = (),
) -> float:
    """Return the hours planned from `first` to `last`, to the cent of an hour."""
    days = working_days(first, last, away, holidays)
    return round(len(days) * daily_hours(weekly_hours), 2)


def month_share(first: date, last: date, away: Periods = ()) -> float:
    """Return the part of a calendar month that a period within it takes, 0 to 1, in calendar days.

    :raise ValueError: "month" when the two days are of different months
    """
    if (first.year, first.month) != (last.year, last.month):
        raise ValueError("month")
    length = calendar.monthrange(first.year, first.month)[1]
    return len(days_in(first, last, away)) / length
