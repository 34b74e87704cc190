# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerAgreementEnd(models.TransientModel):
    """Asks why, and since when, an agreement ends early or was refused.

    It says what goes on under the agreement beyond that day: an internship keeps running, and
    somebody has to decide under what.
    """

    _name = "employer.agreement.end"
    _description = "End an agreement"

    agreement_id = fields.Many2one("employer.agreement", required=True, ondelete="cascade")
    target = fields.Selection(
        [("terminated", "Terminated"), ("refused", "Refused")], required=True, default="terminated"
    )
    date = fields.Date(string="Last day in force", default=fields.Date.context_today)
    reason = fields.Text(required=True)
    internship_count = fields.Integer(
        string="Internships that go on", compute="_compute_internship_count"
    )

    @api.depends("agreement_id", "date")
    def _compute_internship_count(self):
        for dialog in self:
            dialog.internship_count = dialog.date and self.env["employer.internship"].search_count(
                [
                    ("agreement_id", "=", dialog.agreement_id.id),
                    ("state", "in", ("ready", "running", "suspended")),
                    ("planned_end_date", ">", dialog.date),
                ]
            )

    def action_confirm(self):
        """Write the end on the agreement."""
        self.ensure_one()
        vals = {"state": self.target, "termination_reason": self.reason}
        if self.target == "terminated":
            vals["termination_date"] = self.date
        self.agreement_id.write(vals)
