# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerOrganisation(models.Model):
    """Vacancies of an organisation; an open one engages it."""

    _inherit = "employer.organisation"

    vacancy_ids = fields.One2many("employer.vacancy", "employer_id", string="Vacancies")
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        counts = dict(
            self.env["employer.vacancy"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.vacancy_count = counts.get(organisation._origin, 0)

    @api.depends("vacancy_ids.stage_kind", "vacancy_ids.opened_date", "vacancy_ids.positions")
    def _compute_level(self):
        return super()._compute_level()

    def _engagement_ids(self):
        with_open = self.env["employer.vacancy"]._read_group(
            [("employer_id", "in", self.ids), ("stage_id.kind", "in", ("need", "open"))],
            ["employer_id"],
        )
        return super()._engagement_ids() | {organisation.id for (organisation,) in with_open}

    def action_view_vacancies(self):
        """Open the vacancies of this organisation."""
        self.ensure_one()
        return self.env["employer.vacancy"]._action_of(
            [("employer_id", "=", self.id)], {"default_employer_id": self.id}
        )
