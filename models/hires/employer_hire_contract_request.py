# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerHireContract(models.Model):
    """A contract written settles what the employer had told of it on the portal or by link."""

    _inherit = "employer.hire.contract"

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        told = contracts.hire_id.filtered("candidate_id")
        # sudo: whoever may write a hire settles what was told of it
        requests_sudo = self.env["employer.internship.request"].sudo()
        for hire in told if not self._is_history() else ():
            requests_sudo.search(
                [
                    ("kind", "=", "hired"),
                    ("state", "=", "new"),
                    ("candidate_id", "=", hire.candidate_id.id),
                    ("employer_id", "=", hire.employer_id.id),
                ]
            ).write({"state": "accepted"})
        return contracts
