# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

#: From *ready* on: what is being prepared is the office's.
SHOWN = ("ready", "running", "suspended", "ended")
#: An ended internship is asked about, and shown first, so many days.
RECENT_DAYS = 365


class EmployerInternship(models.Model):
    """What a host sees of its internships on the portal: dates, months, what it asked. By code.

    The people of the organisation (`employer.portal.member`) see them from *ready* on, those of one
    unit its own. Nobody on the portal has a line here.
    """

    _inherit = "employer.internship"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of what these people of hosts may see."""
        if not self.env["res.users"]._employer_feature_on("internships"):
            return Domain.FALSE
        return members._domain_of() & Domain("state", "in", SHOWN)

    @api.model
    def _portal_search(self, words):
        """Return the domain of what `words` look for: code, number or job."""
        paths = ("candidate_id.code", "name", "occupation_id.name", "vacancy_id.name")
        return Domain.OR(Domain(path, "ilike", words) for path in paths)

    @api.model
    def _portal_months_domain(self):
        """Return the domain of the months that hosts may confirm now."""
        return (
            Domain("state", "=", "open")
            & Domain("last_date", "<", fields.Date.context_today(self))
            & Domain("host_date", "=", False)
        )

    @api.model
    def _portal_waiting_domain(self):
        """Return the domain of the internships with something for the host to do."""
        return Domain("month_ids", "any", self._portal_months_domain())

    def _portal_values(self):
        """Return what a list shows, one dict an internship, in a constant number of queries."""
        waiting = dict(
            self.env["employer.internship.month"]._read_group(
                Domain("internship_id", "in", self.ids) & self._portal_months_domain(),
                ["internship_id"],
                ["__count"],
            )
        )
        states = dict(self._fields["state"]._description_selection(self.env))
        return [
            {
                "id": one.id,
                "code": one.candidate_id.code,
                "number": one.name,
                "job": one.vacancy_id.name or one.occupation_id.name or "",
                "unit": one.unit_id.name or "",
                "start_date": one.start_date,
                "end_date": one.actual_end_date or one.planned_end_date,
                "state": one.state,
                "status": states[one.state],
                "months_waiting": waiting.get(one, 0),
            }
            for one in self
        ]

    def _portal_page_values(self):
        """Return what the page of one internship shows."""
        self.ensure_one()
        return {
            **self._portal_values()[0],
            "weekly_hours": self.weekly_hours,
            "tasks": self.tasks or "",
            "host_tutor": self.host_tutor_id.name or "",
            "months": self.month_ids._portal_values(),
            "months_more": self._host_months(),
            "notice_days": self.scheme_id.extension_notice_days,
            "requests": self.request_ids.filtered(lambda one: one.kind != "hours")._portal_values(),
            "may_be_named": bool(self._host_may_know()),
        }

    def _portal_officer(self):
        """Return whom a host may call: the tutor, else the officer."""
        self.ensure_one()
        return self.tutor_id or self.user_id or self.employer_id.user_id

    @api.model
    def _portal_recent_domain(self):
        """Return the domain of what goes on, or ended within a year."""
        since = fields.Date.context_today(self) - timedelta(days=RECENT_DAYS)
        return Domain("actual_end_date", "=", False) | Domain("actual_end_date", ">=", since)
