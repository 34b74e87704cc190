# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """An interaction may be about a vacancy."""

    _inherit = "employer.interaction"

    vacancy_id = fields.Many2one(
        "employer.vacancy", index="btree_not_null", ondelete="set null", check_company=True
    )
