# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Who signs agreements for the office."""

    _inherit = "res.config.settings"

    employer_signatory_ids = fields.Many2many(
        related="company_id.employer_signatory_ids", readonly=False
    )
