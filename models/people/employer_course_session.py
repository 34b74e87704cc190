# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class EmployerCourseSession(models.Model):
    """A day of a course: when, how long, what about, and its register.

    The register is taken in one go (everybody enrolled, present) and the absent are tapped.
    Every role reads, officers write; a tutor corrects the presence of the own team's persons.
    """

    _name = "employer.course.session"
    _description = "Session of a course"
    _inherit = ["employer.record.mixin"]
    _order = "date, start_hour, id"
    _check_company_auto = True

    course_id = fields.Many2one(
        "employer.course", required=True, index=True, ondelete="cascade", check_company=True
    )
    date = fields.Date(required=True, index=True)
    start_hour = fields.Float(string="From")
    hours = fields.Float(required=True, default=4)
    topic = fields.Char()
    presence_ids = fields.One2many("employer.course.presence", "session_id", string="Register")
    is_registered = fields.Boolean(
        string="Register taken", compute="_compute_is_registered", store=True
    )
    present_count = fields.Integer(string="Present", compute="_compute_counts")
    absent_count = fields.Integer(string="Absent", compute="_compute_counts")
    course_state = fields.Selection(related="course_id.state", string="Course is")
    user_id = fields.Many2one(related="course_id.user_id", string="Officer")
    company_id = fields.Many2one(related="course_id.company_id", store=True, index=True)

    _check_hours = models.Constraint(
        "CHECK(hours > 0 AND hours <= 24)", "A session lasts more than nothing and at most a day."
    )
    _check_start_hour = models.Constraint(
        "CHECK(start_hour IS NULL OR (start_hour >= 0 AND start_hour < 24))",
        "A session begins between 0:00 and 23:59.",
    )

    @api.depends("presence_ids")
    def _compute_is_registered(self):
        for session in self:
            session.is_registered = bool(session.presence_ids)

    @api.depends("presence_ids.is_present")
    def _compute_counts(self):
        counts = {
            (session, is_present): number
            for session, is_present, number in self.env["employer.course.presence"]._read_group(
                [("session_id", "in", self.ids)], ["session_id", "is_present"], ["__count"]
            )
        }
        for session in self:
            session.present_count = counts.get((session._origin, True), 0)
            session.absent_count = counts.get((session._origin, False), 0)

    @api.depends("course_id.name", "date")
    def _compute_display_name(self):
        for session in self:
            day = session.date and format_date(self.env, session.date)
            session.display_name = " · ".join(filter(None, (session.course_id.name, day)))

    @api.constrains("date", "course_id")
    def _check_within_course(self):
        for session in self:
            start, end = session.course_id.start_date, session.course_id.end_date
            if (start and session.date < start) or (end and session.date > end):
                raise ValidationError(
                    self.env._(
                        "The session of %(day)s is outside “%(course)s” (%(start)s to %(end)s). "
                        "Correct the days of the course first: its agreement covers those.",
                        day=format_date(self.env, session.date),
                        course=session.course_id.name,
                        start=(start and format_date(self.env, start)) or "…",
                        end=(end and format_date(self.env, end)) or "…",
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if {"date", "hours"} & vals.keys():
            self.presence_ids._sync_services()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_registered(self):
        for session in self.filtered("is_registered"):
            raise UserError(
                self.env._(
                    "The register of %s is taken. Take it back before deleting the session.",
                    session.display_name,
                )
            )

    # ------------------------------------------------------------------
    # The register
    # ------------------------------------------------------------------

    def action_take_register(self):
        """Write everybody enrolled down as present, and open the register to tap the absent.

        :return: the window on the register
        :raise UserError: before the day, or while the course does not run
        """
        self.ensure_one()
        self.check_access("write")
        self._check_register()
        known = self.presence_ids.enrolment_id
        missing = self.course_id.enrolment_ids._in_register() - known
        self.env["employer.course.presence"].create(
            [{"session_id": self.id, "enrolment_id": enrolment.id} for enrolment in missing]
        )
        return self.action_open_register()

    def _check_register(self):
        if self.course_id.state not in ("running", "held"):
            raise UserError(
                self.env._(
                    "“%s” is not running: start the course before its register is taken.",
                    self.course_id.display_name,
                )
            )
        if self.date > fields.Date.context_today(self):
            raise UserError(
                self.env._("The session of %s is still to come.", format_date(self.env, self.date))
            )
        if not self.course_id.enrolment_ids._in_register():
            raise UserError(
                self.env._("Nobody is enrolled in “%s” yet.", self.course_id.display_name)
            )

    def action_open_register(self):
        """Open the register of this session."""
        self.ensure_one()
        view = self.env.ref("employer_engagement.employer_course_session_view_form_register")
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(view.id, "form")],
            "target": "new",
        }

    def action_drop_register(self):
        """Take the whole register back: it was of another day, or of nobody."""
        self.presence_ids.unlink()
