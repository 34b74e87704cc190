# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.small_cells import (
    hide_linked,
    is_small,
    is_unsafe_rate,
)

from .indicator_definition import DIMENSION_FIELDS, NOBODY, PROTECTED_DIMENSIONS
from .indicator_registry import INDICATORS


class Figure(NamedTuple):
    """What was counted. In a count and a ratio nothing is unknown or too recent."""

    numerator: int = 0
    denominator: int = 0
    unknown: int = 0
    immature: int = 0

    def __add__(self, other):
        return Figure(*(mine + yours for mine, yours in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Scope:
    """What is counted: an office, a period with both its days, seen on a reference date.

    :param domain: further conditions on the rows, of fields that the fact views have
    """

    company: object
    date_from: date
    date_to: date
    reference_date: date
    domain: Domain = Domain.TRUE
    counted: dict = field(default_factory=dict, compare=False, repr=False)

    def once(self, key, count):
        """Return what `count` returns, asked once for a key: figures share their queries."""
        if key not in self.counted:
            self.counted[key] = count()
        return self.counted[key]

    @property
    def last_day(self):
        """The last day that counts: the reference date cuts the facts."""
        return min(self.date_to, self.reference_date)

    @property
    def is_calendar_year(self):
        """Whether the period is one whole calendar year."""
        year = self.date_from.year
        return (self.date_from, self.date_to) == (date(year, 1, 1), date(year, 12, 31))

    def may_tell_protected(self, today):
        """Return whether breakdowns by protected attributes are counted.

        They are for a calendar year, as of the end of a quarter that is over: days of one's own
        choice, or one to come, would tell persons apart by subtraction.
        """
        day = self.reference_date
        return self.is_calendar_year and day == last_quarter_end(min(day, today))


def last_quarter_end(day):
    """Return the last day up to `day` that ends a March, June, September or December."""
    after = day + timedelta(days=1)
    return date(after.year, after.month - (after.month - 1) % 3, 1) - timedelta(days=1)


def is_unsafe_group(numerator, denominator):
    """Return whether a rate must be hidden; one about nobody tells nothing."""
    return bool(denominator) and is_unsafe_rate(numerator, denominator)


class EmployerIndicatorMeasure(models.AbstractModel):
    """Counts the indicators of the registry: the one place that does, for pages and targets.

    Everyone reads the same figure, so rows are counted in sudo whatever the reader may see of
    them; only numbers leave. One grouped query for a breakdown of all indicators that count the
    same rows.
    """

    _name = "employer.indicator.measure"
    _description = "Counting of indicators"

    # ---- figures

    @api.model
    def _figures(self, code, scope, dimension="total"):
        """Return {member: Figure} of an indicator in one breakdown.

        :param scope: Scope
        :param dimension: one of the indicator's; the protected ones are for `_protected_figures`
        :return: members as stable text, "" for the total, which is always there
        """
        indicator = INDICATORS[code]
        if dimension == "total":
            return {"": self._grouped(indicator, scope, []).get((), Figure())}
        if indicator.levels and dimension == "level":
            return self._level_figures(indicator, scope)
        groups = self._grouped(indicator, scope, [DIMENSION_FIELDS[dimension]])
        return {self._member(*key): figure for key, figure in groups.items()}

    @api.model
    def _grouped(self, indicator, scope, fields_by):
        """Return {tuple of the values of `fields_by`: Figure}."""
        if indicator.kind == "ratio":
            return self._ratio(indicator, scope, fields_by)
        if indicator.is_per_person:
            return self._put_persons_together(self._rows(indicator, scope, fields_by, True))
        return self._rows(indicator, scope, fields_by)

    @api.model
    def _rows(self, indicator, scope, fields_by, by_person=False):
        """Return {key: Figure} of the counted rows, with the person as last part of the key."""
        fields_by = (*fields_by, *(["candidate_id"] if by_person else []))
        counted = scope.once(
            (indicator.source, fields_by), lambda: self._count(indicator, scope, fields_by)
        )
        unknown = {}
        if indicator.unknown_domain:
            unknown = self._count_unknown(indicator, scope, fields_by)
        figures = {}
        for (of, *key), numbers in counted.items():
            figure = Figure(*(numbers.get(measure) or 0 for measure in indicator.measures))
            if of == indicator.of[1:] and any(figure):
                more = unknown.get(tuple(key), figure.unknown)
                figures[tuple(key)] = figure._replace(unknown=more)
        return figures

    @api.model
    def _count(self, indicator, scope, fields_by):
        """Return what is measured of the rows of all indicators with the same source.

        :return: {(value of the source's field, *key): {measure: number}}
        """
        alike = [one for one in INDICATORS.values() if one.source == indicator.source]
        measures = sorted({measure for one in alike for measure in one.measures if measure})
        domain = indicator.period_domain(scope.date_from, scope.last_day)
        domain &= self._office_domain(indicator, scope)
        split = indicator.of[:1]
        if split:
            domain &= Domain(split[0], "in", [one.of[1] for one in alike])
        model = self._facts(indicator.model, scope.reference_date)
        rows = model._read_group(domain, [*split, *fields_by], measures)
        end = len(split) + len(fields_by)
        return {
            (row[: len(split)], *row[len(split) : end]): dict(zip(measures, row[end:], strict=True))
            for row in rows
        }

    @api.model
    def _count_unknown(self, indicator, scope, fields_by):
        """Return {key: number} of the unknown that an indicator judges by itself."""
        domain = self._rows_domain(indicator, scope) & Domain(list(indicator.unknown_domain))
        model = self._facts(indicator.model, scope.reference_date)
        rows = model._read_group(domain, fields_by, [indicator.unknown_measure])
        numbers = {tuple(key): number or 0 for *key, number in rows}
        return defaultdict(int, numbers)

    @api.model
    def _put_persons_together(self, rows):
        """Return {key: Figure} in persons: hired once is hired, observed once is observed."""
        figures = defaultdict(Figure)
        for (*key, _person), row in rows.items():
            is_observed = bool(row.denominator)
            is_hired = bool(row.numerator)
            figures[tuple(key)] += Figure(
                int(is_hired),
                int(is_observed),
                int(is_observed and not is_hired and bool(row.unknown)),
                int(not is_observed and bool(row.immature)),
            )
        return dict(figures)

    @api.model
    def _ratio(self, indicator, scope, fields_by):
        above = self._grouped(INDICATORS[indicator.numerator_of], scope, fields_by)
        below = self._grouped(INDICATORS[indicator.denominator_of], scope, fields_by)
        return {
            key: Figure(above.get(key, Figure()).numerator, below.get(key, Figure()).numerator)
            for key in [*above, *(key for key in below if key not in above)]
        }

    @api.model
    def _level_figures(self, indicator, scope):
        levels = self._levels(scope)
        return {
            level: Figure(sum(one == level for one in levels.values()))
            for level in indicator.levels
        }

    @api.model
    def _window_days(self, company, reference_date):
        """Return the days within which a hire counts, as in force on the reference date."""
        return self._facts("employer.fact.mixin", reference_date)._window_days(company)

    @api.model
    def _workshop_days(self, company, reference_date):
        """Return the days of attending a workshop in which an outcome is credited to it."""
        return self._facts("employer.workshop.report", reference_date)._window_days(company)

    @api.model
    def _has_fields(self, indicator, names):
        """Return whether the counted rows have these fields, so that they can be told apart."""
        model = INDICATORS[indicator.numerator_of].model if indicator.numerator_of else ""
        return all(name in self.env[model or indicator.model]._fields for name in names)

    # ---- rows

    @api.model
    def _facts(self, model, reference_date):
        """Return the model whose rows are counted, as they were known on the reference date."""
        # sudo: everyone reads the same figure; numbers alone leave
        day = fields.Date.to_string(reference_date)
        return self.env[model].sudo().with_context(reference_date=day)

    @api.model
    def _rows_domain(self, indicator, scope):
        """Return the rows that are counted, of whatever member."""
        domain = indicator.rows_domain(scope.date_from, scope.last_day)
        return domain & self._office_domain(indicator, scope)

    @api.model
    def _office_domain(self, indicator, scope):
        domain = Domain("company_id", "=", scope.company.id) & scope.domain
        if not indicator.levels:
            return domain
        levels = self._levels(scope)
        ids = [one for one, level in levels.items() if level in indicator.levels]
        return domain & Domain("id", "in", ids)

    @api.model
    def _member_domain(self, indicator, scope, dimension, member):
        """Return the rows that are counted for one member of a breakdown."""
        domain = self._rows_domain(indicator, scope)
        if dimension == "total":
            return domain
        if dimension == "level":
            levels = self._levels(scope)
            return domain & Domain("id", "in", [one for one in levels if levels[one] == member])
        value = False if member == NOBODY else member
        if value and self.env[indicator.model]._fields[DIMENSION_FIELDS[dimension]].relational:
            value = int(value)
        return domain & Domain(DIMENSION_FIELDS[dimension], "=", value)

    @api.model
    def _levels(self, scope):
        """Return {organisation id: level} of the office on the scope's last day."""
        model = self._facts("employer.organisation", scope.reference_date)
        return scope.once(
            "levels",
            lambda: model.search([("company_id", "=", scope.company.id)])._levels_on(
                scope.last_day
            ),
        )

    @api.model
    def _member(self, value):
        """Return the stable text of a group's value."""
        if isinstance(value, models.BaseModel):
            return str(value.id or NOBODY)
        return value or NOBODY

    # ---- protected attributes

    @api.model
    def _protected_figures(self, code, scope):
        """Return {dimension: {member: Figure, or None where hidden}} of all protected breakdowns.

        They are hidden together, because each could give away what another hides. Members of whom
        there is nobody are cells like others: a single hidden one would tell that all belong to
        it. How many are not known or too recent is told in all breakdowns or in none.

        :return: that without the members that show a zero, and whether it is told
        """
        indicator = INDICATORS[code]
        figures, persons = self._protected_counts(indicator, scope)
        hidden = self._hidden(indicator, persons, self._hidden_already(indicator, scope))
        shown = {
            dimension: {
                member: None if (dimension, member) in hidden else figures[dimension][member]
                for member in self._all_members()[dimension]
                if (dimension, member) in hidden or member in figures[dimension]
            }
            for dimension in PROTECTED_DIMENSIONS
        }
        is_told = not any(
            is_small(cell.unknown) or is_small(cell.immature)
            for cells in persons.values()
            for cell in cells.values()
        )
        return shown, is_told

    @api.model
    def _protected_counts(self, indicator, scope):
        """Return {dimension: {member: Figure}} of all, as told and counted in persons."""
        rows = self._rows(indicator, scope, [], by_person=True)
        members = self._protected_members([person.id for (person,) in rows])
        figures = defaultdict(lambda: defaultdict(Figure))
        persons = defaultdict(lambda: defaultdict(Figure))
        for (person,), row in rows.items():
            one = self._put_persons_together({(person,): row})[()]
            for dimension, member in members[person.id].items():
                figures[dimension][member] += one if indicator.is_per_person else row
                persons[dimension][member] += Figure(*(int(bool(number)) for number in row))
        return figures, persons

    @api.model
    def _hidden_already(self, indicator, scope):
        """Return the (dimension, member) that the count of the same persons hides."""
        if not indicator.hides_with:
            return frozenset()
        whole = INDICATORS[indicator.hides_with]
        return self._hidden(whole, self._protected_counts(whole, scope)[1])

    @api.model
    def _hidden(self, indicator, persons, hidden_already=frozenset()):
        """Return the (dimension, member) to hide.

        Besides the few, a member that has everybody: the rows of the total say who they are.

        :param persons: {dimension: {member: Figure counted in distinct persons}}
        :param hidden_already: those hidden in any case
        """
        members = self._all_members()
        measured = slice(0, 2 if indicator.is_rate else 1)
        cells = {
            (dimension, member): tuple(persons[dimension].get(member, Figure()))[measured]
            for dimension in PROTECTED_DIMENSIONS
            for member in members[dimension]
        }
        sums = [(None, [(name, one) for one in members[name]]) for name in PROTECTED_DIMENSIONS]
        for part, dimension in enumerate(("citizenship", "gender")):
            for whole in members[dimension]:
                parts = [
                    ("citizenship_gender", crossed)
                    for crossed in members["citizenship_gender"]
                    if crossed.split("|")[part] == whole
                ]
                sums.append(((dimension, whole), parts))
        everybody = sum(cells["gender", member][-1] for member in members["gender"])

        is_few = is_unsafe_group if indicator.is_rate else is_small

        def is_unsafe(*cell):
            return (everybody and cell[-1] == everybody) or is_few(*cell)

        return hide_linked(cells, sums, is_unsafe, hidden_already)

    @api.model
    def _all_members(self):
        """Return {protected dimension: its members}, whether there is anybody or not."""
        protected = self.env["employer.candidate.protected"]
        genders = [*protected._fields["gender"].get_values(self.env), NOBODY]
        citizenships = ["it", "eu", "non_eu", NOBODY]
        crossed = [f"{country}|{gender}" for country in citizenships for gender in genders]
        return {"gender": genders, "citizenship": citizenships, "citizenship_gender": crossed}

    @api.model
    def _protected_members(self, person_ids):
        """Return {person id: {dimension: member}} for persons with and without a row."""
        # sudo: who belongs where stays here; figures leave, small ones hidden
        rows = (
            self.env["employer.candidate.protected"]
            .sudo()
            .search_fetch([("candidate_id", "in", person_ids)], ["gender", "citizenship_id"])
        )
        by_person = {row.candidate_id.id: row for row in rows}
        european = set(self.env.ref("base.europe").sudo().country_ids.ids)
        citizenship = partial(self._citizenship, european=european)
        members = {}
        for person_id in person_ids:
            row = by_person.get(person_id, rows.browse())
            country, gender = citizenship(row.citizenship_id), row.gender or NOBODY
            members[person_id] = {
                "gender": gender,
                "citizenship": country,
                "citizenship_gender": f"{country}|{gender}",
            }
        return members

    @api.model
    def _citizenship(self, country, european):
        if not country:
            return NOBODY
        if country.code == "IT":
            return "it"
        return "eu" if country.id in european else "non_eu"
