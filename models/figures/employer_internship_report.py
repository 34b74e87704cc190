# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_fact_mixin import FACT, STARTED, same_selection

#: A restart at the same host at most so many days after the end is the same internship.
RESTART_DAYS = 30
#: A first contract shorter than so many days is no conversion.
SHORT_DAYS = 30
#: A first contract of so many calendar months, or without an end, is counted beside.
LONG_MONTHS = 6


class EmployerInternshipReport(models.Model):
    """Conversions: one row an internship, with its restarts at the same host, and what came of it.

    An internship that begins at most 30 days after the end of the one before, of the same person
    at the same host, is the same one: the row is the first of them and ends with the last.
    Cancelled ones and those that have not begun are nowhere. In the cohort (`denominator`) is what
    ended at least the window (R12: 180 days) before the reference date.

    A hire credits at most one row: the last one of that person at that host with start ≤ first day
    of the first contract ≤ end + window; one that goes on has no end yet. A hire elsewhere credits,
    by the same dates, the last one at any host (`numerator_any`). Where an officer chose another
    internship, or none, with a reason, the choice names it and the dates still bind. Converted
    (`numerator`) is what a hire at the host credits whose first contract lasts 30 days or more, as
    agreed; extensions do not lengthen it. Beside it stands the working relation with its extensions
    and transformations (`numerator_relation_six_months`): offices count it so. Source: DESIGN.md
    §5.
    """

    _name = "employer.internship.report"
    _description = "Conversions of internships"
    _inherit = ["employer.fact.mixin"]
    _auto = False
    _order = "start_date desc, id desc"
    _rec_name = "internship_id"
    _depends = {
        "employer.internship": [
            "state",
            "start_date",
            "actual_end_date",
            "end_kind",
            "outcome",
            "candidate_id",
            "employer_id",
            "agreement_id",
            "vacancy_id",
            "programme_id",
            "team_id",
            "scheme_id",
            "user_id",
            "tutor_id",
            "occupation_id",
            "company_id",
        ],
        "employer.hire": [
            "active",
            "candidate_id",
            "employer_id",
            "internship_id",
            "internship_choice_reason",
            "origin",
            "company_id",
        ],
        "employer.hire.contract": ["hire_id", "start_date", "end_date", "family"],
        "employer.organisation": ["economic_activity_id", "size_class"],
        "employer.vacancy": ["workshop_id"],
        "employer.agreement": ["workshop_id"],
        "employer.rule": ["code", "valid_from", "valid_to", "company_id", "active"],
        "employer.rule.parameter": ["rule_id", "key", "value", "valid_from", "valid_to"],
    }

    # The internship
    internship_id = fields.Many2one("employer.internship", string="First internship", **FACT)
    last_internship_id = fields.Many2one("employer.internship", string="Last internship", **FACT)
    internship_count = fields.Integer(string="Internships joined", **FACT)
    candidate_id = fields.Many2one("employer.candidate", string="Person", **FACT)
    employer_id = fields.Many2one("employer.organisation", string="Host", **FACT)
    economic_activity_id = fields.Many2one("employer.economic.activity", **FACT)
    size_class = fields.Selection(
        same_selection("employer.organisation", "size_class"),
        string="Size of the host",
        **FACT,
    )
    agreement_id = fields.Many2one("employer.agreement", **FACT)
    vacancy_id = fields.Many2one("employer.vacancy", **FACT)
    workshop_id = fields.Many2one(
        "event.event", help="Of the vacancy, else of the agreement.", **FACT
    )
    programme_id = fields.Many2one("employer.programme", **FACT)
    team_id = fields.Many2one("employer.team", **FACT)
    scheme_id = fields.Many2one("employer.internship.scheme", **FACT)
    user_id = fields.Many2one("res.users", string="Officer", **FACT)
    tutor_id = fields.Many2one("res.users", string="Centre tutor", **FACT)
    occupation_id = fields.Many2one("employer.occupation", **FACT)
    company_id = fields.Many2one("res.company", **FACT)
    start_date = fields.Date(string="First day", **FACT)
    end_date = fields.Date(string="Last day", help="Empty: it goes on.", **FACT)
    end_kind = fields.Selection(
        same_selection("employer.internship", "end_kind"),
        string="How it ended",
        **FACT,
    )
    outcome = fields.Selection(
        same_selection("employer.internship", "outcome"),
        string="Outcome as told",
        **FACT,
    )

    # The hire
    hire_id = fields.Many2one("employer.hire", help="Credited, at the host.", **FACT)
    hire_date = fields.Date(string="First day of the hire", **FACT)
    hire_days = fields.Integer(
        string="Days from end to hire",
        aggregator="avg",
        help="First day of the hire less the last day of the internship; below zero: hired before.",
        **FACT,
    )
    contract_family = fields.Selection(
        same_selection("employer.hire", "contract_family"), string="First contract", **FACT
    )
    hire_origin = fields.Selection(
        same_selection("employer.hire", "origin"),
        string="Origin of the hire",
        **FACT,
    )

    # Figures
    case = fields.Selection(
        [
            ("running", "Goes on"),
            ("too_recent", "Ended too recently"),
            ("hired", "Hired"),
            ("not_hired", "Not hired"),
            ("not_known", "Not known"),
        ],
        string="What came of it",
        **FACT,
    )
    is_started = fields.Integer(string="Started", **FACT)
    is_ended = fields.Integer(string="Ended", **FACT)
    denominator = fields.Integer(string="Ended and observed", **FACT)
    numerator = fields.Integer(string="Hired by the host", **FACT)
    numerator_six_months = fields.Integer(
        string="Of which for 6 months or more",
        help="First contract of at least 6 calendar months, or without an end.",
        **FACT,
    )
    numerator_relation_six_months = fields.Integer(
        string="Of which employed 6 months or more, extensions included",
        help="From the first day of the first contract to the last day of the last one agreed.",
        **FACT,
    )
    numerator_short = fields.Integer(
        string="Hired for under 30 days alone", help="Not counted as hired.", **FACT
    )
    numerator_30 = fields.Integer(string="Hired within 30 days", **FACT)
    numerator_90 = fields.Integer(string="Hired within 90 days", **FACT)
    numerator_any = fields.Integer(string="Hired by any employer", **FACT)
    is_unknown = fields.Integer(string="Not known", **FACT)
    is_immature = fields.Integer(string="Ended too recently", **FACT)
    rate = fields.Float(string="Conversion (%)", aggregator="avg", exportable=False, **FACT)

    def _source_record(self):
        self.ensure_one()
        return self.internship_id

    # ---- the query, a method for each of its parts

    @property
    def _table_query(self) -> SQL:
        return SQL(
            """
            WITH office AS (%(offices)s),
                 internship AS (%(internships)s),
                 part AS (%(parts)s),
                 episode AS (%(episodes)s),
                 hire AS (%(hires)s),
                 credit AS (%(credits)s),
                 result AS (%(results)s),
                 judged AS (%(judged)s)
            %(rows)s
            """,
            offices=self._offices(),
            internships=self._internships(),
            parts=self._parts(),
            episodes=self._episodes(),
            hires=self._hires(),
            credits=self._credits(),
            results=self._results(),
            judged=self._judged(),
            rows=self._rows(),
        )

    @api.model
    def _internships(self):
        """The internships that began, and ended, up to the reference date."""
        return SQL(
            """
            SELECT i.id, i.candidate_id, i.employer_id, i.company_id, i.start_date,
                   CASE WHEN i.state = 'ended' AND i.actual_end_date <= %(reference)s
                        THEN i.actual_end_date END AS end_date
              FROM employer_internship i
             WHERE i.id IN %(readable)s AND i.state IN %(started)s
               AND i.start_date <= %(reference)s
            """,
            readable=self._readable("employer.internship"),
            started=STARTED,
            reference=self._reference_date(),
        )

    @api.model
    def _parts(self):
        """Each internship with the first of those it goes on with (`episode_id`).

        One begins anew when none of the same person at the same host ended at most 30 days before.
        """
        return SQL(
            """
            SELECT n.*, FIRST_VALUE(n.id) OVER (
                       PARTITION BY n.candidate_id, n.employer_id, n.company_id, n.number
                           ORDER BY n.start_date, n.id) AS episode_id
              FROM (SELECT b.*, COUNT(*) FILTER (WHERE b.is_new) OVER same AS number
                      FROM (SELECT i.*, COALESCE(
                                       i.start_date > %(days)s + MAX(i.end_date) OVER (
                                           PARTITION BY i.candidate_id, i.employer_id, i.company_id
                                               ORDER BY i.start_date, i.id
                                                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
                                       TRUE) AS is_new
                              FROM internship i) b
                    WINDOW same AS (PARTITION BY b.candidate_id, b.employer_id, b.company_id
                                        ORDER BY b.start_date, b.id)) n
            """,
            days=RESTART_DAYS,
        )

    @api.model
    def _episodes(self):
        """The internships with their restarts; without an end while one of them goes on."""
        return SQL(
            """
            SELECT p.episode_id AS id, p.candidate_id, p.employer_id, p.company_id,
                   COUNT(*) AS internship_count, MIN(p.start_date) AS start_date,
                   CASE WHEN BOOL_AND(p.end_date IS NOT NULL) THEN MAX(p.end_date) END AS end_date,
                   (ARRAY_AGG(p.id ORDER BY p.end_date DESC NULLS FIRST, p.start_date DESC,
                              p.id DESC))[1] AS last_id
              FROM part p
             GROUP BY p.episode_id, p.candidate_id, p.employer_id, p.company_id
            """
        )

    @api.model
    def _hires(self):
        """The hires that began up to the reference date, by their first contract as agreed."""
        return SQL(
            """
            SELECT h.id, h.candidate_id, h.employer_id, h.company_id, h.internship_id, h.origin,
                   COALESCE(h.internship_choice_reason, '') != '' AS is_chosen,
                   c.start_date, c.family,
                   c.end_date IS NULL OR c.end_date - c.start_date + 1 >= %(days)s AS is_lasting,
                   c.end_date IS NULL
                       OR c.end_date + 1 >= c.start_date + %(months)s * INTERVAL '1 month'
                       AS is_long,
                   c.last_day IS NULL
                       OR c.last_day + 1 >= c.start_date + %(months)s * INTERVAL '1 month'
                       AS is_long_relation
              FROM employer_hire h
              JOIN (SELECT DISTINCT ON (c.hire_id) c.*,
                           NULLIF(MAX(COALESCE(c.end_date, 'infinity'))
                                      OVER (PARTITION BY c.hire_id), 'infinity') AS last_day
                      FROM employer_hire_contract c
                     WHERE c.id IN %(contracts)s AND c.start_date <= %(reference)s
                     ORDER BY c.hire_id, c.start_date, c.id) c ON c.hire_id = h.id
             WHERE h.id IN %(readable)s
            """,
            days=SHORT_DAYS,
            months=LONG_MONTHS,
            contracts=self._readable("employer.hire.contract"),
            readable=self._readable("employer.hire", active_only=True),
            reference=self._reference_date(),
        )

    @api.model
    def _credits(self):
        """The one row each hire credits: the last at its employer, else the last anywhere."""
        return SQL(
            """
            SELECT DISTINCT ON (h.id) h.*, h.id AS hire_id, e.id AS episode_id,
                   h.start_date - e.end_date AS days, e.employer_id = h.employer_id AS is_host
              FROM hire h
              JOIN episode e ON e.candidate_id = h.candidate_id AND e.company_id = h.company_id
              JOIN office o ON o.company_id = e.company_id
              LEFT JOIN part p ON p.id = h.internship_id
             WHERE h.start_date >= e.start_date
               AND (e.end_date IS NULL OR h.start_date <= e.end_date + o.window_days)
               AND (NOT h.is_chosen OR e.id = p.episode_id)
             ORDER BY h.id, (e.employer_id = h.employer_id) DESC, e.start_date DESC, e.id DESC
            """
        )

    @api.model
    def _results(self):
        """What the hires say of the row they credit; two of them count once."""
        return SQL(
            """
            SELECT c.episode_id,
                   BOOL_OR(c.is_host AND c.is_lasting) AS is_hired,
                   BOOL_OR(c.is_host AND c.is_long) AS is_long,
                   BOOL_OR(c.is_host AND c.is_lasting AND c.is_long_relation)
                       AS is_long_relation,
                   BOOL_OR(c.is_host AND NOT c.is_lasting) AS is_short,
                   BOOL_OR(c.is_lasting) AS is_hired_anywhere,
                   MIN(c.days) FILTER (WHERE c.is_host AND c.is_lasting) AS days,
                   (ARRAY_AGG(c.hire_id ORDER BY c.is_lasting DESC, c.start_date, c.hire_id)
                       FILTER (WHERE c.is_host))[1] AS hire_id
              FROM credit c
             GROUP BY c.episode_id
            """
        )

    @api.model
    def _judged(self):
        """Each row with its case. Unknown is what nobody told and no hire on file answers."""
        return SQL(
            """
            SELECT e.*, r.is_long, r.is_long_relation, r.is_short, r.is_hired_anywhere, r.days,
                   r.hire_id, COALESCE(r.is_hired, FALSE) AS is_hired,
                   CASE WHEN e.end_date IS NOT NULL THEN l.end_kind END AS end_kind,
                   CASE WHEN e.end_date IS NOT NULL THEN l.outcome END AS outcome,
                   CASE WHEN e.end_date IS NULL THEN 'running'
                        WHEN e.end_date + o.window_days > %(reference)s THEN 'too_recent'
                        WHEN r.is_hired THEN 'hired'
                        WHEN l.outcome = 'not_hired' THEN 'not_hired'
                        WHEN k.start_date >= e.start_date THEN 'not_hired'
                        ELSE 'not_known' END AS "case"
              FROM episode e
              JOIN office o ON o.company_id = e.company_id
              JOIN employer_internship l ON l.id = e.last_id
              LEFT JOIN result r ON r.episode_id = e.id
              LEFT JOIN (SELECT h.candidate_id, h.employer_id, MAX(h.start_date) AS start_date
                           FROM hire h
                          GROUP BY h.candidate_id, h.employer_id) k
                     ON k.candidate_id = e.candidate_id AND k.employer_id = e.employer_id
            """,
            reference=self._reference_date(),
        )

    @api.model
    def _rows(self):
        """The columns: chain from the first internship, end from the last, figures of the case."""
        return SQL(
            """
            SELECT j.id, j.id AS internship_id, j.last_id AS last_internship_id,
                   j.internship_count, j.candidate_id, j.employer_id, o.economic_activity_id,
                   o.size_class, f.agreement_id, f.vacancy_id,
                   COALESCE(v.workshop_id, g.workshop_id) AS workshop_id, f.programme_id,
                   f.team_id, f.scheme_id, f.user_id, f.tutor_id, f.occupation_id, j.company_id,
                   j.start_date, j.end_date, j.end_kind, j.outcome, j.hire_id,
                   h.start_date AS hire_date, h.start_date - j.end_date AS hire_days,
                   h.family AS contract_family, h.origin AS hire_origin, j."case",
                   1 AS is_started, (j.end_date IS NOT NULL)::integer AS is_ended,
                   c.is_in AS denominator, c.is_in * j.is_hired::integer AS numerator,
                   c.is_in * COALESCE(j.is_long, FALSE)::integer AS numerator_six_months,
                   c.is_in * COALESCE(j.is_long_relation, FALSE)::integer
                       AS numerator_relation_six_months,
                   c.is_in * COALESCE(j.is_short AND NOT j.is_hired, FALSE)::integer
                       AS numerator_short,
                   c.is_in * COALESCE(j.days <= 30, FALSE)::integer AS numerator_30,
                   c.is_in * COALESCE(j.days <= 90, FALSE)::integer AS numerator_90,
                   c.is_in * COALESCE(j.is_hired_anywhere, FALSE)::integer AS numerator_any,
                   (j."case" = 'not_known')::integer AS is_unknown,
                   (j."case" = 'too_recent')::integer AS is_immature,
                   CASE WHEN c.is_in = 1 THEN j.is_hired::integer * 100.0::float END AS rate
              FROM judged j
             CROSS JOIN LATERAL (
                   SELECT (j."case" NOT IN ('running', 'too_recent'))::integer AS is_in) c
              JOIN employer_internship f ON f.id = j.id
              JOIN employer_organisation o ON o.id = j.employer_id
              LEFT JOIN employer_vacancy v ON v.id = f.vacancy_id
              LEFT JOIN employer_agreement g ON g.id = f.agreement_id
              LEFT JOIN hire h ON h.id = j.hire_id
            """
        )
