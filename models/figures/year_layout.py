# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What stands on "The year on one page", in which order: screen and workbook read it here."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.tools import format_date

from .employer_indicator_measure import Scope, last_quarter_end
from .indicator_definition import NOBODY, PROTECTED_DIMENSIONS, in_words
from .indicator_registry import INDICATORS

#: The parts of the page, and the dimensions whose members stand under each figure there.
BLOCKS: dict[str, tuple[str, ...]] = {
    "total": ("level", "family", "origin"),
    "team": ("team",),
    "programme": ("programme",),
    "protected": ("gender", "citizenship", "citizenship_gender"),
}
#: What is counted in one go: (years back, dimensions); each takes about a second.
STEPS: tuple[tuple[int, tuple[str, ...]], ...] = tuple(
    (years_back, ("total", *dimensions) if block == "total" else dimensions)
    for years_back in (0, 1)
    for block, dimensions in BLOCKS.items()
)


@dataclass(frozen=True)
class YearRow:
    """One figure: this year, the year before at the same day, and what was promised.

    `value` and `last` are records of `employer.indicator.value`, empty where nothing was counted;
    `last` is None where nothing at all is on file for that year, `target` where none was set.
    `number` is empty for the members below a figure; `hidden` names the members that are hidden
    this year and have no row of their own.
    Amounts are as in `value`: counts, per cent of a rate, a ratio's number per 100.
    """

    block: str
    number: str
    indicator: str
    dimension: str
    member: str
    label: str
    value: object
    last: object
    target: float | None
    hidden: tuple[str, ...] = ()

    @property
    def is_part(self) -> bool:
        return self.dimension != "total"

    @property
    def is_rate(self) -> bool:
        return INDICATORS[self.indicator].is_rate

    @property
    def has_rows(self) -> bool:
        """Whether there are rows to open: those of a protected attribute would tell who it is."""
        value = self.value
        is_any = value.numerator or value.denominator or value.immature
        return bool(is_any) and self.dimension not in PROTECTED_DIMENSIONS

    def amount(self, value) -> float | None:
        """Return the figure of a value, or None: hidden, a rate of nothing. No row is no case."""
        if value is None:
            return None
        is_count = INDICATORS[self.indicator].kind == "count"
        if not value and is_count:
            return 0.0
        if not value or value.suppressed or not (is_count or value.denominator):
            return None
        return value.value

    @property
    def difference(self) -> float | None:
        """This year less the target: below zero is still missing. Rates in percentage points."""
        amount = self.amount(self.value)
        return None if self.target is None or amount is None else amount - self.target


def numbers() -> dict[str, str]:
    """Return {code: "3.1"}: the group of an indicator and, in a group of several, its place."""
    groups: dict[int, list[str]] = {}
    for code, indicator in INDICATORS.items():
        groups.setdefault(indicator.group, []).append(code)
    return {
        code: f"{group}.{place}" if len(codes) > 1 else str(group)
        for group, codes in groups.items()
        for place, code in enumerate(codes, 1)
    }


class YearLayout:
    """The figures of one office and year as the user may read them; nothing is counted here.

    The year before is judged a year before the reference date, so that both have had the same
    time: a year under way is compared with the same months of the last.
    """

    def __init__(self, env, company, year: int, reference_date: date):
        self.env = env
        self.company = company
        self.date_from = date(year, 1, 1)
        self.date_to = date(year, 12, 31)
        self.reference_date = reference_date
        self.last_reference_date = reference_date - relativedelta(years=1)

    # ---- values

    def _period(self, years_back: int) -> tuple[date, date, date]:
        back = relativedelta(years=years_back)
        return (self.date_from - back, self.date_to - back, self.reference_date - back)

    def count(self, step: int) -> None:
        """Count anew what one of the STEPS names."""
        years_back, dimensions = STEPS[step]
        values = self.env["employer.indicator.value"]
        values._refresh(self.company, *self._period(years_back), dimensions=dimensions)

    @property
    def protected_words(self) -> str:
        """Why there is nothing by citizenship and gender on this day, "" when there may be."""
        today = fields.Date.context_today(self.company)
        scope = Scope(self.company, *self._period(0))
        if scope.may_tell_protected(today):
            return ""
        return self.env._(
            "By citizenship and gender the year is counted as of the end of a quarter only, as two "
            "days compared would tell who came between: choose %s as the day.",
            format_date(self.env, last_quarter_end(min(self.reference_date, today))),
        )

    @cached_property
    def values(self) -> dict:
        """The figures of this year by (indicator, dimension, member)."""
        return self._values(0)

    @cached_property
    def last_values(self) -> dict:
        return self._values(1)

    @cached_property
    def knows_last_year(self) -> bool:
        """Whether anything happened in the year before: an office may have begun since.

        Organisations and their levels are there in every year and do not tell.
        """
        return any(
            value.numerator or value.denominator or value.suppressed
            for (code, dimension, _member), value in self.last_values.items()
            if dimension == "total" and not INDICATORS[code].levels
        )

    def _values(self, years_back: int) -> dict:
        date_from, date_to, reference_date = self._period(years_back)
        found = self.env["employer.indicator.value"].search(
            [
                ("company_id", "=", self.company.id),
                ("date_from", "=", date_from),
                ("date_to", "=", date_to),
                ("reference_date", "=", reference_date),
            ]
        )
        return {(one.indicator, one.dimension, one.member or ""): one for one in found}

    @property
    def counted_datetime(self):
        """When the figures of this year were counted last; False when never."""
        return max((value.write_date for value in self.values.values()), default=False)

    # ---- targets

    @cached_property
    def targets(self) -> dict:
        """What was promised for exactly this year, by (indicator, dimension, member).

        Targets of a group of persons, or of a team within a programme, have no figure here. Of
        one key's several (direct and indirect persons) the sum, parts of another not again.
        """
        found = self.env["employer.target"].search(
            [
                ("company_id", "=", self.company.id),
                ("start_date", "=", self.date_from),
                ("end_date", "=", self.date_to),
                ("target_group_id", "=", False),
            ]
        )
        by_key: dict[tuple, object] = {}
        for target in found:
            if not (target.team_id and target.programme_id):
                key = _target_key(target)
                by_key[key] = by_key.get(key, found.browse()) | target
        return {
            key: sum(one.value for one in targets if one.parent_id not in targets)
            for key, targets in by_key.items()
        }

    # ---- rows

    def rows(self, block: str) -> list[YearRow]:
        """Return the rows of a part of the page: each figure, its members below it.

        Outside the total, figures without members are left out. Members with nothing to read in
        both years have no row; the hidden ones among them are named in the figure's.
        """
        rows = []
        for code, number in numbers().items():
            parts = [
                self._row(block, "", code, dimension, member)
                for dimension, member in self._members(code, BLOCKS[block])
            ]
            shown = [row for row in parts if self._is_read(row)]
            hidden = tuple(row.label for row in parts if row not in shown and row.value.suppressed)
            if block == "total" or shown or hidden:
                total = self._row(block, number, code, "total", "")
                rows += [replace(total, hidden=hidden), *shown]
        return rows

    def _is_read(self, row: YearRow) -> bool:
        """Return whether a member's row says anything: no case of none is no news, of some it is.

        Levels stay whatever they count: they are few and expected.
        """
        amounts = (row.amount(row.value), row.amount(row.last), row.target)
        if row.dimension == "level":
            return True
        if INDICATORS[row.indicator].kind == "count":
            return any(amounts)
        return any(amount is not None for amount in amounts)

    def _members(self, code: str, dimensions: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return the members of an indicator that have a figure or a target, in their order."""
        keys = dict.fromkeys([*self.values, *self.last_values, *self.targets])
        found = [key[1:] for key in keys if key[0] == code and key[1] in dimensions]
        return sorted(found, key=lambda key: (dimensions.index(key[0]), *self._place(code, *key)))

    def _place(self, code: str, dimension: str, member: str) -> tuple:
        """Return what sorts a member: who has none last, vocabularies as they are, else by name."""
        known = self._vocabularies.get(dimension, []) or list(INDICATORS[code].levels)
        parts = member.split("|")
        return (
            [part == NOBODY for part in parts],
            [known.index(part) if part in known else len(known) for part in parts],
            self._label(code, dimension, member),
        )

    @cached_property
    def _vocabularies(self) -> dict[str, list[str]]:
        """The members of dimensions in the order in which they are always told."""
        hires = self.env["employer.hire"]
        protected = self.env["employer.indicator.measure"]._all_members()
        return {
            "family": hires._fields["contract_family"].get_values(self.env),
            "origin": hires._fields["origin"].get_values(self.env),
            **protected,
            "citizenship_gender": [*protected["citizenship"], *protected["gender"]],
        }

    def _label(self, code: str, dimension: str, member: str) -> str:
        if dimension == "total":
            return in_words(self.env, INDICATORS[code].name)
        return self.env["employer.indicator.value"]._label_of(dimension, member)

    def _row(self, block: str, number: str, code: str, dimension: str, member: str) -> YearRow:
        key = (code, dimension, member)
        nothing = self.env["employer.indicator.value"]
        return YearRow(
            block=block,
            number=number,
            indicator=code,
            dimension=dimension,
            member=member,
            label=self._label(*key),
            value=self.values.get(key, nothing),
            last=self.last_values.get(key, nothing) if self.knows_last_year else None,
            target=self.targets.get(key),
        )


def _target_key(target) -> tuple[str, str, str]:
    if target.team_id:
        return (target.indicator, "team", str(target.team_id.id))
    if target.programme_id:
        return (target.indicator, "programme", str(target.programme_id.id))
    return (target.indicator, "total", "")


def as_text(env, row: YearRow) -> dict[str, str]:
    """Return a row as it is read on a screen: the registry's words, numbers as the user writes."""
    number = env["employer.indicator.value"]._number
    unit = env._("%s p.p.") if row.is_rate else "%s"
    texts = {
        "this_year": figure_text(row, row.value),
        "last_year": figure_text(row, row.last),
        "target": "",
        "difference": "",
        "sentence": sentence(env, row),
    }
    if row.target is not None:
        texts["target"] = env._("%s %%", number(row.target)) if row.is_rate else number(row.target)
    if row.difference is not None:
        sign = "+" if round(row.difference, 1) > 0 else ""
        texts["difference"] = sign + unit % number(row.difference)
    return texts


def figure_text(row: YearRow, value) -> str:
    """Return a figure as it is read; who has no row is zero in a count and nothing in a rate."""
    if value is None:
        return "–"
    return value.display_value or ("–" if row.amount(value) is None else "0")


def period_words(layout: YearLayout) -> str:
    """Return which days are counted, in words."""
    if layout.last_values and not layout.knows_last_year:
        return layout.env._(
            "%(year)s up to %(day)s. Nothing is on file for %(last_year)s. Everything known today "
            "counts.",
            year=layout.date_from.year,
            last_year=layout.date_from.year - 1,
            day=format_date(layout.env, layout.reference_date),
        )
    return layout.env._(
        "%(year)s up to %(day)s, beside %(last_year)s up to %(last_day)s: both have had the same "
        "time. Everything known today counts.",
        year=layout.date_from.year,
        last_year=layout.date_from.year - 1,
        day=format_date(layout.env, layout.reference_date),
        last_day=format_date(layout.env, layout.last_reference_date),
    )


def sentence(env, row: YearRow) -> str:
    """Return what a figure says: the registry's sentence, how sure it is, and if it is weak.

    Parts of a count say nothing that their name and number do not.
    """
    value = row.value
    is_count = INDICATORS[row.indicator].kind == "count"
    if not value or (row.is_part and is_count and not value.suppressed):
        return ""
    parts = [value.sentence]
    if row.is_rate and row.amount(value) is not None:
        number = value._number
        parts.append(
            env._(
                "By chance alone between %(low)s %% and %(high)s %%.",
                low=number(value.low),
                high=number(value.high),
            )
        )
    if value.is_weak:
        parts.append(env._("Weak: too much is not known."))
    if row.hidden:
        parts.append(
            env._(
                "Hidden, because so few would be recognised: %(members)s.",
                members="; ".join(row.hidden),
            )
        )
    return " ".join(parts)
