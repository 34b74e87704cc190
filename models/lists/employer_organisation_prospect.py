# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from odoo.addons.employer_engagement.tools import matching


class EmployerOrganisation(models.Model):
    """Which of these companies to call about a person."""

    _inherit = "employer.organisation"

    def _free_to_call(self):
        """Return those free to call or the user's own (R17), that may receive proposals (R16)."""
        return self.filtered(
            lambda one: one.call_state in (False, "free") and not one._block_sentence()
        )

    def _within_reach(self, person):
        """Return those neither outside the area of `person` nor far beyond the way they travel."""
        area, zips = person.area, person.area_zips
        start, limit = person.start_zip, person.travel_minutes
        minutes = person.company_id._travel_minutes()

        def is_near(one):
            verdicts = (
                matching.area_verdict(area, zips, one.city, one.zip),
                matching.travel_verdict(matching.travel_band(start, one.zip), limit, minutes),
            )
            return "not" not in verdicts

        return self.filtered(is_near)
