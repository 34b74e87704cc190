# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import models


class EmployerHire(models.Model):
    """A hire that broke off within its first days (R13) gives its position back (DESIGN.md §3).

    Its candidacy leaves as *not selected*, reason "ended early" (`last_state` keeps that the
    person was hired); the hire itself stays a hire. An end as agreed, or later, changes nothing,
    and an end written by mistake gives the place back to the person.
    """

    _inherit = "employer.hire"

    def _take_effect(self):
        result = super()._take_effect()
        self._sync_position()
        return result

    def _sync_position(self):
        """Let the candidacies follow the last days of these hires."""
        if self._is_history():
            return
        for hire in self.filtered("active"):
            candidacy = hire.candidacy_id
            if hire._ended_early() and candidacy.state == "hired":
                candidacy.write({"state": "not_selected"})
            elif not hire._ended_early() and candidacy._left_hire_early():
                candidacy.write({"state": "selected"})
                candidacy.write({"state": "hired"})

    def _ended_early(self):
        """Return whether it ended otherwise than agreed within its first days."""
        self.ensure_one()
        last = self.contract_ids.sorted("start_date")[-1:]
        ended, agreed = last.ended_date, last.end_date
        return bool(
            ended
            and (not agreed or ended < agreed)
            and ended
            < self.start_date + timedelta(days=self.vacancy_id._reopen_days(self.start_date))
        )
