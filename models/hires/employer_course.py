# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.fields import Domain


class EmployerCourse(models.Model):
    """Who was hired after a course: the persons who attended, with a hire from its first day on."""

    _inherit = "employer.course"

    hired_count = fields.Integer(
        string="Hired since",
        compute="_compute_hired_count",
        help="Persons who attended and were hired since the first day, by whomever.",
    )

    def _compute_hired_count(self):
        hires = self._hires_since()
        for course in self:
            course.hired_count = len(hires.get(course._origin, hires[None]).candidate_id)

    def _hires_since(self):
        """Return {course: hires of who attended, from its first day on; None: no hire}."""
        enrolments = self.env["employer.course.enrolment"].search(
            Domain("course_id", "in", self.ids) & Domain("state", "=", "completed")
        )
        none = self.env["employer.hire"]
        hires = none.search(
            [("candidate_id", "in", enrolments.candidate_id.ids), ("start_date", "!=", False)]
        ).grouped("candidate_id")
        found = {None: none}
        for enrolment in enrolments:
            course = enrolment.course_id
            later = hires.get(enrolment.candidate_id, none).filtered(
                lambda hire, course=course: hire.start_date >= course.start_date
            )
            found[course] = found.get(course, none) | later
        return found

    def action_open_hires(self):
        """Open the hires of who attended this course, since its first day."""
        self.ensure_one()
        hires = self._hires_since().get(self, self.env["employer.hire"])
        return self.env["employer.hire"]._action_of([("id", "in", hires.ids)])
