# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerPermitType(models.Model):
    """A residence title and what it says of work: data with a source; managers edit it."""

    _name = "employer.permit.type"
    _description = "Permit type"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    work_right = fields.Selection(
        [
            ("yes", "May work"),
            ("limited", "May work within limits"),
            ("after_days", "May work some days after applying"),
            ("no", "May not work"),
            ("verify", "To verify"),
        ],
        string="Right to work",
        required=True,
        default="verify",
    )
    days_after_application = fields.Integer(string="Days after application")
    weekly_hours_limit = fields.Float(string="Weekly limit of hours")
    yearly_hours_limit = fields.Float(string="Yearly limit of hours")
    renewal_keeps_right = fields.Boolean(
        string="Renewal keeps right",
        default=True,
        help="The receipt of a renewal request keeps the right to work.",
    )
    source = fields.Char()
    note = fields.Text(translate=True)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This permit type code exists already.")
