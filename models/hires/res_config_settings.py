# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of outcomes."""

    _inherit = "res.config.settings"

    employer_outcome_second_days = fields.Integer(
        related="company_id.employer_outcome_second_days", readonly=False
    )
    employer_outcome_third_days = fields.Integer(
        related="company_id.employer_outcome_third_days", readonly=False
    )
