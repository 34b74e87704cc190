# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import http
from odoo.exceptions import ValidationError
from odoo.http import request

from .link import EmployerLinkPages

URL = "/engagement/workshop/<string:token>"


class EmployerWorkshopLink(EmployerLinkPages):
    """Where an invited person says whether they come: opened as often as one likes, said once."""

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_workshop(self, token):
        """Show the workshop and ask; nothing changes."""
        link, refusal = self._workshop_link(token)
        return self._refused(refusal) if refusal else self._workshop_page(link, token)

    @http.route(URL, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_workshop_answer(self, token, answer=None, **_post):
        """Register the person, or note that they do not come."""
        link, refusal = self._workshop_link(token)
        if refusal:
            return self._refused(refusal)
        if answer not in ("coming", "declined"):
            return self._workshop_page(link, token)
        # sudo (of the link): the token was checked; what is done stands under who invited
        registration = link._record().with_user(link.user_id).sudo()
        try:
            with request.env.cr.savepoint():
                if answer == "coming":
                    registration.action_workshop_coming()
                else:
                    registration.action_workshop_declined()
                link._use()
        except ValidationError:
            return self._workshop_page(link, token, said="full")
        return self._workshop_page(link, token, said=answer)

    def _workshop_link(self, token):
        return request.env["employer.access.link"]._find(token, "workshop")

    def _workshop_page(self, link, token, said=None):
        registration = link._record()
        values = {
            "link": link,
            "token": token,
            "said": said,
            "event": registration.event_id,
            "employer": registration.employer_id,
            "officer": registration.invited_by_id or link.user_id,
            "company": link.company_id,
        }
        return self._page("employer_engagement.link_workshop", values, lang=link.lang)
