# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipDetailMixin(models.AbstractModel):
    """What belongs to one internship and goes with it: its person, host and office."""

    _name = "employer.internship.detail.mixin"
    _description = "Detail of an internship"
    _check_company_auto = True

    internship_id = fields.Many2one(
        "employer.internship", required=True, index=True, ondelete="cascade", check_company=True
    )
    candidate_id = fields.Many2one(
        related="internship_id.candidate_id", string="Person", store=True, index=True
    )
    employer_id = fields.Many2one(
        related="internship_id.employer_id", string="Host", store=True, index=True
    )
    company_id = fields.Many2one(related="internship_id.company_id", store=True, index=True)
