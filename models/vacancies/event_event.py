# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

GROUP = "employer_engagement.employer_engagement_group_user"


class EventEvent(models.Model):
    """Vacancies that came of a workshop (declared by the officer)."""

    _inherit = "event.event"

    vacancy_ids = fields.One2many(
        "employer.vacancy", "workshop_id", string="Vacancies", groups=GROUP
    )
    vacancy_count = fields.Integer(compute="_compute_vacancy_count", groups=GROUP)

    @api.depends("vacancy_ids")
    def _compute_vacancy_count(self):
        counts = dict(
            self.env["employer.vacancy"]._read_group(
                [("workshop_id", "in", self.ids)], ["workshop_id"], ["__count"]
            )
        )
        for record in self:
            record.vacancy_count = counts.get(record._origin, 0)

    def action_view_vacancies(self):
        """Open the vacancies that came of it."""
        self.ensure_one()
        return self.env["employer.vacancy"]._action_of(
            [("workshop_id", "=", self.id)], {"default_workshop_id": self.id}
        )
