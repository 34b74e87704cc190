# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """How long an office asks people to say yes for."""

    _inherit = "res.company"

    employer_proposal_months = fields.Integer(
        string="Months of a yes to being proposed",
        default=24,
        help="A yes to being proposed without a name ends after so many months, unless another "
        "day is given.",
    )

    _check_proposal_months = models.Constraint(
        "CHECK(employer_proposal_months > 0)", "A yes lasts at least one month."
    )
