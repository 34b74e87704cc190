# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_year_page import TECHNICAL
from .year_layout import as_text

#: What a line shows, read from the registry's values.
FIGURES = (
    "name",
    "value_id",
    "is_part",
    "this_year",
    "last_year",
    "target",
    "difference",
    "sentence",
    "is_behind",
    "is_reached",
    "is_weak",
    "has_rows",
)


class EmployerYearPageLine(models.TransientModel):
    """One figure of the year's page: its place and its key; the rest is read from the registry."""

    _name = "employer.year.page.line"
    _description = "Figure of the year"
    _order = "sequence, id"

    page_id = fields.Many2one(
        "employer.year.page", required=True, index=True, ondelete="cascade", **TECHNICAL
    )
    sequence = fields.Integer()
    block = fields.Char(**TECHNICAL)
    number = fields.Char(string="No.")
    indicator = fields.Char(**TECHNICAL)
    dimension = fields.Char(**TECHNICAL)
    member = fields.Char(**TECHNICAL)
    is_part = fields.Boolean(compute="_compute_figures", **TECHNICAL)
    name = fields.Char(string="Figure", compute="_compute_figures")
    value_id = fields.Many2one("employer.indicator.value", compute="_compute_figures", **TECHNICAL)
    this_year = fields.Char(string="This year", compute="_compute_figures")
    last_year = fields.Char(string="Year before", compute="_compute_figures")
    target = fields.Char(compute="_compute_figures")
    difference = fields.Char(
        compute="_compute_figures",
        help="This year less the target: with a minus, so much is missing.",
    )
    is_behind = fields.Boolean(compute="_compute_figures", **TECHNICAL)
    is_reached = fields.Boolean(compute="_compute_figures", **TECHNICAL)
    sentence = fields.Char(string="In words", compute="_compute_figures")
    is_weak = fields.Boolean(compute="_compute_figures", **TECHNICAL)
    has_rows = fields.Boolean(compute="_compute_figures", **TECHNICAL)

    @api.depends("page_id", "block", "indicator", "dimension", "member")
    @api.depends_context("lang", "uid")
    def _compute_figures(self):
        for page, lines in self.grouped("page_id").items():
            rows = page._rows_by_figure() if page else {}  # none before it is written
            for line in lines:
                key = (line.block, line.indicator, line.dimension, line.member or "")
                line.update(line._figures(rows.get(key)))

    def _figures(self, row):
        """Return what the line shows.

        :param row: YearRow, or None when the figure is no longer there
        """
        if not row:
            return {**dict.fromkeys(FIGURES, False), "name": self.indicator}
        return {
            "name": row.label,
            "value_id": row.value.id,
            "is_part": row.is_part,
            "is_behind": row.difference is not None and row.difference < 0,
            "is_reached": row.difference is not None and row.difference >= 0,
            "is_weak": row.value.is_weak,
            "has_rows": row.has_rows,
            **as_text(self.env, row),
        }

    def action_open_rows(self):
        """Open the rows behind the figure."""
        self.ensure_one()
        return self.value_id.action_open_rows()

    def action_mend(self):
        """Open what is not known of a rate, to fill it in."""
        self.ensure_one()
        return self.value_id.action_open_unknown()
