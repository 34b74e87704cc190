# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tools import format_date

from .indicator_registry import INDICATORS
from .year_layout import BLOCKS, STEPS, YearLayout, period_words

YEARS_OFFERED = 15
#: Fields nobody reads the name of.
TECHNICAL = {"export_string_translation": False}


class EmployerYearPage(models.TransientModel):
    """The year on one page, for the manager: the registry's figures of an office and a year.

    It reads `employer.indicator.value` and counts nothing itself. A page is of who opened it.
    """

    _name = "employer.year.page"
    _description = "The year on one page"

    year = fields.Selection(
        "_selection_year",
        required=True,
        default=lambda self: str(fields.Date.context_today(self).year),
    )
    reference_date = fields.Date(
        string="As of",
        required=True,
        default=fields.Date.context_today,
        help="Facts after this day do not count, and whether an internship was observed long "
        "enough is judged on it.",
    )
    company_id = fields.Many2one(
        "res.company", string="Office", required=True, default=lambda self: self.env.company
    )
    state = fields.Selection(
        [("counting", "Counting"), ("counted", "Counted")], default="counting", readonly=True
    )
    step = fields.Integer(readonly=True, **TECHNICAL)
    progress = fields.Integer(compute="_compute_progress", **TECHNICAL)
    shown_key = fields.Char(readonly=True, **TECHNICAL)
    is_outdated = fields.Boolean(compute="_compute_is_outdated", **TECHNICAL)
    counted_datetime = fields.Datetime(string="Counted at", compute="_compute_messages")
    period_words = fields.Char(string="Period", compute="_compute_period_words")
    protected_words = fields.Char(compute="_compute_period_words", **TECHNICAL)
    is_empty = fields.Boolean(compute="_compute_messages", **TECHNICAL)
    weak_count = fields.Integer(compute="_compute_messages", **TECHNICAL)
    missing_target_count = fields.Integer(compute="_compute_messages", **TECHNICAL)
    line_ids = fields.One2many("employer.year.page.line", "page_id", **TECHNICAL)
    shown = fields.Selection(
        [
            ("total", "The office"),
            ("team", "By team"),
            ("programme", "By programme"),
            ("protected", "By citizenship and gender"),
        ],
        required=True,
        default="total",
    )
    shown_line_ids = fields.Many2many(
        "employer.year.page.line", string="Shown figures", compute="_compute_shown_line_ids"
    )

    def _selection_year(self):
        this_year = fields.Date.context_today(self).year
        return [(str(year), str(year)) for year in range(this_year, this_year - YEARS_OFFERED, -1)]

    @api.depends("year", "company_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for page in self:
            page.display_name = self.env._("The year %(year)s", year=page.year)

    @api.depends("year", "reference_date", "company_id", "line_ids")
    @api.depends_context("lang")
    def _compute_period_words(self):
        for page in self:
            is_complete = page.year and page.reference_date and page.company_id
            page.period_words = is_complete and period_words(page._layout())
            page.protected_words = is_complete and page._layout().protected_words

    @api.depends("step")
    def _compute_progress(self):
        for page in self:
            page.progress = 100 * page.step // len(STEPS)

    @api.depends("shown_key", "year", "reference_date", "company_id")
    def _compute_is_outdated(self):
        for page in self:
            page.is_outdated = page.shown_key != page._key()

    @api.depends("shown", "line_ids.block")
    def _compute_shown_line_ids(self):
        for page in self:
            page.shown_line_ids = page.line_ids.filtered(
                lambda line, shown=page.shown: line.block == shown
            )

    @api.depends("line_ids")
    def _compute_messages(self):
        for page in self:
            rows = page._layout().rows("total") if page.line_ids else []
            totals = [row for row in rows if not row.is_part]
            page.counted_datetime = page.line_ids and page._layout().counted_datetime
            # organisations are there in every year: what happened is what counts
            page.is_empty = not any(
                row.value.numerator for row in totals if not INDICATORS[row.indicator].levels
            )
            page.weak_count = sum(row.value.is_weak for row in totals)
            page.missing_target_count = sum(row.target is None for row in totals)

    @api.constrains("year", "reference_date")
    def _check_reference_date(self):
        for page in self:
            if page.reference_date < page._first_day():
                raise ValidationError(
                    self.env._(
                        "Nothing of %(year)s can be counted as of %(date)s: choose a day in that "
                        "year or after it.",
                        year=page.year,
                        date=format_date(self.env, page.reference_date),
                    )
                )

    def _first_day(self):
        return date(int(self.year), 1, 1)

    def _key(self):
        """Return what the figures depend on, as text."""
        return f"{self.year} {self.reference_date} {self.company_id.id}"

    def _rows_by_figure(self):
        """Return {(block, indicator, dimension, member): YearRow}."""
        layout = self._layout()
        return {
            (block, row.indicator, row.dimension, row.member): row
            for block in BLOCKS
            for row in layout.rows(block)
        }

    def _layout(self):
        """Return the figures of this page.

        :raise AccessError: for an office the user does not work in
        """
        self.ensure_one()
        if self.company_id not in self.env.companies:
            raise AccessError(
                self.env._("Choose an office you work in: it must be ticked at the top right.")
            )
        return YearLayout(self.env, self.company_id, int(self.year), self.reference_date)

    def _layout_with_values(self):
        """Return the figures of this page, counted if they never were."""
        layout = self._layout()
        if not layout.values:
            for step in range(len(STEPS)):
                layout.count(step)
            layout = self._layout()
        return layout

    # ---- actions

    @api.model
    def action_open_page(self):
        """Open this year's page; figures already counted today are shown as they are."""
        page = self.create({})
        if page._layout().values:
            page._fill()
        return page._action()

    def action_update(self):
        """Count the figures anew: the form shows how far, and calls `action_step` until done."""
        self.ensure_one()
        self.write({"state": "counting", "step": 0})

    def action_step(self):
        """Count the next part of the figures, and show them after the last.

        :return: how far it is, in per cent, and whether it is finished
        """
        self.ensure_one()
        if self.state == "counting":
            self._layout().count(self.step)
            self.step += 1
            if self.step >= len(STEPS):
                self._fill()
        return {"progress": self.progress, "finished": self.state == "counted"}

    def action_excel(self):
        """Download the page as a workbook.

        :raise AccessError: without the right to export
        """
        self.ensure_one()
        self.env["employer.pipelines"]._check_may_export()
        return {
            "type": "ir.actions.act_url",
            "url": f"/employer_engagement/year/{self.id}.xlsx",
            "target": "download",
        }

    def action_open_targets(self):
        """Open the targets of exactly this year; a new one gets its dates."""
        self.ensure_one()
        layout = self._layout()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_target_action"
        )
        period = {"start_date": layout.date_from, "end_date": layout.date_to}
        return {
            **action,
            "domain": [
                ("company_id", "=", self.company_id.id),
                *((name, "=", str(day)) for name, day in period.items()),
            ],
            "context": {
                "default_company_id": self.company_id.id,
                **{f"default_{name}": str(day) for name, day in period.items()},
            },
        }

    def _action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("The year on one page"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _fill(self):
        """Make the lines anew: what stands in them is read from the figures."""
        layout = self._layout()
        rows = [row for block in BLOCKS for row in layout.rows(block)]
        self.line_ids.unlink()
        self.write(
            {
                "state": "counted",
                "shown_key": self._key(),
                "line_ids": [
                    Command.create(
                        {
                            "sequence": sequence,
                            "block": row.block,
                            "number": row.number,
                            "indicator": row.indicator,
                            "dimension": row.dimension,
                            "member": row.member,
                        }
                    )
                    for sequence, row in enumerate(rows)
                ],
            }
        )
