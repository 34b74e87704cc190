# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerCoursePresence(models.Model):
    """That a person was, or was not, at a session; by code, like the enrolment.

    Written when the register is taken (present) and tapped for the absent. Every role reads,
    officers write, a tutor corrects those of the own team's persons. Who was present received a
    service of that day and those hours (`service_ids`, one at most), kept in step with the
    register.
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
    service_ids = fields.One2many("employer.service", "presence_id", string="Service received")

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

    # ------------------------------------------------------------------
    # The service received
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        presences = super().create(vals_list)
        presences._sync_services()
        return presences

    def write(self, vals):
        result = super().write(vals)
        self._sync_services()
        return result

    def _sync_services(self):
        """Write one service for each of these who was present, and none for who was not."""
        # sudo: services are the tutors'; who may write the register was judged by writing it
        presences_sudo = self.sudo()
        absent = presences_sudo.filtered(lambda one: not one.is_present)
        absent.service_ids.unlink()
        participations = presences_sudo._participations()
        new = []
        for presence in presences_sudo - absent:
            vals = presence._service_vals(participations)
            if presence.service_ids:
                presence.service_ids.write(vals)
            else:
                new.append({**vals, "presence_id": presence.id})
        self.env["employer.service"].sudo().create(new)

    def _service_vals(self, participations):
        """Return what the service says: the day and hours of the session, led by its officer."""
        self.ensure_one()
        session = self.session_id
        course = session.course_id
        key = (self.candidate_id, course.programme_id)
        fitting = [
            one
            for one in participations.get(key, ())
            if one.entered_date <= session.date
            and (not one.left_date or session.date <= one.left_date)
        ]
        return {
            "candidate_id": self.candidate_id.id,
            "participation_id": fitting[0].id if fitting else False,
            "kind": "training",
            "date": session.date,
            "hours": session.hours,
            "user_id": course.user_id.id,
            "note": course.name,
        }

    def _participations(self):
        """Return {(person, programme): participations} for the courses of a programme."""
        found = self.env["employer.participation"].search(
            [
                ("candidate_id", "in", self.candidate_id.ids),
                ("programme_id", "in", self.session_id.course_id.programme_id.ids),
            ]
        )
        return found.grouped(lambda one: (one.candidate_id, one.programme_id))
