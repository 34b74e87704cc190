# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipScheme(models.Model):
    """The rules an internship runs under, dated and with their source; managers edit.

    A new law is a new scheme with its first day; the old one ends. Outside the office only
    `public_name` is used: a scheme may reveal who is in charge of social services.
    """

    _name = "employer.internship.scheme"
    _description = "Internship scheme"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    public_name = fields.Char(string="Public name", required=True, translate=True)
    payer = fields.Selection(
        [("municipality", "Municipality"), ("company", "Company")], required=True
    )
    default_months = fields.Integer(string="Default months", required=True, default=3)
    minimum_months = fields.Integer(string="Minimum months")
    maximum_months = fields.Integer(
        string="Maximum months", required=True, default=6, help="All extensions included."
    )
    extension_count = fields.Integer(string="Extensions allowed", default=1)
    extension_months = fields.Integer(string="Longest extension (months)", default=3)
    extension_notice_days = fields.Integer(string="Extension notice days", default=15)
    requires_agreement = fields.Boolean(string="Requires agreement", default=True)
    requires_pact = fields.Boolean(string="Requires DID and service pact", default=True)
    minimum_allowance = fields.Float(string="Minimum monthly allowance")
    attendance_threshold = fields.Float(string="Attendance for the full allowance (%)", default=80)
    below_threshold = fields.Selection(
        [("proportional", "In proportion"), ("nothing", "Nothing"), ("full", "In full")],
        string="Below threshold",
        default="proportional",
        required=True,
    )
    is_quota_counted = fields.Boolean(string="Counts in the unit's quota", default=True)
    host_tutor_limit = fields.Integer(string="Limit per host tutor", default=3)
    centre_tutor_limit = fields.Integer(string="Limit per centre tutor", default=20)
    agreement_type_ids = fields.Many2many(
        "employer.agreement.type", string="Agreements that cover it"
    )
    source = fields.Char(help="Law or resolution.")
    valid_from = fields.Date(string="Valid from")
    valid_to = fields.Date(string="Valid to")
    company_id = fields.Many2one("res.company")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This scheme code exists already.")
    _check_months = models.Constraint(
        "CHECK(maximum_months >= default_months AND default_months >= minimum_months)",
        "The months must rise from minimum to default to maximum.",
    )
