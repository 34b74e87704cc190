# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipResume(models.TransientModel):
    """Resume a suspended internship: the first day the person is back."""

    _name = "employer.internship.resume"
    _description = "Resume an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    resume_date = fields.Date(string="Back on", required=True, default=fields.Date.context_today)
    keeps_end = fields.Boolean(
        string="The end stays",
        help="Its days are not added at the end: the agreement or the right to work ends before.",
    )

    def action_apply(self):
        """Close the suspension on the day before and let the internship go on."""
        self.ensure_one()
        self.internship_id._resume(self.resume_date, self.keeps_end)
