# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """When Today reminds of a workshop: before it, and for how long after it."""

    _inherit = "res.company"

    employer_workshop_call_days = fields.Integer(
        string="Days before a workshop to have called",
        default=7,
        help="Whoever has no mail address should have been called so many days before.",
    )
    employer_workshop_thank_days = fields.Integer(
        string="Days after a workshop to thank",
        default=60,
        help="So long Today reminds of companies that were not thanked or have no next step.",
    )

    _check_workshop_days = models.Constraint(
        "CHECK(employer_workshop_call_days >= 0 AND employer_workshop_thank_days >= 0)",
        "Days before and after a workshop are counted from it on.",
    )
