# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of possible duplicates."""

    _inherit = "res.config.settings"

    employer_duplicate_similarity = fields.Integer(
        related="company_id.employer_duplicate_similarity", readonly=False
    )
    employer_duplicate_shared = fields.Integer(
        related="company_id.employer_duplicate_shared", readonly=False
    )
