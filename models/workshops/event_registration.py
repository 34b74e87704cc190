# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

GROUP_USER = "employer_engagement.employer_engagement_group_user"
CAME = ("attended", "walk_in")


class EventRegistration(models.Model):
    """On workshops a registration belongs to an employer and ends attended, no-show or walk-in.

    Life of one: on the phone list (`is_to_call`) or invited by mail, then unconfirmed (`draft`)
    until the company registers (`open`) or declines (`cancel`); on the day attended, walk-in or
    no-show; thanked afterwards. Registrations of every other event are untouched, and so are users
    without our groups.
    """

    _inherit = "event.registration"

    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        compute="_compute_employer_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        groups=GROUP_USER,
    )
    attendance = fields.Selection(
        [("attended", "Attended"), ("no_show", "Did not come"), ("walk_in", "Came unannounced")],
        compute="_compute_attendance",
        store=True,
        readonly=False,
        copy=False,
        groups=GROUP_USER,
    )
    is_to_call = fields.Boolean(
        string="To invite by phone",
        copy=False,
        groups=GROUP_USER,
        help="On the phone list: not invited until somebody spoke with them.",
    )
    invited_date = fields.Date(string="Invited on", copy=False, groups=GROUP_USER)
    invited_by_id = fields.Many2one(
        "res.users", string="Invited by", copy=False, ondelete="set null", groups=GROUP_USER
    )
    thanked_date = fields.Date(
        string="Thanked on",
        copy=False,
        groups=GROUP_USER,
        help="When they were thanked for coming, or told that they were missed.",
    )
    desk_key = fields.Char(
        copy=False,
        groups=GROUP_USER,
        export_string_translation=False,
        help="Given by the phone that added a walk-in: sent twice it is still one.",
    )

    _desk_key_uniq = models.UniqueIndex(
        "(event_id, desk_key) WHERE desk_key IS NOT NULL", "This walk-in was added already."
    )

    @api.depends("partner_id", "event_id.engagement_kind")
    def _compute_employer_id(self):
        """Find the organisation whose contact books, or whose people do; what was chosen stays."""
        ours = self.filtered(lambda one: one.event_id.engagement_kind and not one.employer_id)
        employers = self.env["employer.organisation"].search(
            [("partner_id", "in", ours.partner_id.commercial_partner_id.ids)]
        )
        by_partner = employers.grouped("partner_id")
        for registration in self:
            same = by_partner.get(registration.partner_id.commercial_partner_id, employers.browse())
            company = registration.event_id.company_id or self.env.company
            mine = same.filtered(lambda one, company=company: one.company_id == company)
            registration.employer_id = registration.employer_id or (
                registration in ours and mine[:1]
            )

    @api.depends("state", "event_id.engagement_kind")
    def _compute_attendance(self):
        """Follow the registration desk, which may also take back what it said."""
        for registration in self:
            attendance = registration.attendance
            if not registration.event_id.engagement_kind or registration.state == "cancel":
                registration.attendance = False
            elif registration.state == "done":
                registration.attendance = attendance if attendance in CAME else "attended"
            else:
                registration.attendance = attendance == "no_show" and attendance

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_state(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_state(vals))

    @api.constrains("active", "state", "event_id", "event_slot_id", "event_ticket_id")
    def _check_seats_availability(self):
        """Seats are for those who register; who stands in the room is a fact, seats or not."""
        # sudo: whoever books may lack our groups; only whether they came is read
        came = self.filtered(lambda one: one.sudo().attendance in CAME)
        is_desk = self.env.context.get("employer_workshop_desk")
        return super(
            EventRegistration, self.browse() if is_desk else self - came
        )._check_seats_availability()

    # ------------------------------------------------------------
    # ANSWERS TO AN INVITATION
    # ------------------------------------------------------------

    def action_view_links(self):
        """Open the personal links of this invitation: until when they work, and revoke them."""
        self.ensure_one()
        links = self.env["employer.access.link"]
        return links._action_view(links._domain_about(self))

    def action_workshop_coming(self):
        """Register those who said yes; an answer is a contact.

        :raise ValidationError: when no seat is left
        """
        self._log_answer("interested")
        self._note_answer("open")

    def action_workshop_declined(self):
        """Note those who said no; an answer is a contact."""
        self._log_answer("not_interested")
        self._note_answer("cancel")

    def action_workshop_no_answer(self):
        """Note a call that nobody took; they stay on the phone list."""
        self.filtered("is_to_call")._log_answer("no_answer")

    # ------------------------------------------------------------
    # THE DESK
    # ------------------------------------------------------------

    def _desk_mark(self, wanted):
        """Write who came; only the registered came as announced, only they are missed.

        Undo gives back what stood before; a walk-in of the desk leaves the list.

        :param wanted: "came", "no_show" or False
        :raise UserError: for a no-show of somebody who never registered
        """
        self.ensure_one()
        if wanted == "came":
            self.attendance = "attended" if self.state in ("open", "done") else "walk_in"
        elif wanted == "no_show":
            if self.state not in ("open", "done") or self.attendance == "walk_in":
                raise UserError(self.env._("Only those who registered can be missed."))
            self.attendance = "no_show"
        elif self.desk_key:
            self.active = False
        else:
            was_expected = self.attendance != "walk_in"
            self.write({"attendance": False, "state": "open" if was_expected else "draft"})

    def _note_answer(self, state):
        """Write the answer; who was called just now is invited from today on."""
        self.filtered(lambda one: not one.invited_date).write(
            {"invited_date": fields.Date.context_today(self)}
        )
        self.with_context(employer_workshop_answer=True).write(
            {"state": state, "is_to_call": False}
        )

    def _update_mail_schedulers(self):
        """Let the job send the confirmation of an answer, at once.

        Odoo sends it here and commits after it: then half of what a page does would stand, and
        what it could take back is gone.
        """
        if not self.env.context.get("employer_workshop_answer"):
            return super()._update_mail_schedulers()
        if "open" in self.mapped("state"):
            # sudo: whoever answers, the job is the server's
            self.env.ref("event.event_mail_scheduler").sudo()._trigger()
        return None

    def _log_answer(self, outcome):
        """Log the call, or the answer that came by mail, as a contact of each company."""
        self.env["employer.interaction"].create(
            [
                {
                    "employer_id": registration.employer_id.id,
                    "contact_id": registration.partner_id.id,
                    "workshop_id": registration.event_id.id,
                    "programme_id": registration.event_id.programme_id.id,
                    "channel": "phone" if registration.is_to_call else "mail",
                    "direction": "out" if registration.is_to_call else "in",
                    "outcome": outcome,
                    "summary": self.env._(
                        "Invitation to “%(workshop)s”", workshop=registration.event_id.name
                    ),
                }
                for registration in self
                if registration.employer_id
            ]
        )

    @api.model
    def _with_state(self, vals):
        """Return `vals` with the state that an attendance entered by hand means."""
        if "attendance" not in vals or "state" in vals:
            return vals
        return {**vals, "state": "done" if vals["attendance"] in CAME else "open"}
