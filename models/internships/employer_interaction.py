# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """An interaction may be about an internship; then it is protected."""

    _inherit = "employer.interaction"

    internship_id = fields.Many2one(
        "employer.internship", index="btree_not_null", ondelete="set null", check_company=True
    )
