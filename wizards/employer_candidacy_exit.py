# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidacyExit(models.TransientModel):
    """Asks why persons leave a list, in one click and at most a line of words."""

    _name = "employer.candidacy.exit"
    _description = "Exit from a list"

    candidacy_ids = fields.Many2many("employer.candidacy", string="Persons", required=True)
    target = fields.Selection(
        selection=lambda self: self.env["employer.exit.reason"]._fields["exit_state"].selection,
        string="Exit",
        required=True,
    )
    reason_id = fields.Many2one(
        "employer.exit.reason",
        required=True,
        domain="['|', ('exit_state', '=', target), ('exit_state', '=', False)]",
    )
    note = fields.Char(help="About the job, not about the person.")

    def action_confirm(self):
        """Write the exit and its reason on each person."""
        self.ensure_one()
        self.candidacy_ids.write(
            {"state": self.target, "exit_reason_id": self.reason_id.id, "exit_note": self.note}
        )
