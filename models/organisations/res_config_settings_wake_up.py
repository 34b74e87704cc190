# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the relations to wake up."""

    _inherit = "res.config.settings"

    employer_wake_months = fields.Integer(related="company_id.employer_wake_months", readonly=False)
    employer_wake_days = fields.Integer(related="company_id.employer_wake_days", readonly=False)
    employer_rhythm_rows = fields.Integer(related="company_id.employer_rhythm_rows", readonly=False)
