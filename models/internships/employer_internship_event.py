# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: What takes hours of presence.
HOURS_KINDS = ("absent", "late")


class EmployerInternshipEvent(models.Model):
    """What happened on a day of an internship, told in two clicks by host, person or centre.

    Absences and late arrivals go into the month's hours; everything waits in Today for whom it is
    for (the tutor) until it is taken care of, an accident until it was reported to the insurance.
    Facts about work, by code: officers and the person's own team read and write.
    Source: issue 5, "Internships"; PEERS.md 16 (early warning).
    """

    _name = "employer.internship.event"
    _description = "What happened in an internship"
    _inherit = ["employer.record.mixin", "employer.internship.detail.mixin"]
    _order = "date desc, id desc"

    date = fields.Date(required=True, index=True, default=fields.Date.context_today)
    kind = fields.Selection(
        [
            ("absent", "Absent"),
            ("late", "Late"),
            ("accident", "Accident"),
            ("conflict", "Conflict"),
            ("wants_stop", "Wants to stop"),
            ("wants_hire", "Host wants to hire now"),
        ],
        string="What",
        required=True,
        index=True,
    )
    hours = fields.Float(string="Hours missed", help="Of an absence or a late arrival.")
    told_by = fields.Selection(
        [("host", "The host"), ("person", "The person"), ("centre", "We saw it")],
        string="Told by",
        required=True,
        default="host",
    )
    note = fields.Char(help="Facts about work only; nothing about anybody's health.")
    user_id = fields.Many2one(
        "res.users",
        string="For",
        index=True,
        compute="_compute_user_id",
        store=True,
        readonly=False,
        precompute=True,
        help="Who takes care of it: the tutor, else the officer.",
    )
    due_date = fields.Date(
        string="By",
        compute="_compute_due_date",
        store=True,
        readonly=False,
        precompute=True,
        help="Of an accident: the last day to report it to the insurance.",
    )
    settled_date = fields.Date(string="Taken care of on", copy=False)
    insurance_date = fields.Date(string="Reported to the insurance on", copy=False)
    insurance_protocol = fields.Char(string="Protocol of the report", copy=False)
    advice = fields.Char(compute="_compute_advice", string="Suggested")

    _waiting_idx = models.Index("(user_id, due_date) WHERE settled_date IS NULL")
    _check_hours = models.Constraint(
        "CHECK(hours >= 0 AND hours <= 24 AND (hours = 0 OR kind IN ('absent', 'late')))",
        "Only an absence or a late arrival has hours, at most 24.",
    )

    @api.depends("kind", "date", "internship_id.name")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for event in self:
            words = (event.internship_id.name, labels.get(event.kind))
            event.display_name = " ".join(filter(None, words))

    @api.depends("internship_id")
    def _compute_user_id(self):
        for event in self:
            internship = event.internship_id
            event.user_id = event.user_id or internship.tutor_id or internship.user_id

    @api.depends("date", "kind")
    def _compute_due_date(self):
        """An accident is due by law (R10_INSURANCE); the rest on the day it was told."""
        for event in self:
            day = event.date
            if event.kind == "accident" and day:
                days = int(
                    event.internship_id._rule_number("R10_INSURANCE", "accident_report_days", day)
                )
                day += timedelta(days=days)
            event.due_date = day

    @api.depends("kind", "due_date")
    def _compute_advice(self):
        words = self._advices()
        for event in self:
            event.advice = words.get(event.kind, False)

    def _advices(self):
        """Return {kind: the suggested next step, in words}."""
        return {
            "absent": self.env._("Ask why, before it happens again."),
            "late": self.env._("Ask why, before it happens again."),
            "accident": self.env._("Report it to the insurance, then suspend if it lasts."),
            "conflict": self.env._("Call the host tutor and meet the person."),
            "wants_stop": self.env._("Meet the person and the host before it ends."),
            "wants_hire": self.env._("Call the host: contract, first day, hours."),
        }

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        events = super().create(vals_list)
        events._check_day()
        # who tells it is who takes care of it: nothing waits
        own = events.filtered(
            lambda event: event.kind in HOURS_KINDS and event.user_id == self.env.user
        )
        own.settled_date = fields.Date.context_today(self)
        events.internship_id._sync_months(min(events.mapped("date"), default=None))
        return events

    def write(self, vals):
        moved = {"date", "hours", "kind", "internship_id"} & vals.keys()
        if moved:
            self._check_month_open()  # of the month they leave; then of the one they come to
        result = super().write(vals)
        if moved:
            self._check_day()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_confirmed(self):
        self._check_month_open()

    def _check_day(self):
        """Refuse a day outside the internship, and hours in a month that is confirmed.

        :raise UserError: naming the internship and its days
        """
        for event in self:
            internship = event.internship_id
            # one that goes on past its planned end still has its accidents
            today = fields.Date.context_today(self)
            first = internship.start_date
            last = internship.actual_end_date or max(internship.planned_end_date or today, today)
            begun = internship.state in ("running", "suspended", "ended")
            if not begun or not first <= event.date <= last:
                raise UserError(
                    self.env._(
                        "%(internship)s does not run on %(day)s.",
                        internship=internship.display_name,
                        day=internship._day(event.date),
                    )
                )
        self._check_month_open()

    def _check_month_open(self):
        for event in self.filtered("hours"):
            month = event.internship_id.month_ids.filtered(
                lambda one, event=event: one.month == event.date.replace(day=1)
            )
            if month.state == "confirmed":
                raise UserError(
                    self.env._(
                        "%(month)s is confirmed: reopen it before its absences change.",
                        month=month.display_name,
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_settle(self):
        """Say that these were taken care of.

        :raise UserError: for an accident not yet reported to the insurance
        """
        for event in self.filtered(lambda one: one.kind == "accident" and not one.insurance_date):
            raise UserError(
                self.env._(
                    "%(event)s: write on which day it was reported to the insurance "
                    "(by %(day)s) before it is settled.",
                    event=event.display_name,
                    day=event.internship_id._day(event.due_date),
                )
            )
        self.filtered(lambda one: not one.settled_date).settled_date = fields.Date.context_today(
            self
        )

    def action_unsettle(self):
        """Take it back: it waits again."""
        self.write({"settled_date": False})

    def action_follow(self):
        """Open what usually comes next: suspend, end, or log the call."""
        self.ensure_one()
        internship = self.internship_id
        if self.kind == "accident" and internship.state == "running":
            action = internship.action_suspend()
            action["context"] = {
                **action["context"],
                "default_reason": "accident",
                "default_start_date": self.date,
            }
            return action
        if self.kind == "wants_stop" and internship.state in ("running", "suspended"):
            return internship.action_end()
        return internship.action_log_contact()

    def action_log_contact(self):
        """Open the dialog that logs a contact about the internship."""
        self.ensure_one()
        return self.internship_id.action_log_contact()

    def _action_open(self):
        """Return the window on this event."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What happened"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "medium"},
        }

    def _action_told(self):
        """Return the note that says what was recorded and for whom it waits."""
        waiting = self.filtered(lambda event: not event.settled_date)
        if waiting:
            words = self.env._(
                "Recorded. %(who)s finds it under Today, by %(day)s.",
                who=waiting[0].user_id.name or self.env._("Nobody"),
                day=waiting[0].internship_id._day(waiting[0].due_date),
            )
        else:
            words = self.env._("Recorded in the month's presence.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": words,
                "type": "success",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
