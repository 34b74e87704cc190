# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerInternshipEnd(models.TransientModel):
    """End an internship: its last day, how it ended, and what is known about the outcome."""

    _name = "employer.internship.end"
    _description = "End an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    planned_end_date = fields.Date(related="internship_id.planned_end_date")
    actual_end_date = fields.Date(
        string="Last day",
        compute="_compute_actual_end_date",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    end_kind = fields.Selection(
        selection=lambda self: self.env["employer.internship"]._fields["end_kind"].selection,
        string="How it ended",
        compute="_compute_end_kind",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    end_reason = fields.Char(string="Why it ended", help="Facts about work only.")
    outcome = fields.Selection(
        selection=lambda self: self.env["employer.internship"]._fields["outcome"].selection,
        default="unknown",
    )
    outcome_channel = fields.Selection(
        selection=lambda self: self.env["employer.internship"]._fields["outcome_channel"].selection,
        string="Outcome told by",
    )

    @api.depends("internship_id")
    def _compute_actual_end_date(self):
        today = fields.Date.context_today(self)
        for wizard in self:
            planned = wizard.internship_id.planned_end_date
            wizard.actual_end_date = min(planned or today, today)

    @api.depends("internship_id", "actual_end_date")
    def _compute_end_kind(self):
        for wizard in self:
            planned, last = wizard.internship_id.planned_end_date, wizard.actual_end_date
            if planned and last and last >= planned:
                wizard.end_kind = "term"
            elif wizard.end_kind == "term":
                wizard.end_kind = False
            else:
                wizard.end_kind = wizard.end_kind

    def action_apply(self):
        """End the internship.

        :raise UserError: when the day and the kind of end do not agree
        """
        self.ensure_one()
        vals = {
            "actual_end_date": self.actual_end_date,
            "end_kind": self.end_kind,
            "end_reason": self.end_reason,
        }
        self.internship_id._end(vals)
        if self.outcome and self.outcome != "unknown":
            who = "person" if self.outcome_channel == "person" else "company"
            answer = "hired_here" if self.outcome == "hired" else "not_hired"
            day = fields.Date.context_today(self)
            self.internship_id._tell_outcome(who, answer, day, self.outcome_channel)
