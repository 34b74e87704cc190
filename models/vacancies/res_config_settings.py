# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the bulletin of vacancies."""

    _inherit = "res.config.settings"

    employer_bulletin_days = fields.Integer(
        related="company_id.employer_bulletin_days", readonly=False
    )
