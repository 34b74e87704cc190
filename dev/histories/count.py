"""Counts a history with plain Python, person by person, as the office would with a pencil.

Written from the words of DESIGN.md §5 alone, so that the addon's figures have something to be
compared with. Its numbers are its own on purpose.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from .records import Company, Internship, Person, lasting

_OBSERVED = timedelta(days=180)
_RESTART = timedelta(days=30)
_SHORT_DAYS = 30
_FOREVER = date.max


@dataclass(eq=False)
class Episode:
    """An internship with its extensions and restarts.

    :param end: None while it goes on at the reference date
    :param row: what the figures say of it, see `Decoy.rows`
    """

    person: Person
    company: Company
    internships: list[Internship]
    start: date
    end: date | None
    hires: list = field(default_factory=list)
    hires_anywhere: list = field(default_factory=list)
    row: dict = field(default_factory=dict)


def episodes(history, on=None):
    """:param on: the reference date, the history's own when not given
    :return: every internship of a history that counts, by first day
    """
    on = on or history.reference
    found = []
    for internships in _by_person_and_company(history, on).values():
        found += _join(internships, on)
    found.sort(key=lambda one: (one.start, one.person.number))
    _credit(found, history, on)
    for one in found:
        one.row = _judge(one, history, on)
    return found


def _by_person_and_company(history, on):
    groups = {}
    for one in history.internships:
        if one.state in ("running", "suspended", "ended") and one.start <= on:
            groups.setdefault((one.person, one.company), []).append(one)
    return groups


def _join(internships, on):
    """:return: the episodes of one person at one company"""
    joined = []
    for one in sorted(internships, key=lambda one: one.start):
        end = one.end if one.state == "ended" and one.end <= on else None
        last = joined[-1] if joined else None
        if last and last.end and one.start <= last.end + _RESTART:
            last.internships.append(one)
            last.end = max(last.end, end) if end else None
        else:
            joined.append(Episode(one.person, one.company, [one], one.start, end))
    return joined


def _credit(found, history, on):
    """Give every hire to the one internship it follows, at its company or else anywhere.

    An officer's choice, with a reason, names it; the dates bind it all the same.
    """
    for hire in history.hires:
        if hire.mistaken or hire.day > on:
            continue
        followed = [
            one
            for one in found
            if one.person is hire.person
            and one.start <= hire.day <= _last_day(one)
            and (not hire.reason or hire.credited in one.internships)
        ]
        here = [one for one in followed if one.company is hire.company]
        for last in sorted(here or followed, key=lambda one: one.start)[-1:]:
            last.hires_anywhere.append(hire)
            if here:
                last.hires.append(hire)


def _last_day(episode):
    return episode.end + _OBSERVED if episode.end else _FOREVER


def _judge(one, history, on):
    mature = bool(one.end) and one.end + _OBSERVED <= on
    long = [hire for hire in one.hires if _days(hire) >= _SHORT_DAYS]
    row = {
        "is_ended": int(bool(one.end)),
        "denominator": int(mature),
        "numerator": int(mature and bool(long)),
        "numerator_six_months": int(mature and any(_is_six_months(hire) for hire in one.hires)),
        "numerator_relation_six_months": int(mature and any(_is_half_year(h, on) for h in long)),
        "numerator_short": int(mature and bool(one.hires) and not long),
        "numerator_any": int(mature and any(_days(h) >= _SHORT_DAYS for h in one.hires_anywhere)),
        "numerator_30": int(mature and any(hire.day <= one.end + _RESTART for hire in long)),
        "numerator_90": int(
            mature and any(hire.day <= one.end + timedelta(days=90) for hire in long)
        ),
    }
    row["case"] = _case(one, row, mature, history, on)
    row["is_unknown"] = int(row["case"] == "not_known")
    row["is_immature"] = int(row["case"] == "too_recent")
    return row


def _case(one, row, mature, history, on):
    if not one.end:
        return "running"
    if not mature:
        return "too_recent"
    if row["numerator"]:
        return "hired"
    on_file = any(
        hire.person is one.person
        and hire.company is one.company
        and not hire.mistaken
        and one.start <= hire.day <= on
        for hire in history.hires
    )
    told_not_hired = one.internships[-1].outcome == "not_hired"
    return "not_hired" if on_file or told_not_hired else "not_known"


def _days(hire):
    """:return: how long the first contract was agreed to last, that day included"""
    first = hire.contracts[0]
    return (first.end - first.start).days + 1 if first.end else 10_000


def _is_six_months(hire):
    first = hire.contracts[0]
    return first.end is None or first.end >= lasting(first.start, 6)


def _is_half_year(hire, on):
    """:return: whether the contracts begun by then, all together, reach six months"""
    ends = [contract.end for contract in hire.contracts if contract.start <= on]
    return None in ends or max(ends) >= lasting(hire.day, 6)


def total(rows, name="numerator"):
    """:return: the sum of a column over episodes"""
    return sum(one.row[name] for one in rows)


def started(found, first, last):
    """:return: the episodes that began in a period"""
    return [one for one in found if first <= one.start <= last]


def ended(found, first, last):
    """:return: the episodes that ended in a period"""
    return [one for one in found if one.end and first <= one.end <= last]


def persons(found, only_hired=False):
    """:return: how many different persons of a cohort were observed, or hired"""
    name = "numerator" if only_hired else "denominator"
    return len({one.person for one in found if one.row[name]})


def entered(history, programme, first, last):
    """:return: the different persons who entered a programme in a period"""
    return {
        person
        for person in history.persons
        for entry in person.entries
        if entry.programme is programme and first <= entry.day <= last
    }


def served(history, first, last):
    """:return: the different persons who received a service in a period"""
    return {
        person for person in history.persons if any(first <= day <= last for day in person.served)
    }


def workshops(history, programme, first, last):
    """:return: the workshops of a programme in a period"""
    return [
        one
        for one in history.workshops
        if one.kind and one.programme is programme and first <= one.day <= last
    ]


def companies(found, *came):
    """:return: the different companies with a seat that ended in one of these ways"""
    return {seat.company for one in found for seat in one.seats if seat.came in came}


def known_before(history, company, day):
    """:return: whether a company was at a workshop, hosted or hired before a day"""
    return (
        any(
            seat.company is company and seat.came in ("attended", "walk_in")
            for one in history.workshops
            if one.kind and one.day < day
            for seat in one.seats
        )
        or any(
            one.company is company and one.start < day
            for one in history.internships
            if one.state in ("running", "suspended", "ended")
        )
        or any(
            one.company is company and one.day < day for one in history.hires if not one.mistaken
        )
    )


def new_companies(history, found):
    """:return: the companies that came to one of these workshops and were not known before it"""
    return {
        seat.company
        for one in found
        for seat in one.seats
        if seat.came in ("attended", "walk_in") and not known_before(history, seat.company, one.day)
    }


def credited_companies(history, found, days):
    """:return: the companies that came, then hosted or hired within so many days"""
    begun = [(one.company, one.day) for one in history.hires if not one.mistaken]
    begun += [
        (one.company, one.start)
        for one in history.internships
        if one.state in ("running", "suspended", "ended")
    ]
    return {
        seat.company
        for one in found
        for seat in one.seats
        for company, day in begun
        if seat.came in ("attended", "walk_in")
        and company is seat.company
        and 0 <= (day - one.day).days <= days
    }


def hires(history, first, last, programme=None, origins=()):
    """:return: the hires of a period, of a programme and of some origins where given"""
    return [
        hire
        for hire in history.hires
        if not hire.mistaken
        and first <= hire.day <= last
        and (programme is None or hire.programme is programme)
        and (not origins or hire.origin in origins)
    ]
