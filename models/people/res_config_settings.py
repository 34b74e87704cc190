# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the persons."""

    _inherit = "res.config.settings"

    employer_proposal_months = fields.Integer(
        related="company_id.employer_proposal_months", readonly=False
    )
