# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerCoursePresence(models.Model):
    """That a person was, or was not, at a session; by code, like the enrolment.

    Written when the register is taken (present) and tapped for the absent. Every role reads,
    officers write, a tutor corrects those of the own team's persons.
    """

    _name = "employer.course.presence"
    _description = "Presence at a session"
    _inherit = ["employer.record.mixin"]
    _order = "session_id, candidate_id, id"
    _check_company_auto = True

    session_id = fields.Many2one(
        "employer.course.session",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    enrolment_id = fields.Many2one(
        "employer.course.enrolment",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    candidate_id = fields.Many2one(
        related="enrolment_id.candidate_id", string="Person", store=True, index=True
    )
    is_present = fields.Boolean(string="Present", default=True)
    hours = fields.Float(related="session_id.hours", store=True)
    date = fields.Date(related="session_id.date", store=True)
    company_id = fields.Many2one(related="enrolment_id.company_id", store=True, index=True)

    _once_uniq = models.UniqueIndex(
        "(session_id, enrolment_id)", "This person is on the register of the session already."
    )

    @api.depends("candidate_id.code", "date")
    def _compute_display_name(self):
        for presence in self:
            presence.display_name = f"{presence.candidate_id.code}: {presence.date}"

    @api.constrains("session_id", "enrolment_id")
    def _check_course(self):
        for presence in self:
            if presence.session_id.course_id != presence.enrolment_id.course_id:
                raise ValidationError(
                    self.env._(
                        "%s is not enrolled in the course of this session.",
                        presence.candidate_id.code,
                    )
                )
