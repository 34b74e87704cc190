# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["host_request"] = ("employer.internship.request", None, None)
FEATURES["_source_host_requests"] = "internships"


class EmployerToday(models.Model):
    """What hosts ask or tell of internships on the portal or by link, until it is answered."""

    _inherit = "employer.today"
    _depends = {
        "employer.internship.request": [
            "state",
            "kind",
            "asked_date",
            "contact_id",
            "candidate_id",
            "employer_id",
            "company_id",
        ],
        "employer.internship": ["name", "host_tutor_id", "tutor_id", "user_id"],
    }

    kind = fields.Selection(selection_add=[("host_request", "A host asks")])

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_host_requests"):
            sources.append(self._source_host_requests())
        return sources

    @api.model
    def _source_host_requests(self):
        """Requests to answer, from the day they were made: hours for the tutor, the rest for the
        officer."""
        field = self.env["employer.internship.request"]._fields["kind"]
        labels = SQL(" ").join(
            SQL("WHEN %s THEN %s", value, label)
            for value, label in field._description_selection(self.env)
        )
        return SQL(
            """
            SELECT 34, 'host_request', r.id, 'employer.internship.request', r.id, r.asked_date,
                   r.asked_date, i.name || ': ' || CASE r.kind %(labels)s END, r.employer_id,
                   COALESCE(r.contact_id, i.host_tutor_id), r.candidate_id,
                   CASE WHEN r.kind = 'hours' THEN COALESCE(i.tutor_id, i.user_id)
                        ELSE COALESCE(i.user_id, i.tutor_id) END, r.company_id
              FROM employer_internship_request r
              JOIN employer_internship i ON i.id = r.internship_id
             WHERE r.state = 'new'
            """,
            labels=labels,
        )
