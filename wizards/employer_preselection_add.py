# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerPreselectionAdd(models.TransientModel):
    """Adds several persons to a list at once; those who may not be offered are not shown."""

    _name = "employer.preselection.add"
    _description = "Add persons to a list"

    preselection_id = fields.Many2one("employer.preselection", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="preselection_id.company_id")
    unofferable_candidate_ids = fields.Many2many(
        related="preselection_id.unofferable_candidate_ids"
    )
    candidate_ids = fields.Many2many("employer.candidate", string="Persons", required=True)
    is_reserve = fields.Boolean(string="As reserves")

    def action_confirm(self):
        """Add the persons at the end of the list, in the order chosen."""
        self.ensure_one()
        last = max(self.preselection_id.candidacy_ids.mapped("rank"), default=0)
        self.env["employer.candidacy"].create(
            [
                {
                    "preselection_id": self.preselection_id.id,
                    "candidate_id": candidate.id,
                    "rank": last + 10 * position,
                    "is_reserve": self.is_reserve,
                }
                for position, candidate in enumerate(self.candidate_ids, start=1)
            ]
        )
