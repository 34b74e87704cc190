# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """When Today asks again for the outcome of an ended internship. Source: issue 5 (0, 3, 10)."""

    _inherit = "res.company"

    employer_outcome_second_days = fields.Integer(
        string="Outcome: second reminder",
        default=3,
        help="Days after the end of an internship on which its outcome is asked for again.",
    )
    employer_outcome_third_days = fields.Integer(
        string="Third reminder",
        default=10,
        help="Days after the end on which the person is asked too.",
    )

    _check_employer_outcome = models.Constraint(
        "CHECK(employer_outcome_second_days BETWEEN 1 AND 29"
        " AND employer_outcome_third_days BETWEEN employer_outcome_second_days AND 29)",
        "The outcome is asked for again between 1 and 29 days after the end, the third time last: "
        "then the follow-ups ask.",
    )
