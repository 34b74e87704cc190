# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..common.turn import take_turn

#: Who wrote about a person may have said more than a code: not for every reader.
OFFICER_OR_TUTOR = (
    "employer_engagement.employer_engagement_group_officer,"
    "employer_engagement.employer_engagement_group_identity"
)
#: States in which the partner sees the opening and may propose.
OPEN_STATES = ("sent", "answered")
#: What the partner was asked stays what it was.
FROZEN = {"organisation_id", "unit_id", "vacancy_id"}
#: What the server notes of the way.
SERVER_FIELDS = {"answer", "answer_note"}


class EmployerDispatch(models.Model):
    """A vacancy sent to a partner organisation, which may propose persons of its own for it.

    draft → sent → answered → closed. It is answered with the first proposal, or when the partner
    has nobody; places and deadline limit what it proposes. Closing the vacancy closes it, and
    what nobody had looked at is answered then. A feature. Every role reads, officers write;
    the partner sees its own through the portal alone, without the employer unless it may be named.
    """

    _name = "employer.dispatch"
    _description = "Opening sent to a partner"
    _inherit = ["employer.transition.mixin", "employer.wording.mixin"]
    _order = "id desc"
    _rec_names_search = ["vacancy_id.reference", "vacancy_id.name", "organisation_id.name"]
    _check_company_auto = True
    _transitions = {
        "draft": ("sent", "closed"),
        "sent": ("answered", "closed"),
        "answered": ("sent", "closed"),
        "closed": ("sent", "answered"),
    }
    _milestone_dates = {"sent": "sent_date", "answered": "answered_date"}

    vacancy_id = fields.Many2one(
        "employer.vacancy", required=True, index=True, ondelete="restrict", check_company=True
    )
    organisation_id = fields.Many2one(
        "employer.organisation",
        string="Partner",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        domain="[('is_partner_organisation', '=', True)]",
    )
    partner_id = fields.Many2one(related="organisation_id.partner_id", string="Its contact")
    unit_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        domain="[('is_operating_unit', '=', True), ('commercial_partner_id', '=', partner_id)]",
        help="Empty: the whole organisation sees it.",
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Send to",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('commercial_partner_id', '=', partner_id)]",
    )
    places = fields.Integer(
        required=True, default=3, help="How many persons the partner may propose."
    )
    deadline_date = fields.Date(
        string="Propose by",
        required=True,
        copy=False,
        compute="_compute_deadline_date",
        store=True,
        readonly=False,
        precompute=True,
    )
    words = fields.Text(string="Words to the partner")
    is_employer_named = fields.Boolean(
        string="Employer may be named",
        help="The employer agreed: its name and its own description stand in what the partner "
        "reads.",
    )
    state = fields.Selection(
        [("draft", "Draft"), ("sent", "Sent"), ("answered", "Answered"), ("closed", "Closed")],
        required=True,
        default="draft",
        copy=False,
        index=True,
        group_expand=True,
    )
    answer = fields.Selection(
        [("proposed", "Proposes somebody"), ("nobody", "Has nobody")],
        readonly=True,
        copy=False,
    )
    answer_note = fields.Text(
        string="What they said", readonly=True, copy=False, groups=OFFICER_OR_TUTOR
    )
    sent_date = fields.Date(string="Sent on", copy=False)
    answered_date = fields.Date(string="Answered on", copy=False)
    proposal_ids = fields.One2many("employer.proposal", "dispatch_id", string="Persons proposed")
    proposal_count = fields.Integer(string="Proposals", compute="_compute_proposal_count")
    waiting_count = fields.Integer(string="To look at", compute="_compute_proposal_count")
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    company_id = fields.Many2one(related="vacancy_id.company_id", store=True, index=True)

    _check_places = models.Constraint("CHECK(places > 0)", "A partner has at least one place.")
    _partner_uniq = models.UniqueIndex(
        "(vacancy_id, organisation_id, COALESCE(unit_id, 0)) WHERE state != 'closed'",
        "This vacancy is at this partner already: see its openings sent to partners.",
    )

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("vacancy_id.reference", "vacancy_id.name", "organisation_id.name")
    def _compute_display_name(self):
        for dispatch in self:
            parts = (dispatch.vacancy_id.display_name, dispatch.organisation_id.display_name)
            dispatch.display_name = " · ".join(part for part in parts if part)

    @api.depends("organisation_id")
    def _compute_contact_id(self):
        for dispatch in self:
            partner = dispatch.organisation_id
            if dispatch.contact_id.commercial_partner_id != partner.partner_id:
                dispatch.contact_id = partner.main_contact_id

    @api.depends("vacancy_id")
    def _compute_deadline_date(self):
        """Propose the day the office usually gives, or that of the vacancy where it is sooner."""
        today = fields.Date.context_today(self)
        for dispatch in self:
            vacancy = dispatch.vacancy_id
            days = (vacancy.company_id or self.env.company).employer_dispatch_days
            usual = today + timedelta(days=days)
            asked = vacancy.deadline_date
            is_sooner = asked and today <= asked < usual
            dispatch.deadline_date = dispatch.deadline_date or (asked if is_sooner else usual)

    @api.depends("proposal_ids.state")
    def _compute_proposal_count(self):
        counts = {}
        groups = self.env["employer.proposal"]._read_group(
            [("dispatch_id", "in", self.ids)], ["dispatch_id", "state"], ["__count"]
        )
        for dispatch, state, count in groups:
            counts.setdefault(dispatch.id, {})[state] = count
        for dispatch in self:
            by_state = counts.get(dispatch._origin.id, {})
            dispatch.proposal_count = sum(by_state.values())
            dispatch.waiting_count = by_state.get("new", 0)

    @api.constrains("words")
    def _check_lawful_wording(self):
        for dispatch in self:
            dispatch._refuse_unlawful(dispatch.words)

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        kept = set() if self.env.su else SERVER_FIELDS
        return super().create(
            [
                {name: value for name, value in vals.items() if name not in kept}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        self._refuse_names(set() if self.env.su else SERVER_FIELDS, vals)
        changed = FROZEN & vals.keys()
        for dispatch in self.filtered(lambda one: one.state != "draft") if changed else ():
            if any(dispatch[name].id != vals[name] for name in changed):
                raise UserError(
                    self.env._(
                        "“%s” went out: vacancy and partner stay. Close it, and send another one.",
                        dispatch.display_name,
                    )
                )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_sent(self):
        for dispatch in self.filtered(lambda one: one.sent_date or one.proposal_ids):
            raise UserError(
                self.env._(
                    "“%s” went out and stays in the history. Close it instead.",
                    dispatch.display_name,
                )
            )

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _guard_transition(self, target, vals):
        if target in OPEN_STATES and self.state in ("draft", "closed"):
            self._check_vacancy_open()
        if target == "closed" and self.waiting_count:
            raise UserError(
                self.env._(
                    "“%s” has proposals nobody looked at. Accept or refuse them first: the "
                    "partner waits for a word.",
                    self.display_name,
                )
            )

    def _check_vacancy_open(self):
        """Refuse to ask partners for a vacancy that takes nobody any more.

        :raise UserError: naming the vacancy and the way out
        """
        if not self.vacancy_id._is_open():
            raise UserError(
                self.env._(
                    "“%s” is filled or closed. Open it again before asking partners.",
                    self.vacancy_id.display_name,
                )
            )

    def action_mark_sent(self):
        """Mark as sent what the partner was told by phone or in person.

        :raise UserError: when the vacancy is filled or closed
        """
        self.write({"state": "sent", "sent_date": fields.Date.context_today(self)})

    def action_nobody(self):
        """Record that the partner has nobody to propose."""
        for dispatch in self:
            dispatch._answer("nobody")

    def action_close(self):
        """Close: the partner proposes nobody any more.

        :raise UserError: while a proposal waits for a word
        """
        self.write({"state": "closed"})

    def action_reopen(self):
        """Open again for the days the office usually gives, if the deadline has passed."""
        today = fields.Date.context_today(self)
        for dispatch in self:
            days = dispatch.company_id.employer_dispatch_days
            dispatch.write(
                {
                    "state": "answered" if dispatch.answer else "sent",
                    "deadline_date": max(dispatch.deadline_date, today + timedelta(days=days)),
                }
            )

    def _end_with_vacancy(self):
        """Close with the vacancy: who was not looked at yet is answered kindly."""
        for dispatch in self.filtered(lambda one: one.state != "closed"):
            lang = dispatch.organisation_id._mail_lang(dispatch.contact_id)
            words = dispatch.with_context(lang=lang).env._(
                "The position is no longer open. Thank you: we keep the person in mind."
            )
            waiting = dispatch.proposal_ids.filtered(lambda one: one.state == "new")
            waiting.write({"state": "refused", "feedback": words})
            dispatch.write({"state": "closed"})

    # ------------------------------------------------------------------
    # What the partner answers
    # ------------------------------------------------------------------

    def _answer(self, answer, note=None):
        """Note what the partner answered; a later answer replaces the former one.

        :param note: its words, when it has nobody
        """
        self.ensure_one()
        self.check_access("write")
        self._check_open()
        vals = {"answer": answer, "answer_note": note or False}
        if self.state != "answered":
            vals.update(state="answered", answered_date=fields.Date.context_today(self))
        # sudo: the right to write was judged; what was answered is the server's
        self.sudo().write(vals)

    def _takes_proposals(self):
        """Return whether the partner itself may propose today: open, in time, places left."""
        self.ensure_one()
        in_time = self.deadline_date >= fields.Date.context_today(self)
        return self.state in OPEN_STATES and in_time and self._free_places() > 0

    def _free_places(self):
        """Return how many persons may still be proposed; who was refused takes no place."""
        self.ensure_one()
        taken = self.proposal_ids.filtered(lambda one: one.state != "refused")
        return max(self.places - len(taken), 0)

    def _check_open(self):
        """Refuse an answer to what the partner was not asked, or is asked no more.

        :raise UserError: naming the opening and the way out
        """
        if self.state not in OPEN_STATES:
            raise UserError(
                self.env._(
                    "“%s” is not open to the partner: send it, or open it again.",
                    self.display_name,
                )
            )

    def _check_places(self):
        """Refuse more proposals than the partner has places.

        :raise UserError: naming the opening
        """
        self.ensure_one()
        taken = self.proposal_ids.filtered(lambda one: one.state != "refused")
        if len(taken) > self.places:
            raise UserError(
                self.env._(
                    "“%(vacancy)s”: all %(places)s places are taken by proposals already.",
                    vacancy=self.vacancy_id.name,
                    places=self.places,
                )
            )

    def _propose(self, candidate, note=None):
        """Return the proposal of `candidate` by the partner; twice the same person is one.

        Called by the portal in sudo, after its domain found this dispatch.

        :param candidate: a person; empty where the office still says who it is
        :param note: why this person, in the partner's words
        :raise UserError: closed, too late, or no place left
        """
        self.ensure_one()
        take_turn(self)  # two colleagues at once share the places: the second counts the first
        former = self.proposal_ids.filtered(lambda one: candidate and one.candidate_id == candidate)
        if former:
            return former[:1]
        self._check_open()
        if self.deadline_date < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "The time to propose for “%s” is over. Call us if you have somebody.",
                    self.vacancy_id.name,
                )
            )
        return self.env["employer.proposal"].create(
            {"dispatch_id": self.id, "candidate_id": candidate.id, "note": note}
        )

    # ------------------------------------------------------------------
    # Screens
    # ------------------------------------------------------------------

    def action_view_proposals(self):
        """Open whom the partner proposes for this opening."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_proposal_action"
        )
        return {
            **action,
            "domain": [("dispatch_id", "=", self.id)],
            "context": {"default_dispatch_id": self.id},
        }

    def action_log_contact(self):
        """Open the dialog that logs a contact with the partner."""
        self.ensure_one()
        return self.organisation_id.action_log_contact()

    @api.model
    def _action_of(self, domain, context):
        """Return the act_window of the openings in `domain`, for a smart button."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_dispatch_action"
        )
        return {**action, "domain": domain, "context": context}
