# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerCommitment(models.Model):
    """Positions offered count as delivered on the day their vacancy opened."""

    _inherit = "employer.commitment"

    @api.depends(
        "employer_id.vacancy_ids.active",
        "employer_id.vacancy_ids.opened_date",
        "employer_id.vacancy_ids.positions",
    )
    def _compute_delivered(self):
        return super()._compute_delivered()

    def _delivered_facts(self, kind):
        facts = super()._delivered_facts(kind)
        if kind != "vacancy":
            return facts
        vacancies = self.env["employer.vacancy"]._read_group(
            [("employer_id", "in", self.employer_id.ids), ("opened_date", "!=", False)],
            ["employer_id", "opened_date:day"],
            ["positions:sum"],
        )
        return facts + [(employer, day, number, ()) for employer, day, number in vacancies]
