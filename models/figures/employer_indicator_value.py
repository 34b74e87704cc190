# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import LazyTranslate, format_date, formatLang

from .employer_indicator_measure import Scope
from .indicator_definition import NOBODY, PROTECTED_DIMENSIONS, in_words
from .indicator_registry import INDICATORS, indicator_selection

_lt = LazyTranslate(__name__)

CITIZENSHIPS = {"it": _lt("Italian"), "eu": _lt("EU"), "non_eu": _lt("Outside the EU")}
NO_MEMBER = {
    "team": _lt("Without a team"),
    "programme": _lt("Ordinary service"),
}
#: What a figure has in common with the total it is a part of.
OF_TOTAL = ("indicator", "company_id", "date_from", "date_to", "reference_date")


class EmployerIndicatorValue(models.Model):
    """A figure of the registry: of an office and a period, seen on a reference date.

    Written by the server alone (`_refresh`, in `employer_indicator_value_count.py`), read by
    managers. Breakdowns by gender and
    citizenship are suppressed before they are stored: nobody can read here what is hidden.
    A page, a workbook or a mail reads `name`, `member_label`, `display_value`, `sentence`,
    `is_weak` and opens `action_open_rows`; it never counts itself.
    """

    _name = "employer.indicator.value"
    _description = "Indicator"
    _order = "date_from desc, sequence, member, id"
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
            indicator = INDICATORS.get(value.indicator)  # none before it is written
            value.name = indicator and in_words(self.env, indicator.name)

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
            return in_words(self.env, NO_MEMBER.get(dimension)) or self.env._("Not known")
        if dimension in ("team", "programme"):
            # sudo: the name of a team or programme that a figure is about
            return self.env[f"employer.{dimension}"].sudo().browse(int(member)).display_name
        if dimension == "citizenship":
            return in_words(self.env, CITIZENSHIPS[member])
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
            indicator = INDICATORS[value.indicator]
            value.value = indicator.value_of(value.numerator, value.denominator)
            value.display_value = value._display()

    def _display(self):
        """Return the value as text: a number, a per cent, a dash, or that it is hidden."""
        self.ensure_one()
        indicator = INDICATORS[self.indicator]
        if self.suppressed:
            return self.env._("hidden")
        if indicator.kind != "count" and not self.denominator:
            return "–"
        number = self._number(self.value)
        return self.env._("%s %%", number) if indicator.is_rate else number

    def _number(self, number):
        """Return a number as the reader's language writes it, one decimal when it has one."""
        digits = int(round(number, 1) % 1 > 0)
        return formatLang(self.env, round(number, 1), digits=digits)

    @api.depends("company_id.employer_weak_percent", "unknown", "denominator", "suppressed")
    def _compute_is_weak(self):
        """More is not known than the office allows; what hides it follows its total."""
        totals = self._totals_of_hidden()
        for value in self:
            told = totals.get(value._key_of_total(), value) if value.is_detail_hidden else value
            limit = value.company_id.employer_weak_percent * told.denominator
            is_shown = bool(told.denominator) and not value.suppressed
            value.is_weak = is_shown and 100 * told.unknown > limit

    def _key_of_total(self):
        return tuple(self[name] for name in OF_TOTAL)

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
        words = in_words(self.env, indicator.sentence)
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
        window = self.env["employer.indicator.measure"]._window_days(
            self.company_id, self.reference_date
        )
        return {
            "numerator": self._number(self.numerator),
            "denominator": self._number(self.denominator),
            "unknown": self._number(self.unknown),
            "immature": self._number(self.immature),
            "rest": self._number(rest),
            "value": self._number(self.value),
            "rate": self.display_value,
            "window": window,
            "workshop_days": self.env["employer.indicator.measure"]._workshop_days(
                self.company_id, self.reference_date
            ),
            "date": format_date(self.env, self._scope().last_day),
            "parts": parts,
        }

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
        return self._rows_action(Domain("is_unknown", ">", 0) & unknown)
