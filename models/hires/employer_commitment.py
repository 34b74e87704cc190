# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerCommitment(models.Model):
    """A promised hire is delivered on its first day."""

    _inherit = "employer.commitment"

    @api.depends(
        "employer_id.hire_ids.active",
        "employer_id.hire_ids.start_date",
        "employer_id.hire_ids.candidate_id.protected_ids.target_group_ids",
    )
    def _compute_delivered(self):
        return super()._compute_delivered()

    def _delivered_facts(self, kind):
        facts = super()._delivered_facts(kind)
        if kind != "hire":
            return facts
        hires = self.env["employer.hire"].search(
            [("employer_id", "in", self.employer_id.ids), ("start_date", "<=", "today")]
        )
        groups = hires.candidate_id._target_group_ids()
        return facts + [
            (hire.employer_id, hire.start_date, 1, groups.get(hire.candidate_id.id, ()))
            for hire in hires
        ]
