# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreementEnd(models.TransientModel):
    """Asks why, and since when, an agreement ends early or was refused."""

    _name = "employer.agreement.end"
    _description = "End an agreement"

    agreement_id = fields.Many2one("employer.agreement", required=True, ondelete="cascade")
    target = fields.Selection(
        [("terminated", "Terminated"), ("refused", "Refused")], required=True, default="terminated"
    )
    date = fields.Date(string="Last day in force", default=fields.Date.context_today)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Write the end on the agreement."""
        self.ensure_one()
        vals = {"state": self.target, "termination_reason": self.reason}
        if self.target == "terminated":
            vals["termination_date"] = self.date
        self.agreement_id.write(vals)
