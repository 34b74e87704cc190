# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import clean_context, format_date

from odoo.addons.employer_engagement.tools.calendar_months import add_months

#: Links a contact may have; those the interaction knows are passed on.
LINKS = (
    "employer_id",
    "scouting_id",
    "vacancy_id",
    "candidate_id",
    "internship_id",
    "contact_id",
)


class EmployerInteractionLog(models.TransientModel):
    """Log a contact in 20 seconds: how, with what outcome, what next.

    Opened by `action_log_contact()` of an organisation, scouting, vacancy or person. It writes
    one `employer.interaction`, which moves level, stage and next step and plans the activity.
    """

    _name = "employer.interaction.log"
    _description = "Log a contact"

    employer_id = fields.Many2one("employer.organisation", string="Organisation")
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    scouting_id = fields.Many2one("employer.scouting")
    vacancy_id = fields.Many2one("employer.vacancy")
    candidate_id = fields.Many2one("employer.candidate", string="About")
    internship_id = fields.Many2one("employer.internship")
    contact_id = fields.Many2one(
        "res.partner",
        string="Spoke with",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
    )
    phone = fields.Char(compute="_compute_phone")
    date = fields.Date(required=True, default=fields.Date.context_today)
    channel = fields.Selection(
        lambda self: (
            self.env["employer.interaction"]._fields["channel"]._description_selection(self.env)
        ),
        required=True,
        default="phone",
    )
    direction = fields.Selection(
        lambda self: (
            self.env["employer.interaction"]._fields["direction"]._description_selection(self.env)
        ),
        required=True,
        default="out",
    )
    outcome = fields.Selection(
        lambda self: (
            self.env["employer.interaction"]._fields["outcome"]._description_selection(self.env)
        ),
        required=True,
        default="reached",
    )
    minutes = fields.Integer()
    summary = fields.Text()
    next_step_when = fields.Selection(
        [
            ("tomorrow", "Tomorrow"),
            ("week", "In a week"),
            ("month", "In a month"),
            ("none", "Nothing for now"),
        ],
        string="Next step",
    )
    next_step_date = fields.Date(
        string="On", compute="_compute_next_step_date", store=True, readonly=False
    )
    next_step = fields.Char(string="What")
    next_activity_type_id = fields.Many2one(
        "mail.activity.type",
        string="As",
        domain=[("res_model", "=", False), ("category", "!=", "upload_file")],
        default=lambda self: self.env.ref("mail.mail_activity_data_call", False),
    )
    due_words = fields.Char(string="Planned", compute="_compute_due_words")
    is_due_done = fields.Boolean(string="What was planned is done")
    call_state = fields.Selection(related="employer_id.call_state")
    call_words = fields.Char(related="employer_id.call_words")
    colleague_words = fields.Char(compute="_compute_colleague_words")
    last_words = fields.Char(string="Last time", compute="_compute_last_words")
    interrupted_id = fields.Many2one("employer.interaction.log")
    is_waiting = fields.Boolean(
        help="Begun, and left for a call that came in; nothing of it is lost."
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("employer_id", "scouting_id")
    def _compute_contact_id(self):
        for log in self:
            log.contact_id = (
                log.contact_id or log.scouting_id.contact_id or log.employer_id.main_contact_id
            )

    @api.depends("contact_id", "employer_id")
    def _compute_phone(self):
        for log in self:
            log.phone = log.contact_id.phone or log.employer_id.phone

    @api.depends("next_step_when", "date")
    def _compute_next_step_date(self):
        for log in self:
            today = fields.Date.context_today(log)
            dates = {
                "tomorrow": today + timedelta(days=1),
                "week": today + timedelta(days=7),
                "month": add_months(today, 1),
                "none": False,
            }
            log.next_step_date = dates.get(log.next_step_when, log.next_step_date)

    @api.depends("employer_id", "scouting_id")
    def _compute_due_words(self):
        for log in self:
            activity = log._due_activities()[:1]
            log.due_words = bool(activity) and self.env._(
                "%(what)s, %(date)s",
                what=activity.summary or activity.activity_type_id.name,
                date=format_date(self.env, activity.date_deadline),
            )

    @api.depends("employer_id")
    def _compute_colleague_words(self):
        for log in self:
            log.colleague_words = log.employer_id._colleague_words()

    @api.depends("employer_id")
    def _compute_last_words(self):
        for log in self:
            last = self.env["employer.interaction"].search(
                [("employer_id", "in", log.employer_id.ids)], limit=1
            )
            words = (
                last.date and format_date(self.env, last.date),
                last.user_id.name,
                last.outcome and f"{last._label('channel')}: {last._label('outcome')}",
                (last.summary or "").partition("\n")[0],
            )
            log.last_words = " · ".join(filter(None, words))

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    @api.model
    def _action_open(self, context):
        """Return the action that opens the dialog with the defaults in `context`."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a contact"),
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "medium", **context},
        }

    def action_save(self):
        """Write the contact, with all it moves, and close."""
        for log in self:
            log._save()
        return self[:1].interrupted_id._reopen() or {"type": "ir.actions.act_window_close"}

    def _save(self):
        """Write the contact, with all it moves.

        :return: the new interaction
        """
        self.ensure_one()
        interactions = self.env["employer.interaction"].with_context(
            clean_context(self.env.context)
        )
        interaction = interactions.create(self._interaction_vals())
        if self.is_due_done:
            self._finish_due(interaction)
        return interaction

    def action_incoming_call(self):
        """Leave this one as it stands and look up, and log, a call that comes in meanwhile."""
        self.ensure_one()
        self.is_waiting = True
        action = self._action_open(
            {
                "default_interrupted_id": self.id,
                "default_direction": "in",
                "default_channel": "phone",
            }
        )
        return {**action, "name": self.env._("A call comes in")}

    def action_go_back(self):
        """Forget the call that came in and go on with what it interrupted."""
        self.ensure_one()
        return self.interrupted_id._reopen() or {"type": "ir.actions.act_window_close"}

    # ------------------------------------------------------------
    # INTERRUPTED
    # ------------------------------------------------------------

    @api.model
    def _waiting(self, employer):
        """Return what the user began to log about `employer` when a call came in, if it waits."""
        return self.search(
            [
                ("employer_id", "=", employer.id),
                ("is_waiting", "=", True),
                ("create_uid", "=", self.env.uid),
                ("date", "=", fields.Date.context_today(self)),
            ],
            order="id desc",
            limit=1,
        )

    def _reopen(self):
        """Return the action that opens this dialog again as it was left, None without any."""
        if not self.exists():
            return None
        self.is_waiting = False
        action = self._action_open({"default_employer_id": self.employer_id.id})
        return {**action, "res_id": self.id}

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _interaction_vals(self):
        """Return the values of the interaction; rooms with more links extend `LINKS` fields."""
        self.ensure_one()
        known = self.env["employer.interaction"]._fields
        links = {name: self[name].id for name in LINKS if name in known and self[name]}
        return {
            **links,
            "date": self.date,
            "channel": self.channel,
            "direction": self.direction,
            "outcome": self.outcome,
            "minutes": self.minutes,
            "summary": self.summary,
            "next_step": self.next_step if self.next_step_date else False,
            "next_step_date": self.next_step_date,
            "next_activity_type_id": self.next_activity_type_id.id,
        }

    def _due_activities(self):
        """Return my due calls and meetings on what this contact is about, the oldest first."""
        self.ensure_one()
        due = self.env["mail.activity"]
        for record in (self.scouting_id, self.employer_id, self.vacancy_id, self.candidate_id):
            if record:
                due |= record.activity_ids
        today = fields.Date.context_today(self)
        return due.filtered(
            lambda one: (
                one.user_id == self.env.user
                and one.date_deadline <= today
                and one._activity_channel()
            )
        ).sorted("date_deadline")

    def _finish_due(self, interaction):
        """Mark what was due as done by this contact, without logging it a second time."""
        due = self._due_activities()
        for activity in due:
            interaction._clear_next_step(activity.date_deadline)
            activity.with_context(employer_interaction_logged=True)._action_done()
        interaction._trace_done(due)
