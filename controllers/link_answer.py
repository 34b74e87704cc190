# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from .link import EmployerLinkPages
from .list_answers import EmployerListAnswers, Reader

URL = "/engagement/answer/<string:token>"


class EmployerAnswerLink(EmployerListAnswers, EmployerLinkPages):
    """Where a company answers a list: no account, no script, by code until the person agreed.

    Opening it changes nothing. What is read here is the list of this link alone, in sudo, after
    the token was found; a name is shown by a POST, which leaves a row in the register.
    """

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_answer(self, token, **params):
        """Show who is proposed and what was answered so far."""
        link, refusal = self._answer_link(token)
        if refusal:
            return self._refused(refusal)
        return self._answer_page(link, token, is_done="done" in params)

    @http.route(URL, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_answer_send(self, token, **post):
        """Record what was chosen, tell the officer, and show the list as it is now."""
        link, refusal = self._answer_link(token)
        if refusal:
            return self._refused(refusal)
        errors, status = self._answer_apply(self._answer_reader(link, token), post)
        if errors:
            return self._answer_page(link, token, typed=post, errors=errors, status=status)
        return request.redirect(f"/engagement/answer/{token}?done=1", code=303)

    @http.route(URL + "/names", type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_answer_names(self, token, **_post):
        """Show who they are of whom this company may know it, and write that it was told."""
        link, refusal = self._answer_link(token)
        if refusal:
            return self._refused(refusal)
        names = self._answer_list(link)._disclose_names() if link._shows_names() else {}
        return self._answer_page(link, token, names=names)

    @http.route(
        URL + "/<int:candidacy_id>.ics",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        sitemap=False,
    )
    def employer_answer_calendar(self, token, candidacy_id, **_params):
        """Send the date of one interview for the company's calendar, by code."""
        link, refusal = self._answer_link(token)
        file = not refusal and self._answer_calendar(self._answer_list(link), candidacy_id)
        if not file:
            raise NotFound()
        return file

    # ---- finding

    def _answer_link(self, token):
        """Return the link of this token and why it does not work, as `_find` does.

        Also the link of a list that was closed, or of a feature switched off, does not work.
        """
        link, refusal = request.env["employer.access.link"]._find(token, "answer")
        request.update_context(lang=self._answer_lang(link or refusal["link"]))
        if link and not link._record()._takes_answers():
            return link.browse(), {"reason": "revoked", "link": link}
        return link, refusal

    def _answer_list(self, link):
        """Return the list of a link, in sudo, in its reader's language, under its officer."""
        lang = self._answer_lang(link)
        return link._record().with_user(link.user_id).sudo().with_context(lang=lang)

    def _answer_lang(self, link):
        installed = dict(request.env["res.lang"].get_installed())
        return link.lang if link.lang in installed else request.env.lang

    def _answer_reader(self, link, token):
        return Reader(
            preselection=self._answer_list(link),
            contact=link.partner_id,
            name=link.person_name,
            shows_names=link._shows_names(),
            url=f"/engagement/answer/{token}",
        )

    # ---- the page

    def _answer_page(self, link, token, *, status=200, **shown):
        values = self._answer_values(self._answer_reader(link, token), **shown)
        values["officer"] = values["officer"] or link.user_id
        return self._page(
            "employer_engagement.link_answer", values, lang=self._answer_lang(link), status=status
        )
