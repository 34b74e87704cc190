# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

#: Words that come with the same request again are kept up to so many characters.
MAX_REASON = 2000


class EmployerInternshipRequest(models.Model):
    """What a host asks or tells of an internship, on the portal or by link, and waits for us.

    new → accepted once the office wrote what it led to (an extension, other hours of a month), or
    refused with an answer; the host is told. Only the server files them (`_host_ask`); officers
    and the person's own team read and answer them, in Today. By code, facts about work only.
    Source: issue 6.
    """

    _name = "employer.internship.request"
    _description = "What a host asks"
    _inherit = ["employer.transition.mixin", "employer.internship.detail.mixin"]
    _order = "asked_date desc, id desc"
    _rec_names_search = ["internship_id.name", "candidate_id.code"]
    _transitions = {"new": ("accepted", "refused")}

    internship_id = fields.Many2one(readonly=True)
    kind = fields.Selection(
        [("extension", "Asks for an extension"), ("hours", "Says other hours of a month")],
        string="What",
        required=True,
        readonly=True,
    )
    month_id = fields.Many2one(
        "employer.internship.month",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )
    months = fields.Integer(string="Months more", readonly=True)
    hours = fields.Float(string="Hours present", readonly=True)
    reason = fields.Text(string="In the host's words", readonly=True)
    contact_id = fields.Many2one("res.partner", readonly=True, index="btree_not_null")
    said_by = fields.Char(string="Who said it", readonly=True)
    asked_date = fields.Date(
        string="Asked on", required=True, readonly=True, default=fields.Date.context_today
    )
    state = fields.Selection(
        [("new", "To answer"), ("accepted", "Settled"), ("refused", "Refused")],
        required=True,
        default="new",
        copy=False,
        index=True,
    )
    answer = fields.Char(string="Our answer", help="The host reads it: why it is not possible.")
    answered_date = fields.Date(string="Answered on", readonly=True, copy=False)

    _open_uniq = models.UniqueIndex(
        "(internship_id, kind, COALESCE(month_id, 0)) WHERE state = 'new'",
        "The host asked this already, and waits for an answer.",
    )

    @api.depends("internship_id.name", "candidate_id.code", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            words = (one.internship_id.name, one.candidate_id.code, kinds.get(one.kind))
            one.display_name = " · ".join(filter(None, words))

    @api.model
    def _computed_names(self):
        """What the host said is the server's: officers write the answer."""
        said = {"internship_id", "kind", "month_id", "months", "hours", "reason", "asked_date"}
        return super()._computed_names() | said | {"contact_id", "said_by", "answered_date"}

    def _guard_transition(self, target, vals):
        if target == "refused" and not (vals.get("answer") or self.answer):
            raise UserError(
                self.env._("Write the answer first: the host reads why it is not possible.")
            )
        return super()._guard_transition(target, vals)

    def write(self, vals):
        moving = self._filter_moving(vals)
        result = super().write(vals)
        # sudo: the day follows from the answer, which whoever may write this gave
        moving.sudo().answered_date = fields.Date.context_today(self)
        for request in moving:
            request._tell_host()
        return result

    def _add_words(self, words):
        """Keep also what the host wrote the second time; never an answer that depends on it."""
        self.ensure_one()
        said = self.reason or ""
        if words and words not in said and len(said) < MAX_REASON:
            self.sudo().reason = f"{said}\n{words}".strip()  # sudo: the server's, as it was filed

    def _plain(self, field):
        """Return a field as it is written: of a link the id."""
        value = self[field]
        return value.id if isinstance(value, models.BaseModel) else value

    # ---- how it is settled

    def action_accept(self):
        """Do what the host asks: the dialog of the extension, or the hours at once.

        :return: the dialog, where there is one; what is written there settles this
        """
        self.ensure_one()
        return getattr(self, f"_accept_{self.kind}")()

    def action_settle(self):
        """Say that it was dealt with elsewhere."""
        self.write({"state": "accepted"})

    def action_refuse(self):
        """Refuse with the answer written: the host gets it by mail.

        :raise UserError: without an answer
        """
        self.write({"state": "refused"})

    def _accept_extension(self):
        action = self.internship_id.action_extend()
        action["context"] = {
            **action["context"],
            "default_request_date": self.asked_date,
            "default_months": self.months,
            "default_reason": self.reason,
        }
        return action

    def _accept_hours(self):
        self.month_id.write({"hours_present": self.hours})
        self.month_id._confirm_by_host(self.said_by)
        if self.state == "new":  # the office waits for the signed sheet all the same
            self.write({"state": "accepted"})

    # ---- what the host is told

    def _tell_host(self):
        """Let a mail wait for the host: what became of what it asked."""
        self.ensure_one()
        host = self.employer_id
        text = self.with_context(lang=host._mail_lang(self.contact_id))
        host._mail_later(
            text._told_subject(),
            text._told_words(),
            record=self,
            contact=self.contact_id or None,
        )

    def _told_subject(self):
        return self.env._(
            "Internship %(number)s, %(code)s: your request",
            number=self.internship_id.name,
            code=self.candidate_id.code,
        )

    def _told_words(self):
        """Return the sentence, in the language of this environment."""
        if self.state == "refused":
            return self.env._("It is not possible: %s", self.answer)
        if self.kind == "extension":
            end = self.internship_id._day(self.internship_id.planned_end_date)
            return self.env._("The internship now ends on %s.", end)
        return self.env._("We wrote it down as you said. Thank you.")

    def _status_words(self):
        """Return how it stands, for the host's page."""
        self.ensure_one()
        if self.state == "refused":
            return self.env._("not possible: %s", self.answer)
        if self.state == "accepted":
            return self.env._("settled")
        return self.env._("the office is looking at it")
