# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the lists."""

    _inherit = "res.config.settings"

    employer_answer_days = fields.Integer(related="company_id.employer_answer_days", readonly=False)
    employer_list_days = fields.Integer(related="company_id.employer_list_days", readonly=False)
    employer_tell_days = fields.Integer(related="company_id.employer_tell_days", readonly=False)
    employer_travel_zip_minutes = fields.Integer(
        related="company_id.employer_travel_zip_minutes", readonly=False
    )
    employer_travel_town_minutes = fields.Integer(
        related="company_id.employer_travel_town_minutes", readonly=False
    )
    employer_travel_province_minutes = fields.Integer(
        related="company_id.employer_travel_province_minutes", readonly=False
    )
    employer_fair_days = fields.Integer(related="company_id.employer_fair_days", readonly=False)
    employer_prospect_months = fields.Integer(
        related="company_id.employer_prospect_months", readonly=False
    )
    employer_dispatch_days = fields.Integer(
        related="company_id.employer_dispatch_days", readonly=False
    )
