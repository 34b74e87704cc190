# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancyClose(models.TransientModel):
    """Asks why a vacancy closes without having been filled here."""

    _name = "employer.vacancy.close"
    _description = "Close a vacancy"

    vacancy_id = fields.Many2one("employer.vacancy", required=True, ondelete="cascade")
    reason = fields.Selection(
        selection=lambda self: self.env["employer.vacancy"]._fields["close_reason"].selection,
        required=True,
    )
    date = fields.Date(string="Closed on", required=True, default=fields.Date.context_today)

    def action_confirm(self):
        """Move the vacancy to *closed* with its reason and day."""
        self.ensure_one()
        stage = self.vacancy_id._first_stage("closed")
        self.vacancy_id.write(
            {"stage_id": stage.id, "close_reason": self.reason, "closed_date": self.date}
        )
