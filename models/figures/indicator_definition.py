# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What an indicator is made of; `indicator_registry.py` holds the indicators themselves."""

from dataclasses import dataclass
from datetime import date

from odoo.fields import Domain

FUNNEL, INTERNSHIP, PERSON, WORKSHOP = (
    "employer.funnel.report",
    "employer.internship.report",
    "employer.person.report",
    "employer.workshop.report",
)
#: Breakdowns whose members are protected attributes of persons; see `tools/small_cells.py`.
PROTECTED_DIMENSIONS = ("gender", "citizenship", "citizenship_gender")
#: The field of a fact view that holds the member of a dimension.
DIMENSION_FIELDS = {
    "team": "team_id",
    "programme": "programme_id",
    "family": "contract_family",
    "origin": "hire_origin",
}
BY_OFFICE = ("total", "team", "programme")
#: For figures none of which is a part of another: else the difference of two, or what ended but is
#: not in the cohort, would be a cell that nobody hid. A rate of all that another figure counts
#: names it (`hides_with`): what is hidden there is hidden here, and a rate judges the rest too.
BY_PERSON = (*BY_OFFICE, *PROTECTED_DIMENSIONS)
#: Member of what has none: without a team, outside programmes, not known.
NOBODY = "none"
#: Per cent of unknown above which a rate is weak; an office sets its own.
WEAK_PERCENT = 20


@dataclass(frozen=True)
class Indicator:
    """One indicator. Texts are lazily translated; `sentence` reads a figure out.

    `model`, `date_field` and `of` (a field and its value) say which rows are counted, `measure`
    how: an aggregate of `_read_group`. Indicators of the same rows are counted in one query, so
    `domain` only narrows what is opened to the rows that the measure counts. A rate has further
    measures; with `is_per_person` the rows are first put together by person. A ratio names two
    other indicators instead. `hides_with` names the count of the same persons.
    """

    code: str
    group: int
    name: object
    kind: str
    sentence: object
    numerator: object
    denominator: object = ""
    window: object = ""
    maturity: object = ""
    unit: object = ""
    unknown: object = ""
    rows: object = ""
    model: str = ""
    date_field: str = "date"
    end_field: str = ""
    of: tuple[str, ...] = ()
    domain: tuple = ()
    measure: str = "__count"
    denominator_measure: str = ""
    unknown_measure: str = ""
    unknown_domain: tuple = ()
    immature_measure: str = ""
    is_per_person: bool = False
    levels: tuple[str, ...] = ()
    numerator_of: str = ""
    denominator_of: str = ""
    dimensions: tuple[str, ...] = BY_OFFICE
    hides_with: str = ""

    @property
    def is_stock(self) -> bool:
        """Whether it tells what stood on a day, not what happened in a period."""
        return bool(self.end_field or self.levels)

    @property
    def is_rate(self) -> bool:
        """Whether it is a part of its denominator: only then it has an interval."""
        return self.kind == "rate"

    @property
    def source(self) -> tuple:
        """What indicators have in common that are counted in one query."""
        return self.model, self.date_field, self.end_field, self.of[:1], self.levels

    @property
    def measures(self) -> tuple[str, ...]:
        """What is measured of the rows, in the order of a figure; empty where there is nothing."""
        unknown = "" if self.unknown_domain else self.unknown_measure
        return self.measure, self.denominator_measure, unknown, self.immature_measure

    def rows_domain(self, date_from: date, last_day: date) -> Domain:
        """Return the rows that are counted, both days included.

        :param last_day: last day of the period, or the reference date before it
        """
        domain = Domain(list(self.domain)) & self.period_domain(date_from, last_day)
        return domain & Domain(self.of[0], "=", self.of[1]) if self.of else domain

    def period_domain(self, date_from: date, last_day: date) -> Domain:
        """Return what happened in a period, or stood on its last day; a level has no date."""
        if self.levels:
            return Domain.TRUE
        start, end = date_from.isoformat(), last_day.isoformat()
        domain = Domain(self.date_field, "<=", end)
        if self.end_field:
            return domain & (Domain(self.end_field, "=", False) | Domain(self.end_field, ">=", end))
        return domain & Domain(self.date_field, ">=", start)

    def value_of(self, numerator: int, denominator: int) -> float:
        """Return the count; of a rate the per cent; of a ratio the number per 100."""
        if self.kind == "count":
            return float(numerator)
        return 100.0 * numerator / denominator if denominator else 0.0


def in_words(env, text):
    """Return a text of the registry in the user's language.

    Not by `env._`, which the checker of translations wants to see written out where it is used.
    """
    return text._translate(env.lang or "en_US") if text else ""
