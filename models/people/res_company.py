# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .employer_referral import IDENTITY_GROUP


class ResCompany(models.Model):
    """How long an office asks people to say yes for, and how often it meets them."""

    _inherit = "res.company"

    employer_proposal_months = fields.Integer(
        string="Months of a yes to being proposed",
        default=24,
        help="A yes to being proposed without a name ends after so many months, unless another "
        "day is given.",
    )
    employer_consent_days = fields.Integer(
        string="Days before a yes to being proposed ends",
        default=30,
        help="So many days before its end, Today reminds the tutor to ask again.",
    )
    employer_meeting_days_1 = fields.Integer(
        string="Days between meetings, light support", default=90
    )
    employer_meeting_days_2 = fields.Integer(
        string="Days between meetings, regular support", default=30
    )
    employer_meeting_days_3 = fields.Integer(
        string="Days between meetings, close support", default=14
    )
    employer_meeting_days_4 = fields.Integer(
        string="Days between meetings, intensive support", default=7
    )

    employer_referral_user_id = fields.Many2one(
        "res.users",
        string="Referrals go to",
        domain=lambda self: [("all_group_ids", "in", self.env.ref(IDENTITY_GROUP).id)],
        help="Who answers partners that refer a person, unless a tutor follows that person "
        "already. Empty: each tutor may take them.",
    )
    employer_referral_days = fields.Integer(
        string="Days to answer a referral",
        default=7,
        help="After so many days Today shows it as late.",
    )
    employer_referral_months = fields.Integer(
        string="Months a referral keeps the name",
        default=12,
        help="So many months after the answer, whom the partner meant is deleted; 0: never.",
    )

    _check_proposal_months = models.Constraint(
        "CHECK(employer_proposal_months > 0)", "A yes lasts at least one month."
    )
    _check_meeting_days = models.Constraint(
        "CHECK(employer_meeting_days_1 >= 0 AND employer_meeting_days_2 >= 0"
        " AND employer_meeting_days_3 >= 0 AND employer_meeting_days_4 >= 0"
        " AND employer_consent_days >= 0)",
        "Days between meetings cannot be negative; 0 means no rhythm.",
    )
    _check_referrals = models.Constraint(
        "CHECK(employer_referral_days >= 0 AND employer_referral_months >= 0)",
        "Days and months of referrals cannot be negative.",
    )
