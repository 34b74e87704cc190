# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the figures."""

    _inherit = "res.config.settings"

    employer_weak_percent = fields.Integer(
        related="company_id.employer_weak_percent", readonly=False
    )
