# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import http
from odoo.http import request
from odoo.modules.module import Manifest

from odoo.addons.employer_engagement.tools import accessibility

from .link import EmployerLinkPages

PAGE = "/engagement/accessibility"


class EmployerAccessibilityPage(EmployerLinkPages):
    """How the pages for companies and partners were tested, for everybody and for the declaration.

    It tells of an office what its other pages tell: name, phone, address.
    """

    @http.route(PAGE, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_accessibility(self, lang=None, office=None, **_kwargs):
        """Show what was tested and with what, what is known to fail, and whom to tell."""
        user = request.env.user
        asked = lang or (user.lang or "")[:2] * (not user._is_public())
        request.update_context(lang=self._page_lang(asked))
        company = request.env["res.company"]._employer_accessibility_office(office)
        query = f"office={company.id}&" if office else ""
        values = {
            "company": company,
            "switch": self._page_switch(PAGE, query),
            "version": Manifest.for_addon("employer_engagement").version,
            "axe_version": accessibility.AXE_VERSION,
            "tested_on": accessibility.TESTED_ON,
            "widths": sorted({width for _colours, width in accessibility.LOOKS}),
        }
        return self._page("employer_engagement.accessibility_page", values)
