# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.exceptions import RedirectWarning, UserError

from .employer_candidacy import EXITS, FILLED_STATES, MET_STATES

#: Why somebody left whom the company never refused: the place was taken, the list dealt with.
NEVER_REFUSED = ("position_filled", "list_closed")
#: Why somebody left whose place went with him or her: nobody steps in.
PLACE_GONE = "company_cancelled"


class EmployerCandidacy(models.Model):
    """A reserve steps in when somebody the company knew of leaves a list that went out.

    After an early end, weeks later, who was next is shown to the office and comes back by a
    button of the vacancy.
    """

    _inherit = "employer.candidacy"

    def _sync_chain(self):
        """Called with those that just moved (see the base): reserves first, then what follows."""
        left = self.filtered(
            lambda one: (
                one.state in EXITS
                and not one.is_reserve
                and one.last_state not in ("proposed", "approved")
                and one.exit_reason_id.code != PLACE_GONE
            )
        )
        # sudo: who may take a person off a list makes its reserve step in, checked as always
        left.sudo()._call_reserves()
        return super()._sync_chain()

    def _call_reserves(self):
        """Let one reserve step in for each of these, while the vacancy still looks for somebody."""
        if self._is_history():
            return
        for candidacy in self:
            preselection = candidacy.preselection_id
            is_out = preselection.state in ("sent", "answered")
            if is_out and candidacy.vacancy_id._is_open():
                preselection._next_reserves()._step_in(candidacy)

    def _step_in(self, gone):
        """Send the first of these reserves that may go; tell company and officer.

        :param gone: whose place it takes
        """
        for reserve in self:
            try:
                with self.env.cr.savepoint():
                    reserve.write({"is_reserve": False, "state": "sent"})
            except (RedirectWarning, UserError):
                continue  # its yes ended, or the company is blocked: the next one is tried
            reserve.preselection_id._tell_reserve(reserve, gone)
            return

    def _proposer(self):
        """Return whom to ask about this person: its tutor, else the officer of the list."""
        self.ensure_one()
        return self.candidate_id.tutor_id or self.preselection_id.user_id or self.env.user

    # ---- back for a position that somebody left

    def _left_position(self):
        """Return those who were in internship or hired and are no longer."""
        return self.filtered(
            lambda one: one.last_state in FILLED_STATES and one.state == "not_selected"
        )

    def _was_never_refused(self):
        """Return whether a list ended over this person, who is ready still."""
        self.ensure_one()
        return (
            self.state == "not_selected"
            and self.exit_reason_id.code in NEVER_REFUSED
            and self.last_state not in ("proposed", *FILLED_STATES)
            and self.candidate_id.state == "ready"
            and self.employer_id not in self.candidate_id.unwanted_employer_ids
        )

    def _come_back(self, gone):
        """Bring a person back to a list that ended; tell company and officer.

        Whom the company met stands there again as met; the others are proposed anew.

        :param gone: whose place it takes
        """
        self.ensure_one()
        preselection = self.preselection_id
        if preselection.state == "closed":
            preselection.action_reopen()
        if self.last_state in MET_STATES:
            self.write({"state": "interview", "is_reserve": False})
        else:
            if self.last_state == "approved":
                self.write({"state": "approved"})
            self.write(
                {
                    "state": "sent",
                    "is_reserve": False,
                    "company_answer": False,
                    "company_answer_date": False,
                }
            )
        preselection._tell_reserve(self, gone)
