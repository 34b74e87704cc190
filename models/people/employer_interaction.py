# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """An interaction may be about a person; then it is protected."""

    _inherit = "employer.interaction"

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="About",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
