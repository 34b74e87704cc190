# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["proposal"] = ("employer.dispatch", None, "user_id")
SOURCES["dispatch"] = ("employer.dispatch", "deadline_date", "user_id")
FEATURES["_source_dispatches"] = "dispatch"


class EmployerToday(models.Model):
    """Partners that wait for a word on whom they proposed, or whose own answer is due."""

    _inherit = "employer.today"
    _depends = {
        "employer.dispatch": ["state", "deadline_date", "sent_date", "user_id", "contact_id"],
        "employer.proposal": ["state", "proposed_date", "dispatch_id"],
        "employer.vacancy": ["name"],
    }

    kind = fields.Selection(
        selection_add=[
            ("proposal", "Proposals of a partner"),
            ("dispatch", "Partner without an answer"),
        ]
    )

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_dispatches"):
            sources.append(self._source_dispatches())
        return sources

    @api.model
    def _source_dispatches(self):
        """One row an opening: proposals to look at, since the first; else an answer due."""
        return SQL(
            """
            SELECT 27, CASE WHEN n.count > 0 THEN 'proposal' ELSE 'dispatch' END,
                   r.id, 'employer.dispatch', r.id,
                   COALESCE(n.first, r.deadline_date), COALESCE(n.first, r.sent_date),
                   v.name || CASE WHEN n.count > 0 THEN ' · ' || n.count ELSE '' END,
                   r.organisation_id, r.contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_dispatch r
              JOIN employer_vacancy v ON v.id = r.vacancy_id
             CROSS JOIN LATERAL (
                   SELECT COUNT(*) AS count, MIN(p.proposed_date) AS first
                     FROM employer_proposal p
                    WHERE p.dispatch_id = r.id AND p.state = 'new') n
             WHERE r.state = 'sent' OR (r.state != 'draft' AND n.count > 0)
            """
        )
