# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .employer_organisation import DUE_DILIGENCE


class EmployerOrganisation(models.Model):
    """Which companies to call about a person, as conditions of a query over all of them."""

    _inherit = "employer.organisation"

    @api.model
    def _unblocked_domain(self):
        """Return the domain of those that may receive proposals today (R16, a feature)."""
        if not self.env.user.has_group(DUE_DILIGENCE):
            return Domain.TRUE
        return Domain("is_blocked", "not in", [True])

    @api.model
    def _free_to_call(self, company, condition):
        """Return the condition (SQL, on `o`) of being free to call, or the user's own (R17).

        :param condition: which organisations `o` of the office are judged at all
        """
        verdicts = self._call_query(company, condition)
        if not verdicts:
            return SQL("TRUE")
        return SQL(
            "o.id NOT IN (SELECT v.organisation_id FROM (%s) v WHERE v.state != 'free')", verdicts
        )
