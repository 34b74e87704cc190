# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """How long companies have to answer a list."""

    _inherit = "res.company"

    employer_answer_days = fields.Integer(
        string="Days to answer a list",
        default=7,
        help="Days after sending by which a company should have answered a list.",
    )

    _check_answer_days = models.Constraint(
        "CHECK(employer_answer_days > 0)", "A company has at least one day to answer."
    )
