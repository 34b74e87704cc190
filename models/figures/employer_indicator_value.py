# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import json

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL, LazyTranslate, format_date, formatLang

from odoo.addons.employer_engagement.tools.wilson import wilson

from .employer_indicator_measure import Scope
from .indicator_registry import INDICATORS, NOBODY, PROTECTED_DIMENSIONS, indicator_selection

_lt = LazyTranslate(__name__)

CITIZENSHIPS = {"it": _lt("Italian"), "eu": _lt("EU"), "non_eu": _lt("Outside the EU")}
NO_MEMBER = {
    "team": _lt("Without a team"),
    "programme": _lt("Ordinary service"),
}
#: What identifies a value: counted again, it keeps its row.
KEY = (
    "indicator",
    "company_id",
    "date_from",
    "date_to",
    "reference_date",
    "dimension",
    "member",
)
COUNTED = (
    "sequence",
    "numerator",
    "denominator",
    "unknown",
    "immature",
    "low",
    "high",
    "suppressed",
    "is_detail_hidden",
)


class EmployerIndicatorValue(models.Model):
    """A figure of the registry: of an office and a period, seen on a reference date.

    Written by the server alone (`_refresh`), read by managers. Breakdowns by gender and
    citizenship are suppressed before they are stored: nobody can read here what is hidden.
    A page, a workbook or a mail reads `name`, `member_label`, `display_value`, `sentence`,
    `is_weak` and opens `action_open_rows`; it never counts itself.
    """

    _name = "employer.indicator.value"
    _description = "Indicator"
    _order = "date_from desc, sequence, dimension, member, id"
    _rec_name = "name"

    # Identity
    indicator = fields.Selection(
        selection=lambda self: indicator_selection(self.env), required=True, readonly=True
    )
    sequence = fields.Integer(readonly=True, export_string_translation=False)
    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="cascade")
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    reference_date = fields.Date(
        string="Reference date",
        required=True,
        readonly=True,
        help="Cuts the facts and judges what is too recent, from all that was known when counted.",
    )
    dimension = fields.Selection(
        [
            ("total", "Total"),
            ("team", "Team"),
            ("programme", "Programme"),
            ("family", "Contract family"),
            ("origin", "Origin"),
            ("level", "Level"),
            ("gender", "Gender"),
            ("citizenship", "Citizenship"),
            ("citizenship_gender", "Citizenship and gender"),
        ],
        required=True,
        readonly=True,
    )
    member = fields.Char(readonly=True, export_string_translation=False)

    # What was counted
    numerator = fields.Integer(readonly=True, aggregator=None)
    denominator = fields.Integer(readonly=True, aggregator=None)
    unknown = fields.Integer(string="Not known", readonly=True, aggregator=None)
    immature = fields.Integer(string="Too recent", readonly=True, aggregator=None)
    low = fields.Float(
        string="Interval from", readonly=True, aggregator=None, help="95 % interval, in per cent."
    )
    high = fields.Float(
        string="Interval to", readonly=True, aggregator=None, help="95 % interval, in per cent."
    )
    suppressed = fields.Boolean(
        string="Hidden", readonly=True, help="So few persons that the figure would tell who."
    )
    is_detail_hidden = fields.Boolean(
        readonly=True,
        export_string_translation=False,
        help="How many are not known or too recent is told in the total only.",
    )

    # As it is read
    name = fields.Char(string="Figure", compute="_compute_name")
    member_label = fields.Char(string="Of which", compute="_compute_member_label")
    value = fields.Float(
        string="Number",
        compute="_compute_value",
        aggregator=None,
        help="The count; of a rate the per cent; of a ratio the number per 100.",
    )
    display_value = fields.Char(string="Value", compute="_compute_value")
    sentence = fields.Char(compute="_compute_sentence")
    is_weak = fields.Boolean(string="Weak", compute="_compute_is_weak")

    _key_uniq = models.UniqueIndex(
        "(indicator, company_id, date_from, date_to, reference_date, dimension, member)",
        "This figure is kept already.",
    )

    # ------------------------------------------------------------------
    # How it is read
    # ------------------------------------------------------------------

    @api.depends("indicator")
    @api.depends_context("lang")
    def _compute_name(self):
        for value in self:
            value.name = self.env._(INDICATORS[value.indicator].name)

    @api.depends("dimension", "member")
    @api.depends_context("lang")
    def _compute_member_label(self):
        for value in self:
            value.member_label = value._label_of(value.dimension, value.member)

    def _label_of(self, dimension, member):
        """Return how a member of a breakdown is called."""
        if dimension == "total":
            return self.env._("Total")
        if member == NOBODY:
            known = NO_MEMBER.get(dimension)
            return self.env._(known) if known else self.env._("Not known")
        if dimension in ("team", "programme"):
            # sudo: the name of a team or programme that a figure is about
            return self.env[f"employer.{dimension}"].sudo().browse(int(member)).display_name
        if dimension == "citizenship":
            return self.env._(CITIZENSHIPS[member])
        if dimension == "citizenship_gender":
            parts = zip(("citizenship", "gender"), member.split("|"), strict=True)
            return ", ".join(self._label_of(*part) for part in parts)
        model, field = {
            "family": ("employer.hire", "contract_family"),
            "origin": ("employer.hire", "origin"),
            "level": ("employer.organisation", "level"),
            "gender": ("employer.candidate.protected", "gender"),
        }[dimension]
        labels = dict(self.env[model]._fields[field]._description_selection(self.env))
        return labels.get(member, member)

    @api.depends("indicator", "numerator", "denominator", "suppressed")
    @api.depends_context("lang")
    def _compute_value(self):
        for value in self:
            is_count = INDICATORS[value.indicator].kind == "count"
            if is_count:
                value.value = value.numerator
            else:
                value.value = value.denominator and 100.0 * value.numerator / value.denominator
            value.display_value = value._display(is_count)

    def _display(self, is_count):
        """Return the value as text: a number, a per cent, a dash, or that it is hidden."""
        self.ensure_one()
        if self.suppressed:
            return self.env._("hidden")
        if is_count:
            return self._number(self.value)
        if not self.denominator:
            return "–"
        number = self._number(self.value)
        return self.env._("%s %%", number) if INDICATORS[self.indicator].is_rate else number

    def _number(self, number):
        """Return a number as the reader's language writes it, one decimal when it has one."""
        digits = int(round(number, 1) % 1 > 0)
        return formatLang(self.env, round(number, 1), digits=digits)

    @api.depends("company_id.employer_weak_percent", "unknown", "denominator", "is_detail_hidden")
    def _compute_is_weak(self):
        """More is not known than the office allows; what hides it follows its total."""
        totals = self._totals_of_hidden()
        for value in self:
            told = totals.get(value._key_of_total(), value) if value.is_detail_hidden else value
            limit = value.company_id.employer_weak_percent * told.denominator
            value.is_weak = bool(told.denominator) and 100 * told.unknown > limit

    def _key_of_total(self):
        return tuple(self[name] for name in KEY[:5])

    def _totals_of_hidden(self):
        """Return {key: total} of the figures that do not tell what is not known."""
        hidden = self.filtered("is_detail_hidden")
        if not hidden:
            return {}
        totals = self.search(
            [
                ("dimension", "=", "total"),
                ("indicator", "in", hidden.mapped("indicator")),
                ("company_id", "in", hidden.company_id.ids),
                ("reference_date", "in", hidden.mapped("reference_date")),
            ]
        )
        return {total._key_of_total(): total for total in totals}

    @api.depends("value", "suppressed", "unknown", "immature", "reference_date", "company_id")
    @api.depends_context("lang")
    def _compute_sentence(self):
        parts = self._parts()
        for value in self:
            value.sentence = value._sentence(parts.get(value.id, ""))

    def _sentence(self, parts):
        """Return the figure read out.

        :param parts: what its total consists of, as text
        """
        self.ensure_one()
        indicator = INDICATORS[self.indicator]
        if self.suppressed:
            return self.env._("Hidden: so few persons that the figure would tell who they are.")
        if indicator.kind != "count" and not self.denominator:
            return self._sentence_of_nothing()
        words = self.env._(indicator.sentence)
        if self.is_detail_hidden:
            words = self.env._(
                "Of %(denominator)s: %(numerator)s (%(rate)s). How many are not known or too "
                "recent is told in the total only."
            )
        return (words % self._words(parts)).strip()

    def _sentence_of_nothing(self):
        if self.immature:
            return self.env._(
                "Nothing to tell yet; %s ended too recently.", self._number(self.immature)
            )
        return self.env._("Nothing to tell.")

    def _words(self, parts):
        """Return what a sentence may speak of, numbers as text."""
        rest = self.denominator - self.numerator - self.unknown
        last_day = min(self.date_to, self.reference_date)
        return {
            "numerator": self._number(self.numerator),
            "denominator": self._number(self.denominator),
            "unknown": self._number(self.unknown),
            "immature": self._number(self.immature),
            "rest": self._number(rest),
            "value": self._number(self.value),
            "rate": self.display_value,
            "window": self._window_days(),
            "date": format_date(self.env, last_day),
            "parts": parts,
        }

    def _window_days(self):
        """Return the days within which a hire counts, as in force on the reference date."""
        # sudo: a number of a rule, the same for everyone
        rules = self.env["employer.rule"].sudo()
        return int(
            rules._parameter("R12", "window_days", self.reference_date, company=self.company_id)
        )

    def _parts(self):
        """Return {total's id: its breakdown by level, family and origin as text}."""
        totals = self.filtered(
            lambda one: (
                one.dimension == "total"
                and {"level", "family"} & set(INDICATORS[one.indicator].dimensions)
            )
        )
        if not totals:
            return {}
        rows = self.search(
            [
                ("dimension", "in", ("level", "family", "origin")),
                ("indicator", "in", totals.mapped("indicator")),
                ("company_id", "in", totals.company_id.ids),
                ("reference_date", "in", totals.mapped("reference_date")),
            ]
        )
        by_total = rows.grouped(lambda row: row._key_of_total())
        return {
            total.id: self._parts_of(by_total.get(total._key_of_total(), rows.browse()))
            for total in totals
        }

    def _parts_of(self, rows):
        """Return the breakdowns `rows` as one text, the greatest first."""
        texts = []
        for dimension in ("level", "family", "origin"):
            of_dimension = rows.filtered(lambda one, name=dimension: one.dimension == name)
            parts = [
                f"{one.member_label} {one.display_value}"
                for one in of_dimension.sorted(lambda one: -one.numerator)
                if one.numerator
            ]
            texts += [", ".join(parts) + "."] if parts else []
        return " ".join(texts)

    # ------------------------------------------------------------------
    # Counting
    # ------------------------------------------------------------------

    @api.model
    def _refresh(self, company, date_from, date_to, reference_date, dimensions=None):
        """Count the figures of a period anew and return them, all indicators of the registry.

        Values are identified by office, period, reference date and member: counted again, they
        keep their row. Protected breakdowns are counted together, and for a whole calendar year
        only: periods of one's own choice would tell persons apart by subtraction.

        :param dimensions: breakdowns to count; None: all that each indicator has
        :return: employer.indicator.value
        :raise AccessError: when the user may not read figures of this office
        """
        self._check_may_refresh(company)
        scope = Scope(company, date_from, date_to, reference_date)
        wanted = set(dimensions or [key for key, _label in self._fields["dimension"].selection])
        if wanted & set(PROTECTED_DIMENSIONS):
            wanted |= set(PROTECTED_DIMENSIONS)
        if not scope.is_calendar_year:
            wanted -= set(PROTECTED_DIMENSIONS)
        rows = [row for code in INDICATORS for row in self._count(code, scope, wanted)]
        self._keep(scope, wanted, rows)
        return self.search([*self._scope_domain(scope), ("dimension", "in", sorted(wanted))])

    @api.model
    def _check_may_refresh(self, company):
        self.check_access("read")
        if not self.env.su and company not in self.env.user.company_ids:
            raise AccessError(self.env._("These figures are of another office."))

    @api.model
    def _count(self, code, scope, wanted):
        """Return the values of one indicator as rows to keep."""
        indicator, measure = INDICATORS[code], self.env["employer.indicator.measure"]
        rows = []
        for dimension in indicator.dimensions:
            if dimension in wanted and dimension not in PROTECTED_DIMENSIONS:
                figures = measure._figures(code, scope, dimension)
                rows += [
                    self._row(indicator, scope, dimension, member, figure)
                    for member, figure in figures.items()
                ]
        protected = [name for name in PROTECTED_DIMENSIONS if name in indicator.dimensions]
        if protected and wanted & set(protected):
            shown, is_told = measure._protected_figures(code, scope)
            rows += [
                self._row(indicator, scope, dimension, member, figure, is_told)
                for dimension, figures in shown.items()
                for member, figure in figures.items()
            ]
        return rows

    @api.model
    def _row(self, indicator, scope, dimension, member, figure, is_told=True):
        """Return one value as it is kept.

        :param figure: None when it is hidden: then nothing of it is kept
        """
        numerator, denominator, unknown, immature = figure or (0, 0, 0, 0)
        interval = wilson(numerator, denominator) if indicator.is_rate else None
        low, high = interval or (0.0, 0.0)
        return {
            "indicator": indicator.code,
            "sequence": list(INDICATORS).index(indicator.code),
            "company_id": scope.company.id,
            "date_from": fields.Date.to_string(scope.date_from),
            "date_to": fields.Date.to_string(scope.date_to),
            "reference_date": fields.Date.to_string(scope.reference_date),
            "dimension": dimension,
            "member": member,
            "numerator": numerator,
            "denominator": denominator,
            "unknown": unknown if is_told else 0,
            "immature": immature if is_told else 0,
            "low": 100 * low,
            "high": 100 * high,
            "suppressed": figure is None,
            "is_detail_hidden": indicator.is_rate and not is_told,
        }

    @api.model
    def _keep(self, scope, wanted, rows):
        """Replace the values of a scope by `rows`: same key, same row.

        In one statement: whoever counts the same at the same time gets a serialisation failure,
        which Odoo tries again, and never a double or an error.
        """
        columns = [*KEY, *COUNTED]
        table = SQL.identifier(self._table)
        typed = SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(self._fields[name].column_type[1]))
            for name in columns
        )
        names = SQL(", ").join(SQL.identifier(name) for name in columns)
        news = SQL(", ").join(
            SQL("%s = EXCLUDED.%s", SQL.identifier(name), SQL.identifier(name)) for name in COUNTED
        )
        self.flush_model()
        kept = self.env.execute_query(
            SQL(
                """
                INSERT INTO %(table)s
                            (%(names)s, create_uid, create_date, write_uid, write_date)
                     SELECT %(names)s, %(uid)s, %(now)s, %(uid)s, %(now)s
                       FROM jsonb_to_recordset(%(rows)s) AS row (%(typed)s)
                ON CONFLICT (%(key)s) DO UPDATE
                        SET %(news)s, write_uid = %(uid)s, write_date = %(now)s
                  RETURNING id
                """,
                table=table,
                names=names,
                typed=typed,
                news=news,
                key=SQL(", ").join(SQL.identifier(name) for name in KEY),
                rows=json.dumps(rows),
                uid=self.env.uid,
                now=self.env.cr.now(),
            )
        )
        self.invalidate_model()
        # sudo: managers only read; what is gone is a member that has no figure any more
        self.sudo().search(
            [
                *self._scope_domain(scope),
                ("dimension", "in", sorted(wanted)),
                ("id", "not in", [row[0] for row in kept]),
            ]
        ).unlink()

    @api.model
    def _scope_domain(self, scope):
        return [
            ("company_id", "=", scope.company.id),
            ("date_from", "=", scope.date_from),
            ("date_to", "=", scope.date_to),
            ("reference_date", "=", scope.reference_date),
        ]

    # ------------------------------------------------------------------
    # The rows behind
    # ------------------------------------------------------------------

    def _scope(self):
        self.ensure_one()
        return Scope(self.company_id, self.date_from, self.date_to, self.reference_date)

    def _rows_indicator(self):
        """Return the indicator whose rows are behind this figure: of a ratio its numerator's."""
        indicator = INDICATORS[self.indicator]
        return INDICATORS[indicator.numerator_of] if indicator.numerator_of else indicator

    def _rows_domain(self):
        """Return the domain of exactly the rows that were counted.

        :raise UserError: for a breakdown by a protected attribute: the rows would tell who
        """
        self.ensure_one()
        if self.dimension in PROTECTED_DIMENSIONS:
            raise UserError(
                self.env._(
                    "Rows by gender or citizenship are not opened: they would tell who it is. "
                    "Open the rows of the total."
                )
            )
        measure = self.env["employer.indicator.measure"]
        return measure._member_domain(
            self._rows_indicator(), self._scope(), self.dimension, self.member
        )

    def _rows_action(self, more=Domain.TRUE):
        """Return the action that opens the rows behind this figure, as seen on its date.

        :param more: a further condition on the rows
        """
        indicator = self._rows_indicator()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._(
                "%(figure)s, %(start)s to %(end)s",
                figure=self.name,
                start=format_date(self.env, self.date_from),
                end=format_date(self.env, self.date_to),
            ),
            "res_model": indicator.model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(self._rows_domain() & more),
            "context": {
                "reference_date": fields.Date.to_string(self.reference_date),
                "allowed_company_ids": self.company_id.ids,
            },
        }

    def action_open_rows(self):
        """Open the rows that were counted."""
        return self._rows_action()

    def action_open_unknown(self):
        """Open the rows of which it is not known how they went on: the list to mend."""
        unknown = Domain(list(self._rows_indicator().unknown_domain))
        return self._rows_action(Domain("is_unknown", "=", 1) & unknown)
