# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    """Settings of the persons."""

    _inherit = "res.config.settings"

    employer_proposal_months = fields.Integer(
        related="company_id.employer_proposal_months", readonly=False
    )
    employer_consent_days = fields.Integer(
        related="company_id.employer_consent_days", readonly=False
    )
    employer_meeting_days_1 = fields.Integer(
        related="company_id.employer_meeting_days_1", readonly=False
    )
    employer_meeting_days_2 = fields.Integer(
        related="company_id.employer_meeting_days_2", readonly=False
    )
    employer_meeting_days_3 = fields.Integer(
        related="company_id.employer_meeting_days_3", readonly=False
    )
    employer_meeting_days_4 = fields.Integer(
        related="company_id.employer_meeting_days_4", readonly=False
    )
    employer_referral_user_id = fields.Many2one(
        related="company_id.employer_referral_user_id", readonly=False
    )
    employer_referral_days = fields.Integer(
        related="company_id.employer_referral_days", readonly=False
    )
    employer_referral_months = fields.Integer(
        related="company_id.employer_referral_months", readonly=False
    )
