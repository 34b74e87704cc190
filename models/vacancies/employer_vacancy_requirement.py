# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancyRequirement(models.Model):
    """One thing a vacancy asks for, required or preferred, with the task that asks for it (R13)."""

    _name = "employer.vacancy.requirement"
    _description = "Vacancy requirement"
    _order = "necessity desc, id"

    vacancy_id = fields.Many2one("employer.vacancy", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("skill", "Skill"),
            ("language", "Language"),
            ("licence", "Driving licence"),
            ("education", "Education"),
            ("other", "Other"),
        ],
        required=True,
        default="skill",
    )
    necessity = fields.Selection(
        [("required", "Required"), ("preferred", "Preferred")], required=True, default="required"
    )
    skill_id = fields.Many2one("employer.skill", ondelete="restrict")
    language_id = fields.Many2one("employer.language", ondelete="restrict")
    level = fields.Selection(
        [("a1", "A1"), ("a2", "A2"), ("b1", "B1"), ("b2", "B2"), ("c1", "C1"), ("c2", "C2")],
        string="CEFR level",
    )
    licence = fields.Char()
    name = fields.Char(string="Other requirement")
    task = fields.Char(required=True, help="The task of the job that asks for this.")
    company_id = fields.Many2one(related="vacancy_id.company_id", store=True, index=True)
