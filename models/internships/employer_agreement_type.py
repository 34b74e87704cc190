# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreementType(models.Model):
    """Internship schemes that this kind of agreement allows (R6)."""

    _inherit = "employer.agreement.type"

    scheme_ids = fields.Many2many(
        "employer.internship.scheme",
        string="Schemes allowed",
        help="Schemes that name no kind of agreement are allowed by every kind that covers "
        "internships.",
    )
