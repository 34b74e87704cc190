# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .indicator_definition import WEAK_PERCENT


class ResCompany(models.Model):
    """How much may be unknown before a rate is weak."""

    _inherit = "res.company"

    employer_weak_percent = fields.Integer(
        string="Per cent of unknown above which a rate is weak",
        default=WEAK_PERCENT,
        help="A rate of which more is not known is shown as weak and opens the list to mend.",
    )

    _check_weak_percent = models.Constraint(
        "CHECK(employer_weak_percent BETWEEN 0 AND 100)",
        "The share of unknown is between 0 and 100 per cent.",
    )
