# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError

# What each kind of requirement must say.
NEEDED_FIELDS = {
    "skill": ("skill_id",),
    "language": ("language_id", "level"),
    "licence": ("licence",),
    "education": ("name",),
    "other": ("name",),
}


class EmployerVacancyRequirement(models.Model):
    """One thing a vacancy asks for, required or preferred, with the task that asks for it (R13)."""

    _name = "employer.vacancy.requirement"
    _description = "Vacancy requirement"
    _inherit = ["employer.record.mixin"]
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
    skill_level = fields.Selection(
        [("1", "Beginner"), ("2", "With help"), ("3", "Alone"), ("4", "Expert")],
        string="Skill level",
        help="How well the task has to be done. Empty: alone, without help.",
    )
    language_id = fields.Many2one("employer.language", ondelete="restrict")
    level = fields.Selection(
        [("a1", "A1"), ("a2", "A2"), ("b1", "B1"), ("b2", "B2"), ("c1", "C1"), ("c2", "C2")],
        string="CEFR level",
    )
    licence = fields.Char()
    name = fields.Char(string="Requirement in words")
    task = fields.Char(required=True, help="The task of the job that asks for this.")
    company_id = fields.Many2one(related="vacancy_id.company_id", store=True, index=True)

    @api.depends("kind", "skill_id", "skill_level", "language_id", "level", "licence", "name")
    def _compute_display_name(self):
        for requirement in self:
            requirement.display_name = requirement._sentence()

    def _sentence(self):
        """Return what is asked for, in a few words."""
        self.ensure_one()
        if self.kind == "skill":
            levels = dict(self._fields["skill_level"]._description_selection(self.env))
            level = levels.get(self.skill_level)
            return f"{self.skill_id.name} ({level})" if level else self.skill_id.name
        if self.kind == "language":
            return f"{self.language_id.name} {(self.level or '').upper()}".strip()
        return (self.kind == "licence" and self.licence) or self.name

    def _bulletin_words(self):
        """Return what is asked for, whether it must be, and the task that asks for it."""
        self.ensure_one()
        labels = dict(self._fields["necessity"]._description_selection(self.env))
        return f"{self._sentence()} ({labels[self.necessity].lower()}): {self.task}"

    @api.constrains("kind", "skill_id", "language_id", "level", "licence", "name")
    def _check_kind_complete(self):
        for requirement in self:
            needed = NEEDED_FIELDS[requirement.kind]
            missing = [
                self._fields[name]._description_string(self.env)
                for name in needed
                if not requirement[name]
            ]
            if missing:
                kinds = dict(self._fields["kind"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "A requirement “%(kind)s” of “%(vacancy)s” must say: %(fields)s.",
                        kind=kinds[requirement.kind],
                        vacancy=requirement.vacancy_id.display_name,
                        fields=", ".join(missing),
                    )
                )

    @api.constrains("name", "task", "licence")
    def _check_lawful_wording(self):
        for requirement in self:
            texts = (requirement.name, requirement.task, requirement.licence)
            requirement.vacancy_id._refuse_unlawful("\n".join(text for text in texts if text))
