"""CeLav in 2019: 2,643 persons in charge, 1,019 in an internship, 1,447 internships, 315 contracts.

The same contracts are 21.8 % of the internships, 30.9 % of the persons and 11.9 % of those in
charge (DOMAIN.md §1.1).
"""

import random
from datetime import date

from .records import History, after, lasting

YEAR = 2019
IN_CHARGE = 2643
PERSONS = 1019
INTERNSHIPS = 1447
CONTRACTS = 315
TEAMS = (
    "Adults 26-60", "Young 16-25", "Asylum and protection", "Disability", "Addiction",
    "Restricted liberty", "Severe marginality",
)  # fmt: skip
#: Persons with three internships in the year; those with two follow from the totals.
THREE = 52

_COUNTRIES = ("IT", "IT", "NG", "IT", "EG", "IT", "RO", "SN", "IT", "PE")
_FAMILIES = ("fixed_term", "fixed_term", "open_ended", "apprenticeship", "fixed_term")
#: How many days after 7 January an internship begins that is the first, second, third of its person
_BEGINS = {1: (0,), 2: (0, 175), 3: (0, 125, 245)}
_SPREAD = {1: 350, 2: 170, 3: 60}
_PROLONGED = 25


def build():
    """:return: the history"""
    history = History("celav", "CeLav 2019 (history)", date(YEAR + 1, 12, 31), "city")
    companies = [history.company() for _each in range(180)]
    _merged(history, companies)
    outside = _traps(history)
    two = (INTERNSHIPS - 2) - (PERSONS - 1) - 2 * THREE
    one = (PERSONS - 1) - two - THREE
    times = [1] * one + [2] * two + [3] * THREE
    hired = [True] * (CONTRACTS - 1) + [False] * (len(times) - CONTRACTS + 1)
    chance = random.Random(YEAR)
    chance.shuffle(times)
    chance.shuffle(hired)
    for number, (count, converted) in enumerate(zip(times, hired, strict=True)):
        person = _person(history, number)
        _year(history, person, companies, number, count, converted)
    for number in range(IN_CHARGE - PERSONS - outside):
        _person(history, number)
    return history


def _person(history, number):
    """:return: a person in charge, with a service in the year"""
    person = history.person(
        country=_COUNTRIES[number % len(_COUNTRIES)], team=TEAMS[number % len(TEAMS)]
    )
    person.served += [date(YEAR, 1 + number % 12, 1 + number % 28)] * (1 + number % 2)
    return person


def _year(history, person, companies, number, count, converted):
    """Give a person the internships of the year, and a hire after the last, or after the first."""
    on_first = converted and count == 2 and number % 11 == 0
    for index, begins in enumerate(_BEGINS[count]):
        start = after(date(YEAR, 1, 7), begins + number % _SPREAD[count])
        company = companies[(number + index * 7) % len(companies)]
        end = lasting(start, 3)
        last = index == count - 1
        hired = converted and (index == 0 if on_first else last)
        outcome = "hired" if hired else "not_hired" if number % 8 else "unknown"
        history.intern(person, company, start, end, outcome=outcome)
        if count == 1 and number < _PROLONGED * 3 and number % 3 == 0:
            start, end = after(end, 1), lasting(after(end, 1), 3)
            history.intern(person, company, start, end, outcome=outcome)
        if hired:
            _hire(history, person, company, end, number, on_first)


def _hire(history, person, company, end, number, on_first):
    family = "fixed_term" if on_first else _FAMILIES[number % len(_FAMILIES)]
    first = after(end, 1 + (number * 7) % (20 if on_first else 180))
    months = {"fixed_term": 1 if on_first else 2 + number % 11, "apprenticeship": 24}.get(family)
    history.hire(person, company, first, lasting(first, months) if months else None, family=family)


def _merged(history, companies):
    """One person entered twice, who had an internship under either code and was hired once."""
    it = history.decoy(
        "a merged duplicate",
        "the duplicate is archived, what it had was moved: one person, two internships",
        [{"case": "not_hired", "numerator": 0}, {"case": "hired", "numerator": 1}],
        person=_person(history, 0),
        company=companies[0],
    )
    history.person(it.person.gender, it.person.country, archived=True, team=it.person.team)
    it.intern(date(YEAR, 2, 4), date(YEAR, 5, 3))
    it.intern(date(YEAR, 9, 2), date(YEAR, 12, 1), company=companies[1], outcome="hired")
    it.hire(date(YEAR, 12, 9), None, "open_ended", company=companies[1])


def _traps(history):
    """Internships that are not of the year, of persons in charge.

    :return: how many such persons
    """
    running = history.decoy(
        "one still running", "begun the year after and not ended", [{"case": "running"}],
        person=_person(history, 1),
    )  # fmt: skip
    running.intern(date(YEAR + 1, 10, 1), None, state="running", outcome="")
    cancelled = history.decoy(
        "a cancelled internship", "it never began", person=_person(history, 2)
    )
    cancelled.intern(date(YEAR, 3, 4), None, state="cancelled", outcome="")
    return 2
