# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL, format_date

from ..people.employer_candidate_meeting import APPOINTMENTS


class EmployerMissingData(models.Model):
    """Presence sheets that did not come, and persons whom nobody met when the rhythm said so."""

    _inherit = "employer.missing.data"
    _depends = {
        "employer.internship.month": [
            "month",
            "state",
            "first_date",
            "last_date",
            "internship_id",
            "candidate_id",
            "employer_id",
            "tutor_id",
            "team_id",
            "company_id",
        ],
        "employer.candidate": [
            "active",
            "code",
            "meeting_due_date",
            "tutor_id",
            "team_id",
            "company_id",
        ],
        "mail.activity": ["active", "res_model", "res_id", "date_deadline"],
        "res.company": ["employer_sheet_day"],
    }

    # ---- words and fixes

    def _detail_sheet(self):
        return self.month_id.display_name

    def _detail_appointment(self):
        day = format_date(self.env, self.candidate_id.meeting_due_date)
        return self.env._("to be met by %s, nothing planned", day)

    def _fix_sheet(self):
        return self.month_id.action_add_sheet()

    def _fix_appointment(self):
        return self.candidate_id.action_plan_appointment()

    # ---- the view

    @api.model
    def _source_sheet(self):
        """Months over, still open on the day after the one the office set for their sheets."""
        return self._select(
            "sheet",
            {
                "since": SQL("r.last_date"),
                "month_id": SQL("r.id"),
                "candidate_id": SQL("r.candidate_id"),
                "tutor_id": SQL("COALESCE(r.tutor_id, p.tutor_id)"),
                "user_id": SQL("i.user_id"),
                "team_id": SQL("COALESCE(r.team_id, p.team_id)"),
                "is_imported": SQL("COALESCE(i.is_imported, FALSE)"),
            },
            SQL(
                """
                FROM employer_internship_month r
                JOIN employer_internship i ON i.id = r.internship_id
                JOIN employer_candidate p ON p.id = r.candidate_id
                JOIN res_company c ON c.id = r.company_id
               WHERE r.id IN %(readable)s AND r.state = 'open' AND r.first_date IS NOT NULL
                 AND (r.month + INTERVAL '1 month')::date + c.employer_sheet_day - 1 < %(today)s
                """,
                readable=self._readable("employer.internship.month"),
                today=fields.Date.context_today(self),
            ),
        )

    @api.model
    def _source_appointment(self):
        """Persons past the day of their rhythm with no appointment planned from today on."""
        return self._select(
            "appointment",
            {
                "since": SQL("r.meeting_due_date"),
                "candidate_id": SQL("r.id"),
                "tutor_id": SQL("r.tutor_id"),
                "user_id": SQL("NULL::integer"),
                "employer_id": SQL("NULL::integer"),
            },
            SQL(
                """
                FROM employer_candidate r
               WHERE r.id IN %(readable)s AND r.meeting_due_date < %(today)s
                 AND NOT EXISTS (SELECT 1 FROM mail_activity a
                                   JOIN mail_activity_type t ON t.id = a.activity_type_id
                                  WHERE a.active AND a.res_model = 'employer.candidate'
                                    AND a.res_id = r.id AND a.date_deadline >= %(today)s
                                    AND t.category IN %(appointments)s)
                """,
                readable=self._readable("employer.candidate", active_only=True),
                today=fields.Date.context_today(self),
                appointments=APPOINTMENTS,
            ),
        )
