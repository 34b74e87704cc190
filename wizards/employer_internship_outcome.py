# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain

from ..models.hires.employer_internship_outcome import ANSWERS

#: Answers after which somebody asks again.
OPEN_ANSWERS = ("undecided", "not_reached")


class EmployerInternshipOutcome(models.TransientModel):
    """The outcome of an internship in 20 seconds on the phone: who says what, and the contract.

    A click on the answer is enough. It writes the answer of the company or the person, logs the
    call, records the hire where contract and first day are told, and asks again where nothing is
    decided. Officers and tutors, as with the internship itself.
    """

    _name = "employer.internship.outcome"
    _description = "Outcome of an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    candidate_id = fields.Many2one(related="internship_id.candidate_id", string="Person")
    employer_id = fields.Many2one(related="internship_id.employer_id")
    actual_end_date = fields.Date(
        related="internship_id.actual_end_date", string="Internship ended on"
    )
    phone = fields.Char(compute="_compute_phone")
    other_words = fields.Char(string="So far", compute="_compute_other_words")
    who = fields.Selection(
        [("company", "The company"), ("person", "The person")],
        string="Who says it",
        required=True,
        default="company",
    )
    channel = fields.Selection(
        [("phone", "Phone"), ("mail", "E-mail"), ("visit", "Visit")],
        string="How",
        required=True,
        default="phone",
    )
    answer = fields.Selection(ANSWERS, string="What became of it", required=True)
    words = fields.Char(string="In their words", help="Facts about work only.")
    is_hire_recorded = fields.Boolean(
        string="Record the hire now",
        compute="_compute_is_hire_recorded",
        store=True,
        readonly=False,
        precompute=True,
    )
    hire_employer_id = fields.Many2one(
        "employer.organisation",
        string="Where",
        compute="_compute_hire_employer_id",
        store=True,
        readonly=False,
        precompute=True,
        ondelete="cascade",
    )
    family = fields.Selection(
        selection=lambda self: self.env["employer.hire.contract"]._fields["family"].selection,
        string="Contract",
        default="fixed_term",
    )
    start_date = fields.Date(string="First day", help="As told: a guess would credit it wrongly.")
    end_date = fields.Date(string="Last day", help="Included. Empty: no end.")
    ask_date = fields.Date(
        string="Ask again on", compute="_compute_ask_date", store=True, readonly=False
    )
    is_contact_logged = fields.Boolean(string="Log the contact", default=True)

    @api.depends("internship_id", "who")
    def _compute_phone(self):
        """The company's number alone: the person's own is personal data."""
        for wizard in self:
            internship = wizard.internship_id
            phone = internship.host_tutor_id.phone or internship.employer_id.phone
            wizard.phone = wizard.who == "company" and phone

    @api.depends("internship_id")
    def _compute_other_words(self):
        labels = dict(self._fields["answer"]._description_selection(self.env))
        for wizard in self:
            internship = wizard.internship_id
            said = [
                self.env._("%(who)s: %(answer)s", who=who, answer=labels[answer])
                for who, answer in (
                    (self.env._("the company"), internship.company_outcome),
                    (self.env._("the person"), internship.person_outcome),
                )
                if answer
            ]
            wizard.other_words = ", ".join(said)

    @api.depends("answer", "hire_employer_id")
    def _compute_is_hire_recorded(self):
        may = self.env.user.has_group("employer_engagement.employer_engagement_feature_hires")
        for wizard in self:
            is_hired = wizard.answer in ("hired_here", "hired_elsewhere")
            wizard.is_hire_recorded = bool(
                may and is_hired and wizard.hire_employer_id and not wizard._hire_on_file()
            )

    @api.depends("answer", "internship_id")
    def _compute_hire_employer_id(self):
        for wizard in self:
            if wizard.answer == "hired_here":
                wizard.hire_employer_id = wizard.internship_id.employer_id
            elif wizard.hire_employer_id == wizard.internship_id.employer_id:
                wizard.hire_employer_id = False

    @api.depends("internship_id", "answer")
    def _compute_ask_date(self):
        today = fields.Date.context_today(self)
        for wizard in self:
            asks = wizard.internship_id and wizard.answer in OPEN_ANSWERS
            wizard.ask_date = asks and wizard.internship_id._next_ask_date(today)

    def _hire_on_file(self):
        """Return the hires of the person since the first day at the employer named."""
        return self.env["employer.hire"].search_count(
            Domain("candidate_id", "=", self.candidate_id.id)
            & Domain("employer_id", "=", self.hire_employer_id.id)
            & Domain("start_date", ">=", self.internship_id.start_date),
            limit=1,
        )

    def action_apply(self):
        """Write the answer, log the contact, and record the hire where it is told.

        :raise UserError: when a hire lacks contract or first day, or by the rules of hires
        """
        self.ensure_one()
        internship = self.internship_id
        today = fields.Date.context_today(self)
        internship._tell_outcome(self.who, self.answer, today, self.channel, self.words)
        if self.answer in OPEN_ANSWERS:
            internship.outcome_ask_date = self.ask_date
        if self.is_contact_logged:
            self.env["employer.interaction"].create(self._interaction_vals())
        if self.is_hire_recorded and self.hire_employer_id:
            self.env["employer.hire.record"].create(self._hire_vals()).action_apply()
        return {"type": "ir.actions.act_window_close"}

    def _interaction_vals(self):
        """Return the contact that was had; with the person it is no contact of the company."""
        vals = {
            "internship_id": self.internship_id.id,
            "candidate_id": self.candidate_id.id,
            "channel": self.channel,
            "direction": "out",
            "outcome": "no_answer" if self.answer == "not_reached" else "reached",
            "company_id": self.internship_id.company_id.id,
        }
        if self.who == "company":
            vals["employer_id"] = self.employer_id.id
        return vals

    def _hire_vals(self):
        """Return the dialog of the hire, filled in."""
        return {
            "internship_id": self.internship_id.id,
            "employer_id": self.hire_employer_id.id,
            "family": self.family,
            "start_date": self.start_date,
            "end_date": self.end_date,
            "known_from": self.who,
        }
