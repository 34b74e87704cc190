# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..internships.employer_company_mail import ASKED
from ..internships.employer_internship_month_host import ASKED_DAYS
from .employer_hire_contract import FAMILIES

ASKED.add("employer.internship")
#: What a host may say of an internship that ended.
HOST_ANSWERS = ("hired_here", "not_hired", "undecided")
MAX_WEEKLY_HOURS = 60


class EmployerInternship(models.Model):
    """A host tells by itself what became of an internship, and that it hired the person."""

    _inherit = "employer.internship"

    host_outcome_asked_date = fields.Date(
        string="Host asked for the outcome on",
        readonly=True,
        copy=False,
        export_string_translation=False,
    )

    # ---- what the host says

    def _waits_for_host(self):
        """Return whether the host may tell the outcome: ended, and the host has not decided."""
        self.ensure_one()
        is_told = self.company_outcome not in (False, "undecided", "not_reached")
        return self.state == "ended" and not is_told and not self.hire_ids

    def _host_waiting(self):
        return [*super()._host_waiting(), *(self if self._waits_for_host() else ())]

    def _host_says_outcome(self, answer, hire=None, *, words=False, contact=None, name=False):
        """Take down what the host says became of it; the same twice is once.

        :param answer: one of `HOST_ANSWERS`
        :param hire: of *hired here*: family, start_date, end_date, weekly_hours
        :raise UserError: when it has not ended, or was told otherwise meanwhile
        """
        self.ensure_one()
        if answer == self.company_outcome and answer != "undecided":
            return
        if not self._waits_for_host():
            raise UserError(
                self.env._(
                    "Somebody told us meanwhile: nothing is left to do. Call us if it is wrong."
                )
            )
        today = fields.Date.context_today(self)
        words = self._host_words(words)
        self._tell_outcome("company", answer, today, "portal", words)
        self._log_host(contact, words)
        if answer == "undecided":
            self.outcome_ask_date = self._next_ask_date(today)
        if answer == "hired_here" and hire:
            self._host_says_hired(hire, words=words, contact=contact, name=name)

    def _host_says_hired(self, hire, *, words=False, contact=None, name=False):
        """Take down that the host hired the person: the office records the hire from it.

        :param hire: family, start_date, end_date, weekly_hours
        :raise UserError: before the internship began, or where a hire is on file
        """
        self.ensure_one()
        if not self._host_may_hire():
            raise UserError(self.env._("We have a hire on file already: call us if it changed."))
        return self._host_ask("hired", hire, words, contact, name)

    def _host_may_hire(self):
        """Return whether a host may tell here that it hired the person."""
        self.ensure_one()
        is_used = self.env["res.users"]._employer_feature_on("hires")
        begun = self.state in ("running", "suspended", "ended")
        return is_used and begun and not self.hire_ids

    @api.model
    def _host_hire_vals(self, typed):
        """Return (values of a hire, {field: what is wrong}) from what was typed.

        :param typed: family, start_date, end_date, weekly_hours as text
        """
        vals, errors = {}, {}
        vals["family"] = typed.get("family")
        if vals["family"] not in dict(FAMILIES):
            errors["family"] = self.env._("Choose the kind of contract.")
        for field in ("start_date", "end_date"):
            try:
                vals[field] = fields.Date.to_date(typed.get(field) or None) or False
            except ValueError:
                errors[field] = self.env._("This is no date.")
        if not vals.get("start_date") and "start_date" not in errors:
            errors["start_date"] = self.env._("Write the first day of work.")
        if vals["family"] == "fixed_term" and vals.get("end_date") is False:
            errors["end_date"] = self.env._("A fixed-term contract has a last day.")
        if (
            vals.get("end_date")
            and vals.get("start_date")
            and vals["end_date"] < vals["start_date"]
        ):
            errors["end_date"] = self.env._("The last day comes before the first.")
        vals["weekly_hours"] = self._host_number(typed.get("weekly_hours"))
        if vals["weekly_hours"] is None or vals["weekly_hours"] > MAX_WEEKLY_HOURS:
            errors["weekly_hours"] = self.env._(
                "Write hours a week as a number up to %s, or nothing.", MAX_WEEKLY_HOURS
            )
        return vals, errors

    @api.model
    def _host_families(self):
        """Return [(value, label)] of the contracts a host may choose."""
        contracts = self.env["employer.hire.contract"]
        return contracts._fields["family"]._description_selection(self.env)

    def _log_host(self, contact, words):
        """An answer is a contact."""
        self.env["employer.interaction"].create(
            {
                "employer_id": self.employer_id.id,
                "internship_id": self.id,
                "contact_id": contact.id if contact else False,
                "channel": "web",
                "direction": "in",
                "outcome": "reached",
                "summary": words or self.env._("Told the outcome online"),
            }
        )

    # ---- the link

    def _host_act(self):
        return "outcome"

    def _host_internship(self):
        return self

    def _host_mail_words(self):
        """Return (subject, sentence) of the mail that asks, in the language of this environment."""
        self.ensure_one()
        subject = self.env._(
            "How did it go on with %(code)s? Internship %(number)s",
            code=self.candidate_id.code,
            number=self.name,
        )
        words = self.env._(
            "The internship of %(code)s ended on %(day)s. Did you hire, or not? It takes a click.",
            code=self.candidate_id.code,
            day=self._day(self.actual_end_date),
        )
        return subject, words

    def _host_deadline(self):
        """The mail may wait for the next one."""
        return

    @api.model
    def _cron_ask_hosts(self, batch_size=500):
        """Let a mail wait for each host whose internship ended, once."""
        since = fields.Date.context_today(self) - timedelta(days=ASKED_DAYS)
        ended = self._portal_outcome_domain() & Domain("actual_end_date", ">", since)
        self._ask_hosts(self, ended, "host_outcome_asked_date", batch_size)

    # ---- the portal

    @api.model
    def _portal_outcome_domain(self):
        """Return the domain of ended internships whose outcome the host has not told."""
        return (
            Domain("state", "=", "ended")
            & Domain("company_outcome", "in", (False, "undecided", "not_reached"))
            & Domain("outcome", "in", (False, "unknown"))
            & Domain("hire_ids", "=", False)
            & self._portal_recent_domain()
        )

    @api.model
    def _portal_waiting_domain(self):
        return super()._portal_waiting_domain() | self._portal_outcome_domain()

    def _portal_values(self):
        values = super()._portal_values()
        for one, row in zip(self, values, strict=True):
            row["waits_outcome"] = one._waits_for_host()
        return values

    def _portal_page_values(self):
        labels = dict(self._fields["company_outcome"]._description_selection(self.env))
        return {
            **super()._portal_page_values(),
            "outcome": labels.get(self.company_outcome, ""),
            "outcome_seen": self.company_outcome or "",
            "outcome_date": self.company_outcome_date,
            "may_hire": self._host_may_hire(),
            "is_hired": "internship_here" in self.hire_ids.mapped("origin"),
        }
