# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCourseEnrol(models.TransientModel):
    """Puts several persons on a course at once; those on it already are not shown."""

    _name = "employer.course.enrol"
    _description = "Add persons to a course"

    course_id = fields.Many2one("employer.course", required=True, ondelete="cascade")
    company_id = fields.Many2one(related="course_id.company_id")
    known_candidate_ids = fields.Many2many(
        "employer.candidate", compute="_compute_known_candidate_ids"
    )
    candidate_ids = fields.Many2many("employer.candidate", string="Persons", required=True)

    @api.depends("course_id")
    def _compute_known_candidate_ids(self):
        for dialog in self:
            dialog.known_candidate_ids = dialog.course_id.enrolment_ids.candidate_id

    def action_propose(self):
        """Put them on the course as proposed."""
        self._enrolments()

    def action_enrol(self):
        """Enrol them while there are places; the others go on the waiting list."""
        self._enrolments().action_enrol()

    def _enrolments(self):
        self.ensure_one()
        return self.env["employer.course.enrolment"].create(
            [
                {"course_id": self.course_id.id, "candidate_id": person.id}
                for person in self.candidate_ids - self.known_candidate_ids
            ]
        )
