# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain

from .employer_candidacy import EXITS


class EmployerCandidacy(models.Model):
    """Whom a candidacy keeps from being offered the same vacancy again."""

    _inherit = "employer.candidacy"

    @api.model
    def _bars_offer(self):
        """Return the domain of those still on a list, or excluded and not lifted."""
        is_excluded = Domain("state", "=", "excluded") & Domain("lift_reason", "=", False)
        return Domain("state", "not in", EXITS) | is_excluded
