# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import tempfile

from werkzeug.exceptions import NotFound

from odoo.http import request

from .export import send_workbook
from .portal_base import EmployerPortal, shown_at

URL = "/my/engagement/figures"


class EmployerPortalFigures(EmployerPortal):
    """A company's own figures and the file of its internships and hires.

    Whole companies: who sees one unit alone would read the other units' in the sums.
    """

    @shown_at(URL)
    def employer_portal_figures(self, **_kwargs):
        """Show the figures of each company of who asks."""
        title = request.env._("Figures")
        values = {
            "title": title,
            "crumbs": [(title, None)],
            "figures": [one._portal_figures() for one in self._figures_employers()],
        }
        return self._portal_page("employer_engagement.portal_figures", values)

    @shown_at(f"{URL}.xlsx")
    def employer_portal_figures_file(self, **_kwargs):
        """Send the internships and hires as a workbook, persons by code."""
        employers = self._figures_employers()
        file = tempfile.TemporaryFile()  # noqa: SIM115  the server closes it once sent
        employers._portal_workbook(file)
        return send_workbook(file, f"{employers[0].name}.xlsx")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_hire_count" in counters:
            employers = self._figures_found()
            # sudo: hires of the company of who asks
            hires = request.env["employer.hire"].sudo()
            values["engagement_hire_count"] = hires.search_count(employers._portal_hires_domain())
        return values

    def _figures_found(self):
        """Return the organisations, in sudo, for all of which who asks may speak."""
        members = self._members("employer")
        return members.filtered(lambda member: not member.unit_id).employer_id

    def _figures_employers(self):
        """Return them as `_figures_found` does.

        :raise NotFound: when there are none
        """
        employers = self._figures_found()
        if not employers:
            raise NotFound()
        return employers
