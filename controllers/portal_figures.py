# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import tempfile

from odoo.http import request

from .export import send_workbook
from .portal_base import EmployerPortal, shown_at

URL = "/my/engagement/figures"


class EmployerPortalFigures(EmployerPortal):
    """A company's own figures and the file of its internships and hires.

    Who sees one unit alone reads those of that unit; nothing of the others stands in the sums.
    """

    @shown_at(URL)
    def employer_portal_figures(self, **_kwargs):
        """Show the figures of each company, or unit, of who asks."""
        members = self._members_or_none("employer")
        title = request.env._("Figures")
        values = {
            "title": title,
            "crumbs": [(title, None)],
            "figures": [one.employer_id._portal_figures(one.unit_id) for one in members],
        }
        return self._portal_page("employer_engagement.portal_figures", values)

    @shown_at(f"{URL}.xlsx")
    def employer_portal_figures_file(self, **_kwargs):
        """Send the internships and hires as a workbook, persons by code."""
        members = self._members_or_none("employer")
        employers = members.employer_id
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        employers._portal_workbook(file, members)
        return send_workbook(file, f"{employers[0].name}.xlsx")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_hire_count" in counters:
            members = self._members("employer")
            # sudo: hires of the company of who asks
            hires = request.env["employer.hire"].sudo()
            domain = members.employer_id._portal_hires_domain(members)
            values["engagement_hire_count"] = hires.search_count(domain)
        return values
