# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerProgrammePartner(models.Model):
    """An organisation's role in a programme (lead, partner, funder...)."""

    _name = "employer.programme.partner"
    _description = "Programme partner"

    programme_id = fields.Many2one(
        "employer.programme", required=True, index=True, ondelete="cascade"
    )
    partner_id = fields.Many2one("res.partner", string="Organisation", required=True, index=True)
    role = fields.Char(required=True)
    company_id = fields.Many2one(related="programme_id.company_id", store=True, index=True)
