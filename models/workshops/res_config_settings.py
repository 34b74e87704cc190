# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the workshops."""

    _inherit = "res.config.settings"

    employer_workshop_call_days = fields.Integer(
        related="company_id.employer_workshop_call_days", readonly=False
    )
    employer_workshop_thank_days = fields.Integer(
        related="company_id.employer_workshop_thank_days", readonly=False
    )
