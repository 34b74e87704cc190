# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerInternshipExtend(models.TransientModel):
    """Extend an internship (R2): for how long, asked when and why, with the person's consent."""

    _name = "employer.internship.extend"
    _description = "Extend an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    request_date = fields.Date(string="Asked on", required=True, default=fields.Date.context_today)
    months = fields.Integer(
        compute="_compute_months", store=True, readonly=False, precompute=True, required=True
    )
    reason = fields.Text(required=True, help="As the host wrote it: facts about work only.")
    is_person_agreed = fields.Boolean(string="The person agrees")
    planned_end_date = fields.Date(related="internship_id.planned_end_date")
    new_end_date = fields.Date(string="New end", compute="_compute_new_end_date")

    @api.depends("internship_id")
    def _compute_months(self):
        for wizard in self:
            internship = wizard.internship_id
            wizard.months = (internship and internship._extension_months()) or 1

    @api.depends("months", "internship_id")
    def _compute_new_end_date(self):
        for wizard in self:
            internship = wizard.internship_id
            wizard.new_end_date = (
                wizard.months > 0 and internship and internship._planned_end(wizard.months)
            )

    def action_apply(self):
        """Record the extension.

        :raise UserError: when R2 does not allow it
        """
        self.ensure_one()
        self.env["employer.internship.extension"].create(
            {
                "internship_id": self.internship_id.id,
                "request_date": self.request_date,
                "months": self.months,
                "reason": self.reason,
                "is_person_agreed": self.is_person_agreed,
            }
        )
