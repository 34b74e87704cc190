# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import ABOUT_PERSON, FEATURES, SOURCES

SOURCES["ask_identity"] = ("employer.candidacy", None, None)
SOURCES["interview"] = ("employer.candidacy", None, None)
SOURCES["interview_result"] = ("employer.candidacy", None, None)
SOURCES["selected"] = ("employer.candidacy", None, None)
SOURCES["approve_list"] = ("employer.preselection", None, "approver_id")
SOURCES["send_list"] = ("employer.preselection", None, "user_id")
FEATURES["_source_answers"] = "lists"
FEATURES["_source_second_approval"] = "second_approval"
ABOUT_PERSON.update(("ask_identity", "interview"))


class EmployerToday(models.Model):
    """What a company's answer sets off: ask the person, tell the day, hear how it went; and lists
    that wait for a colleague's approval."""

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
        "employer.preselection": [
            "name",
            "user_id",
            "contact_id",
            "employer_id",
            "approver_id",
            "approval_asked_date",
            "approved_by_id",
        ],
        "employer.candidate": ["tutor_id"],
        "employer.interaction": ["candidate_id", "date", "channel", "direction"],
        "employer.internship": ["candidacy_id", "state"],
        "employer.hire": ["candidacy_id", "active"],
    }

    kind = fields.Selection(
        selection_add=[
            ("ask_identity", "Ask: may the company know you?"),
            ("interview", "Interview to tell the person"),
            ("interview_result", "Interview: how did it go?"),
            ("selected", "Selected: begin the internship or the hire"),
            ("approve_list", "List to approve"),
            ("send_list", "List approved, to send"),
        ]
    )

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_answers"):
            sources.append(self._source_answers(today))
        if self._uses("_source_answers") and self._uses("_source_second_approval"):
            sources.append(self._source_second_approval())
        return sources

    @api.model
    def _source_second_approval(self):
        """Lists a colleague was asked to approve, and those a colleague approved, to be sent."""
        return SQL(
            """
            SELECT 29, CASE r.state WHEN 'draft' THEN 'approve_list' ELSE 'send_list' END, r.id,
                   'employer.preselection', r.id,
                   COALESCE(r.approval_asked_date, m.date, r.write_date::date),
                   COALESCE(r.approval_asked_date, m.date, r.write_date::date),
                   r.name || ' · ' || v.name, r.employer_id, NULL::integer, NULL::integer,
                   CASE r.state WHEN 'draft' THEN r.approver_id ELSE r.user_id END, r.company_id
              FROM employer_preselection r
              JOIN employer_vacancy v ON v.id = r.vacancy_id
              LEFT JOIN LATERAL (
                   SELECT MAX(n.date) AS date FROM employer_milestone n
                    WHERE n.res_model = 'employer.preselection' AND n.res_id = r.id
                      AND n.milestone = 'approved' AND n.cancelled_at IS NULL) m ON TRUE
             WHERE r.active AND v.stage_kind IN ('need', 'open')
               AND (r.state = 'draft' AND r.approval_asked_date IS NOT NULL
                    OR r.state = 'approved' AND r.approved_by_id <> r.user_id)
            """
        )

    @api.model
    def _source_answers(self, today):
        """One row a candidacy: the tutor asks whom the company wants, then tells them the day
        (a contact logged since settles it); the officer hears how the interview went, and begins
        the internship or the hire of whom the company selected (either settles it)."""
        return SQL(
            """
            SELECT 23, k.kind, r.id, 'employer.candidacy', r.id,
                   CASE k.kind WHEN 'ask_identity'
                               THEN COALESCE(r.company_answer_date, r.write_date::date)
                               WHEN 'interview'
                               THEN COALESCE(r.interview_set_date, r.interview_date)
                               WHEN 'selected'
                               THEN COALESCE(
                                    (SELECT MAX(m.date) FROM employer_milestone m
                                      WHERE m.res_model = 'employer.candidacy' AND m.res_id = r.id
                                        AND m.milestone = 'selected' AND m.cancelled_at IS NULL),
                                    r.write_date::date)
                               ELSE r.interview_date + 1 END,
                   COALESCE(r.company_answer_date, r.interview_set_date, r.interview_date),
                   CASE WHEN k.kind = 'interview'
                        THEN to_char(r.interview_date, 'DD/MM') || ' · ' ELSE '' END
                        || v.name || ' · ' || p.name,
                   p.employer_id,
                   CASE WHEN k.kind IN ('interview_result', 'selected') THEN p.contact_id END,
                   r.candidate_id,
                   CASE WHEN k.kind IN ('interview_result', 'selected') THEN p.user_id
                        ELSE COALESCE(c.tutor_id, p.user_id) END, r.company_id
              FROM employer_candidacy r
              JOIN employer_preselection p ON p.id = r.preselection_id
              JOIN employer_vacancy v ON v.id = r.vacancy_id
              JOIN employer_candidate c ON c.id = r.candidate_id
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN r.state = 'sent' THEN 'ask_identity'
                               WHEN r.state = 'selected' THEN 'selected'
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
                OR (r.state = 'selected'
                    AND NOT EXISTS (SELECT 1 FROM employer_internship t
                                     WHERE t.candidacy_id = r.id AND t.state != 'cancelled')
                    AND NOT EXISTS (SELECT 1 FROM employer_hire h
                                     WHERE h.candidacy_id = r.id AND h.active))
            """,
            today=today,
        )
