# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipCancel(models.TransientModel):
    """Cancel an internship before its start: who called it off, and why."""

    _name = "employer.internship.cancel"
    _description = "Cancel an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    start_date = fields.Date(related="internship_id.start_date")
    communication_date = fields.Date(related="internship_id.communication_date")
    cancelled_by = fields.Selection(
        selection=lambda self: self.env["employer.internship"]._fields["cancelled_by"].selection,
        string="Called off by",
        required=True,
        default="company_place",
    )
    reason = fields.Char(required=True, help="Facts about work only.")

    def action_apply(self):
        """Cancel it; a reserve steps in where the place is still there.

        :raise UserError: when it started already
        """
        self.ensure_one()
        self.internship_id._call_off(self.cancelled_by, self.reason)
