"""A year of Centro Fleming: 300 internships started, 55 % converted, 40 % foreign nationals.

Source: ISMU good-practice card of 13.12.2018 ("circa 300 stage", "il 55% ca", three families of
contract, "ca il 40%" foreign nationals, mostly men).
"""

import random
from datetime import date

from . import decoys
from .records import History, after, lasting

YEAR = 2017
STARTED = 300
CONVERTED = {"open_ended": 42, "fixed_term": 90, "apprenticeship": 33}
#: Foreign nationals among the 300: (citizens of the EU, others) by gender.
FOREIGN = {"m": (11, 71), "f": (7, 31)}
ITALIAN_WOMEN = 88

_EU = ("RO", "BG", "PL")
_OTHERS = ("NG", "PK", "EG", "SN", "BD", "GM", "MA", "CM", "UA", "PE", "AF", "ML", "SV", "PH")
_HIRED_AFTER = (1, 1, 3, 7, 14, 30, 31, 45, 60, 89, 90, 91, 120, 150, 179, 180, -10)
_MONTHS = (6, 3, 4, 6, 2, 5, 6, 3)


def build():
    """:return: the history"""
    history = History("fleming", "Fleming year (history)", date(YEAR + 1, 12, 31), "company")
    decoys.add(history, YEAR)
    _fill(history)
    return history


def _fill(history):
    """Add to the traps as many plain internships as the year's figures ask for.

    What the traps bring is read from what they say of themselves: whether that is true is for
    `count`, and for the addon's figures, to find.
    """
    rows = [
        (decoy, row)
        for decoy in history.decoys.values()
        if decoy.name != "the year before"
        for row in decoy.rows
        if row["denominator"]
    ]
    families = dict(CONVERTED)
    for decoy, row in rows:
        if row["numerator"]:
            families[_family(decoy, row)] -= 1
    chance = random.Random(YEAR)
    ends = [family for family, count in families.items() for _each in range(count)]
    ends += [""] * (STARTED - len(rows) - len(ends))
    chance.shuffle(ends)
    people = _people(history, rows, len(ends))
    chance.shuffle(people)
    companies = [history.company() for _each in range(110)]
    for number, (family, (gender, country)) in enumerate(zip(ends, people, strict=True)):
        person = history.person(gender, country)
        _internship(history, person, companies[number % len(companies)], number, family)


def _family(decoy, row):
    told = row.get("contract_family")
    return told or max(decoy.hires, key=lambda hire: hire.day).contracts[0].family


def _people(history, rows, count):
    """:return: (gender, citizenship) of the plain persons, the quotas reached with the traps"""
    people = []
    for gender, (eu, others) in FOREIGN.items():
        people += [(gender, _EU[number % len(_EU)]) for number in range(eu)]
        people += [(gender, _OTHERS[number % len(_OTHERS)]) for number in range(others)]
    women = ITALIAN_WOMEN - sum(_person_of(decoy, row).gender == "f" for decoy, row in rows)
    men = count - len(people) - women
    return people + [("f", "IT")] * women + [("m", "IT")] * men


def _person_of(decoy, row):
    """:return: the person of a row: the decoy's own, but for the second of "somebody else" """
    if (
        decoy.name in ("a restart of somebody else", "somebody else in between")
        and row is decoy.rows[1]
    ):
        return decoy.internships[1].person
    return decoy.person


def _internship(history, person, company, number, family):
    start = after(date(YEAR, 1, 9), number * 349 // STARTED)
    months = _MONTHS[number % len(_MONTHS)]
    end = lasting(start, months)
    if family:
        history.intern(person, company, start, end, months=months, outcome="hired")
        _hire(history, person, company, end, number, family)
        return
    early = number % 9 == 0
    history.intern(
        person, company, start, after(end, -20) if early else end,
        months=months,
        end_kind="early_person" if early else "term",
        outcome="unknown" if number % 11 == 0 else "not_hired",
    )  # fmt: skip


def _hire(history, person, company, end, number, family):
    first = after(end, _HIRED_AFTER[number % len(_HIRED_AFTER)])
    length = {"open_ended": 0, "fixed_term": (3, 6, 12)[number % 3], "apprenticeship": 36}[family]
    history.hire(person, company, first, lasting(first, length) if length else None, family=family)
