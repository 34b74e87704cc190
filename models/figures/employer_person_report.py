# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from ..lists.employer_candidacy import EXITS
from .employer_fact_mixin import FACT, same_selection

# A row's id is its record's id and its fact's number: it keeps it while others come and go. Room
# for 8 facts leaves the ids small enough for every client (XML-RPC knows 32 bits).
FACT_ROOM = 8
#: How far a person got whom the company chose, whatever followed.
SELECTED = ("selected", "in_internship", "hired")
#: How far a person got on a list that was sent.
SENT = ("sent", "interview", *SELECTED)
#: Where the company has still to decide.
WAITING = ("sent", "interview")


class EmployerPersonReport(models.Model):
    """What happened with persons: one row a fact, dated; persons are counted, never added up.

    *Proposed* is on a list that was sent; *started* and *ended* are internships with their
    restarts, as in `employer.internship.report`, whose figures the rows of *ended* repeat; *hired*
    is a working relation by its first contract. `person_id`, `cohort_person_id` and
    `hired_person_id` are distinct persons in any group: a person in two programmes is one in the
    total.
    """

    _name = "employer.person.report"
    _description = "Facts about persons"
    _inherit = ["employer.fact.mixin"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "candidate_id"
    _depends = {
        "employer.participation": [
            "candidate_id",
            "entered_date",
            "programme_id",
            "team_id",
            "company_id",
        ],
        "employer.service": ["candidate_id", "date", "participation_id", "user_id", "company_id"],
        "employer.candidacy": [
            "candidate_id",
            "preselection_id",
            "state",
            "last_state",
            "company_id",
        ],
        "employer.preselection": ["sent_date", "vacancy_id", "user_id", "team_id"],
        "employer.vacancy": ["programme_id", "employer_id"],
        "employer.milestone": ["res_model", "res_id", "milestone", "date", "cancelled_at"],
        "employer.candidate": ["team_id"],
        "employer.hire": ["programme_id", "team_id", "user_id"],
        "employer.internship.report": [],
    }
    _fact_columns = {
        "number": SQL("NULL::integer"),
        "fact": SQL("NULL::varchar"),
        "date": SQL("NULL::date"),
        "candidate_id": SQL("NULL::integer"),
        "employer_id": SQL("NULL::integer"),
        "programme_id": SQL("NULL::integer"),
        "team_id": SQL("NULL::integer"),
        "user_id": SQL("NULL::integer"),
        "company_id": SQL("NULL::integer"),
        "res_model": SQL("NULL::varchar"),
        "res_id": SQL("NULL::integer"),
        "numerator": SQL("0"),
        "numerator_six_months": SQL("0"),
        "denominator": SQL("0"),
        "is_unknown": SQL("0"),
        "is_immature": SQL("0"),
        "case": SQL("NULL::varchar"),
        "rate": SQL("NULL::float"),
        "selected": SQL("0"),
        "waiting": SQL("0"),
    }

    fact = fields.Selection(
        [
            ("entered", "Entered"),
            ("served", "Received a service"),
            ("proposed", "Proposed to a company"),
            ("started", "Internship started"),
            ("ended", "Internship ended"),
            ("hired", "Hired"),
        ],
        string="What happened",
        **FACT,
    )
    date = fields.Date(**FACT)
    candidate_id = fields.Many2one("employer.candidate", string="Person", **FACT)
    employer_id = fields.Many2one("employer.organisation", **FACT)
    programme_id = fields.Many2one("employer.programme", **FACT)
    team_id = fields.Many2one("employer.team", **FACT)
    user_id = fields.Many2one("res.users", string="Officer", **FACT)
    company_id = fields.Many2one("res.company", **FACT)
    res_model = fields.Char(string="Record model", **FACT)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", aggregator=None, **FACT
    )
    person_id = fields.Many2one(
        "employer.candidate",
        string="Persons",
        aggregator="count_distinct",
        exportable=False,
        help="Distinct persons: never the sum of the parts.",
        **FACT,
    )
    cohort_person_id = fields.Many2one(
        "employer.candidate",
        string="Persons observed",
        aggregator="count_distinct",
        exportable=False,
        help="Distinct persons with an internship that ended and was observed long enough.",
        **FACT,
    )
    hired_person_id = fields.Many2one(
        "employer.candidate",
        string="Persons hired by the host",
        aggregator="count_distinct",
        exportable=False,
        help="Distinct persons whom a host hired after an internship that ended.",
        **FACT,
    )
    denominator = fields.Integer(string="Ended and observed", **FACT)
    numerator = fields.Integer(string="Hired by the host", **FACT)
    numerator_six_months = fields.Integer(string="Of which for 6 months or more", **FACT)
    is_unknown = fields.Integer(string="Not known", **FACT)
    is_immature = fields.Integer(string="Ended too recently", **FACT)
    case = fields.Selection(
        same_selection("employer.internship.report", "case"), string="What came of it", **FACT
    )
    rate = fields.Float(string="Conversion (%)", aggregator="avg", exportable=False, **FACT)
    selected = fields.Integer(
        string="Proposals selected", help="Proposals after which the company chose.", **FACT
    )
    waiting = fields.Integer(
        string="Proposals waiting", help="Proposals the company has not answered yet.", **FACT
    )

    @property
    def _table_query(self) -> SQL:
        facts = [
            self._facts_entered(),
            self._facts_served(),
            self._facts_proposed(),
            self._facts_started(),
            self._facts_ended(),
            self._facts_hired(),
        ]
        return SQL(
            """
            WITH episode AS (%(episodes)s), hire AS (%(hires)s), proposal AS (%(proposals)s)
            SELECT f.res_id * %(room)s + f.number AS id, f.*, f.candidate_id AS person_id,
                   CASE WHEN f.denominator > 0 THEN f.candidate_id END AS cohort_person_id,
                   CASE WHEN f.numerator > 0 THEN f.candidate_id END AS hired_person_id
              FROM (%(facts)s) f
             WHERE f.date <= %(reference)s
            """,
            episodes=self.env["employer.internship.report"]._table_query,
            hires=self.env["employer.internship.report"]._hires(),
            proposals=self._proposals(),
            room=FACT_ROOM,
            facts=SQL(" UNION ALL ").join(facts),
            reference=self._reference_date(),
        )

    # ---- the facts, a SELECT each

    @api.model
    def _facts_entered(self):
        return self._select_facts(
            {
                "number": SQL("0"),
                "fact": SQL("'entered'"),
                "date": SQL("p.entered_date"),
                "candidate_id": SQL("p.candidate_id"),
                "programme_id": SQL("p.programme_id"),
                "team_id": SQL("p.team_id"),
                "company_id": SQL("p.company_id"),
                "res_model": SQL("'employer.participation'"),
                "res_id": SQL("p.id"),
            },
            SQL(
                "FROM employer_participation p WHERE p.id IN %s",
                self._readable("employer.participation"),
            ),
        )

    @api.model
    def _facts_served(self):
        return self._select_facts(
            {
                "number": SQL("1"),
                "fact": SQL("'served'"),
                "date": SQL("s.date"),
                "candidate_id": SQL("s.candidate_id"),
                "programme_id": SQL("p.programme_id"),
                "team_id": SQL("COALESCE(p.team_id, c.team_id)"),
                "user_id": SQL("s.user_id"),
                "company_id": SQL("s.company_id"),
                "res_model": SQL("'employer.service'"),
                "res_id": SQL("s.id"),
            },
            SQL(
                """
                FROM employer_service s
                JOIN employer_candidate c ON c.id = s.candidate_id
                LEFT JOIN employer_participation p ON p.id = s.participation_id
               WHERE s.id IN %s
                """,
                self._readable("employer.service"),
            ),
        )

    @api.model
    def _proposals(self):
        """Persons on lists that were sent, left since or not, with the day (the funnel's too)."""
        return SQL(
            """
            SELECT c.id, c.candidate_id, c.state, c.last_state, c.company_id, p.user_id, p.team_id,
                   v.id AS vacancy_id, v.employer_id, v.programme_id, v.workshop_id,
                   v.agreement_id,
                   COALESCE(p.sent_date, (
                       SELECT MIN(m.date) FROM employer_milestone m
                        WHERE m.res_model = 'employer.candidacy' AND m.res_id = c.id
                          AND m.milestone = 'sent' AND m.cancelled_at IS NULL)) AS date
              FROM employer_candidacy c
              JOIN employer_preselection p ON p.id = c.preselection_id
              JOIN employer_vacancy v ON v.id = p.vacancy_id
             WHERE c.id IN %s AND c.last_state IN %s
            """,
            self._readable("employer.candidacy"),
            SENT,
        )

    @api.model
    def _facts_proposed(self):
        return self._select_facts(
            {
                "number": SQL("2"),
                "fact": SQL("'proposed'"),
                "date": SQL("p.date"),
                "candidate_id": SQL("p.candidate_id"),
                "employer_id": SQL("p.employer_id"),
                "programme_id": SQL("p.programme_id"),
                "team_id": SQL("p.team_id"),
                "user_id": SQL("p.user_id"),
                "company_id": SQL("p.company_id"),
                "res_model": SQL("'employer.candidacy'"),
                "res_id": SQL("p.id"),
                "selected": SQL("(p.last_state IN %s AND NOT d.is_later)::int", SELECTED),
                "waiting": SQL("(p.state IN %s OR d.is_later)::int", WAITING),
            },
            self._decided_proposals(),
        )

    @api.model
    def _decided_proposals(self):
        """Return the proposals, each with whether it was decided after the reference date only."""
        return SQL(
            """
            FROM proposal p
           CROSS JOIN LATERAL (
                 SELECT COALESCE(MIN(m.date) > %(reference)s, FALSE) AS is_later
                   FROM employer_milestone m
                  WHERE m.res_model = 'employer.candidacy' AND m.res_id = p.id
                    AND m.milestone IN %(decided)s AND m.cancelled_at IS NULL) d
            """,
            reference=self._reference_date(),
            decided=(*SELECTED, *EXITS),
        )

    @api.model
    def _episode_columns(self):
        """Return the columns that *started* and *ended* have in common."""
        return {
            "candidate_id": SQL("e.candidate_id"),
            "employer_id": SQL("e.employer_id"),
            "programme_id": SQL("e.programme_id"),
            "team_id": SQL("e.team_id"),
            "user_id": SQL("e.user_id"),
            "company_id": SQL("e.company_id"),
            "res_model": SQL("'employer.internship'"),
            "res_id": SQL("e.id"),
        }

    @api.model
    def _facts_started(self):
        columns = {
            **self._episode_columns(),
            "number": SQL("3"),
            "fact": SQL("'started'"),
            "date": SQL("e.start_date"),
        }
        return self._select_facts(columns, SQL("FROM episode e"))

    @api.model
    def _facts_ended(self):
        columns = {
            **self._episode_columns(),
            "number": SQL("4"),
            "fact": SQL("'ended'"),
            "date": SQL("e.end_date"),
            "numerator": SQL("e.numerator"),
            "numerator_six_months": SQL("e.numerator_six_months"),
            "denominator": SQL("e.denominator"),
            "is_unknown": SQL("e.is_unknown"),
            "is_immature": SQL("e.is_immature"),
            "case": SQL('e."case"'),
            "rate": SQL("e.rate"),
        }
        return self._select_facts(columns, SQL("FROM episode e WHERE e.is_ended = 1"))

    @api.model
    def _facts_hired(self):
        return self._select_facts(
            {
                "number": SQL("5"),
                "fact": SQL("'hired'"),
                "date": SQL("h.start_date"),
                "candidate_id": SQL("h.candidate_id"),
                "employer_id": SQL("h.employer_id"),
                "programme_id": SQL("r.programme_id"),
                "team_id": SQL("r.team_id"),
                "user_id": SQL("r.user_id"),
                "company_id": SQL("h.company_id"),
                "res_model": SQL("'employer.hire'"),
                "res_id": SQL("h.id"),
            },
            SQL("FROM hire h JOIN employer_hire r ON r.id = h.id"),
        )
