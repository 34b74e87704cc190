"""The traps of a conversion, each with a name, set around one day of end in a given year.

Every trap tells what its own rows must say (`Decoy.rows`), so that a definition that loses a clause
is caught where it fails, not only in a sum.
"""

from datetime import date

from .cases import HIRED, LATER_LONG, NOT_HIRED, NOT_KNOWN
from .decoys_of_dates import never_counted, not_ended, observed
from .records import Contract, after, lasting


def add(history, year):
    """Put every trap of a conversion into a history.

    Traps that belong into the cohort begin in `year` and are observed at the history's reference
    date, the last day of the year after; the others begin the year after, or before.
    """
    start, end = date(year, 3, 1), date(year, 5, 31)
    joined(history, year)
    apart(history, year)
    window(history, start, end)
    where(history, start, end)
    prolonged(history, start, end)
    brief(history, start, end)
    agreed(history, start, end)
    unknown(history, start, end)
    credit(history, start, end)
    two_internships(history, year)
    never_counted(history, year)
    not_ended(history, year + 1)
    observed(history, year + 1)


def joined(history, year):
    """Extensions and restarts at one host: one internship up to day 30, two after."""
    first, again = date(year, 2, 1), date(year, 5, 1)
    it = history.decoy(
        "an extension",
        "recorded as a second internship the day after: one internship of six months",
        [{**HIRED, "internship_count": 2, "start_date": first, "hire_days": 15}],
    )
    it.intern(first, date(year, 4, 30))
    it.intern(again, date(year, 7, 31))
    it.hire(after(date(year, 7, 31), 15), date(year, 12, 31))

    it = history.decoy(
        "an extension with its own record",
        "one internship, whose end is the extended one",
        [{**HIRED, "internship_count": 1, "end_date": date(year, 7, 31), "hire_days": 170}],
    )
    it.intern(first, date(year, 7, 31), extension=3)
    it.hire(after(date(year, 7, 31), 170), None, "open_ended")

    ended = date(year, 3, 31)
    it = history.decoy(
        "a restart on day 30",
        "the same internship; its hire is counted from the second end",
        [{**HIRED, "internship_count": 2, "start_date": date(year, 1, 9)}],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 30), date(year, 7, 28))
    it.hire(date(year, 12, 20), date(year + 1, 12, 19))

    it = history.decoy(
        "a restart on day 31",
        "another internship: the hire is of the second alone",
        [NOT_HIRED, {**HIRED, "internship_count": 1}],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 31), date(year, 7, 28))
    it.hire(date(year, 8, 7), date(year, 12, 31))


def apart(history, year):
    """Somebody else or another host in between, and rows that overlap."""
    ended = date(year, 3, 31)
    it = history.decoy(
        "a restart elsewhere",
        "the day after, at another company: two internships",
        [{**NOT_HIRED, "internship_count": 1}, {**NOT_HIRED, "internship_count": 1}],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 1), date(year, 7, 28), company=history.company())

    it = history.decoy(
        "a restart of somebody else",
        "another person, the day after at the same company: two internships",
        [{**NOT_HIRED, "internship_count": 1}, {**NOT_HIRED, "internship_count": 1}],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 1), date(year, 7, 28), person=history.person())

    it = history.decoy(
        "somebody else in between",
        "at the same company between two internships of one person: they stay two",
        [{**NOT_HIRED, "internship_count": 1} for _row in range(3)],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 1), date(year, 6, 30), person=history.person())
    it.intern(date(year, 7, 1), date(year, 9, 30))

    it = history.decoy(
        "another host in between",
        "of one person: what is not near at one host stays two",
        [{**NOT_HIRED, "internship_count": 1} for _row in range(3)],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 1), date(year, 6, 30), company=history.company())
    it.intern(date(year, 7, 1), date(year, 9, 30))

    it = history.decoy(
        "a restart with another host in between",
        "near enough at the first host: one there, one at the other",
        [{**NOT_HIRED, "internship_count": 2}, {**NOT_HIRED, "internship_count": 1}],
    )
    it.intern(date(year, 1, 9), ended)
    it.intern(after(ended, 1), after(ended, 10), company=history.company())
    it.intern(after(ended, 20), date(year, 7, 28))

    it = history.decoy(
        "a short one inside a long one",
        "overlapping rows at one host: one internship, ended when the longer ended",
        [{**NOT_HIRED, "internship_count": 3, "end_date": date(year, 9, 30)}],
    )
    it.intern(date(year, 1, 9), date(year, 7, 31))
    it.intern(date(year, 2, 1), date(year, 3, 31))
    it.intern(date(year, 8, 20), date(year, 9, 30))


def window(history, start, end):
    """Both sides of every limit of the window."""
    days = {
        0: (1, 1), 30: (1, 1), 31: (0, 1), 90: (0, 1), 91: (0, 0),
    }  # fmt: skip
    for day, (within_30, within_90) in days.items():
        it = history.decoy(
            f"a hire on day {day}",
            "counted, and in the columns of 30 and 90 days as far as it reaches",
            [{**HIRED, "hire_days": day, "numerator_30": within_30, "numerator_90": within_90}],
        )
        it.intern(start, end)
        it.hire(after(end, day), lasting(after(end, day), 8))

    it = history.decoy("a hire on day 180", "the last day that counts", [HIRED])
    it.intern(start, end, outcome="hired")
    it.hire(after(end, 180), None, "open_ended")

    it = history.decoy(
        "a hire on day 181",
        "too late, and known: not hired, whatever was told",
        [{**NOT_HIRED, "numerator_any": 0, "numerator_short": 0}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(after(end, 181), None, "open_ended")

    it = history.decoy(
        "an early hire",
        "twenty days before the end, which it brought about",
        [{**HIRED, "hire_days": -20, "numerator_30": 1, "numerator_90": 1}],
    )
    it.intern(start, end, end_kind="early_hired", outcome="hired")
    it.hire(after(end, -20), date(end.year, 12, 31), "apprenticeship")

    it = history.decoy("a hire on the first day", "the first day counts", [HIRED])
    it.intern(start, end, outcome="hired")
    it.hire(start, None, "open_ended")

    it = history.decoy(
        "a hire the day before", "it came before the internship, not of it", [NOT_HIRED]
    )
    it.intern(start, end)
    it.hire(after(start, -1), lasting(start, 8))


def where(history, start, end):
    """Hires at another company, and of somebody else."""
    it = history.decoy(
        "another employer",
        "a hire elsewhere within the window: not of the host, but of any employer",
        [{**NOT_HIRED, "numerator_any": 1, "hire_date": False, "contract_family": False}],
    )
    it.intern(start, end)
    it.hire(
        after(end, 20), None, "open_ended", company=history.company(), origin="internship_elsewhere"
    )

    it = history.decoy(
        "another employer, too late", "day 181, elsewhere", [{**NOT_HIRED, "numerator_any": 0}]
    )
    it.intern(start, end)
    it.hire(after(end, 181), None, "open_ended", company=history.company(), origin="person")

    it = history.decoy(
        "another employer, for a week",
        "under thirty days is apart everywhere",
        [{**NOT_HIRED, "numerator_any": 0}],
    )
    it.intern(start, end)
    it.hire(after(end, 20), after(end, 26), company=history.company(), origin="person")

    it = history.decoy(
        "a hire of somebody else", "at the same company, another person", [NOT_HIRED]
    )
    it.intern(start, end)
    it.hire(after(end, 10), None, "open_ended", person=history.person(), origin="direct")

    it = history.decoy(
        "a later internship elsewhere",
        "hired by the first host: credited there alone, though another internship came last",
        [{**HIRED, "numerator_any": 1}, {**NOT_HIRED, "numerator_any": 0}],
    )
    it.intern(start, end)
    it.intern(after(end, 10), after(end, 71), company=history.company())
    it.hire(after(end, 100), None, "open_ended")


def prolonged(history, start, end):
    """What comes after the first contract: it tells the family, the relation its whole length."""
    day = after(end, 10)
    it = history.decoy(
        "a fixed term made permanent",
        "the first contract tells the family and the length; one hire, not two",
        [{**HIRED, **LATER_LONG, "contract_family": "fixed_term"}],
    )
    it.intern(start, end, outcome="hired")
    last = lasting(day, 3)
    it.hire(day, last, more=[Contract("open_ended", after(last, 1), None)])

    it = history.decoy(
        "a fixed term prolonged",
        "three months and nine more: no contract of six months, but half a year of work",
        [{**HIRED, **LATER_LONG}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(day, last, more=[Contract("fixed_term", after(last, 20), lasting(day, 12))])

    for name, less, half_year in (("", 0, 1), (" less a day", 1, 0)):
        it = history.decoy(
            f"a fixed term prolonged to six months{name}",
            "the working relation counts from its first day to its last",
            [{**HIRED, "numerator_six_months": 0, "numerator_relation_six_months": half_year}],
        )
        it.intern(start, end, outcome="hired")
        rest = Contract("fixed_term", after(last, 1), after(lasting(day, 6), -less))
        it.hire(day, last, more=[rest])


def brief(history, start, end):
    """First contracts under thirty days, and of thirty."""
    day = after(end, 10)
    it = history.decoy(
        "a one-week contract",
        "under thirty days is shown apart",
        [{**NOT_HIRED, "numerator_short": 1, "numerator_any": 0}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(day, after(day, 6))

    it = history.decoy(
        "a one-week contract prolonged",
        "by an extension of a year: the first contract is still a week",
        [{**NOT_HIRED, "numerator_short": 1, "numerator_relation_six_months": 0}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(day, after(day, 6), more=[Contract("fixed_term", after(day, 7), lasting(day, 12))])

    it = history.decoy(
        "a one-week contract, then a year",
        "the second, after more than a month, is a hire of its own",
        [{**HIRED, "numerator_30": 0, "numerator_90": 1, "numerator_six_months": 1}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(day, after(day, 6))
    it.hire(after(day, 60), lasting(after(day, 60), 12))

    for days, case in ((29, {**NOT_HIRED, "numerator_short": 1}), (30, HIRED)):
        it = history.decoy(f"a contract of {days} days", "thirty days are long enough", [case])
        it.intern(start, end, outcome="hired")
        it.hire(day, after(day, days - 1))


def agreed(history, start, end):
    """Six months by the calendar, and a contract that counts as agreed."""
    day = after(end, 10)
    first = date(end.year, 8, 31)
    for name, less, six in (("of six months", 0, 1), ("a day short of six months", 1, 0)):
        it = history.decoy(
            f"a contract {name}",
            "from 31 August to 27 February, which is the last day of six months",
            [{**HIRED, "numerator_six_months": six}],
        )
        it.intern(start, end, outcome="hired")
        it.hire(first, after(lasting(first, 6), -less))

    it = history.decoy(
        "a contract broken off",
        "agreed for a year, over after ten days: counted as agreed",
        [{**HIRED, "numerator_six_months": 1}],
    )
    it.intern(start, end, outcome="hired")
    it.hire(day, lasting(day, 12), ended=after(day, 9))


def unknown(history, start, end):
    """What is not known, and what only looks so."""
    it = history.decoy("an unknown outcome", "nobody told: stays in the denominator", [NOT_KNOWN])
    it.intern(start, end, outcome="unknown")

    it = history.decoy("no outcome at all", "an empty field is not a no", [NOT_KNOWN])
    it.intern(start, end, outcome="")

    it = history.decoy("said hired, no contract", "said but not on file: not known", [NOT_KNOWN])
    it.intern(start, end, outcome="hired")

    it = history.decoy(
        "unknown, hired elsewhere",
        "a hire elsewhere says nothing of the host",
        [{**NOT_KNOWN, "numerator_any": 1}],
    )
    it.intern(start, end, outcome="unknown")
    it.hire(
        after(end, 40), None, "open_ended", company=history.company(), origin="internship_elsewhere"
    )

    it = history.decoy(
        "unknown, hired before it began", "a hire before the internship says nothing", [NOT_KNOWN]
    )
    it.intern(start, end, outcome="unknown")
    it.hire(after(start, -90), after(start, -40), origin="person")

    it = history.decoy(
        "hired before, and again too late",
        "unknown, but a hire since it began is on file: not hired",
        [NOT_HIRED],
    )
    it.intern(start, end, outcome="unknown")
    it.hire(after(start, -90), after(start, -40), origin="person")
    it.hire(after(end, 190), None, "open_ended")

    it = history.decoy(
        "a hire recorded by mistake", "archived: it never was", [{**NOT_KNOWN, "numerator_any": 0}]
    )
    it.intern(start, end, outcome="unknown")
    it.hire(after(end, 10), None, "open_ended", mistaken=True)

    it = history.decoy(
        "first unknown, then not hired",
        "of an internship with its extension the last word counts",
        [{**NOT_HIRED, "internship_count": 2}],
    )
    it.intern(start, end, outcome="unknown")
    it.intern(after(end, 1), after(end, 60), outcome="not_hired")


def credit(history, start, end):
    """Whom a hire is credited to when an officer says so, and when only a link does."""
    it = history.decoy(
        "credited to none by an officer", "with a reason: not of this internship", [NOT_HIRED]
    )
    it.intern(start, end, outcome="unknown")
    it.hire(after(end, 10), None, "open_ended", origin="person", reason="answered an advert")

    it = history.decoy(
        "credited by an officer on day 200",
        "a reason chooses among internships; the window binds all the same",
        [NOT_HIRED],
    )
    late = it.intern(start, end, outcome="hired")
    it.hire(after(end, 200), None, "open_ended", reason="agreed in time, begun late", credited=late)

    it = history.decoy(
        "linked on day 190", "a link without a reason decides nothing: dates do", [NOT_HIRED]
    )
    linked = it.intern(start, end, outcome="hired")
    it.hire(after(end, 190), None, "open_ended", linked=linked)


def two_internships(history, year):
    """Two internships of one person at one company, more than a month apart."""
    first = (date(year, 1, 9), date(year, 3, 31))
    second = (date(year, 5, 10), date(year, 7, 31))

    it = history.decoy(
        "two internships, one hire",
        "the last one has it; the first is not unknown, since a hire is on file",
        [NOT_HIRED, HIRED],
    )
    it.intern(*first, outcome="unknown")
    it.intern(*second, outcome="hired")
    it.hire(date(year, 8, 21), None, "open_ended")

    it = history.decoy(
        "credited to the earlier by an officer", "with a reason: the first one", [HIRED, NOT_HIRED]
    )
    chosen = it.intern(*first)
    it.intern(*second)
    it.hire(date(year, 8, 21), None, "open_ended", reason="promised in March", credited=chosen)

    it = history.decoy(
        "two hires after one internship",
        "a month and more apart: two hires, one converted internship",
        [{**HIRED, "numerator_30": 1}],
    )
    it.intern(*first)
    it.hire(date(year, 4, 10), date(year, 6, 10))
    it.hire(date(year, 8, 1), date(year + 1, 7, 31))

    it = history.decoy(
        "hired by two hosts",
        "two converted internships of one person: two of the internships, one of the persons",
        [{**HIRED, "contract_family": "fixed_term"}, {**HIRED, "contract_family": "open_ended"}],
    )
    other = history.company()
    it.intern(*first, outcome="hired")
    it.hire(date(year, 4, 3), date(year, 5, 8))
    it.intern(*second, company=other, outcome="hired")
    it.hire(date(year, 8, 21), None, "open_ended", company=other)

    it = history.decoy(
        "hired and back again",
        "a hire between two internships is of the first",
        [HIRED, NOT_HIRED],
    )
    it.intern(*first, outcome="hired")
    it.hire(date(year, 4, 3), date(year, 5, 8))
    it.intern(*second)
