# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


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

    _check_proposal_months = models.Constraint(
        "CHECK(employer_proposal_months > 0)", "A yes lasts at least one month."
    )
    _check_meeting_days = models.Constraint(
        "CHECK(employer_meeting_days_1 >= 0 AND employer_meeting_days_2 >= 0"
        " AND employer_meeting_days_3 >= 0 AND employer_meeting_days_4 >= 0"
        " AND employer_consent_days >= 0)",
        "Days between meetings cannot be negative; 0 means no rhythm.",
    )
