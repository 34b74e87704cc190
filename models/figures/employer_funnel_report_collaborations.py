# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools import SQL

from .employer_fact_mixin import STARTED


class EmployerFunnelReport(models.Model):
    """The collaborations of the funnel: what `_collaboration_days` of an organisation counts."""

    _inherit = "employer.funnel.report"

    @api.model
    def _facts(self):
        return [
            *super()._facts(),
            self._facts_people_met(),
            self._facts_internship_begun(),
            self._facts_hire_begun(),
            self._facts_commitment_kept(),
            self._facts_course_held(),
        ]

    @api.model
    def _facts_people_met(self):
        return self._select_facts(
            {
                "number": SQL("7"),
                "stage": SQL("'collaboration'"),
                "date": SQL("c.met_date"),
                "employer_id": SQL("c.employer_id"),
                "user_id": SQL("p.user_id"),
                "team_id": SQL("p.team_id"),
                "programme_id": SQL("v.programme_id"),
                "workshop_id": SQL("v.workshop_id"),
                "agreement_id": SQL("v.agreement_id"),
                "vacancy_id": SQL("v.id"),
                "candidate_id": SQL("c.candidate_id"),
                "company_id": SQL("c.company_id"),
                "res_model": SQL("'employer.candidacy'"),
                "res_id": SQL("c.id"),
            },
            SQL(
                """
                FROM employer_candidacy c
                JOIN employer_preselection p ON p.id = c.preselection_id
                JOIN employer_vacancy v ON v.id = p.vacancy_id
               WHERE c.id IN %s
                """,
                self._readable("employer.candidacy"),
            ),
        )

    @api.model
    def _facts_internship_begun(self):
        """Each internship that began, restarts too: they are days of working together."""
        return self._select_facts(
            {
                "number": SQL("8"),
                "stage": SQL("'collaboration'"),
                "date": SQL("i.start_date"),
                "employer_id": SQL("i.employer_id"),
                "user_id": SQL("i.user_id"),
                "team_id": SQL("i.team_id"),
                "programme_id": SQL("i.programme_id"),
                "agreement_id": SQL("i.agreement_id"),
                "vacancy_id": SQL("i.vacancy_id"),
                "candidate_id": SQL("i.candidate_id"),
                "company_id": SQL("i.company_id"),
                "res_model": SQL("'employer.internship'"),
                "res_id": SQL("i.id"),
            },
            SQL(
                "FROM employer_internship i WHERE i.id IN %s AND i.state IN %s",
                self._readable("employer.internship"),
                STARTED,
            ),
        )

    @api.model
    def _facts_hire_begun(self):
        return self._select_facts(
            {
                "number": SQL("9"),
                "stage": SQL("'collaboration'"),
                "date": SQL("h.start_date"),
                "employer_id": SQL("h.employer_id"),
                "user_id": SQL("r.user_id"),
                "team_id": SQL("r.team_id"),
                "programme_id": SQL("r.programme_id"),
                "vacancy_id": SQL("r.vacancy_id"),
                "candidate_id": SQL("h.candidate_id"),
                "company_id": SQL("h.company_id"),
                "res_model": SQL("'employer.hire'"),
                "res_id": SQL("h.id"),
            },
            SQL("FROM hire h JOIN employer_hire r ON r.id = h.id"),
        )

    @api.model
    def _facts_commitment_kept(self):
        """Commitments on the day they were delivered in full.

        One for a target group tells of its persons: only who may see figures by group reads it.
        """
        may_count = self.env["employer.target.group"]._may_be_counted()
        return self._select_facts(
            {
                "number": SQL("10"),
                "stage": SQL("'collaboration'"),
                "date": SQL("k.date"),
                "employer_id": SQL("g.employer_id"),
                "user_id": SQL("g.user_id"),
                "team_id": SQL("g.team_id"),
                "programme_id": SQL("g.programme_id"),
                "workshop_id": SQL("g.workshop_id"),
                "agreement_id": SQL("g.id"),
                "company_id": SQL("g.company_id"),
                "res_model": SQL("'employer.commitment'"),
                "res_id": SQL("k.id"),
            },
            SQL(
                """
                FROM (%s) k JOIN employer_agreement g ON g.id = k.agreement_id
               WHERE k.id IN %s AND (%s OR k.target_group_id IS NULL)
                """,
                self._kept_commitments(),
                self._readable("employer.commitment"),
                may_count,
            ),
        )

    @api.model
    def _facts_course_held(self):
        """Courses that an organisation commissioned, on their last day once held."""
        return self._select_facts(
            {
                "number": SQL("11"),
                "stage": SQL("'collaboration'"),
                "date": SQL("c.end_date"),
                "employer_id": SQL("c.employer_id"),
                "user_id": SQL("c.user_id"),
                "team_id": SQL("c.team_id"),
                "programme_id": SQL("c.programme_id"),
                "agreement_id": SQL("c.agreement_id"),
                "vacancy_id": SQL("c.vacancy_id"),
                "company_id": SQL("c.company_id"),
                "res_model": SQL("'employer.course'"),
                "res_id": SQL("c.id"),
            },
            SQL(
                "FROM employer_course c WHERE c.id IN %s AND c.state = 'held' "
                "AND c.employer_id IS NOT NULL",
                self._readable("employer.course"),
            ),
        )

    @api.model
    def _kept_commitments(self):
        """Each commitment with the day on which what was delivered reached what was promised."""
        return SQL(
            """
            SELECT s.id, s.agreement_id, s.target_group_id, MIN(s.date) AS date
              FROM (SELECT c.id, c.agreement_id, c.target_group_id, c.quantity, d.date,
                           SUM(d.number) OVER (PARTITION BY c.id ORDER BY d.date) AS delivered
                      FROM employer_commitment c
                      JOIN employer_agreement g ON g.id = c.agreement_id
                      JOIN (%(delivered)s) d ON d.kind = c.kind AND d.employer_id = g.employer_id
                     WHERE d.date BETWEEN COALESCE(c.start_date, g.start_date)
                                      AND COALESCE(c.end_date, LEAST(
                                              g.end_date, CASE WHEN g.state = 'terminated'
                                                               THEN g.termination_date END))
                       AND (c.target_group_id IS NULL OR EXISTS (
                               SELECT FROM employer_candidate_protected p
                                 JOIN %(groups)s m ON m.%(protected)s = p.id
                                WHERE p.candidate_id = d.candidate_id
                                  AND m.%(group)s = c.target_group_id))) s
             WHERE s.delivered >= s.quantity
             GROUP BY s.id, s.agreement_id, s.target_group_id
            """,
            delivered=self._delivered(),
            **self._group_table(),
        )

    @api.model
    def _group_table(self):
        """Return the table of persons' target groups and its two columns, as SQL identifiers."""
        field = self.env["employer.candidate.protected"]._fields["target_group_ids"]
        return {
            "groups": SQL.identifier(field.relation),
            "protected": SQL.identifier(field.column1),
            "group": SQL.identifier(field.column2),
        }

    @api.model
    def _delivered(self):
        """What employers delivered, by kind of commitment; see `_delivered_facts` there."""
        return SQL(
            """
            SELECT 'workshop' AS kind, r.employer_id, e.date_begin::date AS date, 1 AS number,
                   NULL::integer AS candidate_id
              FROM event_registration r JOIN event_event e ON e.id = r.event_id
             WHERE r.active AND r.attendance IN ('attended', 'walk_in')
            UNION ALL
            SELECT 'vacancy', v.employer_id, v.opened_date, v.positions, NULL
              FROM employer_vacancy v WHERE v.active
            UNION ALL
            SELECT 'internship', i.employer_id, i.start_date, 1, i.candidate_id
              FROM employer_internship i WHERE i.state IN %(started)s
            UNION ALL
            SELECT 'hire', h.employer_id, h.start_date, 1, h.candidate_id
              FROM employer_hire h WHERE h.active
            UNION ALL
            SELECT 'course', c.employer_id, c.end_date, 1, NULL
              FROM employer_course c WHERE c.state = 'held'
            """,
            started=STARTED,
        )
