# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.presence import daily_hours, working_days

#: Nobody tells of a longer absence in one call: then it is a suspension.
LONGEST_DAYS = 31


class EmployerInternshipEventRecord(models.TransientModel):
    """Record what happened with one click: today, told by the host, unless said otherwise."""

    _name = "employer.internship.event.record"
    _description = "What happened"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    date = fields.Date(string="On", required=True, default=fields.Date.context_today)
    until_date = fields.Date(string="Until", help="Of an absence of several days.")
    late_hours = fields.Float(string="Hours late", default=1)
    told_by = fields.Selection(
        selection=lambda self: self.env["employer.internship.event"]._fields["told_by"].selection,
        string="Told by",
        required=True,
        default="host",
    )
    note = fields.Char(help="Facts about work only; nothing about anybody's health.")

    def action_absent(self):
        """Record an absence: one day, or each working day until the last one told.

        :raise UserError: when there is no working day, or too many, or all were told already
        """
        self.ensure_one()
        last = self.until_date or self.date
        days = self._absent_days(last)
        if not days or (last - self.date) > timedelta(days=LONGEST_DAYS):
            raise UserError(
                self.env._(
                    "An absence has at least one working day and at most %s days: "
                    "for a longer one suspend the internship.",
                    LONGEST_DAYS,
                )
            )
        hours = round(daily_hours(self.internship_id.weekly_hours), 2)
        return self._record("absent", [{"date": day, "hours": hours} for day in days])

    def _absent_days(self, last):
        """Return the days missed until `last`: of several, those on which presence is planned.

        A day told absent already is not missed twice.

        :raise UserError: when all of them were told
        """
        internship = self.internship_id
        days = [last]
        if last != self.date:
            holidays = internship._holidays(self.date, last)
            days = working_days(self.date, last, internship._away(), holidays)
        told = internship.event_ids.filtered(lambda one: one.kind == "absent").mapped("date")
        new = [day for day in days if day not in told]
        if days and not new:
            raise UserError(
                self.env._("%s: this absence was told already.", internship.display_name)
            )
        return new

    def action_late(self):
        """Record a late arrival, with the hours missed."""
        return self._record("late", [{"hours": self.late_hours}])

    def action_accident(self):
        """Record an accident: it must be reported to the insurance within its days."""
        return self._record("accident")

    def action_conflict(self):
        """Record a conflict."""
        return self._record("conflict")

    def action_wants_stop(self):
        """Record that somebody wants to stop."""
        return self._record("wants_stop")

    def action_wants_hire(self):
        """Record that the host wants to hire now."""
        return self._record("wants_hire")

    def _record(self, kind, rows=({},)):
        """Write one event a row and say for whom it waits; an accident opens, to be reported.

        :param rows: values that differ
        """
        self.ensure_one()
        common = {
            "internship_id": self.internship_id.id,
            "kind": kind,
            "date": self.date,
            "told_by": self.told_by,
            "note": self.note,
        }
        events = self.env["employer.internship.event"].create([{**common, **row} for row in rows])
        if kind == "accident" and events.user_id == self.env.user:
            return events._action_open()
        return events._action_told()
