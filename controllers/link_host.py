# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from psycopg2 import errors as pg_errors

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .host_answers import EmployerHostAnswers
from .link import EmployerLinkPages

URL = "/engagement/<any(presence,outcome):act>/<string:token>"


class EmployerHostLink(EmployerHostAnswers, EmployerLinkPages):
    """Where a host confirms the presence of a month, or tells an outcome: no account, no script.

    Opening it changes nothing. What is read is the one month or internship of the link, in sudo
    after the token was found; a name is shown by a POST, which leaves a row in the register.
    """

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_host(self, act, token, **_params):
        """Show what is asked."""
        link, refusal = self._host_find(act, token)
        return self._refused(refusal) if refusal else self._host_page(link, token)

    @http.route(URL, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_host_send(self, act, token, **post):
        """Take down what the host says, and thank."""
        link, refusal = self._host_find(act, token)
        if refusal:
            return self._refused(refusal)
        record = self._host_record(link)
        who = {"contact": link.partner_id, "name": link.person_name}
        read = self._host_read_presence if act == "presence" else self._host_read_outcome
        errors, act_now = read(record, post, who)
        if errors:
            return self._host_page(link, token, typed=post, errors=errors, status=422)
        try:
            with request.env.cr.savepoint():
                act_now()
                if not record._waits_for_host() or post.get("answer") == "other":
                    link._use()
        except (UserError, pg_errors.UniqueViolation) as error:
            is_ours = isinstance(error, UserError)
            words = str(error) if is_ours else request.env._("Somebody else said it meanwhile.")
            return self._host_page(link, token, typed=post, errors={"": words}, status=409)
        return self._host_page(link, token, said=post["answer"])

    @http.route(URL + "/name", type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_host_name(self, act, token, **_post):
        """Show who it is, if this host may know, and write that it was told."""
        link, refusal = self._host_find(act, token)
        if refusal:
            return self._refused(refusal)
        internship = self._host_record(link)._host_internship()
        names = internship._disclose_host_names() if link._shows_names() else {}
        return self._host_page(link, token, name=names.get(internship.id))

    # ---- finding

    def _host_find(self, act, token):
        """Return the link of this token and why it does not work, as `_find` does.

        Also what was said meanwhile, or a feature switched off, does not work.
        """
        link, refusal = request.env["employer.access.link"]._find(token, act)
        lang = (link or refusal["link"]).lang
        if lang in dict(request.env["res.lang"].get_installed()):
            request.update_context(lang=lang)
        if link and not request.env["res.users"]._employer_feature_on("internships"):
            return link.browse(), {"reason": "revoked", "link": link}
        if link and not link._record()._waits_for_host():
            return link.browse(), {"reason": "used", "link": link}
        return link, refusal

    def _host_record(self, link):
        """Return the month or internship of a link, in sudo, under its officer."""
        lang = request.env.lang
        return link._record().with_user(link.user_id).sudo().with_context(lang=lang)

    # ---- the page

    def _host_page(self, link, token, *, typed=None, errors=None, said=None, name=None, status=200):
        record = self._host_record(link)
        internship = record._host_internship()
        values = {
            **self._host_values(internship, typed),
            "internship": internship._portal_values()[0],
            "record": record._portal_values()[0],
            "may_hire": internship._host_may_hire(),
            "outcome_seen": internship.company_outcome or "",
            "url": f"/engagement/{link.act}/{token}",
            "errors": errors or {},
            "said": said,
            "name": name,
            "may_be_named": link._shows_names() and bool(internship._host_may_know()),
            "company": link.company_id,
            "officer": internship._portal_officer() or link.user_id,
        }
        template = f"employer_engagement.link_{link.act}"
        return self._page(template, values, lang=link.lang, status=status)
