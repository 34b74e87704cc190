# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidateWork(models.TransientModel):
    """Work for a person: the open vacancies, ranked and explained, and whom to call.

    Nothing is kept: `work` is what the widget `employer_work` shows, asked anew when it opens.
    Officers act on it; the tutor reads it.
    """

    _name = "employer.candidate.work"
    _description = "Work for a person"

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, ondelete="cascade"
    )
    work = fields.Json(compute="_compute_work")

    @api.depends("candidate_id")
    def _compute_work(self):
        for dialog in self:
            person = dialog.candidate_id._origin
            dialog.work = bool(person) and dialog._person_work(person)

    @api.model
    def _person_work(self, person):
        return {
            "candidate_id": person.id,
            "wanted": person.occupation_ids.mapped("name"),
            "can_act": self.env["employer.candidacy"].has_access("create"),
            "vacancies": self._vacancy_rows(person),
            "employers": person._prospect_rows(),
        }

    @api.model
    def _vacancy_rows(self, person):
        rows = person._match_vacancies()
        vacancies = self.env["employer.vacancy"].browse([row["vacancy_id"] for row in rows])
        return [
            {
                **row,
                "name": vacancy.display_name,
                "employer": vacancy.employer_id.display_name,
                "place": vacancy.place or "",
            }
            for row, vacancy in zip(rows, vacancies, strict=True)
        ]
