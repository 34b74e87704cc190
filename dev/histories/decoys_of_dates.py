"""Traps of states that are in no figure, of archived things, and of the reference date."""

from datetime import date

from .cases import HIRED, NOT_HIRED, NOT_KNOWN, RUNNING, TOO_RECENT
from .records import Contract, after, lasting


def never_counted(history, year):
    """States that are in no figure, archived things that are, and a second self."""
    start, end = date(year, 3, 1), date(year, 5, 31)
    it = history.decoy("a cancelled internship", "it never began: in no figure")
    it.intern(start, None, state="cancelled", outcome="")
    it = history.decoy("a cancelled one with a hire", "a hire does not make it one")
    it.intern(start, None, state="cancelled", outcome="")
    it.hire(date(year, 4, 3), None, "open_ended", origin="direct")
    it = history.decoy("an internship that is ready", "and did not begin: in no figure")
    it.intern(start, None, state="ready", outcome="")
    it = history.decoy("a draft", "in no figure")
    it.intern(start, None, state="draft", outcome="")

    it = history.decoy("an archived person", "whoever left the lists stays in the figures", [HIRED])
    it.person.archived = True
    it.intern(start, end, outcome="hired")
    it.hire(after(end, 5), lasting(end, 9))
    it = history.decoy("an archived company", "it closed; what happened there stays", [HIRED])
    it.company.archived = True
    it.intern(start, end, outcome="hired")
    it.hire(after(end, 5), lasting(end, 9))

    it = history.decoy(
        "a merged duplicate",
        "one person entered twice: the duplicate is archived, its internship was moved, and it "
        "turns out to be the restart of the other",
        [{**HIRED, "internship_count": 2}],
    )
    history.person(it.person.gender, it.person.country, archived=True)
    it.intern(start, end, outcome="unknown")
    it.intern(after(end, 14), after(end, 90), outcome="hired")
    it.hire(after(end, 100), lasting(after(end, 100), 7))

    it = history.decoy("the year before", "ended in another year: in another cohort", [HIRED])
    it.intern(date(year - 1, 10, 1), date(year - 1, 12, 31), outcome="hired")
    it.hire(date(year, 2, 6), None, "open_ended")


def not_ended(history, year):
    """What goes on or begins after the reference date, the last day of `year`."""
    on = history.reference
    it = history.decoy("one still running", "not ended: outside", [RUNNING])
    it.intern(date(year, 9, 3), None, state="running", outcome="")
    hired = date(year, 12, 3)
    it = history.decoy(
        "one still running, hired",
        "early, and not ended: outside, though the hire is shown",
        [{**RUNNING, "hire_date": hired}],
    )
    it.intern(date(year, 9, 3), None, state="running", outcome="")
    it.hire(hired, None, "open_ended")
    it = history.decoy("one taken up again", "the end it had was taken back", [RUNNING])
    it.intern(date(year, 1, 8), date(year, 4, 7), state="running", outcome="")
    it = history.decoy("a suspended one", "not ended: outside", [RUNNING])
    it.intern(date(year, 10, 1), None, state="suspended", outcome="")
    it = history.decoy(
        "one that ended afterwards",
        "running on the reference date, and nothing of its end is known",
        [{**RUNNING, "end_kind": False, "outcome": False}],
    )
    it.intern(date(year, 10, 1), after(on, 40))
    it = history.decoy("one that began afterwards", "not there yet on the reference date")
    it.intern(after(on, 1), after(on, 90))


def observed(history, year):
    """What the reference date, the last day of `year`, cuts off of what ended."""
    on = history.reference
    it = history.decoy(
        "ended 179 days ago", "observed a day too short: outside, though hired", [TOO_RECENT]
    )
    it.intern(date(year, 4, 9), after(on, -179), outcome="hired")
    it.hire(after(on, -100), None, "open_ended")
    it = history.decoy(
        "ended 179 days ago, a week's work",
        "observed a day too short: outside, shown nowhere",
        [{**TOO_RECENT, "numerator_short": 0, "numerator_any": 0}],
    )
    it.intern(date(year, 4, 9), after(on, -179), outcome="hired")
    it.hire(after(on, -100), after(on, -94))
    it = history.decoy("ended 180 days ago", "observed to the day", [HIRED])
    it.intern(date(year - 1, 12, 29), after(on, -180), outcome="hired", months=6)
    it.hire(after(on, -100), None, "open_ended")
    it = history.decoy(
        "a hire after the reference date", "not yet a fact on that day: not known", [NOT_KNOWN]
    )
    it.intern(date(year - 1, 12, 20), after(on, -190), outcome="hired", months=6)
    it.hire(after(on, 10), None, "open_ended")
    it = history.decoy(
        "hired while the second one goes on",
        "the one that goes on has the hire; the first, ended in March, has none",
        [NOT_HIRED, {**RUNNING, "hire_date": date(year, 8, 6)}],
    )
    it.intern(date(year - 1, 12, 27), date(year, 3, 20), outcome="unknown")
    it.intern(date(year, 5, 7), None, state="running", outcome="")
    it.hire(date(year, 8, 6), None, "open_ended")
    it = history.decoy(
        "prolonged after the reference date",
        "what is agreed later is not yet there",
        [{**HIRED, "numerator_relation_six_months": 0}],
    )
    it.intern(date(year - 1, 12, 20), after(on, -185), outcome="hired", months=6)
    it.hire(after(on, -60), on, more=[Contract("fixed_term", after(on, 1), after(on, 365))])
