# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of presence sheets and of the list at risk."""

    _inherit = "res.config.settings"

    employer_sheet_day = fields.Integer(related="company_id.employer_sheet_day", readonly=False)
    employer_stipend_days = fields.Integer(
        related="company_id.employer_stipend_days", readonly=False
    )
    employer_risk_missed_days = fields.Integer(
        related="company_id.employer_risk_missed_days", readonly=False
    )
    employer_risk_silent_days = fields.Integer(
        related="company_id.employer_risk_silent_days", readonly=False
    )
    employer_risk_ending_days = fields.Integer(
        related="company_id.employer_risk_ending_days", readonly=False
    )
    employer_host_confirms = fields.Boolean(
        related="company_id.employer_host_confirms", readonly=False
    )
    employer_asks_hosts = fields.Boolean(related="company_id.employer_asks_hosts", readonly=False)
    employer_host_link_days = fields.Integer(
        related="company_id.employer_host_link_days", readonly=False
    )
