# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """How often an office sends its bulletin of vacancies."""

    _inherit = "res.company"

    employer_bulletin_days = fields.Integer(
        string="Days between two bulletins",
        default=14,
        help="So many days after the last one the next is prepared (CeLav: every fortnight).",
    )

    _check_employer_bulletin_days = models.Constraint(
        "CHECK(employer_bulletin_days BETWEEN 1 AND 366)",
        "A bulletin follows the one before after a day at least, a year at most.",
    )
