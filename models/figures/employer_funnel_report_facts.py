# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools import SQL

from ..agreements.employer_agreement import FORCE_STATES
from ..lists.employer_candidacy import EXITS, FILLED_STATES
from .employer_fact_mixin import STARTED


class EmployerFunnelReport(models.Model):
    """The facts of the funnel, a SELECT each."""

    _inherit = "employer.funnel.report"
    _depends = {
        "employer.interaction": [
            "date",
            "employer_id",
            "is_attempt",
            "is_contact",
            "is_mass_mail",
            "user_id",
            "team_id",
            "programme_id",
            "workshop_id",
            "vacancy_id",
            "candidate_id",
            "company_id",
        ],
        "event.event": ["date_begin", "engagement_kind", "kanban_state", "programme_id", "user_id"],
        "event.registration": [
            "employer_id",
            "event_id",
            "state",
            "attendance",
            "is_to_call",
            "active",
        ],
        "employer.agreement": [
            "state",
            "start_date",
            "end_date",
            "termination_date",
            "employer_id",
            "user_id",
            "team_id",
            "programme_id",
            "workshop_id",
            "company_id",
        ],
        "employer.vacancy": [
            "opened_date",
            "closed_date",
            "positions",
            "employer_id",
            "user_id",
            "team_id",
            "programme_id",
            "workshop_id",
            "agreement_id",
            "company_id",
        ],
        "employer.candidacy": [
            "state",
            "last_state",
            "met_date",
            "candidate_id",
            "vacancy_id",
            "employer_id",
            "company_id",
        ],
        "employer.internship": ["candidacy_id"],
        "employer.hire": ["candidacy_id", "vacancy_id", "programme_id", "team_id", "user_id"],
        "employer.organisation": [
            "kind",
            "is_employer",
            "size_class",
            "economic_activity_id",
            "team_id",
            "company_id",
        ],
        "employer.commitment": ["agreement_id", "kind", "quantity", "start_date", "end_date"],
        "employer.candidate.protected": ["candidate_id", "target_group_ids"],
        "employer.person.report": [],
    }

    @api.model
    def _facts(self):
        return [
            *super()._facts(),
            self._facts_interaction(),
            self._facts_registration(),
            self._facts_agreement(),
            self._facts_vacancy(),
            self._facts_proposal(),
            self._facts_internship(),
            self._facts_hire(),
        ]

    @api.model
    def _begun(self):
        """The first day of the internship or hire that a candidacy led to."""
        return SQL(
            """
            SELECT b.candidacy_id, MIN(b.start_date) AS date
              FROM (SELECT i.candidacy_id, i.start_date FROM employer_internship i
                     WHERE i.state IN %(started)s AND i.candidacy_id IS NOT NULL
                    UNION ALL
                    SELECT h.candidacy_id, h.start_date FROM employer_hire h
                     WHERE h.active AND h.candidacy_id IS NOT NULL) b
             GROUP BY b.candidacy_id
            """,
            started=STARTED,
        )

    @api.model
    def _facts_interaction(self):
        return self._select_facts(
            {
                "number": SQL("0"),
                "stage": SQL("'interaction'"),
                "date": SQL("i.date"),
                "employer_id": SQL("i.employer_id"),
                "user_id": SQL("i.user_id"),
                "team_id": SQL("i.team_id"),
                "programme_id": SQL("i.programme_id"),
                "workshop_id": SQL("i.workshop_id"),
                "vacancy_id": SQL("i.vacancy_id"),
                "candidate_id": SQL("i.candidate_id"),
                "company_id": SQL("i.company_id"),
                "res_model": SQL("'employer.interaction'"),
                "res_id": SQL("i.id"),
                "is_attempt": SQL("COALESCE(i.is_attempt, FALSE)::integer"),
                "is_contact": SQL("COALESCE(i.is_contact, FALSE)::integer"),
                "case": SQL("CASE WHEN i.is_contact THEN 'answered' ELSE 'no_answer' END"),
            },
            SQL(
                "FROM employer_interaction i WHERE i.id IN %s AND i.is_mass_mail IS NOT TRUE",
                self._readable("employer.interaction"),
            ),
        )

    @api.model
    def _facts_registration(self):
        """Seats at workshops that were held; everyone on the list was invited.

        Not the ones still to be called: nobody has asked them yet.
        """
        return self._select_facts(
            {
                "number": SQL("1"),
                "stage": SQL("'registration'"),
                "date": SQL("e.date_begin::date"),
                "employer_id": SQL("r.employer_id"),
                "user_id": SQL("e.user_id"),
                "team_id": SQL("o.team_id"),
                "programme_id": SQL("e.programme_id"),
                "workshop_id": SQL("e.id"),
                "company_id": SQL("o.company_id"),
                "res_model": SQL("'event.registration'"),
                "res_id": SQL("r.id"),
                "is_registered": SQL("s.is_registered"),
                "is_attended": SQL("s.is_attended"),
                "numerator": SQL("s.is_attended"),
                "denominator": SQL("s.is_registered"),
                "is_unknown": SQL("(s.\"case\" = 'not_known')::integer"),
                "case": SQL('s."case"'),
            },
            SQL(
                """
                FROM event_registration r
                JOIN event_event e ON e.id = r.event_id
                JOIN employer_organisation o ON o.id = r.employer_id
               CROSS JOIN LATERAL (
                     SELECT (r.state IN ('open', 'done'))::integer AS is_registered,
                            COALESCE(r.attendance IN ('attended', 'walk_in'), FALSE)::integer
                                AS is_attended,
                            CASE WHEN r.attendance IN ('attended', 'walk_in') THEN 'attended'
                                 WHEN r.state NOT IN ('open', 'done') THEN 'invited'
                                 WHEN r.attendance = 'no_show' THEN 'no_show'
                                 ELSE 'not_known' END AS "case") s
               WHERE r.id IN %s AND e.engagement_kind IS NOT NULL
                 AND r.is_to_call IS NOT TRUE
                 AND e.kanban_state IS DISTINCT FROM 'cancel'
                """,
                self._readable("event.registration", active_only=True),
            ),
        )

    @api.model
    def _facts_agreement(self):
        """Agreements that came into force, whatever became of them since."""
        return self._select_facts(
            {
                "number": SQL("2"),
                "stage": SQL("'agreement'"),
                "date": SQL("g.start_date"),
                "end_date": SQL("l.day"),
                "employer_id": SQL("g.employer_id"),
                "user_id": SQL("g.user_id"),
                "team_id": SQL("g.team_id"),
                "programme_id": SQL("g.programme_id"),
                "workshop_id": SQL("g.workshop_id"),
                "agreement_id": SQL("g.id"),
                "company_id": SQL("g.company_id"),
                "res_model": SQL("'employer.agreement'"),
                "res_id": SQL("g.id"),
                "case": SQL(
                    "CASE WHEN l.day >= %s THEN 'in_force' ELSE 'over' END", self._reference_date()
                ),
            },
            SQL(
                """
                FROM employer_agreement g
               CROSS JOIN LATERAL (
                     SELECT LEAST(g.end_date, CASE WHEN g.state = 'terminated'
                                                   THEN g.termination_date END) AS day) l
               WHERE g.id IN %s AND g.state IN %s
                """,
                self._readable("employer.agreement"),
                FORCE_STATES,
            ),
        )

    @api.model
    def _facts_vacancy(self):
        """Vacancies from the day they opened; filled by who began up to the reference date.

        Not known are the positions somebody filled, nobody says whether through us.
        """
        reference = self._reference_date()
        return self._select_facts(
            {
                "number": SQL("3"),
                "stage": SQL("'vacancy'"),
                "date": SQL("v.opened_date"),
                "employer_id": SQL("v.employer_id"),
                "user_id": SQL("v.user_id"),
                "team_id": SQL("v.team_id"),
                "programme_id": SQL("v.programme_id"),
                "workshop_id": SQL("v.workshop_id"),
                "agreement_id": SQL("v.agreement_id"),
                "vacancy_id": SQL("v.id"),
                "company_id": SQL("v.company_id"),
                "res_model": SQL("'employer.vacancy'"),
                "res_id": SQL("v.id"),
                "quantity": SQL("v.positions"),
                "numerator": SQL("COALESCE(t.filled, 0)"),
                "denominator": SQL("v.positions"),
                "is_unknown": SQL(
                    """
                    CASE WHEN v.close_reason = 'filled_unknown' AND v.closed_date <= %s
                         THEN GREATEST(v.positions - COALESCE(t.filled, 0), 0) ELSE 0 END
                    """,
                    reference,
                ),
                "case": SQL(
                    """
                    CASE WHEN t.filled >= v.positions THEN 'filled'
                         WHEN t.filled > 0 THEN 'part_filled'
                         WHEN v.closed_date <= %s THEN 'closed' ELSE 'open' END
                    """,
                    reference,
                ),
            },
            SQL(
                """
                FROM employer_vacancy v
                LEFT JOIN (SELECT c.vacancy_id, COUNT(DISTINCT c.candidate_id)::integer AS filled
                             FROM employer_candidacy c
                             LEFT JOIN begun b ON b.candidacy_id = c.id
                            WHERE c.state IN %s AND COALESCE(b.date <= %s, TRUE)
                            GROUP BY c.vacancy_id) t ON t.vacancy_id = v.id
               WHERE v.id IN %s
                """,
                FILLED_STATES,
                reference,
                self._readable("employer.vacancy"),
            ),
        )

    @api.model
    def _facts_proposal(self):
        return self._select_facts(
            {
                "number": SQL("4"),
                "stage": SQL("'proposal'"),
                "date": SQL("p.date"),
                "employer_id": SQL("p.employer_id"),
                "user_id": SQL("p.user_id"),
                "team_id": SQL("p.team_id"),
                "programme_id": SQL("p.programme_id"),
                "workshop_id": SQL("p.workshop_id"),
                "agreement_id": SQL("p.agreement_id"),
                "vacancy_id": SQL("p.vacancy_id"),
                "candidate_id": SQL("p.candidate_id"),
                "company_id": SQL("p.company_id"),
                "res_model": SQL("'employer.candidacy'"),
                "res_id": SQL("p.id"),
                "numerator": SQL("t.is_taken::integer"),
                "denominator": SQL("1"),
                "case": SQL(
                    """
                    CASE WHEN t.is_taken THEN 'taken' WHEN p.state IN %s THEN 'not_taken'
                         ELSE 'waiting' END
                    """,
                    EXITS,
                ),
            },
            SQL(
                """
                FROM proposal p
                LEFT JOIN begun b ON b.candidacy_id = p.id
               CROSS JOIN LATERAL (
                     SELECT p.last_state IN %s AND COALESCE(b.date <= %s, TRUE) AS is_taken) t
                """,
                FILLED_STATES,
                self._reference_date(),
            ),
        )

    @api.model
    def _facts_internship(self):
        return self._select_facts(
            {
                "number": SQL("5"),
                "stage": SQL("'internship'"),
                "date": SQL("e.start_date"),
                "end_date": SQL("e.end_date"),
                "employer_id": SQL("e.employer_id"),
                "user_id": SQL("e.user_id"),
                "team_id": SQL("e.team_id"),
                "programme_id": SQL("e.programme_id"),
                "workshop_id": SQL("e.workshop_id"),
                "agreement_id": SQL("e.agreement_id"),
                "vacancy_id": SQL("e.vacancy_id"),
                "candidate_id": SQL("e.candidate_id"),
                "company_id": SQL("e.company_id"),
                "res_model": SQL("'employer.internship'"),
                "res_id": SQL("e.id"),
                "case": SQL("CASE WHEN e.is_ended = 1 THEN 'ended' ELSE 'running' END"),
            },
            SQL("FROM episode e"),
        )

    @api.model
    def _facts_hire(self):
        return self._select_facts(
            {
                "number": SQL("6"),
                "stage": SQL("'hire'"),
                "date": SQL("h.start_date"),
                "employer_id": SQL("h.employer_id"),
                "user_id": SQL("r.user_id"),
                "team_id": SQL("r.team_id"),
                "programme_id": SQL("r.programme_id"),
                "workshop_id": SQL("COALESCE(v.workshop_id, e.workshop_id)"),
                "agreement_id": SQL("COALESCE(v.agreement_id, e.agreement_id)"),
                "vacancy_id": SQL("r.vacancy_id"),
                "candidate_id": SQL("h.candidate_id"),
                "company_id": SQL("h.company_id"),
                "res_model": SQL("'employer.hire'"),
                "res_id": SQL("h.id"),
                "case": SQL("CASE WHEN h.is_lasting THEN 'hired' ELSE 'short' END"),
                "contract_family": SQL("h.family"),
                "hire_origin": SQL("h.origin"),
            },
            SQL(
                """
                FROM hire h
                JOIN employer_hire r ON r.id = h.id
                LEFT JOIN employer_vacancy v ON v.id = r.vacancy_id
                LEFT JOIN episode e ON e.hire_id = h.id
                """
            ),
        )
