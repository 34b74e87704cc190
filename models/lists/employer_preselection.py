# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: Who approved, and the number of the list: kept by the server.
SERVER_FIELDS = {"name", "approved_by_id"}


class EmployerPreselection(models.Model):
    """A list of persons for a vacancy, one per round: draft → approved → sent → answered → closed.

    Sending needs every person approved, their `proposal` consent (R14) and a company that is not
    blocked (R16); what is sent are codes and job facts (`employer_preselection_card.py`). It is
    answered by itself when nobody on it waits any more. Closing gives those still waiting an end,
    so no candidacy stays open for ever. Officers write; every role reads codes.
    """

    _name = "employer.preselection"
    _description = "List"
    _inherit = [
        "employer.transition.mixin",
        "employer.wording.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _order = "id desc"
    _check_company_auto = True
    _transitions = {
        "draft": ("approved", "closed"),
        "approved": ("draft", "sent", "closed"),
        "sent": ("answered", "closed"),
        "answered": ("sent", "closed"),
        "closed": ("answered",),
    }
    _milestone_dates = {"sent": "sent_date", "answered": "answered_date"}

    name = fields.Char(required=True, readonly=True, copy=False, default="/")
    vacancy_id = fields.Many2one(
        "employer.vacancy", required=True, index=True, ondelete="restrict", check_company=True
    )
    employer_id = fields.Many2one(related="vacancy_id.employer_id", store=True, index=True)
    contact_id = fields.Many2one(
        "res.partner",
        string="Send to",
        index="btree_not_null",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    round = fields.Integer(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("answered", "Answered"),
            ("closed", "Closed"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    sent_date = fields.Date(string="Sent on", copy=False)
    answer_due_date = fields.Date(string="Answer due by", copy=False)
    answered_date = fields.Date(string="Answered on", copy=False)
    asked_date = fields.Date(
        string="Asked since",
        readonly=True,
        copy=False,
        help="Since when the company is asked about those who wait: reminders count from here.",
    )
    reminded_days = fields.Integer(
        string="Reminded after days", readonly=True, copy=False, aggregator=None
    )
    close_reason = fields.Selection(
        [("no_answer", "No answer"), ("done", "Dealt with")],
        string="How it closed",
        readonly=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one(related="vacancy_id.team_id", store=True)
    approved_by_id = fields.Many2one("res.users", string="Approved by", readonly=True, copy=False)
    candidacy_ids = fields.One2many("employer.candidacy", "preselection_id", string="Persons")
    candidacy_count = fields.Integer(compute="_compute_candidacy_count")
    sends_reserves = fields.Boolean(
        string="Send the reserves too", help="Marked as reserve; otherwise they wait here."
    )
    is_answer_late = fields.Boolean(
        string="Answer late",
        compute="_compute_is_answer_late",
        search="_search_is_answer_late",
        help="Sent, and the day the answer was due has passed.",
    )
    notes_before_sending = fields.Text(
        string="To know before sending",
        compute="_compute_notes_before_sending",
        help="What to know before sending; nothing here stops it.",
    )
    unofferable_candidate_ids = fields.Many2many(
        "employer.candidate",
        string="Cannot be offered",
        compute="_compute_unofferable_candidate_ids",
        help="On a list of this vacancy already, excluded from it, or not wanting this company.",
    )
    company_id = fields.Many2one(related="vacancy_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)

    _round_uniq = models.UniqueIndex(
        "(vacancy_id, round)", "This vacancy has a list of this round already."
    )

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("name", "vacancy_id.name")
    def _compute_display_name(self):
        for preselection in self:
            parts = (preselection.name, preselection.vacancy_id.name)
            preselection.display_name = " · ".join(part for part in parts if part and part != "/")

    @api.depends("vacancy_id")
    def _compute_contact_id(self):
        for preselection in self:
            vacancy = preselection.vacancy_id
            preselection.contact_id = vacancy.contact_id or vacancy.employer_id.main_contact_id

    @api.depends("candidacy_ids")
    def _compute_candidacy_count(self):
        counts = dict(
            self.env["employer.candidacy"]._read_group(
                [("preselection_id", "in", self.ids)], ["preselection_id"], ["__count"]
            )
        )
        for preselection in self:
            preselection.candidacy_count = counts.get(preselection._origin, 0)

    @api.depends("state", "answer_due_date")
    def _compute_is_answer_late(self):
        today = fields.Date.context_today(self)
        for preselection in self:
            due = preselection.answer_due_date
            preselection.is_answer_late = preselection.state == "sent" and bool(due and due < today)

    def _search_is_answer_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("state", "=", "sent"), ("answer_due_date", "<", "today")]

    @api.depends("vacancy_id", "candidacy_ids.candidate_id", "candidacy_ids.state")
    def _compute_unofferable_candidate_ids(self):
        for preselection in self:
            preselection.unofferable_candidate_ids = preselection.vacancy_id._unofferable()

    @api.depends("state", "vacancy_id.start_date", "candidacy_ids.state")
    def _compute_notes_before_sending(self):
        for preselection in self:
            notes = []
            if preselection.state in ("draft", "approved"):
                notes = preselection._living()._notes_before_sending()
            preselection.notes_before_sending = "\n".join(notes)

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        kept = set() if self.env.su else SERVER_FIELDS
        vals_list = [
            {name: value for name, value in vals.items() if name not in kept} for vals in vals_list
        ]
        rounds = self._last_rounds(vals_list)
        for vals in vals_list:
            vacancy_id = vals.get("vacancy_id")
            if vals.get("name", "/") == "/":
                vals["name"] = self._next_number(vacancy_id)
            if not vals.get("round"):
                rounds[vacancy_id] = rounds.get(vacancy_id, 0) + 1
                vals["round"] = rounds[vacancy_id]
        return super().create(vals_list)

    @api.model
    def _last_rounds(self, vals_list):
        """Return {vacancy id: last round so far}, archived lists included."""
        groups = self.with_context(active_test=False)._read_group(
            [("vacancy_id", "in", [vals.get("vacancy_id") for vals in vals_list])],
            ["vacancy_id"],
            ["round:max"],
        )
        return {vacancy.id: last for vacancy, last in groups}

    @api.model
    def _next_number(self, vacancy_id):
        company = self.env["employer.vacancy"].browse(vacancy_id).company_id
        sequence = self.env["ir.sequence"].with_company(company or self.env.company)
        return sequence.next_by_code("employer.preselection") or "/"

    def write(self, vals):
        if "vacancy_id" in vals:
            self._refuse_another_vacancy(vals["vacancy_id"])
        self._refuse_names(set() if self.env.su else SERVER_FIELDS, vals)
        return super().write(self._with_approver(vals))

    @api.model
    def _with_approver(self, vals):
        """Return `vals` with who approved, as the server knows it: nobody signs for another."""
        if vals.get("state") not in ("draft", "approved"):
            return vals
        return {**vals, "approved_by_id": vals["state"] == "approved" and self.env.uid}

    def _refuse_another_vacancy(self, vacancy_id):
        """Persons were approved for one vacancy, and agreed to one company.

        :raise UserError: when a list with persons would move to another vacancy
        """
        for preselection in self.filtered("candidacy_ids"):
            if preselection.vacancy_id.id != vacancy_id:
                raise UserError(
                    self.env._(
                        "“%s” has persons on it and stays with its vacancy. Make a list of the "
                        "other vacancy instead.",
                        preselection.display_name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for preselection in self.filtered(lambda one: one.state not in ("draft", "approved")):
            raise UserError(
                self.env._(
                    "“%s” was sent and stays in the history. Close it instead.",
                    preselection.display_name,
                )
            )

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _guard_transition(self, target, vals):
        if target == "approved":
            self._check_approval()
        elif target == "sent" and self.state == "approved":
            self._check_sending()

    def _living(self):
        """Return the candidacies that have not left."""
        return self.candidacy_ids.filtered(lambda one: not one._has_left())

    def _to_send(self):
        """Return the candidacies that go out with the list."""
        return self._living().filtered(
            lambda one: one.state == "approved" and (self.sends_reserves or not one.is_reserve)
        )

    def _check_approval(self):
        """Refuse to approve an empty list.

        :raise UserError: naming the list
        """
        if not self._living():
            raise UserError(
                self.env._("“%s” has nobody on it yet. Add persons first.", self.display_name)
            )

    def _check_sending(self):
        """Refuse to send while someone waits for approval or a rule forbids it.

        :raise UserError: naming the persons by code, the rule and the way out
        """
        waiting = self._living().filtered(lambda one: one.state == "proposed")
        if waiting:
            raise UserError(
                self.env._(
                    "“%(record)s” cannot be sent yet. Approve or exclude first: %(codes)s.",
                    record=self.display_name,
                    codes=", ".join(waiting.candidate_id.mapped("code")),
                )
            )
        if not self._to_send():
            raise UserError(
                self.env._(
                    "“%s” has nobody to send: only reserves, or nobody approved.",
                    self.display_name,
                )
            )
        breaches = self._blocked_breaches() + self._to_send()._proposal_breaches()
        self.env["employer.rule"]._enforce(self, breaches)

    def _blocked_breaches(self):
        """Return the breach of R16 when the company may receive no proposals today."""
        self.ensure_one()
        sentence = self.employer_id._block_sentence()
        return [("R16", sentence)] if sentence else []

    def action_approve(self):
        """Approve the lists and everybody still proposed on them.

        :raise UserError: empty list
        """
        for preselection in self:
            preselection.write({"state": "approved"})
            preselection._living().filtered(lambda one: one.state == "proposed").write(
                {"state": "approved"}
            )

    def action_draft(self):
        """Take the approval back."""
        self.write({"state": "draft"})

    def action_send(self):
        """Check the list and open the dialog that sends it: by mail, by link, in WhatsApp.

        :return: act_window of the dialog
        :raise UserError: what `_check_sending` refuses
        """
        self.ensure_one()
        self._approve_if_everybody_is()
        self._check_can_send()
        return self._send_dialog(self.env._("Send the list"))

    def action_send_again(self):
        """Open the same dialog for a list that went out: a mail lost, another contact person."""
        self.ensure_one()
        return self._send_dialog(self.env._("Send again"))

    def _send_dialog(self, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "employer.preselection.send",
            "view_mode": "form",
            "target": "new",
            "context": {"default_preselection_id": self.id},
        }

    def action_mark_sent(self):
        """Mark as sent what was read out by phone or handed over.

        :raise UserError: what `_check_sending` refuses
        """
        self.ensure_one()
        self._approve_if_everybody_is()
        self._mark_sent()

    def _approve_if_everybody_is(self):
        """A draft whose persons were approved one by one is approved."""
        if self.state == "draft" and self._living():
            if all(one.state != "proposed" for one in self._living()):
                self.action_approve()
            else:
                self._check_sending()

    def _check_can_send(self):
        self.ensure_one()
        self._check_transition("sent", {})

    def _mark_sent(self):
        """Move list and persons to *sent*, with the day an answer is due."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        going = self._to_send()
        self.write({"state": "sent", "sent_date": today, **self._asking_vals()})
        going.write({"state": "sent"})

    def action_mark_answered(self):
        """Mark as answered; those not answered yet stay *sent*."""
        self.write({"state": "answered", "answered_date": fields.Date.context_today(self)})

    def action_close(self):
        """Close the lists; who still waited leaves as *not selected*, with the reason."""
        for preselection in self:
            why = "no_answer" if preselection._awaiting() else "done"
            preselection.write({"state": "closed", "close_reason": why})
            preselection._living()._end_with_list()

    def action_reopen(self):
        """Open a closed list again; its persons come back one by one."""
        self.write({"state": "answered", "close_reason": False})

    def action_view_candidacies(self):
        """Open the board of this list's candidacies."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_candidacy_action"
        )
        return {**action, "domain": [("preselection_id", "=", self.id)], "context": {}}

    def action_add_persons(self):
        """Open the dialog that adds several persons at once."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("People for %s", self.vacancy_id.display_name),
            "res_model": "employer.preselection.add",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_preselection_id": self.id, "dialog_size": "extra-large"},
        }

    def _sync_answered(self):
        """Answered when nobody waits for the company any more, sent again when someone does."""
        for preselection in self:
            waits = preselection._awaiting()
            if preselection.state == "sent" and not waits:
                preselection.action_mark_answered()
            elif preselection.state == "answered" and waits:
                preselection.write(
                    {"state": "sent", "answered_date": False, **preselection._asking_vals()}
                )

    def _awaiting(self):
        """Return those of whom the company has not said anything yet."""
        return self.candidacy_ids.filtered(
            lambda one: one.state == "sent" and not one.company_answer
        )

    def _asking_vals(self):
        """Return the days that begin when the company is asked, or asked anew."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        return {
            "asked_date": today,
            "reminded_days": 0,
            "answer_due_date": today + timedelta(days=self.company_id.employer_answer_days),
        }
