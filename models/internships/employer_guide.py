# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_date

MANAGER = "employer_engagement.employer_engagement_group_manager"
#: The questions a sheet answers, in the order in which they are asked.
SECTIONS = (
    "section_hire",
    "section_file",
    "section_deadline",
    "section_cost",
    "section_payer",
)
#: What was verified: it changes in a new version only.
CONTENT = {
    *SECTIONS,
    "name",
    "code",
    "subject",
    "permit_type_ids",
    "scheme_ids",
    "audience",
    "language_id",
    "sources",
}
#: What only a verification writes.
VERIFIED = {"verified_date", "verified_by_id", "review_date", "version", "previous_id"}


class EmployerGuide(models.Model):
    """An information sheet: may I hire this person, what must I file, until when, what does it
    cost, who pays. About a residence title or an internship scheme, never about a person.

    to verify → verified by a manager, until its review date. Whoever wrote it, nothing is sent or
    printed that is not verified or whose review date passed. What was ever verified never changes:
    a correction or a new law is the next version, in force from a day. One sheet in several
    languages is several records of one `code`. Every role reads, officers write.
    Source: DOMAIN.md 0.13, 1.5 (one-stop information), 2, 3.6.
    """

    _name = "employer.guide"
    _description = "Information sheet"
    _inherit = ["employer.transition.mixin"]
    _order = "subject, sequence, code, language_id, version desc"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True
    _transitions = {"to_verify": ("verified",), "verified": ("to_verify",)}
    _milestone_dates = {"verified": "verified_date"}

    sequence = fields.Integer(default=10)
    name = fields.Char(string="Title", required=True)
    code = fields.Char(
        required=True, help="The same for the languages and versions of one sheet; no spaces."
    )
    version = fields.Integer(required=True, default=1, readonly=True, copy=False)
    previous_id = fields.Many2one(
        "employer.guide",
        string="Version before",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    subject = fields.Selection(
        [
            ("permit", "Residence title"),
            ("internship", "Internship"),
            ("notice", "Notices to file"),
        ],
        required=True,
        default="permit",
    )
    permit_type_ids = fields.Many2many("employer.permit.type", string="Residence titles")
    scheme_ids = fields.Many2many(
        "employer.internship.scheme", string="Internship schemes", check_company=True
    )
    audience = fields.Selection(
        [
            ("employer", "Employers"),
            ("person", "Persons"),
            ("staff", "Staff"),
            ("partner", "Partner organisations"),
        ],
        required=True,
        default="employer",
    )
    language_id = fields.Many2one(
        "employer.language", required=True, index=True, ondelete="restrict"
    )
    state = fields.Selection(
        [("to_verify", "To verify"), ("verified", "Verified")],
        required=True,
        default="to_verify",
        copy=False,
        index=True,
    )
    section_hire = fields.Html(string="May I hire or host?")
    section_file = fields.Html(string="What must I file?")
    section_deadline = fields.Html(string="Until when?")
    section_cost = fields.Html(string="What does it cost?")
    section_payer = fields.Html(string="Who pays?")
    sources = fields.Text(help="Laws, resolutions and pages it rests on.")
    valid_from = fields.Date(string="In force from", copy=False)
    valid_to = fields.Date(string="In force until", copy=False, help="Empty: until further notice.")
    verified_date = fields.Date(string="Verified on", readonly=True, copy=False)
    verified_by_id = fields.Many2one(
        "res.users", string="Verified by", readonly=True, copy=False, ondelete="restrict"
    )
    review_date = fields.Date(
        string="Review by",
        readonly=True,
        copy=False,
        help="After this day it must be verified anew.",
    )
    user_id = fields.Many2one(
        "res.users", string="Keeper", index=True, default=lambda self: self.env.user
    )
    company_id = fields.Many2one("res.company", index=True, help="Empty: for every office.")
    active = fields.Boolean(default=True)
    is_usable = fields.Boolean(
        string="May be sent", compute="_compute_is_usable", search="_search_is_usable"
    )
    unusable_reason = fields.Char(compute="_compute_is_usable")

    _check_validity = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A sheet's validity must end on or after the day it begins.",
    )
    _version_uniq = models.UniqueIndex(
        "(code, audience, language_id, version, COALESCE(company_id, 0))",
        "This version of the sheet exists already.",
    )

    # ------------------------------------------------------------------
    # May it be used
    # ------------------------------------------------------------------

    @api.depends("name", "language_id.code", "version")
    def _compute_display_name(self):
        for guide in self:
            tail = f"({guide.language_id.code}, v{guide.version})" if guide.language_id else ""
            guide.display_name = f"{guide.name or ''} {tail}".strip()

    @api.depends("state", "review_date", "valid_from", "valid_to")
    def _compute_is_usable(self):
        today = fields.Date.context_today(self)
        for guide in self:
            reason = guide._unusable_reason(today)
            guide.is_usable = not reason
            guide.unusable_reason = reason

    def _unusable_reason(self, today):
        """Return why the sheet may not go out on `today`, or nothing."""
        self.ensure_one()
        if self.state != "verified":
            return self.env._("Nobody of the office has verified it yet.")
        if not self.review_date or self.review_date < today:
            return self.env._(
                "Its review date (%s) has passed: it must be verified again.",
                format_date(self.env, self.review_date) if self.review_date else "…",
            )
        if self.valid_from and self.valid_from > today:
            return self.env._("It is in force from %s.", format_date(self.env, self.valid_from))
        if self.valid_to and self.valid_to < today:
            return self.env._("It was in force until %s.", format_date(self.env, self.valid_to))
        return False

    def _search_is_usable(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._usable_domain()

    @api.model
    def _usable_domain(self):
        """Return the domain of what may be sent today; `_unusable_reason` says the same."""
        return (
            Domain("state", "=", "verified")
            & Domain("review_date", ">=", "today")
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", "today"))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", "today"))
        )

    def _check_usable(self):
        """Refuse what may not go out.

        :raise UserError: naming the sheet and why
        """
        for guide in self.filtered(lambda one: not one.is_usable):
            raise UserError(
                self.env._(
                    "“%(guide)s” can neither be sent nor printed. %(reason)s",
                    guide=guide.display_name,
                    reason=guide.unusable_reason,
                )
            )

    def _in_language(self, lang):
        """Return this sheet as it may be sent in `lang` (a code such as it_IT), else itself."""
        self.ensure_one()
        if not lang or lang[:2] == self.language_id.code:
            return self
        other = self.search(
            self._usable_domain()
            & Domain("code", "=", self.code)
            & Domain("audience", "=", self.audience)
            & Domain("language_id.code", "=", lang[:2]),
            limit=1,
        )
        return other or self

    def _sections(self):
        """Return [(question, answer)] of the questions this sheet answers, in its own language."""
        self.ensure_one()
        guide = self._in_own_language()
        return [
            (self._fields[name]._description_string(guide.env), self[name])
            for name in SECTIONS
            if self[name]
        ]

    def _in_own_language(self):
        """Return the sheet in the context of its own language, where the screens have it."""
        self.ensure_one()
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        own = (code for code in codes if code[:2] == self.language_id.code)
        return self.with_context(lang=next(own, self.env.lang))

    def _imprint(self):
        """Return the lines below a sheet: when it was verified, until when it holds, sources."""
        guide = self._in_own_language()
        lines = []
        if guide.verified_date:
            lines.append(
                guide.env._(
                    "Verified on %(day)s; to be reviewed by %(review)s. Version %(version)s.",
                    day=format_date(guide.env, guide.verified_date),
                    review=format_date(guide.env, guide.review_date),
                    version=guide.version,
                )
            )
        if guide.sources:
            lines.append(guide.env._("Sources: %s", "; ".join(guide.sources.splitlines())))
        lines.append(guide.env._("General information, about no person in particular."))
        return lines

    def _body_html(self):
        """Return the sheet as it stands in a mail and on paper."""
        self.ensure_one()
        return self.env["ir.qweb"]._render(
            "employer_engagement.employer_guide_body", {"guide": self}
        )

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        """A new sheet is numbered and unverified, whatever a client sends."""
        if not self.env.su:
            vals_list = [
                {name: value for name, value in vals.items() if name not in VERIFIED}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_names(set() if self.env.su else VERIFIED, vals)
        if CONTENT & vals.keys():
            self._check_never_verified()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_verified(self):
        self._check_never_verified()

    def _check_never_verified(self):
        """Refuse to change what was ever verified, as it may have been sent.

        :raise UserError: naming the sheet and the way out
        """
        for guide in self.filtered("verified_date"):
            raise UserError(
                self.env._(
                    "“%s” was verified and its text never changes: make a new version of it.",
                    guide.display_name,
                )
            )

    def _guard_transition(self, target, vals):
        if target == "verified" and not self.env.su:
            raise UserError(
                self.env._("“%s” is verified with the button Verify.", self.display_name)
            )

    # ------------------------------------------------------------------
    # Verification and versions
    # ------------------------------------------------------------------

    def action_verify(self):
        """Open the dialog that says until when the sheets are verified.

        :raise AccessError: for who is no manager
        """
        self._check_may_verify()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Verify"),
            "res_model": "employer.guide.verify",
            "view_mode": "form",
            "target": "new",
            "context": {"default_guide_ids": self.ids},
        }

    def action_to_verify(self):
        """Take the verification back: nothing goes out until it is verified again."""
        self.write({"state": "to_verify"})

    def _check_may_verify(self):
        self.check_access("write")
        if not (self.env.su or self.env.user.has_group(MANAGER)):
            raise AccessError(
                self.env._("An information sheet is verified by a manager of the office.")
            )

    def _verify(self, review_date):
        """Say that the current user checked these sheets against their sources today.

        :param review_date: last day on which they may go out without being checked again
        :raise UserError: when there is nothing to check against, or the day has passed
        """
        self._check_may_verify()
        today = fields.Date.context_today(self)
        if review_date <= today:
            raise UserError(self.env._("The next review must be after today."))
        for guide in self:
            if not guide.sources or not any(guide[name] for name in SECTIONS):
                raise UserError(
                    self.env._("“%s” needs its answers and its sources.", guide.display_name)
                )
            # sudo: the server writes who verified what when; the right was checked above
            guide.sudo().write(
                {
                    "state": "verified",
                    "verified_date": today,
                    "verified_by_id": self.env.uid,
                    "review_date": review_date,
                    "valid_from": guide.valid_from or today,
                    "user_id": guide.user_id.id or self.env.uid,
                }
            )
            guide._end_previous()

    def _end_previous(self):
        """The versions before end on the day before this one begins."""
        self.ensure_one()
        before = self.search(
            self._versions_domain()
            & Domain("version", "<", self.version)
            & Domain("state", "=", "verified")
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", self.valid_from))
        )
        last_day = self.valid_from - timedelta(days=1)
        for guide in before:
            started = guide.valid_from or last_day
            # one that would never have begun is simply over
            guide.write({"valid_to": last_day, "valid_from": min(started, last_day)})

    def _versions_domain(self):
        self.ensure_one()
        return (
            Domain("code", "=", self.code)
            & Domain("audience", "=", self.audience)
            & Domain("language_id", "=", self.language_id.id)
            & Domain("company_id", "=", self.company_id.id)
        )

    def action_new_version(self):
        """Copy the sheet as its next version, to verify.

        :return: the window on it
        """
        self.ensure_one()
        newest = self.with_context(active_test=False).search(
            self._versions_domain(), order="version desc", limit=1
        )
        self.check_access("write")
        # sudo: the server numbers the versions; the right to write was checked above
        copy = self.sudo().copy({"version": newest.version + 1, "previous_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": copy.id,
            "view_mode": "form",
        }

    # ------------------------------------------------------------------
    # Going out
    # ------------------------------------------------------------------

    def action_print(self):
        """Print the sheets.

        :raise UserError: what may not go out
        """
        self._check_usable()
        return self.env.ref("employer_engagement.report_employer_guide_action").report_action(self)

    def action_send(self):
        """Open the dialog that sends this sheet to organisations.

        :raise UserError: what may not go out
        """
        self.ensure_one()
        self._check_usable()
        return self._action_send_dialog({"default_guide_id": self.id})

    @api.model
    def _action_send_dialog(self, context):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send information"),
            "res_model": "employer.guide.send",
            "view_mode": "form",
            "target": "new",
            "context": context,
        }
