# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipExtension(models.Model):
    """An extension of an internship (R2): asked in time, with reasons and the person's consent."""

    _name = "employer.internship.extension"
    _description = "Extension"
    _order = "request_date, id"

    internship_id = fields.Many2one(
        "employer.internship", required=True, index=True, ondelete="cascade"
    )
    request_date = fields.Date(required=True, default=fields.Date.context_today)
    months = fields.Integer(required=True, default=3)
    reason = fields.Text(required=True)
    is_person_agreed = fields.Boolean(string="The person agrees")
    previous_end_date = fields.Date(readonly=True)
    new_end_date = fields.Date(readonly=True)
    communication_due_date = fields.Date(string="Compulsory notice due by", readonly=True)
    communication_date = fields.Date(string="Compulsory notice sent on")
    communication_protocol = fields.Char(string="Notice protocol")
    company_id = fields.Many2one(related="internship_id.company_id", store=True, index=True)

    _check_months = models.Constraint("CHECK(months > 0)", "An extension lasts at least one month.")
