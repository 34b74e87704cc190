"""Work4Integration, 12/2016 to 11/2018: 3 workshops, 23 companies, 158 persons, 40 with a contract.

Source: DOMAIN.md §1.3 ("40 … contratto a seguito dello stage o del direct matching" = 25.3 %).
"""

from datetime import date

from .records import Contract, Entry, History, Programme, Seat, Workshop, after, lasting

FIRST = date(2016, 12, 1)
LAST = date(2018, 11, 30)
COMPANIES = 23
PERSONS = 158
AFTER_INTERNSHIP = 27
DIRECT = 13
#: Where a hire must come from to be a result of the programme.
ORIGINS = ("internship_here", "internship_elsewhere", "direct")

_COUNTRIES = ("NG", "GM", "SN", "PK", "ML", "EG", "AF", "CI", "ER", "SO", "BD", "UA")
_DAYS = (date(2017, 5, 16), date(2017, 11, 21), date(2018, 5, 29))


def build():
    """:return: the history"""
    history = History(
        "work4integration", "Work4Integration (history)", date(2019, 6, 30), "company"
    )
    ours = Programme("Work4Integration", "W4I-2016", FIRST, LAST)
    other = Programme("Ponte al lavoro", "PONTE-2017", date(2017, 1, 1), date(2018, 12, 31))
    history.programmes += [ours, other]
    _workshops(history, ours, other)
    people = _decoy_people(history, ours, other)
    plain = [_person(history, ours, number) for number in range(PERSONS - len(people))]
    _placements(history, ours, plain)
    return history


def _person(history, programme, number, day=None):
    """:return: a person who entered a programme, four in ten a woman"""
    person = history.person("ffmmm"[number % 5], _COUNTRIES[number % len(_COUNTRIES)])
    day = day or after(FIRST, number * 640 // PERSONS)
    person.entries.append(Entry(programme, day))
    person.served.append(after(day, 7))
    return person


# ---- workshops


def _workshops(history, ours, other):
    """Three workshops of the programme, and what must not be taken for a fourth."""
    came = [history.company() for _each in range(COMPANIES)]
    seats = [
        [Seat(company, "attended") for company in came[:8]],
        [Seat(company, "attended") for company in came[8:16]],
        [Seat(company, "attended") for company in came[16:]],
    ]
    _decoy_seats(history, came, seats)
    for number, day in enumerate(_DAYS):
        history.workshops.append(Workshop(f"Workshop {number + 1}", day, ours, seats[number]))
    for name, day, programme, kind in (
        ("Workshop of another programme", date(2017, 9, 12), other, "workshop"),
        ("Workshop of the ordinary service", date(2017, 10, 3), None, "workshop"),
        ("Workshop after the programme", date(2018, 12, 5), ours, "workshop"),
        ("Staff meeting", date(2017, 12, 12), ours, ""),
    ):
        others = [Seat(history.company(), "attended") for _each in range(3)]
        history.workshops.append(Workshop(name, day, programme, others, kind))


def _decoy_seats(history, came, seats):
    it = history.decoy("a company at two workshops", "one company", company=came[0])
    seats[2].append(Seat(it.company, "attended"))
    it = history.decoy(
        "two persons of one company", "at one workshop: one company", company=came[9]
    )
    seats[1].append(Seat(it.company, "attended"))
    it = history.decoy("one that came unannounced", "it was there: it counts", company=came[16])
    seats[2][0].came = "walk_in"
    for name, why, how in (
        ("one that registered and stayed away", "it was not there", "no_show"),
        ("one of which nothing is known", "registered, never checked in", "registered"),
        ("one that cancelled", "neither registered nor there", "cancelled"),
    ):
        seats[1].append(Seat(history.decoy(name, why).company, how))
    stayed = history.decoys["one that registered and stayed away"].company
    seats[0].append(Seat(stayed, "no_show"))


# ---- persons


def _decoy_people(history, ours, other):
    """Persons whose number is easily got wrong.

    :return: those who entered the programme
    """
    inside = []

    def decoy(name, why, programme=ours, day=date(2017, 3, 6)):
        person = _person(history, programme, len(history.persons), day)
        if programme is ours and FIRST <= day <= LAST:
            inside.append(person)
        return history.decoy(name, why, person=person)

    it = decoy("a person in two programmes", "one person in each")
    it.person.entries.append(Entry(other, date(2017, 6, 12)))
    it.hire(date(2017, 9, 4), None, "open_ended", origin="direct", programme=other)
    it = decoy("a person who came back", "left and entered again: one person")
    it.person.entries[0].left = date(2017, 8, 31)
    it.person.entries.append(Entry(ours, date(2018, 2, 5)))
    it = decoy("a merged duplicate", "entered twice under two codes, then merged: one person")
    it.rows.append({"case": "not_hired", "denominator": 1, "numerator": 0})
    it.intern(date(2017, 4, 3), date(2017, 7, 2), programme=ours)
    history.person(it.person.gender, it.person.country, archived=True)
    it = decoy("an archived person", "gone from the lists, not from the figures")
    it.person.archived = True
    it = decoy("a person of the other programme", "entered that one alone", other)
    it.hire(date(2017, 9, 11), None, "open_ended", origin="direct", programme=other)
    it = decoy("a person of the ordinary service", "in no programme", None)
    it.hire(date(2017, 9, 18), None, "open_ended", origin="direct")
    decoy("entered before the programme", "of its preparation", day=date(2016, 11, 30))
    decoy("entered after the programme", "of its follow-up", day=date(2018, 12, 1))
    _decoy_hires(history, decoy, ours)
    return inside


def _decoy_hires(history, decoy, ours):
    """Hires that are no result of the programme, and one result that is two hires."""
    it = decoy("a job found alone", "not after an internship, nor by matching")
    it.hire(date(2017, 10, 2), None, "open_ended", origin="person", programme=ours)
    it = decoy("a hire of unknown origin", "not known where it comes from")
    it.hire(date(2017, 10, 9), None, "open_ended", origin="unknown", programme=ours)
    it = decoy("hired after the programme's last day", "the day after")
    it.hire(after(LAST, 1), None, "open_ended", origin="direct", programme=ours)
    it = decoy("an archived hire", "recorded by mistake")
    it.hire(date(2017, 11, 6), None, "open_ended", origin="direct", programme=ours, mistaken=True)
    it = decoy("two hires of one person", "one person of the forty")
    it.hire(date(2017, 5, 8), date(2017, 8, 7), origin="direct", programme=ours)
    it.hire(date(2018, 1, 8), None, "open_ended", company=history.company(), origin="direct",
            programme=ours)  # fmt: skip
    it = decoy("hired on the programme's last day", "one of the forty")
    it.hire(LAST, None, "open_ended", origin="direct", programme=ours)
    it = decoy("a hire made permanent", "one hire, one person of the forty")
    permanent = Contract("open_ended", date(2017, 12, 4), None)
    it.hire(date(2017, 6, 5), date(2017, 12, 3), origin="direct", programme=ours, more=[permanent])
    it = decoy("employed by an agency", "works at the company: one of the forty")
    agency = history.company(kind="agency")
    it.hire(date(2018, 3, 5), date(2018, 9, 4), "agency", origin="direct", programme=ours,
            agency=agency)  # fmt: skip


def _placements(history, ours, plain):
    """Internships of some sixty persons and the other hires of the forty."""
    companies = history.companies[:COMPANIES]
    direct = DIRECT - 4
    for number, person in enumerate(plain[: AFTER_INTERNSHIP + 32]):
        start = after(date(2017, 1, 16), number * 7)
        end = lasting(start, 3 + number % 4)
        company = companies[number % len(companies)]
        hired = number % 2 == 0 and number // 2 < AFTER_INTERNSHIP
        history.intern(person, company, start, end, programme=ours, months=3 + number % 4,
                       outcome="hired" if hired else "not_hired")  # fmt: skip
        if hired and number == 0:
            history.hire(person, companies[-1], after(end, 30), None, family="open_ended",
                         origin="internship_elsewhere", programme=ours)  # fmt: skip
        elif hired:
            first = after(end, 1 + number % 60)
            history.hire(person, company, first, lasting(first, 6 + number % 7), programme=ours)
    for number, person in enumerate(plain[-direct:]):
        first = after(date(2017, 6, 12), number * 40)
        history.hire(person, companies[number], first, lasting(first, 12), origin="direct",
                     programme=ours)  # fmt: skip
