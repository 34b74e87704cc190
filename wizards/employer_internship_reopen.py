# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipReopen(models.TransientModel):
    """Take an internship's end back, with the reason."""

    _name = "employer.internship.reopen"
    _description = "Reopen an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    reason = fields.Char(required=True, help="Facts about work only.")

    def action_apply(self):
        """Let the ended internship run again; its end is cancelled in the history."""
        self.ensure_one()
        self.internship_id._reopen(self.reason)
