# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidate(models.Model):
    """The courses of a person."""

    _inherit = "employer.candidate"

    enrolment_ids = fields.One2many("employer.course.enrolment", "candidate_id", string="Courses")
    enrolment_count = fields.Integer(compute="_compute_enrolment_count")

    def _compute_enrolment_count(self):
        counts = dict(
            self.env["employer.course.enrolment"]._read_group(
                [("candidate_id", "in", self.ids)], ["candidate_id"], ["__count"]
            )
        )
        for person in self:
            person.enrolment_count = counts.get(person._origin, 0)

    def action_view_enrolments(self):
        """Open the courses this person is or was on."""
        return self._action_related("employer.course.enrolment", self.env._("Courses"))
