# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from ..lists.employer_candidacy import FILLED_STATES
from .employer_today import FEATURES, SOURCES

SOURCES["vacancy_stale"] = ("employer.vacancy", None, "user_id")
SOURCES["vacancy_again"] = ("employer.vacancy", None, "user_id")
SOURCES["bulletin"] = ("employer.bulletin", "date", "user_id")
FEATURES["_source_quiet_vacancies"] = "vacancies"
FEATURES["_source_bulletins"] = "bulletin"


class EmployerToday(models.Model):
    """Vacancies in Today where nothing moves or a position is free again; bulletins to send."""

    _inherit = "employer.today"
    _depends = {
        "employer.vacancy": [
            "company_id",
            "confirmed_date",
            "contact_id",
            "employer_id",
            "stage_since",
        ],
        "employer.bulletin": ["name", "state", "date", "user_id", "company_id"],
        "employer.interaction": ["vacancy_id", "is_contact"],
        "employer.preselection": ["vacancy_id"],
        "employer.candidacy": ["vacancy_id", "exit_reason_id", "state", "last_state"],
    }

    kind = fields.Selection(
        selection_add=[
            ("vacancy_stale", "Vacancy where nothing moves"),
            ("vacancy_again", "Position free again"),
            ("bulletin", "Bulletin to send"),
        ]
    )

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        for name in ("_source_quiet_vacancies", "_source_bulletins"):
            if self._uses(name):
                sources.append(getattr(self, name)())
        return sources

    @api.model
    def _source_bulletins(self):
        """Bulletins that somebody has to read and send."""
        return SQL(
            """
            SELECT 31, 'bulletin', b.id, 'employer.bulletin', b.id, b.date, b.create_date::date,
                   b.name, NULL::integer, NULL::integer, NULL::integer, b.user_id, b.company_id
              FROM employer_bulletin b
             WHERE b.state = 'draft'
            """
        )

    @api.model
    def _source_vacancies(self):
        """One row a vacancy: one without a list where nothing moves says the latter."""
        return SQL(
            """
            SELECT w.* FROM (%(waiting)s)
                AS w (number, kind, source_id, res_model, res_id, date, since, title, employer_id,
                      contact_id, candidate_id, user_id, company_id)
             WHERE w.source_id NOT IN (SELECT q.id FROM (%(stale)s) q)
            """,
            waiting=super()._source_vacancies(),
            stale=self._stale_vacancies(),
        )

    @api.model
    def _stale_vacancies(self):
        """Return the SELECT (SQL) of id, last move and days of our offices' stale vacancies."""
        vacancies = self.env["employer.vacancy"]
        queries = [
            SQL("SELECT q.id, q.moved, %s AS days FROM (%s) q", days, query)
            for company in self.env.companies
            if (days := vacancies._age_days(company)[0])
            and (query := vacancies._stale_query(company))
        ]
        nothing = SQL("SELECT NULL::integer AS id, NULL::date AS moved, 0 AS days WHERE FALSE")
        return SQL(" UNION ALL ").join([nothing, *queries])

    @api.model
    def _source_quiet_vacancies(self):
        """Open vacancies where nothing moved for the days of R13, due since then; and those that
        somebody left again with nobody else proposed, due since that day."""
        return SQL(
            """
            SELECT 21, CASE WHEN q.id IS NULL THEN 'vacancy_again' ELSE 'vacancy_stale' END, v.id,
                   'employer.vacancy', v.id, COALESCE(q.moved + q.days, f.left_date),
                   COALESCE(q.moved, f.left_date),
                   v.name || ': ' || CASE WHEN q.id IS NULL THEN %(again)s ELSE %(stale)s END,
                   v.employer_id, v.contact_id, NULL::integer, v.user_id, v.company_id
              FROM employer_vacancy v
              LEFT JOIN (%(query)s) q ON q.id = v.id
             CROSS JOIN LATERAL (
                   SELECT MAX(m.date) AS left_date
                     FROM employer_candidacy c
                     JOIN employer_milestone m
                       ON m.res_model = 'employer.candidacy' AND m.res_id = c.id
                      AND m.milestone = c.state AND m.cancelled_at IS NULL
                    WHERE c.vacancy_id = v.id AND c.last_state IN %(filled)s
                      AND c.state NOT IN %(filled)s
                      AND NOT EXISTS (SELECT FROM employer_candidacy w
                                       WHERE w.vacancy_id = v.id AND w.state IN %(waiting)s)) f
             WHERE v.active AND v.stage_kind IN ('need', 'open')
               AND (q.id IS NOT NULL OR f.left_date IS NOT NULL)
            """,
            query=self._stale_vacancies(),
            stale=self.env._("nothing moves, ask whether it is still open"),
            again=self.env._("a position is free again"),
            filled=FILLED_STATES,
            waiting=("proposed", "approved", "sent", "interview", "selected"),
        )
