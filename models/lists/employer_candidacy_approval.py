# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models
from odoo.exceptions import UserError

from .employer_preselection_approval import SECOND_APPROVAL


class EmployerCandidacy(models.Model):
    """Second approval (feature): nobody approves a person they put on a list."""

    _inherit = "employer.candidacy"

    def _guard_transition(self, target, vals):
        # who was approved once and comes back was seen by four eyes already
        if target == "approved" and self.last_state == "proposed":
            self._check_second_approval()
        return super()._guard_transition(target, vals)

    def _check_second_approval(self):
        if self.env.user.has_group(SECOND_APPROVAL) and self.create_uid == self.env.user:
            raise UserError(
                self.env._(
                    "You put %s on the list: with the second approval on, a colleague approves it.",
                    self.candidate_id.code,
                )
            )
