# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL


class EmployerToday(models.Model):
    """What waits of courses and information sheets."""

    _inherit = "employer.today"
    _depends = {
        "employer.guide": [
            "name",
            "state",
            "review_date",
            "verified_date",
            "valid_to",
            "user_id",
            "active",
        ],
        "employer.course": [
            "name",
            "state",
            "start_date",
            "end_date",
            "places",
            "enrolled_count",
            "employer_id",
            "agreement_id",
            "user_id",
        ],
        "employer.course.session": ["course_id", "date", "is_registered"],
    }

    kind = fields.Selection(
        selection_add=[("guide", "Information sheet to review"), ("course", "Course")]
    )

    @api.model
    def _sources(self, today):
        soon = today + timedelta(days=14)
        sources = [*super()._sources(today), self._source_guides(soon)]
        if self._uses("_source_courses"):
            sources.append(self._source_courses(today, soon))
        return sources

    @api.model
    def _source_guides(self, soon):
        """Information sheets in force whose review is due within 14 days, or was."""
        return SQL(
            """
            SELECT 18, 'guide', r.id, 'employer.guide', r.id, r.review_date, r.verified_date,
                   r.name, NULL::integer, NULL::integer, NULL::integer, r.user_id, r.company_id
              FROM employer_guide r
             WHERE r.active AND r.state = 'verified' AND r.review_date <= %(soon)s
               AND (r.valid_to IS NULL OR r.valid_to >= r.review_date)
            """,
            soon=soon,
        )

    @api.model
    def _source_courses(self, today, soon):
        """Courses with a register missing, places free shortly before they begin, or an agreement
        that ends before they do: one row each, what presses first."""
        return SQL(
            """
            SELECT 19, 'course', r.id, 'employer.course', r.id, r.date, r.start_date,
                   r.name || ': ' || r.reason, r.employer_id, NULL::integer, NULL::integer,
                   r.user_id, r.company_id
              FROM (SELECT DISTINCT ON (c.id) c.id, c.name, c.start_date, c.employer_id,
                           c.user_id, c.company_id, w.date, w.reason
                      FROM employer_course c
                      JOIN (%(waiting)s) w ON w.course_id = c.id
                     ORDER BY c.id, w.date, w.rank) r
            """,
            waiting=self._courses_waiting(today, soon),
        )

    @api.model
    def _courses_waiting(self, today, soon):
        """Each reason why a course waits for somebody: which, why and since or until when."""
        return SQL(
            """
            SELECT s.course_id, MIN(s.date) AS date, 1 AS rank, %(register)s AS reason
              FROM employer_course_session s
              JOIN employer_course c ON c.id = s.course_id
             WHERE c.state IN ('running', 'held') AND s.date <= %(today)s
               AND s.is_registered IS NOT TRUE
             GROUP BY s.course_id
            UNION ALL
            SELECT c.id, c.start_date, 2, %(places)s
              FROM employer_course c
             WHERE c.state = 'open' AND c.start_date BETWEEN %(today)s AND %(soon)s
               AND c.places > COALESCE(c.enrolled_count, 0)
            UNION ALL
            SELECT c.id, c.start_date, 3, %(begin)s
              FROM employer_course c
             WHERE c.state = 'open' AND c.start_date < %(today)s
            UNION ALL
            SELECT c.id, a.end_date, 4, %(agreement)s
              FROM employer_course c
              JOIN employer_agreement a ON a.id = c.agreement_id
             WHERE c.state IN ('draft', 'open', 'running') AND c.employer_id IS NOT NULL
               AND a.state = 'active' AND a.end_date < c.end_date
               AND NOT EXISTS (SELECT 1 FROM employer_agreement n
                                WHERE n.renewed_from_id = a.id AND n.state = 'active')
            UNION ALL
            SELECT c.id, c.end_date, 5, %(over)s
              FROM employer_course c
             WHERE c.state = 'running' AND c.end_date < %(today)s
            """,
            today=today,
            soon=soon,
            register=self.env._("register missing"),
            places=self.env._("free places"),
            begin=self.env._("to begin or to cancel"),
            agreement=self.env._("its agreement ends first"),
            over=self.env._("over, not yet said held"),
        )
