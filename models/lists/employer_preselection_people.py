# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerPreselection(models.Model):
    """Persons found for a vacancy come to its list, the best first."""

    _inherit = "employer.preselection"

    def _add_persons(self, candidates, origin, is_reserve=False):
        """Put `candidates` at the end of this list, in their order.

        :param origin: who proposes them: `staff`, `match` or `partner`
        """
        self.ensure_one()
        last = max(self.candidacy_ids.mapped("rank"), default=0)
        return self.env["employer.candidacy"].create(
            [
                {
                    "preselection_id": self.id,
                    "candidate_id": candidate.id,
                    "origin": origin,
                    "rank": last + 10 * position,
                    "is_reserve": is_reserve,
                }
                for position, candidate in enumerate(candidates, start=1)
            ]
        )

    def _action_open(self):
        """Return the act_window of this list."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "view_mode": "form",
            "views": [(False, "form")],
            "res_id": self.id,
        }
