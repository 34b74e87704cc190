# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.calendar_months import period_end

# States in which an agreement has been in force: also the past is judged.
FORCE_STATES = ("active", "expired", "terminated")
EXPIRE_BATCH = 100


class EmployerAgreement(models.Model):
    """A written agreement between the municipality and an organisation.

    draft → negotiation → to_sign → active → expired / terminated, or refused before it is
    active. The number is given at creation, so that a draft can be cited. The end passes by
    itself (nightly). A renewal is a new agreement linked to the old one (`renewed_from_id`).
    Every role reads, officers write, only managers delete drafts.
    """

    _name = "employer.agreement"
    _description = "Agreement"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "employer_id.name", "protocol_number", "act_number"]
    _check_company_auto = True
    _transitions = {
        "draft": ("negotiation", "to_sign", "active", "refused"),
        "negotiation": ("draft", "to_sign", "active", "refused"),
        "to_sign": ("negotiation", "active", "refused"),
        "active": ("expired", "terminated"),
        # The cheap way back: a later end date, a termination recorded by mistake
        "expired": ("active",),
        "terminated": ("active",),
        "refused": ("draft",),
    }
    _milestone_dates = {
        "active": "start_date",
        "expired": "end_date",
        "terminated": "termination_date",
    }

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    title = fields.Char()
    agreement_type_id = fields.Many2one(
        "employer.agreement.type", string="Type", required=True, ondelete="restrict", tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("negotiation", "In negotiation"),
            ("to_sign", "To sign"),
            ("active", "Active"),
            ("expired", "Expired"),
            ("terminated", "Terminated"),
            ("refused", "Refused"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Organisation",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    contact_id = fields.Many2one("res.partner", string="Contact person", index="btree_not_null")
    unit_ids = fields.Many2many("res.partner", string="Units covered", help="Empty: all units.")
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    scouting_id = fields.Many2one(
        "employer.scouting", index="btree_not_null", check_company=True, ondelete="set null"
    )
    workshop_id = fields.Many2one("event.event", index="btree_not_null", ondelete="set null")
    protocol_number = fields.Char(string="Protocol number", copy=False)
    act_number = fields.Char(string="Act number", copy=False)
    start_date = fields.Date(string="Start date", tracking=True, copy=False)
    end_date = fields.Date(string="End date", tracking=True, copy=False)
    signature_date = fields.Date(string="Signature date", tracking=True, copy=False)
    termination_date = fields.Date(string="Ended early on", copy=False)
    termination_reason = fields.Text(string="Why it ended or was refused", copy=False)
    is_ending_soon = fields.Boolean(
        string="Ends soon",
        compute="_compute_is_ending_soon",
        search="_search_is_ending_soon",
        help="Active and within the notice days of its type.",
    )
    renewed_from_id = fields.Many2one(
        "employer.agreement",
        string="Renews",
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    renewal_ids = fields.One2many("employer.agreement", "renewed_from_id", string="Renewals")
    commitment_ids = fields.One2many(
        "employer.commitment", "agreement_id", string="Commitments", copy=True
    )
    notes = fields.Html()

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR start_date IS NULL OR end_date >= start_date)",
        "An agreement must end on or after the day it starts.",
    )
    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This agreement number exists already."
    )

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("name", "employer_id.name")
    def _compute_display_name(self):
        for agreement in self:
            parts = (agreement.name, agreement.employer_id.name)
            agreement.display_name = " · ".join(part for part in parts if part and part != "/")

    @api.depends("state", "end_date", "agreement_type_id.notice_days")
    def _compute_is_ending_soon(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            notice = timedelta(days=agreement.agreement_type_id.notice_days)
            agreement.is_ending_soon = bool(
                agreement.state == "active"
                and agreement.end_date
                and agreement.end_date - notice <= today
            )

    @api.onchange("start_date", "agreement_type_id")
    def _onchange_start_date(self):
        """Propose the end after the months usual for the type; an end entered stays."""
        months = self.agreement_type_id.default_months
        if self.start_date and months and not self.end_date:
            self.end_date = period_end(self.start_date, months)

    @api.onchange("employer_id")
    def _onchange_employer_id(self):
        """Propose the organisation's main contact, who is asked to sign; another's goes."""
        if self.contact_id.commercial_partner_id != self.partner_id:
            self.contact_id = self.employer_id.main_contact_id

    def _search_is_ending_soon(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        types = (
            self.env["employer.agreement.type"]
            .with_context(active_test=False)
            .search([("notice_days", ">=", 0)])
        )
        return Domain("state", "=", "active") & Domain.OR(
            Domain("agreement_type_id", "=", kind.id)
            & Domain("end_date", "<=", today + timedelta(days=kind.notice_days))
            for kind in types
        )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            # The number is the sequence's; only an import brings one along
            if not self.env.su or vals.get("name", "/") == "/":
                vals["name"] = self._next_number(vals.get("company_id"))
        return super().create(vals_list)

    @api.model
    def _next_number(self, company_id=None):
        sequence = self.env["ir.sequence"].with_company(company_id or self.env.company)
        return sequence.next_by_code("employer.agreement") or "/"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_agreed(self):
        for agreement in self.filtered(lambda one: one.state != "draft"):
            if self._is_history():
                break
            raise UserError(
                self.env._(
                    "“%s” is no draft any more and stays in the history. Refuse or terminate it "
                    "instead.",
                    agreement.display_name,
                )
            )

    def write(self, vals):
        self._refuse_names(set() if self.env.su else {"name"}, vals)
        left = {agreement: agreement.state for agreement in self._filter_moving(vals)}
        result = super().write(vals)
        if not self._is_history():
            for agreement, state in left.items():
                agreement._on_moved(state)
        return result

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _on_moved(self, before):
        """Do what an arrival brings: a text is fixed or opened again, a version replaced."""
        if self.state == "to_sign":
            self._on_to_sign()
        elif before in ("to_sign", "refused") and self.state in ("draft", "negotiation"):
            self._on_reopened()
        elif self.state == "active":
            self._replace_old()

    def _guard_transition(self, target, vals):
        facts = {name: vals.get(name, self[name]) for name in self._guarded_fields()}
        if target == "active":
            self._check_activation(facts)
            self._check_replaces(facts)
        elif target in ("terminated", "refused"):
            self._check_ending(target, facts)

    def _guarded_fields(self):
        return (
            "start_date",
            "end_date",
            "signature_date",
            "termination_date",
            "termination_reason",
        )

    def _check_activation(self, facts):
        """Refuse to activate without the three dates, or once the end has passed.

        :raise UserError: naming each missing date
        """
        needed = ("start_date", "end_date", "signature_date")
        missing = [
            self._fields[name]._description_string(self.env) for name in needed if not facts[name]
        ]
        if missing:
            raise UserError(
                self.env._(
                    "“%(record)s” cannot be active yet. Fill in first: %(fields)s.",
                    record=self.display_name,
                    fields=", ".join(missing),
                )
            )
        today = fields.Date.context_today(self)
        if self.state == "expired" and fields.Date.to_date(facts["end_date"]) < today:
            raise UserError(
                self.env._(
                    "“%s” has passed its end. Renew it, or correct its end date first.",
                    self.display_name,
                )
            )

    def _check_ending(self, target, facts):
        """Refuse an end without its reason, and without its day when it was active."""
        if not facts["termination_reason"] or (
            target == "terminated" and not facts["termination_date"]
        ):
            raise UserError(
                self.env._(
                    "Say why and since when “%s” ends: use the buttons Terminate or Refuse.",
                    self.display_name,
                )
            )
        last = target == "terminated" and fields.Date.to_date(facts["termination_date"])
        if last and self.start_date and not self.start_date <= last <= self.end_date:
            raise UserError(
                self.env._(
                    "“%(record)s” is in force from %(start)s to %(end)s: its last day lies within.",
                    record=self.display_name,
                    start=self.start_date,
                    end=self.end_date,
                )
            )

    def action_negotiate(self):
        """Move to *in negotiation*."""
        self.write({"state": "negotiation"})

    def action_to_sign(self):
        """Move to *to sign*: the text is agreed and waits for signatures."""
        self.write({"state": "to_sign"})

    def action_activate(self):
        """Make the agreements active.

        :raise UserError: when start, end or signature date is missing
        """
        for agreement in self:
            agreement.write({"state": "active", **agreement._reactivation_vals()})

    def _reactivation_vals(self):
        if self.state != "terminated":
            return {}
        return {"termination_date": False, "termination_reason": False}

    def action_draft(self):
        """Move back to draft."""
        self.write({"state": "draft"})

    def action_terminate(self):
        """Open the dialog that asks the day and the reason of an early end."""
        return self._ending_dialog("terminated", self.env._("Terminate"))

    def action_refuse(self):
        """Open the dialog that asks why it was refused."""
        return self._ending_dialog("refused", self.env._("Refuse"))

    def _ending_dialog(self, target, title):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": "employer.agreement.end",
            "view_mode": "form",
            "target": "new",
            "context": {"default_agreement_id": self.id, "default_target": target},
        }

    def action_renew(self):
        """Create the draft that follows on this agreement and open it.

        :return: act_window of the new draft
        """
        self.ensure_one()
        renewal = self.copy(self._renewal_vals())
        return renewal._open_form()

    def _renewal_vals(self):
        """Return what a renewal has of its own: it begins the day after, for the type's months."""
        start = (self.end_date or fields.Date.context_today(self)) + timedelta(days=1)
        end = period_end(start, max(self.agreement_type_id.default_months, 1))
        return {
            "renewed_from_id": self.id,
            "start_date": start,
            "end_date": end,
            "user_id": self.user_id.id,
            "commitment_ids": [
                fields.Command.create(commitment._renewal_vals(start, end))
                for commitment in self.commitment_ids
            ],
        }

    def _open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "res_id": self.id,
        }

    # ------------------------------------------------------------------
    # In force
    # ------------------------------------------------------------------

    def _last_day(self):
        """Return the last day in force: the end, or the day it was ended early."""
        self.ensure_one()
        days = [self.end_date]
        if self.state == "terminated":
            days.append(self.termination_date)
        return min(day for day in days if day) if any(days) else False

    def _is_in_force(self, date):
        """Return whether this agreement was in force on `date`, today's state aside.

        An agreement that has expired since was in force on the days before.
        """
        self.ensure_one()
        last = self._last_day()
        return bool(
            self.state in FORCE_STATES
            and self.start_date
            and last
            and self.start_date <= date <= last
        )

    def _covered_until(self):
        """Return the last day in force, what follows on without a gap included.

        That is a renewal, or the version that replaced it.
        """
        self.ensure_one()
        last = self._last_day()
        for following in self.amendment_ids | self.renewal_ids:
            if following._is_in_force(last + timedelta(days=1)):
                return following._covered_until()
        return last

    def _covers(self, start, end, unit=None, kind=None):
        """Return whether this agreement covers a period at a unit (R6, R15).

        :param start: first day; the agreement must be in force on it
        :param end: last day; it or its renewals must reach it (None: not asked)
        :param unit: res.partner of the unit, or empty
        :param kind: `internship`, `course`, or None for any
        :return: bool
        """
        self.ensure_one()
        if kind and not self.agreement_type_id[f"allows_{kind}"]:
            return False
        if unit and self.unit_ids and unit not in self.unit_ids:
            return False
        return self._is_in_force(start) and (not end or end <= self._covered_until())

    # ------------------------------------------------------------------
    # Nightly
    # ------------------------------------------------------------------

    @api.model
    def _cron_expire(self, batch_size=EXPIRE_BATCH):
        """Expire the active agreements whose last day has passed, a batch at a time."""
        domain = Domain("state", "=", "active") & Domain("end_date", "<", "today")
        commit_progress = self.env["ir.cron"]._commit_progress
        commit_progress(remaining=self.search_count(domain))
        self._cron_replace()
        while batch := self.search(domain, limit=batch_size).try_lock_for_update():
            batch.write({"state": "expired"})
            if not commit_progress(len(batch)):
                break
