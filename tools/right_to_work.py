# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""May this person work on this day? From permits to one answer that shows no reason of stay.

Answers, best first: "yes", "limited" (with an hours limit), "from_date" (not yet, but on a known
day), "to_verify" (nothing known, or what is known has run out), "no" (the law says no).
"no" is said only where a permit valid on that day excludes work. An expired or missing paper is
"to_verify": the office's file may be behind, and a "no" stops (R7).

Source: DOMAIN.md §3.6 [piemim], [svanera], [inca], [sosperm], [ddp]; R7. What each kind of permit
allows is data (employer.permit.type), never a constant here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

#: From the best to the worst answer of one day.
ANSWERS = ("yes", "limited", "from_date", "to_verify", "no")
#: From the worst answer to the best over several days.
WORST_FIRST = ("no", "to_verify", "from_date", "limited", "yes")
WORK_RIGHTS = ("yes", "limited", "after_days", "no", "verify")


@dataclass(frozen=True)
class Permit:
    """One permit of a person, with what its kind allows.

    :param work_right: one of WORK_RIGHTS
    :param start: first day of validity, None when not known (taken as begun)
    :param end: last day of validity, None when it has no end
    :param application_date: day of the asylum application, for "after_days"
    :param days_after_application: days from the application to the first day of work
    :param weekly_hours_limit: hours a week, 0 for no limit
    :param yearly_hours_limit: hours a year, 0 for no limit
    :param is_renewing: a receipt of the renewal request is on file
    :param renewal_keeps_right: for this kind of permit the receipt keeps the right to work
    """

    work_right: str
    start: date | None = None
    end: date | None = None
    application_date: date | None = None
    days_after_application: int = 0
    weekly_hours_limit: float = 0
    yearly_hours_limit: float = 0
    is_renewing: bool = False
    renewal_keeps_right: bool = True


@dataclass(frozen=True)
class WorkRight:
    """The answer for one day or one period.

    :param answer: one of ANSWERS
    :param from_date: first day of work, for "from_date"
    :param until: last day of the paper the answer rests on, None when it has no known end
    :param weekly_hours_limit: hours a week, 0 for no limit
    :param yearly_hours_limit: hours a year, 0 for no limit
    :param on_receipt: the answer rests on a renewal receipt, the permit itself has expired
    """

    answer: str
    from_date: date | None = None
    until: date | None = None
    weekly_hours_limit: float = 0
    yearly_hours_limit: float = 0
    on_receipt: bool = False


def right_to_work(
    permits: Iterable[Permit],
    day: date,
    is_eu_citizen: bool | None = None,
) -> WorkRight:
    """Return whether the person may work on `day`: the best answer any permit gives.

    :param permits: all permits on file, in any order
    :param is_eu_citizen: True for Italy, EU, EEA and Switzerland (no permit needed), False for
        other citizens, None when not known
    :return: "to_verify" when nothing is known
    """
    if is_eu_citizen:
        return WorkRight("yes")
    rights = filter(None, (_permit_right(permit, day) for permit in permits))
    return min(rights, key=_preference, default=WorkRight("to_verify"))


def right_over_period(
    permits: Sequence[Permit],
    start: date,
    end: date,
    is_eu_citizen: bool | None = None,
) -> WorkRight:
    """Return whether the person may work on every day from `start` to `end` (R7).

    :return: the worst answer of the period. `until` is the last day before the first answer that
        is neither "yes" nor "limited", if that comes inside the period; else the last known day.
    :raise ValueError: "order" when `end` is before `start`
    """
    if end < start:
        raise ValueError("order")
    days = sorted({start, *(day for day in _change_days(permits) if start <= day <= end)})
    rights = [right_to_work(permits, day, is_eu_citizen) for day in days]
    worst = min(rights, key=lambda right: WORST_FIRST.index(right.answer))
    lost = next((d for d, right in zip(days, rights, strict=True) if not _may_work(right)), None)
    until = rights[-1].until if lost is None else lost - timedelta(days=1)
    return replace(worst, until=until)


def first_day_of_work(permit: Permit) -> date | None:
    """Return the first day an "after_days" permit allows work: application + the days given.

    With 60 days an application of 1 January allows work from 2 March (1 March in a leap year).

    :return: None when the application date is not known
    """
    if permit.application_date is None:
        return None
    return permit.application_date + timedelta(days=permit.days_after_application)


def _permit_right(permit: Permit, day: date) -> WorkRight | None:
    """Return what one permit says about one day, None when it says nothing (any more, or yet)."""
    if permit.work_right not in WORK_RIGHTS:
        raise ValueError("work_right")
    begin = _begin(permit)
    if begin and day < begin:
        return _before(permit, begin)
    has_expired = permit.end is not None and permit.end < day
    keeps = permit.is_renewing and permit.renewal_keeps_right
    if has_expired and not keeps:
        return None
    # a receipt holds until the answer on the renewal, whose day is not known
    until = None if keeps else permit.end
    return replace(_valid_right(permit, day), until=until, on_receipt=has_expired)


def _begin(permit: Permit) -> date | None:
    """Return the first day of validity; an asylum application is a permit already."""
    if permit.work_right == "after_days" and permit.application_date:
        return min(permit.application_date, permit.start or permit.application_date)
    return permit.start


def _before(permit: Permit, begin: date) -> WorkRight | None:
    """Return from which day a permit that begins later allows work, None if it does not."""
    right = _valid_right(permit, begin)
    if _may_work(right):
        return WorkRight("from_date", from_date=begin, until=permit.end)
    return replace(right, until=permit.end) if right.answer == "from_date" else None


def _valid_right(permit: Permit, day: date) -> WorkRight:
    """Return what a permit valid on `day` allows, without its dates of validity."""
    if permit.work_right == "after_days":
        return _right_after_days(first_day_of_work(permit), day)
    if permit.work_right == "limited":
        limits = (permit.weekly_hours_limit, permit.yearly_hours_limit)
        return WorkRight("limited", None, None, *limits)
    return WorkRight({"yes": "yes", "no": "no", "verify": "to_verify"}[permit.work_right])


def _right_after_days(first: date | None, day: date) -> WorkRight:
    if first is None:
        return WorkRight("to_verify")
    return WorkRight("yes") if first <= day else WorkRight("from_date", from_date=first)


def _may_work(right: WorkRight) -> bool:
    return right.answer in ("yes", "limited")


def _preference(right: WorkRight) -> tuple[int, date, date]:
    """Return the sort key: best answer, then the earliest beginning, then the latest end."""
    latest = date.max if right.until is None else right.until
    return (
        ANSWERS.index(right.answer),
        right.from_date or date.min,
        date.min + (date.max - latest),
    )


def _change_days(permits: Iterable[Permit]) -> Iterable[date]:
    """Yield every day on which the answer of a permit may get worse (or a new one begins)."""
    for permit in permits:
        if begin := _begin(permit):
            yield begin
        if permit.end and permit.end < date.max:
            yield permit.end + timedelta(days=1)
