# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from ..common.plain_number import plain_number


class EmployerInternshipRequest(models.Model):
    """What a host sees of what it asked; not its words, in which a name became the code."""

    _inherit = "employer.internship.request"

    def _portal_values(self):
        """Return what a page shows, one dict a request, newest first."""
        titles = self._portal_titles()
        return [
            {
                "kind": one.kind,
                "title": titles[one.kind],
                "asked_date": one.asked_date,
                "said_by": one.said_by or "",
                "months": one.months,
                "hours": plain_number(self.env, one.hours),
                "is_open": one.state == "new",
                "status": one._status_words(),
            }
            for one in self.sorted(lambda one: (one.asked_date, one.id), reverse=True)
        ]

    def _portal_titles(self):
        """Return {kind: its name on the host's own page}."""
        return {
            "extension": self.env._("Extension asked"),
            "hours": self.env._("Other hours told"),
        }
