# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreementType(models.Model):
    """A kind of agreement: what it allows. Managers edit."""

    _name = "employer.agreement.type"
    _description = "Agreement type"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    allows_internship = fields.Boolean(string="Covers internships")
    allows_course = fields.Boolean(string="Covers commissioned courses")
    default_months = fields.Integer(string="Default months", default=24)
    notice_days = fields.Integer(
        string="Notice days", default=90, help="Days before the end when Today begins to warn."
    )
    source = fields.Char(help="Law or act.")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This agreement type code exists already.")
