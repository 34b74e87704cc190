# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerScouting(models.Model):
    """Vacancies that came of a scouting."""

    _inherit = "employer.scouting"

    vacancy_ids = fields.One2many("employer.vacancy", "scouting_id", string="Vacancies")
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        counts = dict(
            self.env["employer.vacancy"]._read_group(
                [("scouting_id", "in", self.ids)], ["scouting_id"], ["__count"]
            )
        )
        for record in self:
            record.vacancy_count = counts.get(record._origin, 0)

    def action_view_vacancies(self):
        """Open the vacancies that came of it."""
        self.ensure_one()
        return self.env["employer.vacancy"]._action_of(
            [("scouting_id", "=", self.id)],
            {"default_scouting_id": self.id, "default_employer_id": self.employer_id.id},
        )
