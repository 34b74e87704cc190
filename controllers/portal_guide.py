# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.fields import Domain
from odoo.http import request

from .portal_base import EmployerPortal, listed_at, shown_at

URL = "/my/engagement/guides"
MODEL = "employer.guide"
#: Companies and partner organisations alike.
SIDE = None


class EmployerPortalGuides(EmployerPortal):
    """Verified information on the portal: may I hire, what must I file, what does it cost."""

    @listed_at(URL)
    def portal_guides(self, **asked):
        """Show the information sheets, each once, in the reader's language where there is one."""
        env = request.env
        members = self._members_or_none(SIDE)
        # sudo: inside the domain of what these people may read
        own = env[MODEL].sudo()._portal_language_domain(members)
        listing = self._portal_listing(
            MODEL,
            SIDE,
            URL,
            asked,
            {"subject": {"label": env._("By subject"), "order": "subject, sequence, name, id"}},
            {
                "own": {"label": env._("In my language"), "domain": own},
                "all": {"label": env._("All languages"), "domain": Domain.TRUE},
            },
        )
        return self._portal_list_page(
            "employer_engagement.portal_guides",
            env._("Information sheets"),
            listing,
            listing["records"]._portal_values(),
        )

    @shown_at(URL + "/<int:guide_id>")
    def portal_guide(self, guide_id, **_params):
        """Show one information sheet."""
        guide = self._portal_found(MODEL, guide_id, SIDE)
        row = guide._portal_page_values(self._members(SIDE))
        values = {
            "guide": row,
            "title": row["title"],
            "crumbs": [(request.env._("Information sheets"), URL), (row["title"], None)],
        }
        return self._portal_page("employer_engagement.portal_guide", values)
