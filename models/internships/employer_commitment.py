# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerCommitment(models.Model):
    """A promised internship is delivered on the day it starts."""

    _inherit = "employer.commitment"

    @api.depends(
        "employer_id.internship_ids.state",
        "employer_id.internship_ids.start_date",
        "employer_id.internship_ids.candidate_id.protected_ids.target_group_ids",
    )
    def _compute_delivered(self):
        return super()._compute_delivered()

    def _delivered_facts(self, kind):
        facts = super()._delivered_facts(kind)
        if kind != "internship":
            return facts
        internships = self.env["employer.internship"].search(
            [
                ("employer_id", "in", self.employer_id.ids),
                ("state", "in", ("running", "suspended", "ended")),
                ("start_date", "!=", False),
            ]
        )
        groups = internships.candidate_id._target_group_ids()
        return facts + [
            (record.employer_id, record.start_date, 1, groups.get(record.candidate_id.id, ()))
            for record in internships
        ]
