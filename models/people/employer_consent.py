# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.employer_engagement.tools.calendar_months import ONE_DAY, period_end

#: Who said what, to whom and when: an answer is a fact.
AS_GIVEN = {"candidate_id", "kind", "employer_id", "answer", "asked_by_id", "asked_datetime"}


class EmployerConsent(models.Model):
    """One of the two yeses of a person, kept apart.

    `proposal`: may be proposed without a name (asked at intake, expires). `identity`: this company
    may know who I am (asked from the list). A withdrawal is dated, never a deletion. Written by
    officers and tutors, seen by every role by code.
    """

    _name = "employer.consent"
    _description = "Consent"
    _inherit = ["employer.record.mixin"]
    _order = "asked_datetime desc, id desc"
    _check_company_auto = True

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    kind = fields.Selection(
        [
            ("proposal", "May be proposed without a name"),
            ("identity", "This company may know who I am"),
        ],
        required=True,
        default="proposal",
    )
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Given to",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    answer = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("not_reached", "Not reached")], required=True, default="yes"
    )
    asked_datetime = fields.Datetime(string="Asked on", required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="Asked by", required=True, default=lambda self: self.env.user
    )
    asked_by_id = fields.Many2one(
        "employer.organisation",
        string="Asked by the partner",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The person said so to this organisation, which told us.",
    )
    channel = fields.Selection(
        [
            ("in_person", "In person"),
            ("phone", "Phone"),
            ("message", "Message"),
            ("paper", "On paper"),
        ],
        required=True,
        default="in_person",
    )
    language_id = fields.Many2one("employer.language", string="Language used", ondelete="restrict")
    legal_basis = fields.Char(string="Legal basis", default="GDPR art. 6(1)(a)")
    expiry_date = fields.Date(string="Expiry date")
    withdrawn_date = fields.Date(string="Withdrawn on", copy=False)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _check_employer = models.Constraint(
        "CHECK(kind != 'identity' OR employer_id IS NOT NULL)",
        "The yes to be known names the company it is given to.",
    )

    # ---- CRUD: an answer is a fact, only its end may be written later

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create([self._with_expiry(vals) for vals in vals_list])
        consents.filtered(lambda consent: consent._is_end())._on_withdrawal()
        return consents

    def write(self, vals):
        if changed := AS_GIVEN & vals.keys():
            labels = [self._fields[name]._description_string(self.env) for name in sorted(changed)]
            raise UserError(
                self.env._(
                    "An answer on consent is kept as it was given (%(fields)s). "
                    "Withdraw it, or record the new answer.",
                    fields=", ".join(labels),
                )
            )
        self._refuse_later_withdrawal(vals)
        standing = self.filtered(lambda consent: not consent.withdrawn_date)
        result = super().write(vals)
        standing.filtered("withdrawn_date")._on_withdrawal()
        return result

    def _refuse_later_withdrawal(self, vals):
        """A yes taken back stays taken back: only the person says yes again, in a new answer.

        :raise UserError: when a withdrawal would be deleted or put off
        """
        if "withdrawn_date" not in vals:
            return
        day = fields.Date.to_date(vals["withdrawn_date"])
        for consent in self.filtered("withdrawn_date"):
            if not day or day > consent.withdrawn_date:
                raise UserError(
                    self.env._(
                        "%(person)s took this yes back on %(date)s. Ask again, and record the "
                        "new answer.",
                        person=consent.candidate_id.code,
                        date=consent.withdrawn_date,
                    )
                )

    @api.constrains("withdrawn_date", "asked_datetime")
    def _check_withdrawn_date(self):
        for consent in self.filtered("withdrawn_date"):
            if consent.withdrawn_date < consent._asked_date():
                raise ValidationError(
                    self.env._(
                        "%s withdrew a yes before giving it: check the dates.",
                        consent.candidate_id.code,
                    )
                )

    @api.depends("candidate_id.code", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for consent in self:
            consent.display_name = f"{consent.candidate_id.code}: {labels.get(consent.kind)}"

    # ---- actions

    def action_withdraw(self):
        """Withdraw from today; what rests on the yes ends at once."""
        self.filtered(lambda consent: not consent.withdrawn_date).write(
            {"withdrawn_date": fields.Date.context_today(self)}
        )

    # ---- what an answer means

    def _on_withdrawal(self):
        """End what rested on these answers; later rooms act on their lists (super first).

        Called for answers withdrawn and for a recorded “no”.
        """

    @api.model
    def _with_expiry(self, vals):
        """Return `vals` with the office's expiry for a yes to being proposed that has none."""
        kind = vals.get("kind", "proposal")
        if kind != "proposal" or vals.get("answer", "yes") != "yes" or vals.get("expiry_date"):
            return vals
        person = self.env["employer.candidate"].browse(vals.get("candidate_id"))
        company = person.company_id or self.env.company
        asked = fields.Datetime.to_datetime(vals.get("asked_datetime")) or fields.Datetime.now()
        day = fields.Datetime.context_timestamp(self, asked).date()
        return {**vals, "expiry_date": period_end(day, company.employer_proposal_months)}

    def _is_end(self):
        self.ensure_one()
        return self.answer == "no" or bool(self.withdrawn_date)

    def _asked_date(self):
        self.ensure_one()
        return fields.Datetime.context_timestamp(self, self.asked_datetime).date()

    def _latest(self, kind, employer=None, date=None):
        """Return the last answer given by `date` (“not reached” is none), of this employer."""
        answers = self.filtered(
            lambda consent: (
                consent.kind == kind
                and consent.answer != "not_reached"
                and (kind != "identity" or consent.employer_id == employer)
                and (not date or consent._asked_date() <= date)
            )
        )
        return answers.sorted(lambda consent: (consent.asked_datetime, consent._origin.id))[-1:]

    def _holds_until(self):
        """Return the last day this yes holds; False for none, a far day for one without end."""
        if not self or self.answer != "yes":
            return False
        last = self.expiry_date or date.max
        return min(last, self.withdrawn_date - ONE_DAY) if self.withdrawn_date else last

    def _holds_on(self, day):
        until = self._holds_until()
        return bool(until) and day <= until
