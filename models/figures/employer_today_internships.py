# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["internship_event"] = ("employer.internship.event", "due_date", "user_id")
#: The last day to report an accident is the law's: nobody postpones it.
SOURCES["accident"] = ("employer.internship.event", None, "user_id")
SOURCES["presence"] = ("employer.internship.month", None, None)
SOURCES["stipend"] = ("employer.internship.month", None, None)
FEATURES["_source_internship_events"] = "internships"
FEATURES["_source_presence"] = "internships"
FEATURES["_source_stipends"] = "stipends"


class EmployerToday(models.Model):
    """What happened in internships and waits for its tutor; presence sheets that miss, and
    stipends not paid (the same months in another state: both are source 25)."""

    _inherit = "employer.today"
    _depends = {
        "employer.internship.event": [
            "kind",
            "date",
            "due_date",
            "settled_date",
            "user_id",
            "candidate_id",
            "employer_id",
            "company_id",
        ],
        "employer.internship.month": [
            "month",
            "state",
            "first_date",
            "last_date",
            "amount_due",
            "paid_date",
            "candidate_id",
            "employer_id",
            "company_id",
        ],
        "employer.internship": ["host_tutor_id", "tutor_id"],
        "res.company": ["employer_sheet_day", "employer_stipend_days"],
    }

    kind = fields.Selection(
        selection_add=[
            ("internship_event", "Happened in an internship"),
            ("accident", "Accident to report"),
            ("presence", "Presence sheet"),
            ("stipend", "Stipend not paid"),
        ]
    )

    def action_done(self):
        """What happened in an internship is taken care of by saying so."""
        events = self.filtered(lambda row: row.kind in ("internship_event", "accident"))
        for row in events:
            row._source_record().action_settle()
        return super(EmployerToday, self - events).action_done()

    @api.model
    def _sources(self, today):
        return [
            *super()._sources(today),
            *(
                source(today)
                for name, source in (
                    ("_source_internship_events", self._source_internship_events),
                    ("_source_presence", self._source_presence),
                    ("_source_stipends", self._source_stipends),
                )
                if self._uses(name)
            ),
        ]

    @api.model
    def _source_internship_events(self, today):
        """What was told of internships and nobody has taken care of; accidents by law's day."""
        field = self.env["employer.internship.event"]._fields["kind"]
        labels = SQL(" ").join(
            SQL("WHEN %s THEN %s", value, label)
            for value, label in field._description_selection(self.env)
        )
        return SQL(
            """
            SELECT 24, CASE r.kind WHEN 'accident' THEN 'accident' ELSE 'internship_event' END,
                   r.id, 'employer.internship.event', r.id, COALESCE(r.due_date, r.date), r.date,
                   CASE r.kind %(labels)s END, r.employer_id, i.host_tutor_id, r.candidate_id,
                   r.user_id, r.company_id
              FROM employer_internship_event r
              JOIN employer_internship i ON i.id = r.internship_id
             WHERE r.settled_date IS NULL
            """,
            labels=labels,
        )

    @api.model
    def _source_presence(self, today):
        """Months over whose sheet is missing on the day the office said."""
        return SQL(
            """
            SELECT 25, 'presence', r.id, 'employer.internship.month', r.id,
                   (r.month + INTERVAL '1 month')::date + c.employer_sheet_day - 1,
                   r.last_date, %(title)s || ' ' || to_char(r.month, 'MM/YYYY'), r.employer_id,
                   i.host_tutor_id, r.candidate_id, COALESCE(i.tutor_id, i.user_id), r.company_id
              FROM employer_internship_month r
              JOIN employer_internship i ON i.id = r.internship_id
              JOIN res_company c ON c.id = r.company_id
             WHERE r.state = 'open' AND r.first_date IS NOT NULL
               AND (r.month + INTERVAL '1 month')::date + c.employer_sheet_day - 1 <= %(today)s
            """,
            title=self.env._("Presence sheet missing:"),
            today=today,
        )

    @api.model
    def _source_stipends(self, today):
        """Confirmed months not paid so many days after their end: a legal risk for who pays."""
        return SQL(
            """
            SELECT 25, 'stipend', r.id, 'employer.internship.month', r.id,
                   r.last_date + c.employer_stipend_days, r.last_date,
                   %(title)s || ' ' || to_char(r.month, 'MM/YYYY'), r.employer_id,
                   i.host_tutor_id, r.candidate_id, COALESCE(i.user_id, i.tutor_id), r.company_id
              FROM employer_internship_month r
              JOIN employer_internship i ON i.id = r.internship_id
              JOIN res_company c ON c.id = r.company_id
             WHERE r.state = 'confirmed' AND r.paid_date IS NULL AND r.amount_due > 0
               AND r.last_date + c.employer_stipend_days <= %(today)s
            """,
            title=self.env._("Stipend not paid:"),
            today=today,
        )
