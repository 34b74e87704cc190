# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class EmployerCoursePlan(models.TransientModel):
    """Writes the sessions of a course at once: the same hours on the same days of each week."""

    _name = "employer.course.plan"
    _description = "Plan the sessions of a course"

    course_id = fields.Many2one("employer.course", required=True, ondelete="cascade")
    monday = fields.Boolean()
    tuesday = fields.Boolean()
    wednesday = fields.Boolean()
    thursday = fields.Boolean()
    friday = fields.Boolean()
    saturday = fields.Boolean()
    sunday = fields.Boolean()
    start_hour = fields.Float(string="From", default=9)
    hours = fields.Float(string="Hours each", default=4, required=True)
    session_count = fields.Integer(string="Sessions to write", compute="_compute_session_count")
    left_hours = fields.Float(string="Hours left over", compute="_compute_session_count")

    @api.depends("course_id", "hours", *WEEKDAYS)
    def _compute_session_count(self):
        for dialog in self:
            sessions = dialog._sessions()
            planned = sum(hours for _day, hours in sessions)
            course = dialog.course_id
            dialog.session_count = len(sessions)
            dialog.left_hours = max(course.hours - course.session_hours - planned, 0)

    def _sessions(self):
        """Return [(day, hours)] of what would be written."""
        self.ensure_one()
        weekdays = {number for number, day in enumerate(WEEKDAYS) if self[day]}
        course = self.course_id
        if not (course.start_date and course.end_date and self.hours > 0):
            return []
        return list(course._session_days(weekdays, self.hours))

    def action_confirm(self):
        """Write the sessions; those there already stay.

        :raise UserError: when there is nothing to write, saying what is missing
        """
        self.ensure_one()
        sessions = self._sessions()
        if not sessions:
            raise UserError(
                self.env._(
                    "No session to write: “%s” needs its hours, first and last day, and here at "
                    "least one day of the week.",
                    self.course_id.display_name,
                )
            )
        self.env["employer.course.session"].create(
            [
                {
                    "course_id": self.course_id.id,
                    "date": day,
                    "start_hour": self.start_hour,
                    "hours": hours,
                }
                for day, hours in sessions
            ]
        )
