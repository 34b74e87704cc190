# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging
import re

from odoo import http
from odoo.http import request

_TOKEN = re.compile(r"(/engagement/[a-z-]+/)[\w-]{20,}")
# Also what a page of ours may load: nothing from elsewhere, no script in the page itself.
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}


class _NoTokens(logging.Filter):
    """Takes the token out of the lines the server logs about a request: a log is read by many."""

    def filter(self, record):
        message = record.getMessage()
        if "/engagement/" in message:
            record.msg, record.args = _TOKEN.sub(r"\1…", message), None
        return True


for _name in ("werkzeug", "odoo.http"):
    logging.getLogger(_name).addFilter(_NoTokens())


class EmployerLinkPages(http.Controller):
    """What every page behind a personal link has in common: its language, headers and refusals."""

    def _page(self, template, values, *, lang=None, status=200):
        """Return a page for a person without an account.

        :param values: what the template shows; `company` is the office that speaks
        :param lang: the person's language, if known; else that of the browser
        """
        if lang and lang in dict(request.env["res.lang"].get_installed()):
            request.update_context(lang=lang)
        values.setdefault("company", request.env.company)
        values["page_lang"] = (request.env.lang or "en_US").replace("_", "-").split("@")[0]
        response = request.render(template, values)
        response.status_code = status
        response.headers.update(HEADERS)
        return response

    def _refused(self, refusal):
        """Return the page that says why a link does not work and what to do now."""
        link = refusal["link"]
        values = {
            "reason": refusal["reason"],
            # sudo: the office and who issued the link stand in the mail it came with
            "company": link.company_id or request.env.company.sudo(),
            "officer": link.user_id,
        }
        return self._page(
            "employer_engagement.link_refused",
            values,
            lang=link.lang,
            status=404 if not link else 410,
        )
