# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain


class EmployerCandidacy(models.Model):
    """The interviews a company has before it, for its calendar."""

    _inherit = "employer.candidacy"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of the interviews to come on the lists these people may see."""
        return (
            Domain(
                "preselection_id", "any", self.env["employer.preselection"]._portal_domain(members)
            )
            & Domain("state", "=", "interview")
            & Domain("interview_date", ">=", fields.Date.context_today(self))
        )

    def _portal_values(self):
        """Return what a page shows, one dict an interview, in the order of the days."""
        ordered = self.sorted(
            lambda one: (one.interview_date, one.interview_datetime or fields.Datetime.now())
        )
        return [
            {
                "id": one.id,
                "list_id": one.preselection_id.id,
                "code": one.candidate_id.code,
                "vacancy": one.vacancy_id.name,
                "day": one.interview_date,
                "when": one.interview_datetime,
                "zone": one.preselection_id._office_zone(),
                "place": one.interview_place or "",
            }
            for one in ordered
        ]
