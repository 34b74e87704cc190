# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerAgreement(models.Model):
    """Vacancies under an agreement."""

    _inherit = "employer.agreement"

    vacancy_ids = fields.One2many("employer.vacancy", "agreement_id", string="Vacancies")
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        counts = dict(
            self.env["employer.vacancy"]._read_group(
                [("agreement_id", "in", self.ids)], ["agreement_id"], ["__count"]
            )
        )
        for record in self:
            record.vacancy_count = counts.get(record._origin, 0)

    def action_view_vacancies(self):
        """Open the vacancies that came of it."""
        self.ensure_one()
        return self.env["employer.vacancy"]._action_of(
            [("agreement_id", "=", self.id)],
            {"default_agreement_id": self.id, "default_employer_id": self.employer_id.id},
        )
