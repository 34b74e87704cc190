# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from ..common.plain_number import plain_number


class EmployerInternshipMonth(models.Model):
    """What a host sees of the presence of a month."""

    _inherit = "employer.internship.month"

    def _portal_values(self):
        """Return what a page shows, one dict a month: what waits first, then the latest.

        Hours are in words of the reader; `mark` says them to the server (`_host_mark`).
        """
        months = self.filtered("first_date").sorted("month", reverse=True)
        return [
            {
                "id": month.id,
                "name": month.month_name,
                "first_date": month.first_date,
                "last_date": month.last_date,
                "hours_planned": month._portal_hours("hours_planned"),
                "hours_absent": month._portal_hours("hours_absent"),
                "hours_present": month._portal_hours("hours_present"),
                "mark": month._host_mark(),
                "is_confirmed": month.state == "confirmed" or bool(month.host_date),
                "host_date": month.host_date,
                "host_name": month.host_name or "",
                "waits": month._waits_for_host(),
                "requests": month.request_ids._portal_values(),
            }
            for month in months.sorted(lambda one: not one._waits_for_host())
        ]

    def _portal_hours(self, field):
        """Return hours as the reader writes them; nothing of none absent."""
        hours = self[field]
        return plain_number(self.env, hours) if hours or field != "hours_absent" else ""

    def _host_mark(self):
        """Return the hours a page shows, to see whether they changed meanwhile."""
        self.ensure_one()
        return f"{self.hours_present:g}"
