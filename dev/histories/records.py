"""What a history consists of: plain records with dates, and the traps among them."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import names

SIZES = ("micro", "micro", "micro", "small", "small", "medium", "large")


@dataclass(eq=False)
class Programme:
    """:param code: its project code, one in the office"""

    name: str
    code: str
    start: date
    end: date


@dataclass(eq=False)
class Company:
    """An employer that hosts, hires or comes to workshops."""

    number: int
    name: str
    size: str
    kind: str = "company"
    archived: bool = False


@dataclass(eq=False)
class Entry:
    """That a person entered a programme (None: the ordinary service)."""

    programme: Programme | None
    day: date
    left: date | None = None


@dataclass(eq=False)
class Person:
    """:param country: citizenship, two letters
    :param served: days on which the person received a service
    """

    number: int
    gender: str
    country: str
    team: str = ""
    archived: bool = False
    entries: list[Entry] = field(default_factory=list)
    served: list[date] = field(default_factory=list)

    @property
    def is_foreign(self):
        """:return: whether a citizen of another country than Italy"""
        return self.country != "IT"


@dataclass(eq=False)
class Internship:
    """:param end: the day it truly ended; None while it goes on (or what is left of an end that
        was taken back, in a state that is not *ended*)
    :param months: as agreed
    :param extension: months of an extension that has a record of its own
    """

    person: Person
    company: Company
    start: date
    end: date | None
    state: str = "ended"
    outcome: str = "not_hired"
    end_kind: str = "term"
    months: int = 3
    extension: int = 0
    programme: Programme | None = None


@dataclass(eq=False)
class Contract:
    """:param end: as agreed, that day included; None: without end
    :param ended: the day it truly ended, when another
    """

    family: str
    start: date
    end: date | None
    ended: date | None = None


@dataclass(eq=False)
class Hire:
    """A working relation: its contracts, the first one first.

    :param reason: why an officer credits it to `credited` (None: to no internship)
    :param linked: an internship its record points to, without a reason
    :param mistaken: recorded by mistake and archived
    """

    person: Person
    company: Company
    contracts: list[Contract]
    origin: str = "internship_here"
    programme: Programme | None = None
    agency: Company | None = None
    reason: str = ""
    credited: Internship | None = None
    linked: Internship | None = None
    mistaken: bool = False

    @property
    def day(self):
        """:return: its first day"""
        return self.contracts[0].start


@dataclass(eq=False)
class Seat:
    """A company at a workshop.

    :param came: attended, walk_in, no_show, registered (nothing is known of it) or cancelled
    """

    company: Company
    came: str


@dataclass(eq=False)
class Workshop:
    """:param kind: empty for an event like every other"""

    name: str
    day: date
    programme: Programme | None
    seats: list[Seat]
    kind: str = "workshop"


@dataclass(eq=False)
class Decoy:
    """A named trap.

    :param rows: what the figures must say of its internships: one dict for each internship that
        counts (with its extensions and restarts), by first day; the names are those of the columns
        of the addon's view, asked for by the brief
    """

    name: str
    why: str
    history: "History"
    person: Person
    company: Company
    rows: list[dict] = field(default_factory=list)
    internships: list[Internship] = field(default_factory=list)
    hires: list[Hire] = field(default_factory=list)

    def intern(self, start, end, **values):
        """Add an internship of the decoy's person.

        :return: it
        """
        internship = self.history.intern(
            values.pop("person", self.person),
            values.pop("company", self.company),
            start,
            end,
            **values,
        )
        self.internships.append(internship)
        return internship

    def hire(self, start, end=None, family="fixed_term", **values):
        """Add a hire of the decoy's person.

        :return: it
        """
        hire = self.history.hire(
            values.pop("person", self.person),
            values.pop("company", self.company),
            start,
            end,
            family=family,
            **values,
        )
        self.hires.append(hire)
        return hire


@dataclass(eq=False)
class History:
    """One office's past.

    :param reference: the day on which it is looked at
    """

    key: str
    office: str
    reference: date
    scheme: str
    programmes: list[Programme] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    internships: list[Internship] = field(default_factory=list)
    hires: list[Hire] = field(default_factory=list)
    workshops: list[Workshop] = field(default_factory=list)
    decoys: dict[str, Decoy] = field(default_factory=dict)

    def company(self, **values):
        """:return: a new company"""
        number = len(self.companies)
        made = Company(number, names.company(number), SIZES[number % len(SIZES)], **values)
        self.companies.append(made)
        return made

    def person(self, gender="", country="IT", **values):
        """:return: a new person"""
        number = len(self.persons)
        made = Person(number, gender or "mf"[number % 2], country, **values)
        self.persons.append(made)
        return made

    def intern(self, person, company, start, end, **values):
        """:return: a new internship"""
        made = Internship(person, company, start, end, **values)
        self.internships.append(made)
        return made

    def hire(self, person, company, start, end=None, family="fixed_term", **values):
        """:param more: contracts after the first
        :return: a new hire, by a first contract of these dates
        """
        first = Contract(family, start, end, values.pop("ended", None))
        contracts = [first, *values.pop("more", [])]
        made = Hire(person, company, contracts, **values)
        self.hires.append(made)
        return made

    def decoy(self, name, why, rows=(), person=None, company=None):
        """:return: a new decoy, with a person and a company of its own unless given"""
        made = Decoy(
            name, why, self, person or self.person(), company or self.company(), list(rows)
        )
        assert name not in self.decoys, name
        self.decoys[name] = made
        return made


def after(day, days):
    """:return: so many days later"""
    return day + timedelta(days=days)


def lasting(start, months):
    """:return: the last day of so many months from `start`, that day included"""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) - timedelta(days=1)
