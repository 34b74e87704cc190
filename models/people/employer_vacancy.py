# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancy(models.Model):
    """Courses that prepare people for a vacancy."""

    _inherit = "employer.vacancy"

    course_ids = fields.One2many("employer.course", "vacancy_id", string="Courses")
    course_count = fields.Integer(compute="_compute_course_count")

    def _compute_course_count(self):
        counts = dict(
            self.env["employer.course"]._read_group(
                [("vacancy_id", "in", self.ids)], ["vacancy_id"], ["__count"]
            )
        )
        for vacancy in self:
            vacancy.course_count = counts.get(vacancy._origin, 0)

    def action_view_courses(self):
        """Open the courses that prepare for this vacancy; a new one takes what it offers."""
        self.ensure_one()
        return self.env["employer.course"]._action_of(
            [("vacancy_id", "=", self.id)],
            {
                "default_vacancy_id": self.id,
                "default_name": self.name,
                "default_programme_id": self.programme_id.id,
            },
        )
