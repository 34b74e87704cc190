# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.exceptions import RedirectWarning, UserError

from .employer_candidacy import EXITS


class EmployerCandidacy(models.Model):
    """A reserve steps in when somebody the company knew of leaves a list that went out."""

    _inherit = "employer.candidacy"

    def _sync_chain(self):
        """Called with those that just moved (see the base): reserves first, then what follows."""
        left = self.filtered(
            lambda one: (
                one.state in EXITS
                and not one.is_reserve
                and one.last_state not in ("proposed", "approved")
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
