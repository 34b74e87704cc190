# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import ABOUT_PERSON, FEATURES, SOURCES

SOURCES["ask_identity"] = ("employer.candidacy", None, None)
SOURCES["interview"] = ("employer.candidacy", None, None)
SOURCES["interview_result"] = ("employer.candidacy", None, None)
FEATURES["_source_answers"] = "lists"
ABOUT_PERSON.update(("ask_identity", "interview"))


class EmployerToday(models.Model):
    """What a company's answer sets off: ask the person, tell the day, hear how it went."""

    _inherit = "employer.today"
    _depends = {
        "employer.candidacy": [
            "state",
            "company_answer",
            "company_answer_date",
            "interview_date",
            "interview_set_date",
            "candidate_id",
            "preselection_id",
            "vacancy_id",
        ],
        "employer.preselection": ["name", "user_id", "contact_id", "employer_id"],
        "employer.candidate": ["tutor_id"],
        "employer.interaction": ["candidate_id", "date", "channel", "direction"],
    }

    kind = fields.Selection(
        selection_add=[
            ("ask_identity", "Ask: may the company know you?"),
            ("interview", "Interview to tell the person"),
            ("interview_result", "Interview: how did it go?"),
        ]
    )

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_answers"):
            sources.append(self._source_answers(today))
        return sources

    @api.model
    def _source_answers(self, today):
        """One row a candidacy: the tutor asks whom the company wants, then tells them the day
        (a contact logged since settles it); the officer hears how the interview went."""
        return SQL(
            """
            SELECT 23, k.kind, r.id, 'employer.candidacy', r.id,
                   CASE k.kind WHEN 'ask_identity'
                               THEN COALESCE(r.company_answer_date, r.write_date::date)
                               WHEN 'interview'
                               THEN COALESCE(r.interview_set_date, r.interview_date)
                               ELSE r.interview_date + 1 END,
                   COALESCE(r.company_answer_date, r.interview_set_date, r.interview_date),
                   CASE WHEN k.kind = 'interview'
                        THEN to_char(r.interview_date, 'DD/MM') || ' · ' ELSE '' END
                        || v.name || ' · ' || p.name,
                   p.employer_id,
                   CASE WHEN k.kind = 'interview_result' THEN p.contact_id END, r.candidate_id,
                   CASE WHEN k.kind = 'interview_result' THEN p.user_id
                        ELSE COALESCE(c.tutor_id, p.user_id) END, r.company_id
              FROM employer_candidacy r
              JOIN employer_preselection p ON p.id = r.preselection_id
              JOIN employer_vacancy v ON v.id = r.vacancy_id
              JOIN employer_candidate c ON c.id = r.candidate_id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN r.state = 'sent' THEN 'ask_identity'
                               WHEN r.interview_date >= %(today)s THEN 'interview'
                               ELSE 'interview_result' END AS kind) k
             WHERE (r.state = 'sent' AND r.company_answer IS NOT NULL)
                OR (r.state = 'interview' AND r.interview_date IS NOT NULL
                    AND (r.interview_date < %(today)s
                         OR NOT EXISTS (
                            SELECT 1 FROM employer_interaction i
                             WHERE i.candidate_id = r.candidate_id
                               AND i.date >= COALESCE(r.interview_set_date, r.interview_date)
                               AND NOT (i.direction = 'in' AND i.channel IN ('mail', 'pec')))))
            """,
            today=today,
        )
