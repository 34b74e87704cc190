# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["outcome"] = ("employer.internship", "outcome_ask_date", "tutor_id")
FEATURES["_source_outcomes"] = "internships"


class EmployerToday(models.Model):
    """Outcomes to ask for, and answers taken down in a dialog while on the phone."""

    _inherit = "employer.today"
    _depends = {
        "employer.internship": [
            "state",
            "actual_end_date",
            "outcome",
            "outcome_ask_date",
            "candidate_id",
            "employer_id",
            "host_tutor_id",
            "tutor_id",
            "user_id",
            "is_imported",
            "company_id",
        ],
        "employer.hire": ["active", "candidate_id", "start_date"],
        "res.company": ["employer_outcome_second_days", "employer_outcome_third_days"],
    }

    kind = fields.Selection(selection_add=[("outcome", "Outcome to ask for")])

    def action_answer(self):
        """Open the dialog that takes down an outcome, or the answer of a follow-up."""
        self.ensure_one()
        record = self._source_record()
        return record.action_answer() if self.kind == "followup" else record.action_tell_outcome()

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_outcomes"):
            sources.append(self._source_outcomes(today))
        return sources

    @api.model
    def _source_outcomes(self, today):
        """Ended internships whose outcome nobody knows, from the last day until the follow-ups ask.

        Due on the last day; whoever asked and got no answer is reminded on the next of the
        office's days. None once a hire is on file, none of those imported after their end.
        """
        company = self.env.company
        followups = self.env["employer.followup"]._days_after("internship", today, company)
        return SQL(
            """
            SELECT 26, 'outcome', r.id, 'employer.internship', r.id,
                   COALESCE(r.outcome_ask_date, r.actual_end_date), r.actual_end_date,
                   r.name || ': ' || CASE
                        WHEN %(today)s >= r.actual_end_date + o.employer_outcome_third_days
                        THEN %(third)s
                        WHEN %(today)s >= r.actual_end_date + o.employer_outcome_second_days
                        THEN %(second)s ELSE %(first)s END,
                   r.employer_id, r.host_tutor_id, r.candidate_id,
                   COALESCE(r.tutor_id, r.user_id), r.company_id
              FROM employer_internship r
              JOIN res_company o ON o.id = r.company_id
             WHERE r.state = 'ended' AND COALESCE(r.outcome, 'unknown') = 'unknown'
               AND (%(days)s = 0 OR r.actual_end_date > %(today)s - %(days)s)
               AND (r.is_imported IS NOT TRUE OR r.actual_end_date >= r.create_date::date)
               AND NOT EXISTS (SELECT 1 FROM employer_hire h
                                WHERE h.candidate_id = r.candidate_id AND h.active
                                  AND h.start_date >= r.start_date)
            """,
            today=today,
            days=min(followups, default=0),
            first=self.env._("ask the company for the outcome"),
            second=self.env._("ask again for the outcome"),
            third=self.env._("no outcome yet, ask the person too"),
        )
