# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class EmployerToday(models.Model):
    """What waits of a person: to be met again, a step agreed, a yes or papers that end.

    One row a person, what presses first. It says never which step or which paper: those are
    protected, and a manager sees the rows of the office.
    """

    _inherit = "employer.today"
    _depends = {
        "employer.candidate": [
            "meeting_due_date",
            "proposal_until",
            "state",
            "active",
            "tutor_id",
            "support_level",
        ],
        "employer.candidate.barrier": ["candidate_id", "due_date", "done_date"],
        "employer.candidate.permit": [
            "candidate_id",
            "valid_from",
            "valid_to",
            "is_renewal_requested",
        ],
        "employer.candidate.protected": ["candidate_id", "pact_end_date"],
        "res.company": ["employer_consent_days"],
    }

    kind = fields.Selection(selection_add=[("person", "Person to see")])

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_persons"):
            sources.append(self._source_persons(today))
        return sources

    @api.model
    def _source_persons(self, today):
        # By the person of each reason: who asks for some persons asks the reasons of them alone
        return SQL(
            """
            SELECT 22, 'person', r.id, 'employer.candidate', r.id, r.date, r.since, r.reason,
                   NULL::integer, NULL::integer, r.id, r.tutor_id, r.company_id
              FROM (SELECT DISTINCT ON (w.candidate_id) w.candidate_id AS id, c.tutor_id,
                           c.company_id, w.date, w.since, w.reason
                      FROM employer_candidate c
                      JOIN (%(waiting)s) w ON w.candidate_id = c.id
                     WHERE c.active AND c.tutor_id IS NOT NULL
                     ORDER BY w.candidate_id, w.date, w.rank) r
            """,
            waiting=self._persons_waiting(today),
        )

    @api.model
    def _persons_waiting(self, today):
        """Each reason why a person waits for the tutor: which, since and until when."""
        return SQL(
            """
            SELECT p.id AS candidate_id, p.meeting_due_date AS date, p.last_met_date AS since,
                   1 AS rank, %(meet)s AS reason
              FROM employer_candidate p
             WHERE p.meeting_due_date <= %(week)s
               AND NOT EXISTS (SELECT 1 FROM mail_activity a
                                WHERE a.active AND a.res_model = 'employer.candidate'
                                  AND a.res_id = p.id AND a.user_id = p.tutor_id)
            UNION ALL
            SELECT b.candidate_id, b.due_date, b.create_date::date, 2, %(step)s
              FROM employer_candidate_barrier b
             WHERE b.done_date IS NULL AND b.due_date <= %(week)s
            UNION ALL
            SELECT p.id, p.proposal_until, NULL::date, 3, %(consent)s
              FROM employer_candidate p
              JOIN res_company office ON office.id = p.company_id
             WHERE p.state = 'ready'
               AND p.proposal_until BETWEEN %(today)s
                                        AND %(today)s + office.employer_consent_days
            UNION ALL
            SELECT q.candidate_id, q.valid_to - %(papers_days)s, NULL::date, 4, %(papers)s
              FROM (SELECT candidate_id, MAX(valid_to) AS valid_to
                      FROM employer_candidate_permit
                     GROUP BY candidate_id
                    HAVING BOOL_AND(valid_to IS NOT NULL)
                       AND NOT BOOL_OR(COALESCE(is_renewal_requested, FALSE))) q
             WHERE q.valid_to BETWEEN %(today)s AND %(papers_date)s
            UNION ALL
            SELECT d.candidate_id, d.pact_end_date - %(papers_days)s, NULL::date, 4, %(papers)s
              FROM employer_candidate_protected d
             WHERE d.pact_end_date BETWEEN %(today)s AND %(papers_date)s
            """,
            **self._person_words(today),
        )

    def _person_words(self, today):
        """Return the days and words of the reasons."""
        rule = self.env["employer.rule"]._find("R7", today)
        days = int(rule.parameter_ids._in_force("expiry_warning_days", today).value)
        return {
            "today": today,
            "week": today + timedelta(days=7),
            "papers_days": days,
            "papers_date": today + timedelta(days=days),
            "meet": self.env._("to be met again"),
            "step": self.env._("a step agreed with the person"),
            "consent": self.env._("the yes to being proposed ends"),
            "papers": self.env._("papers to check"),
        }
