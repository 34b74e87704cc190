# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging
import re
from datetime import timedelta

from odoo import fields, http
from odoo.http import request

from odoo.addons.employer_engagement.tools.calendar_months import add_months

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

#: Languages the public pages are written in.
LANGUAGES = ("it", "en")
#: For how many months a company may ask for no automatic mails, and the longest in days.
PAUSE_MONTHS = ("1", "3", "6")
MAX_PAUSE_DAYS = 366


def page_language():
    """Return the language a page is written in, as its `lang` says it."""
    return (request.env.lang or "en_US").replace("_", "-").split("@")[0]


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
    """What every page without an account has in common: its language, headers and refusals."""

    def _page(self, template, values, *, lang=None, status=200):
        """Return a page for a person without an account.

        :param values: what the template shows; `company` is the office that speaks
        :param lang: the person's language, if known; else that of the browser
        """
        if lang and lang in dict(request.env["res.lang"].get_installed()):
            request.update_context(lang=lang)
        values.setdefault("company", request.env.company)
        values["page_lang"] = page_language()
        response = request.render(template, values)
        response.status_code = status
        response.headers.update(HEADERS)
        return response

    def _page_codes(self):
        """Return {language: code} of those of public pages that are installed."""
        installed = {code[:2]: code for code, _name in request.env["res.lang"].get_installed()}
        return {language: installed[language] for language in LANGUAGES if language in installed}

    def _page_lang(self, asked):
        """Return the language asked for, else the browser's, else the first there is."""
        codes = self._page_codes()
        accepted = request.httprequest.accept_languages.best_match(list(codes))
        return codes.get(asked) or codes.get(accepted) or request.env.lang or "en_US"

    def _page_switch(self, path, query=""):
        """Return the links to a page in its other languages: (language, its name, address).

        :param query: what stands before the language in the address, with its `&`
        """
        names = {"it": "Italiano", "en": "English"}
        current = (request.env.lang or "en")[:2]
        return [
            (language, names[language], f"{path}?{query}lang={language}")
            for language in self._page_codes()
            if language != current
        ]

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
            status=429 if refusal["reason"] == "too_many" else 410 if link else 404,
        )


class EmployerNotNow(EmployerLinkPages):
    """Where a company says, from the link in an automatic mail, that it wants none for a while."""

    @http.route(
        "/engagement/not-now/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def employer_not_now(self, token, **_kwargs):
        """Ask until when; opening it changes nothing."""
        link, refusal = request.env["employer.access.link"]._find(token, "not_now")
        return self._refused(refusal) if refusal else self._not_now_form(link, token)

    @http.route(
        "/engagement/not-now/<string:token>",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
    )
    def employer_not_now_send(self, token, until=None, date=None, **_kwargs):
        """Write the day, tell the officer, and say how to take it back."""
        link, refusal = request.env["employer.access.link"]._find(token, "not_now")
        if refusal:
            return self._refused(refusal)
        day = self._not_now_day(until, date)
        if not day:
            return self._not_now_form(link, token, error=True)
        link._use()
        employer = link._record()
        employer.with_context(lang=employer.user_id.lang)._pause_mails(day)
        values = {"company": link.company_id, "officer": employer.user_id, "day": day}
        return self._page("employer_engagement.not_now_done", values, lang=link.lang)

    def _not_now_form(self, link, token, error=False):
        employer = link._record()
        values = {
            "company": link.company_id,
            "officer": employer.user_id,
            "employer": employer,
            "token": token,
            "error": error,
            "tomorrow": self._not_now_today() + timedelta(days=1),
            "latest": self._not_now_today() + timedelta(days=MAX_PAUSE_DAYS),
        }
        status = 422 if error else 200
        return self._page("employer_engagement.not_now_page", values, lang=link.lang, status=status)

    def _not_now_day(self, until, date):
        """Return the day chosen: so many months from today, or a date; None if it is neither."""
        if until in PAUSE_MONTHS:
            return add_months(self._not_now_today(), int(until))
        try:
            day = fields.Date.to_date(date)
        except ValueError:
            return None
        latest = self._not_now_today() + timedelta(days=MAX_PAUSE_DAYS)
        return day if day and self._not_now_today() < day <= latest else None

    def _not_now_today(self):
        return fields.Date.context_today(request.env["employer.access.link"])
