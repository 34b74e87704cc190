# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Calendar months, suspensions and deadlines: plain date arithmetic, no database.

All periods are closed: the first and the last day both belong to the period.
A duration of n months from day S ends on the day before S + n months, that day included,
and S + n months clamps to the end of the month (31 January + 1 month = 28 or 29 February).
So one month from 31 January ends on 27 February (28 in a leap year), three months from
1 March end on 31 May.

Source: DESIGN.md §3; DOMAIN.md §2.1 (suspension), §2.7 and R9 (communications), R1, R2.
"""

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)

#: Communications that are due the day before the event they announce.
BEFORE_KINDS = ("start",)
#: Communications that are due some days after the event.
AFTER_KINDS = (
    "extension",
    "transformation",
    "transfer",
    "suspension",
    "end",
    "early_end",
    "variation",
)


def add_months(day: date, months: int) -> date:
    """Return `day` moved by whole calendar months, clamped to the last day of the month.

    :param day: any date
    :param months: how many months, negative to go back
    :return: the same day of the target month, or its last day where that day does not exist
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last_day))


def previous_day(day: date) -> date:
    """Return the day before `day`."""
    return day - ONE_DAY


def period_end(start: date, months: int) -> date:
    """Return the last day of a period of `months` calendar months from `start`.

    :param start: first day of the period
    :param months: length, at least 1
    :return: the day before `start` + `months`, that day included in the period
    :raise ValueError: "months" when the length is under 1
    """
    if months < 1:
        raise ValueError("months")
    return previous_day(add_months(start, months))


def months_between(start: date, end: date) -> int:
    """Return how many whole calendar months fit into the closed period.

    :return: the greatest n with `period_end(start, n)` <= `end`; 0 when not even one fits
    :raise ValueError: "order" when `end` is before `start`
    """
    _check_order(start, end)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    while months and period_end(start, months) > end:
        months -= 1
    return months


def exceeds(start: date, end: date, months: int) -> bool:
    """Return whether the closed period lasts longer than `months` (false on the exact last day)."""
    return end > period_end(start, months)


def falls_short(start: date, end: date, months: int) -> bool:
    """Return whether the closed period lasts less than `months` (false on the exact last day)."""
    return end < period_end(start, months)


def overlaps(a_start: date, a_end: date | None, b_start: date, b_end: date | None) -> bool:
    """Return whether two closed periods share at least one day.

    :param a_end: last day of the first period, None when it has no end
    :param b_end: last day of the second period, None when it has no end
    """
    return (b_end is None or a_start <= b_end) and (a_end is None or b_start <= a_end)


def merge_periods(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the same days as sorted periods that neither overlap nor touch.

    :param periods: (first day, last day) pairs in any order
    :raise ValueError: "order" when a last day is before its first day
    """
    merged: list[tuple[date, date]] = []
    for first, last in sorted(periods):
        _check_order(first, last)
        if merged and first <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def suspended_days(
    suspensions: Iterable[tuple[date, date]],
    start: date | None = None,
    end: date | None = None,
) -> int:
    """Return the number of distinct suspended days, optionally only those from `start` to `end`.

    :param suspensions: (first day, last day) pairs, overlaps counted once
    """
    days = 0
    for first, last in merge_periods(suspensions):
        first = max(first, start or first)
        last = min(last, end or last)
        days += max((last - first).days + 1, 0)
    return days


def extend_for_suspensions(
    end: date,
    suspensions: Iterable[tuple[date, date]],
    start: date | None = None,
) -> date:
    """Return the end moved by the suspended calendar days, which do not count (R1).

    A suspension that begins after the end reached so far changes nothing; one that begins
    within the days won by an earlier suspension counts too. Overlaps count once.

    :param end: planned last day, without any suspension
    :param suspensions: (first day, last day) pairs
    :param start: first day of the period; suspended days before it do not count
    :raise ValueError: "order" when a last day is before its first day
    """
    for first, last in merge_periods(suspensions):
        first = max(first, start or first)
        if first <= end and first <= last:
            end += last - first + ONE_DAY
    return end


def month_slices(start: date, end: date) -> list[tuple[date, date]]:
    """Return the closed period cut at the ends of calendar months.

    :return: (first day, last day) pairs in order, one a calendar month touched
    :raise ValueError: "order" when `end` is before `start`
    """
    _check_order(start, end)
    slices = []
    while start <= end:
        last = min(end, period_end(start.replace(day=1), 1))
        slices.append((start, last))
        start = last + ONE_DAY
    return slices


def months_before(day: date, months: int, skipped: int | None = None) -> date:
    """Return the day that lies `months` calendar months before `day`.

    :param months: how many, at least 1
    :param skipped: number of a month that is not counted (8: August), None to count all
    :raise ValueError: "months" when there is none to go back
    """
    if months < 1:
        raise ValueError("months")
    back = counted = 0
    while counted < months:
        back += 1
        counted += add_months(day, -back).month != skipped
    return add_months(day, -back)


def days_before(day: date, days: int, skipped: int | None = None) -> date:
    """Return the day that lies `days` days before `day`; those of a skipped month do not count.

    :param days: how many, at least 1
    :param skipped: number of a month whose days are not counted (8: August), None to count all
    :raise ValueError: "days" when there is none to go back
    """
    if days < 1:
        raise ValueError("days")
    while days:
        day = previous_day(day)
        days -= day.month != skipped
    return day


def communication_deadline(
    kind: str,
    day: date,
    other_days: int,
    public_day: int | None = None,
) -> date:
    """Return the last day on which a compulsory communication (CO) is on time (R9).

    :param kind: one of BEFORE_KINDS (due the day before) or AFTER_KINDS (due afterwards)
    :param day: the day of the event (first day of work, day of the extension, last day …)
    :param other_days: calendar days given after the event, for AFTER_KINDS
    :param public_day: for a public employer, the day of the following month by which every
        communication is due; None for a private one
    :raise ValueError: "kind" for an unknown kind
    Source: DOMAIN.md §2.7 [brescia-co], [puglia].
    """
    if kind not in BEFORE_KINDS + AFTER_KINDS:
        raise ValueError("kind")
    if public_day is not None:
        return add_months(day.replace(day=1), 1).replace(day=public_day)
    if kind in BEFORE_KINDS:
        return previous_day(day)
    return day + timedelta(days=other_days)


def _check_order(start: date, end: date) -> None:
    if end < start:
        raise ValueError("order")
