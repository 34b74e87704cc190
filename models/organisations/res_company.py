# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """When two organisations of an office may be one."""

    _inherit = "res.company"

    employer_duplicate_similarity = fields.Integer(
        string="Per cent of likeness from which two names may be one",
        default=60,
        help="Names are compared by groups of three letters, without legal form and accents.",
    )
    employer_duplicate_shared = fields.Integer(
        string="Organisations that may share a phone, mail domain or sign as duplicates",
        default=4,
        help="What more organisations share (a consultant's phone, a chain's sign) says nothing.",
    )

    _check_duplicate_similarity = models.Constraint(
        "CHECK(employer_duplicate_similarity BETWEEN 30 AND 100)",
        "The likeness of two names is between 30 and 100 per cent.",
    )
    _check_duplicate_shared = models.Constraint(
        "CHECK(employer_duplicate_shared >= 2)",
        "Duplicates are at least two organisations.",
    )
