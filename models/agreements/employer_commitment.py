# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCommitment(models.Model):
    """What an organisation promised in an agreement: how many of what, in which period, for whom.

    `delivered` is counted from the chain by the rooms that hold the facts; `gap` is what is missing.
    """

    _name = "employer.commitment"
    _description = "Commitment"
    _order = "end_date, id"
    _check_company_auto = True

    agreement_id = fields.Many2one(
        "employer.agreement", required=True, index=True, ondelete="cascade", check_company=True
    )
    employer_id = fields.Many2one(related="agreement_id.employer_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("vacancy", "Vacancies"),
            ("internship", "Internships"),
            ("hire", "Hires"),
            ("workshop", "Workshop seats"),
        ],
        required=True,
        default="internship",
    )
    quantity = fields.Integer(string="Promised", required=True, default=1)
    target_group_id = fields.Many2one("employer.target.group", ondelete="restrict")
    start_date = fields.Date(required=True, default=fields.Date.context_today)
    end_date = fields.Date(required=True)
    delivered = fields.Integer(compute="_compute_delivered")
    gap = fields.Integer(compute="_compute_delivered")
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date >= start_date)", "A commitment's period must end after it begins."
    )
    _check_quantity = models.Constraint(
        "CHECK(quantity > 0)", "A commitment promises at least one."
    )
