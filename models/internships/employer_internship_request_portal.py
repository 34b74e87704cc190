# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerInternshipRequest(models.Model):
    """What a host sees of what it asked; not its words, in which a name became the code."""

    _inherit = "employer.internship.request"

    def _portal_values(self):
        """Return what a page shows, one dict a request, newest first."""
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [
            {
                "kind": one.kind,
                "title": kinds[one.kind],
                "asked_date": one.asked_date,
                "said_by": one.said_by or "",
                "months": one.months,
                "hours": one.hours,
                "is_open": one.state == "new",
                "status": one._status_words(),
            }
            for one in self.sorted(lambda one: (one.asked_date, one.id), reverse=True)
        ]
