# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: What company and person may answer, and what each says of the outcome at the host.
ANSWERS = [
    ("hired_here", "Hired here"),
    ("hired_elsewhere", "Hired elsewhere"),
    ("not_hired", "Not hired"),
    ("undecided", "Not decided yet"),
    ("not_reached", "Not reached"),
]
MEANS = {"hired_here": "hired", "hired_elsewhere": "not_hired", "not_hired": "not_hired"}


class EmployerInternship(models.Model):
    """What became of an ended internship, in the company's and the person's own answers.

    The two are kept apart. `outcome` is what they say of the host; where they contradict each
    other it is *not known*, unless a hire is on file. Until it is known Today asks on the last
    day and twice more (days: settings), then the follow-ups take over. Source: issue 5.
    """

    _inherit = "employer.internship"

    company_outcome = fields.Selection(ANSWERS, string="The company says", copy=False)
    company_outcome_date = fields.Date(string="Company said on", copy=False)
    company_outcome_words = fields.Char(
        string="In the company's words", copy=False, help="Facts about work only."
    )
    person_outcome = fields.Selection(ANSWERS, string="The person says", copy=False)
    person_outcome_date = fields.Date(string="Person said on", copy=False)
    person_outcome_words = fields.Char(
        string="In the person's words", copy=False, help="Facts about work only."
    )
    outcome_ask_date = fields.Date(
        string="Ask for the outcome on",
        copy=False,
        help="Next reminder in Today; empty until somebody asked: the last day.",
    )

    def action_tell_outcome(self):
        """Open the dialog that takes down the outcome while on the phone.

        :raise UserError: before the end
        """
        self.ensure_one()
        if self.state != "ended":
            raise UserError(
                self.env._(
                    "%(internship)s has not ended: end it first, its outcome is asked there.",
                    internship=self.display_name,
                )
            )
        return self._open_dialog("employer.internship.outcome", self.env._("Outcome"))

    def _tell_outcome(self, who, answer, day, channel, words=False):
        """Write what one of the two answered, and what follows for the outcome.

        :param who: "company" or "person"
        :param channel: how the company told it; the person is a channel of its own
        """
        self.ensure_one()
        vals = {f"{who}_outcome": answer, f"{who}_outcome_date": day}
        if words:
            vals[f"{who}_outcome_words"] = words
        self.write(vals)
        self._settle_outcome(day, "person" if who == "person" else channel)

    def _settle_outcome(self, day, channel):
        """Bring `outcome` in line with both answers; a hire on file says more than they do."""
        here = self.hire_ids.filtered(lambda hire: hire.employer_id == self.employer_id)
        meanings = {MEANS.get(self.company_outcome), MEANS.get(self.person_outcome)} - {None}
        if here or (not meanings and self.outcome != "unknown"):
            return
        outcome = meanings.pop() if len(meanings) == 1 else "unknown"
        if outcome == "unknown":
            self.write({"outcome": outcome, "outcome_channel": False, "outcome_date": False})
        else:
            self.write({"outcome": outcome, "outcome_channel": channel, "outcome_date": day})

    @api.model
    def _outcome_days(self, company):
        """Return the days after the end on which the outcome is asked for, in order."""
        today = fields.Date.context_today(self)
        return (
            0,
            company.employer_outcome_second_days,
            company.employer_outcome_third_days,
            *self.env["employer.followup"]._days_after("internship", today, company)[:1],
        )

    def _next_ask_date(self, day):
        """Return the first reminder after `day`, or the day after it when all have passed."""
        self.ensure_one()
        end = self.actual_end_date
        reminders = [end + timedelta(days=days) for days in self._outcome_days(self.company_id)]
        return min((one for one in reminders if one > day), default=day + timedelta(days=1))
