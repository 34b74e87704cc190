# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

IDENTITY = "employer.referral.identity"
IDENTITY_GROUP = "employer_engagement.employer_engagement_group_identity"
#: What a user decides of a referral; all the rest is written by the server.
STAFF_FIELDS = {"user_id", "due_date"}


class EmployerReferral(models.Model):
    """A partner organisation tells us of a person, without a vacancy: we answer with a tutor.

    new → taken on / not now / elsewhere (undone by Look at it again), or withdrawn: by the partner,
    or by staff that had shown it to the wrong one.
    Here stands only what everyone may read: number, partner, answer. Who it is stands in
    `employer.referral.identity`. The partner's portal makes them; who holds one (`user_id`, with
    the own team) answers it; managers decide who holds it.
    """

    _name = "employer.referral"
    _description = "Referral"
    _inherit = ["employer.transition.mixin"]
    _order = "received_at desc, id desc"
    _check_company_auto = True
    _transitions = {
        "new": ("taken_on", "not_now", "elsewhere", "withdrawn"),
        "taken_on": ("new", "withdrawn"),
        "not_now": ("new", "withdrawn"),
        "elsewhere": ("new", "withdrawn"),
    }

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    organisation_id = fields.Many2one(
        "employer.organisation",
        string="Partner",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    unit_id = fields.Many2one(
        "res.partner", readonly=True, index="btree_not_null", ondelete="restrict"
    )
    contact_id = fields.Many2one(
        "res.partner", string="Referred by", readonly=True, ondelete="set null"
    )
    received_at = fields.Datetime(
        string="Received", required=True, readonly=True, default=fields.Datetime.now, copy=False
    )
    state = fields.Selection(
        [
            ("new", "To answer"),
            ("taken_on", "Taken on"),
            ("not_now", "Not now"),
            ("elsewhere", "Elsewhere"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        readonly=True,
        default="new",
        index=True,
        copy=False,
    )
    due_date = fields.Date(string="Answer by", copy=False)
    user_id = fields.Many2one(
        "res.users",
        string="With",
        index="btree_not_null",
        copy=False,
        domain=lambda self: [("all_group_ids", "in", self.env.ref(IDENTITY_GROUP).id)],
        help="Who answers it, and with the own team opens the personal data.",
    )
    team_id = fields.Many2one(
        "employer.team", compute="_compute_team_id", store=True, index="btree_not_null"
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    form_key = fields.Char(
        readonly=True, copy=False, groups="base.group_system", export_string_translation=False
    )

    # The answer
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    tutor_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="The name the partner reads."
    )
    answered_date = fields.Date(string="Answered on", readonly=True, copy=False)
    reply = fields.Text(
        string="Words to the partner",
        readonly=True,
        copy=False,
        groups=f"{IDENTITY_GROUP},employer_engagement.employer_engagement_group_privacy",
    )
    identity_ids = fields.One2many(
        IDENTITY, "referral_id", string="Personal data", groups=IDENTITY_GROUP
    )
    disclosure_ids = fields.One2many(
        "employer.disclosure",
        "referral_id",
        string="Disclosures",
        groups=f"{IDENTITY_GROUP},employer_engagement.employer_engagement_group_privacy",
    )
    can_open_identity = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_answer = fields.Boolean(compute="_compute_can", export_string_translation=False)
    can_take = fields.Boolean(compute="_compute_can", export_string_translation=False)

    _name_uniq = models.UniqueIndex("(name, company_id)", "This number exists already.")
    _form_key_uniq = models.UniqueIndex(
        "(form_key) WHERE form_key IS NOT NULL", "This form was sent already."
    )

    # ------------------------------------------------------------
    # COMPUTED
    # ------------------------------------------------------------

    @api.depends("user_id")
    def _compute_team_id(self):
        for referral in self:
            # sudo: which team a colleague belongs to decides who may open the names
            teams = referral.user_id.sudo().employer_team_ids
            own = teams.filtered(lambda team, office=referral.company_id: team.company_id == office)
            referral.team_id = own[:1]

    @api.depends("user_id", "state")
    @api.depends_context("uid")
    def _compute_can(self):
        entitled = self._filter_entitled()
        is_tutor = self.env.user.has_group(IDENTITY_GROUP)
        for referral in self:
            referral.can_open_identity = referral._origin in entitled
            referral.can_answer = referral._is_held_by_user()
            referral.can_take = is_tutor and referral.state == "new" and not referral.user_id

    def _is_held_by_user(self):
        """Return whether the current user or the user's team answers this one."""
        self.ensure_one()
        is_own = self.user_id == self.env.user or self.env.user in self.sudo().team_id.member_ids
        return is_own and self.env.user.has_group(IDENTITY_GROUP)

    @api.constrains("user_id")
    def _check_user_id(self):
        for referral in self.filtered("user_id"):
            if not referral.user_id.sudo().has_group(IDENTITY_GROUP):
                raise ValidationError(
                    self.env._(
                        "%(user)s may not open names of persons: give %(referral)s to a tutor.",
                        user=referral.user_id.name,
                        referral=referral.name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def _computed_names(self):
        """What the partner said and what was answered are the server's."""
        names = {name for name, field in self._fields.items() if field.store}
        return super()._computed_names() | names - STAFF_FIELDS

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            company = self.env["res.company"].browse(vals.get("company_id")) or self.env.company
            vals["company_id"] = company.id
            sequence = self.env["ir.sequence"].with_company(company)
            vals["name"] = sequence.next_by_code(self._name) or "/"
            if not vals.get("due_date"):
                today = fields.Date.context_today(self)
                vals["due_date"] = today + timedelta(days=company.employer_referral_days)
        return super().create(vals_list)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_open_identity(self):
        """Open who the partner means and leave a trace of it (an `opened` disclosure).

        :raise AccessError: when somebody else answers this referral
        """
        self.ensure_one()
        self.check_access("read")
        if not self._filter_entitled():
            raise AccessError(
                self.env._(
                    "You may not open the data of %s: they are for who answers it, and the team.",
                    self.name,
                )
            )
        self.env["employer.disclosure"]._log(self, "opened")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Personal data of %s", self.name),
            "res_model": IDENTITY,
            # sudo: the user may open them, as judged above; only which row it is
            "res_id": self.sudo().identity_ids[:1].id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_take(self):
        """Answer referrals nobody holds: they are mine from now on.

        Those of a person whom a colleague follows go to that colleague instead.

        :raise UserError: when the user is no tutor, or somebody holds one already
        """
        self.check_access("read")
        for referral in self.filtered(lambda one: not one.can_take):
            raise UserError(
                self.env._(
                    "%s is with somebody already, or you may not open names of persons.",
                    referral.name,
                )
            )
        referrals_sudo = self.sudo()  # sudo: the right to take was judged above
        referrals_sudo._route()
        referrals_sudo.filtered(lambda one: not one.user_id).user_id = self.env.user
        elsewhere = self.filtered(lambda one: one.user_id != self.env.user)
        if not elsewhere:
            return None
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._(
                    "%(referral)s goes to %(user)s, who may follow this person.",
                    referral=elsewhere[0].name,
                    user=elsewhere[0].user_id.name,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_answer(self):
        """Open the dialog that answers the partner."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Answer %s", self.name),
            "res_model": "employer.referral.answer",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_referral_id": self.id},
        }

    def action_reopen(self):
        """Take an answer back; the partner reads that we look at it again."""
        self._check_held()
        # sudo: the right to answer was judged above, the answer is the server's
        self.sudo().write(
            {
                "state": "new",
                "candidate_id": False,
                "tutor_id": False,
                "answered_date": False,
                "reply": False,
            }
        )

    # ------------------------------------------------------------
    # MACHINERY
    # ------------------------------------------------------------

    @api.model
    def _entitlement_domain(self):
        """Return the domain of the referrals whose personal data the group rules give the user."""
        allowed = self.env["employer.candidate"]._allowed_rows(IDENTITY)
        return Domain.FALSE if allowed.is_false() else Domain("identity_ids", "any", allowed)

    def _filter_entitled(self):
        """Return those of `self` whose personal data the user may open."""
        # sudo: the domain is the user's entitlement; nothing but the yes or no is used
        found = self.sudo().search(Domain("id", "in", self.ids) & self._entitlement_domain())
        return found.sudo(self.env.su)

    def _check_held(self):
        """Refuse referrals that others answer.

        :raise AccessError: naming the one, and who has it
        """
        for referral in self:
            if not referral._is_held_by_user():
                raise AccessError(
                    self.env._(
                        "%(referral)s is answered by %(user)s and that team.",
                        referral=referral.name,
                        user=referral.user_id.name or self.env._("nobody yet"),
                    )
                )

    def _settle(self, answer, *, candidate=None, reply=None):
        """Give the partner this answer.

        :param answer: taken_on, not_now or elsewhere
        :param candidate: the person it is, for who was taken on
        :param reply: words the partner reads
        """
        self.ensure_one()
        self._check_held()
        # sudo: the right to answer was judged above, the answer is the server's
        self.sudo().write(
            {
                "state": answer,
                "candidate_id": candidate.id if candidate else False,
                "tutor_id": (candidate.tutor_id if candidate else self.env.user).id,
                "answered_date": fields.Date.context_today(self),
                "reply": reply,
            }
        )
        self._tell_partner()

    def _tell_partner(self):
        """Let the partner know, with the next mail to it, that an answer waits on the portal."""
        lang = self.organisation_id._mail_lang(self.contact_id)
        env = self.with_context(lang=lang).env
        self.organisation_id._mail_later(
            env._("Our answer to %s", self.name),
            env._(
                "We answered your referral %(number)s. Read on the portal what we can do and who "
                "the tutor is: %(url)s",
                number=self.name,
                url=f"{self.get_base_url()}/my/engagement/persons/{self.id}",
            ),
            record=self,
            contact=self.contact_id,
        )

    def _withdraw(self):
        """The partner takes it back: who it is, is deleted at once.

        :raise UserError: when the person was taken on: then it is between the person and the tutor
        """
        for referral in self:
            if referral.state == "taken_on":
                raise UserError(
                    self.env._("%s was taken on: please call the tutor.", referral.name)
                )
        self.identity_ids.unlink()
        self.state = "withdrawn"
