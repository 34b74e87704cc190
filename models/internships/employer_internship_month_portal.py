# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerInternshipMonth(models.Model):
    """What a host sees of the presence of a month."""

    _inherit = "employer.internship.month"

    def _portal_values(self):
        """Return what a page shows, one dict a month; only those whose last day has passed."""
        return [
            {
                "id": month.id,
                "name": month.month_name,
                "first_date": month.first_date,
                "last_date": month.last_date,
                "hours_planned": month.hours_planned,
                "hours_absent": month.hours_absent,
                "hours_present": month.hours_present,
                "is_confirmed": month.state == "confirmed" or bool(month.host_date),
                "host_date": month.host_date,
                "host_name": month.host_name or "",
                "waits": month._waits_for_host(),
                "requests": month.request_ids._portal_values(),
            }
            for month in self
            if month.first_date
        ]
