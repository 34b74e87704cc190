# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

EXITS = ("excluded", "withdrawn", "declined", "not_selected")
# The way forward, in order: how far a person got.
PROGRESS = ("proposed", "approved", "sent", "interview", "selected", "in_internship", "hired")
FILLED_STATES = ("in_internship", "hired")
MET_STATES = ("interview", "selected", "in_internship", "hired")
# The company learns who the person is from here on (R14).
IDENTITY_STATES = ("interview", "selected")
SENT_LIST_STATES = ("sent", "answered", "closed")
# How far a person got, and who lifted an exclusion: told by the server alone.
SERVER_FIELDS = {"last_state", "lifted_by_id", "met_date"}


class EmployerCandidacy(models.Model):
    """One person on one list.

    proposed → approved → sent → interview → selected → in_internship → hired (or selected →
    hired); exits excluded / withdrawn / declined / not_selected with a reason. `last_state` keeps
    how far it got. A person excluded from a vacancy is not offered for it again unless lifted.
    Interview and what follows need the `identity` consent for that company (R14). A step back is
    a correction, except from an internship or a hire, which did happen: then `last_state` stays.
    Officers write; tutors those of their own teams.
    """

    _name = "employer.candidacy"
    _description = "Candidacy"
    _inherit = [
        "employer.transition.mixin",
        "employer.wording.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    # By the list's own number, newest first: the order of lists would be looked up for every row
    _order = "preselection_id.id desc, is_reserve, rank, id"
    _check_company_auto = True
    _transitions = {
        "proposed": ("approved", "excluded", "withdrawn", "declined", "not_selected"),
        "approved": ("proposed", "sent", "excluded", "withdrawn", "declined", "not_selected"),
        "sent": ("interview", "selected", "not_selected", "excluded", "withdrawn", "declined"),
        "interview": ("sent", "selected", "not_selected", "excluded", "withdrawn", "declined"),
        "selected": (
            "interview",
            "in_internship",
            "hired",
            "not_selected",
            "withdrawn",
            "declined",
        ),
        "in_internship": ("hired", "selected", "not_selected"),
        "hired": ("selected", "in_internship", "not_selected"),
        # Back in: never further than the person got, see _check_return
        "excluded": ("proposed", "approved", "sent"),
        "withdrawn": ("proposed", "approved", "sent", "interview", "selected"),
        "declined": ("proposed", "approved", "sent", "interview", "selected"),
        "not_selected": ("proposed", "approved", "sent", "interview", "selected"),
    }
    _milestone_dates = {"interview": "interview_date"}

    # as on the person: no domain passes by the rights on messages and their files
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    preselection_id = fields.Many2one(
        "employer.preselection",
        string="List",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    preselection_state = fields.Selection(related="preselection_id.state", string="List is")
    vacancy_id = fields.Many2one(related="preselection_id.vacancy_id", store=True, index=True)
    employer_id = fields.Many2one(related="preselection_id.employer_id", store=True, index=True)
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    origin = fields.Selection(
        [("staff", "Staff"), ("match", "Matching"), ("partner", "Partner organisation")],
        required=True,
        default="staff",
    )
    partner_organisation_id = fields.Many2one(
        "employer.organisation", string="Proposed by", index="btree_not_null", check_company=True
    )
    rank = fields.Integer(default=10)
    is_reserve = fields.Boolean(string="Reserve")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("interview", "Interview"),
            ("selected", "Selected"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
            ("excluded", "Excluded"),
            ("withdrawn", "Withdrawn"),
            ("declined", "Declined"),
            ("not_selected", "Not selected"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    last_state = fields.Selection(
        selection=[
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("interview", "Interview"),
            ("selected", "Selected"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
        ],
        string="Got as far as",
        readonly=True,
        copy=False,
        default="proposed",
    )
    exit_reason_id = fields.Many2one(
        "employer.exit.reason", string="Exit reason", ondelete="restrict", copy=False
    )
    exit_note = fields.Char(
        string="Exit note", copy=False, help="About the job, not about the person."
    )
    lift_reason = fields.Char(
        string="Why offered again",
        copy=False,
        help="An exclusion from a vacancy holds for every list of it until lifted with a reason.",
    )
    lifted_by_id = fields.Many2one("res.users", string="Lifted by", readonly=True, copy=False)
    interview_date = fields.Date(string="Interview date", copy=False)
    met_date = fields.Date(
        string="Met the company on",
        readonly=True,
        copy=False,
        help="The interview, or the day of the selection where there was none.",
    )
    company_feedback = fields.Text(string="Company feedback", copy=False)
    job_reason = fields.Char(
        string="Why this person", help="Job facts only: it may be sent to the company."
    )
    company_id = fields.Many2one(related="preselection_id.company_id", store=True, index=True)

    # From here on: shown beside the person, never sent
    candidate_state = fields.Selection(related="candidate_id.state", string="Person is")
    _order_idx = models.Index("(preselection_id DESC, COALESCE(is_reserve, FALSE), rank, id)")
    _candidate_uniq = models.UniqueIndex(
        "(preselection_id, candidate_id)", "This person is on this list already."
    )

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("candidate_id.code", "preselection_id.name")
    def _compute_display_name(self):
        for candidacy in self:
            parts = (candidacy.candidate_id.code, candidacy.preselection_id.name)
            candidacy.display_name = " · ".join(part for part in parts if part)

    @api.constrains("job_reason")
    def _check_lawful_wording(self):
        for candidacy in self:
            candidacy._refuse_telling(candidacy.job_reason)

    def _has_left(self):
        self.ensure_one()
        return self.state in EXITS

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_names(set() if self.env.su else SERVER_FIELDS, vals)
        candidacies = super().create(vals_list)
        for candidacy in candidacies:
            candidacy._check_offerable()
            candidacy._settle_created()
        candidacies._sync_chain()
        return candidacies

    def write(self, vals):
        self._refuse_another_person(vals)
        self._refuse_names(set() if self.env.su else SERVER_FIELDS, vals)
        if vals.get("lift_reason"):
            vals = {**vals, "lifted_by_id": self.env.uid}
        target = vals.get("state")
        if not target:
            result = super().write(vals)
            if "interview_date" in vals:
                self._sync_met_date()
            return result
        moving = self._filter_moving(vals)
        unnamed = moving.filtered(lambda one: not one._is_named())
        for candidacy in moving:
            super(EmployerCandidacy, candidacy).write({**candidacy._entering_vals(vals), **vals})
        result = super(EmployerCandidacy, self - moving).write(vals)
        unnamed.filtered(lambda one: one._is_named())._log_disclosure()
        moving._sync_chain()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for candidacy in self.filtered(lambda one: one.last_state not in ("proposed", "approved")):
            raise UserError(
                self.env._(
                    "%s was sent to the company and stays in the history. Give it an exit instead.",
                    candidacy.display_name,
                )
            )

    def _refuse_another_person(self, vals):
        """A candidacy is one person on one list for good: rights on names follow its state.

        :raise UserError: when person or list would change
        """
        for name in {"candidate_id", "preselection_id"} & set(vals):
            if any(candidacy[name].id != vals[name] for candidacy in self):
                raise UserError(
                    self.env._(
                        "%s: neither the person nor the list of a candidacy can change. "
                        "Add the person to the other list instead.",
                        self[:1].display_name,
                    )
                )

    def _settle_created(self):
        """Bring what the server created beyond *proposed* in line (users cannot: the mixin)."""
        if self.state in PROGRESS[1:]:
            self.last_state = self.state
            self._sync_met_date()

    def _check_offerable(self):
        """Refuse a person who may not stand on this list.

        :raise UserError: list gone out, person excluded, on another list, or unwilling
        """
        self.ensure_one()
        sentence = self._refusal_sentence()
        if sentence:
            raise UserError(
                self.env._(
                    "%(code)s cannot be added to “%(list)s”: %(why)s",
                    code=self.candidate_id.code,
                    list=self.preselection_id.display_name,
                    why=sentence,
                )
            )

    def _refusal_sentence(self):
        """Return why this person may not be offered here, with the way out, or nothing."""
        if self.preselection_id.state in SENT_LIST_STATES and self.state == "proposed":
            return self.env._("it went out already. Start the next round from the vacancy.")
        if self.employer_id in self.candidate_id.unwanted_employer_ids:
            return self.env._("the person does not want this company.")
        others = self.search(
            [
                ("vacancy_id", "=", self.vacancy_id.id),
                ("candidate_id", "=", self.candidate_id.id),
                ("id", "!=", self.id),
            ]
        )
        if others.filtered(lambda one: one.state == "excluded" and not one.lift_reason):
            return self.env._(
                "excluded from this vacancy on an earlier list. Lift the exclusion there first, "
                "with a reason."
            )
        if others.filtered(lambda one: not one._has_left()):
            return self.env._("already on another list of this vacancy.")
        return False

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _entering_vals(self, vals):
        """Return what comes with a move of state: furthest state, reasons, dates."""
        self.ensure_one()
        target = vals["state"]
        entering = {}
        if target in EXITS:
            if self.state in FILLED_STATES:
                entering["exit_reason_id"] = self._reason("ended_early").id
            return entering
        entering.update(exit_reason_id=False, exit_note=False)
        entering["last_state"] = self._furthest(target)
        if target in MET_STATES and not (self.met_date or vals.get("interview_date")):
            today = fields.Date.context_today(self)
            entering["met_date"] = self.interview_date or today
            if target == "interview":
                entering["interview_date"] = self.interview_date or today
        elif target in MET_STATES and not self.met_date:
            entering["met_date"] = vals["interview_date"]
        elif target not in MET_STATES:
            entering["met_date"] = False
        return entering

    def _furthest(self, target):
        """Return how far the person got once in `target`; a plain step back is a correction."""
        happened = self.state in (*FILLED_STATES, *EXITS)
        if happened and PROGRESS.index(self.last_state or "proposed") > PROGRESS.index(target):
            return self.last_state
        return target

    def _sync_met_date(self):
        # sudo: the user wrote the day of the interview; the day met follows it
        for candidacy in self.sudo().filtered(lambda one: one.last_state in MET_STATES):
            today = fields.Date.context_today(candidacy)
            candidacy.met_date = candidacy.interview_date or candidacy.met_date or today

    @api.model
    def _reason(self, code):
        return self.env["employer.exit.reason"].search([("code", "=", code)], limit=1)

    def _guard_transition(self, target, vals):
        if target in EXITS:
            self._check_exit(target, vals)
        elif self._has_left() and self.state != target:
            self._check_return(target, vals)
        if target == "sent":
            self._check_sent()
        elif target in IDENTITY_STATES and self.state not in FILLED_STATES:
            self.env["employer.rule"]._enforce(self, self._identity_breaches())

    def _check_exit(self, target, vals):
        """Refuse an exit without a reason that fits it."""
        reason = self.env["employer.exit.reason"].browse(
            vals.get("exit_reason_id") or self.exit_reason_id.id
        )
        if not reason or (reason.exit_state and reason.exit_state != target):
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "Say why %(record)s becomes “%(state)s”: use the button, it asks the reason.",
                    record=self.display_name,
                    state=states[target],
                )
            )

    def _check_return(self, target, vals):
        """Refuse to come back further than the person got, or after an exclusion not lifted."""
        if self.state == "excluded" and not vals.get("lift_reason", self.lift_reason):
            raise UserError(
                self.env._(
                    "%s was excluded from this vacancy. Use the button Lift the exclusion: "
                    "it asks the reason.",
                    self.display_name,
                )
            )
        if PROGRESS.index(target) > PROGRESS.index(self.last_state or "proposed"):
            states = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(record)s got as far as “%(last)s” and comes back there, not further.",
                    record=self.display_name,
                    last=states[self.last_state or "proposed"],
                )
            )

    def _check_sent(self):
        """Hold a person who goes out alone to the rules of the list (R14, R16)."""
        preselection = self.preselection_id
        if preselection.state not in SENT_LIST_STATES:
            raise UserError(
                self.env._(
                    "“%s” has not been sent: send the list, its persons go with it.",
                    preselection.display_name,
                )
            )
        if self.state in ("proposed", "approved"):
            rule = self.env["employer.rule"]
            rule._enforce(preselection, preselection._blocked_breaches())
            rule._enforce(self, self._proposal_breaches())

    def _sync_chain(self):
        """Let candidate, list and vacancy follow what happened to these candidacies."""
        # sudo: a tutor may move own persons (checked by the write above) without rights on the
        # list and the vacancy, which only follow.
        candidacies = self.sudo()
        today = fields.Date.context_today(self)
        gone = candidacies.filtered(lambda one: one.state == "sent")
        gone.candidate_id.write({"last_proposed_date": today})
        candidacies.preselection_id._sync_answered()
        candidacies.vacancy_id._sync_filled()

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_approve(self):
        """Approve."""
        self.write({"state": "approved"})

    def action_send_late(self):
        """Mark as sent a person who follows a list already sent (a reserve called in)."""
        self.write({"state": "sent"})

    def action_interview(self):
        """Move to *interview*.

        :raise UserError: without the `identity` consent for this company (R14)
        """
        self.write({"state": "interview"})

    def action_select(self):
        """Move to *selected*.

        :raise UserError: without the `identity` consent for this company (R14)
        """
        self.write({"state": "selected"})

    def action_not_select(self):
        """Ask why the company did not select."""
        return self._exit_dialog("not_selected")

    def action_exclude(self):
        """Ask why the office excludes the person from this vacancy."""
        return self._exit_dialog("excluded")

    def action_withdraw(self):
        """Ask why the office withdraws the person."""
        return self._exit_dialog("withdrawn")

    def action_decline(self):
        """Ask why the person declined."""
        return self._exit_dialog("declined")

    def _exit_dialog(self, target):
        states = dict(self._fields["state"]._description_selection(self.env))
        return {
            "type": "ir.actions.act_window",
            "name": states[target],
            "res_model": "employer.candidacy.exit",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_candidacy_ids": [fields.Command.set(self.ids)],
                "default_target": target,
            },
        }

    def action_back(self):
        """Take the last step back (a correction), or bring back who had left where they were."""
        for candidacy in self:
            candidacy.write({"state": candidacy._step_back()})

    def _step_back(self):
        if self._has_left():
            sent = self.preselection_id.state in SENT_LIST_STATES
            last = self.last_state or "proposed"
            last = "selected" if last in FILLED_STATES else last
            return last if sent or last == "approved" else "proposed"
        return PROGRESS[max(PROGRESS.index(self.state) - 1, 0)]

    def action_lift(self):
        """Ask why a person excluded from this vacancy may be offered again."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Lift the exclusion"),
            "res_model": "employer.candidacy.lift",
            "view_mode": "form",
            "target": "new",
            "context": {"default_candidacy_id": self.id},
        }

    def _end_with_list(self):
        """End who still waits when the list closes; interviews and selections go on."""
        for state, code in (
            ("sent", "no_answer"),
            ("approved", "list_closed"),
            ("proposed", "list_closed"),
        ):
            self.filtered(lambda one, state=state: one.state == state).write(
                {"state": "not_selected", "exit_reason_id": self._reason(code).id}
            )
