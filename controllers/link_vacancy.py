# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import http
from odoo.http import request

from .link import EmployerLinkPages

URL = "/engagement/vacancy/<string:token>"
ANSWERS = ("open", "filled", "over")


class EmployerVacancyLink(EmployerLinkPages):
    """Where a company says whether a job it told us about is still open: said once."""

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_vacancy_open(self, token, **_params):
        """Show the job and ask; nothing changes."""
        link, refusal = self._vacancy_link(token)
        return self._refused(refusal) if refusal else self._vacancy_page(link, token)

    @http.route(URL, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_vacancy_open_answer(self, token, answer=None, **_post):
        """Let the vacancy follow the answer."""
        link, refusal = self._vacancy_link(token)
        if refusal:
            return self._refused(refusal)
        if answer not in ANSWERS:
            return self._vacancy_page(link, token)
        link._use()
        # sudo (of the link): the token was checked; what is done stands under who asked
        officer = link.user_id
        vacancy = link._record().with_user(officer).with_context(lang=officer.lang).sudo()
        vacancy._answer_open(answer, link.partner_id)
        return self._vacancy_page(link, token, said=answer)

    def _vacancy_link(self, token):
        """Return the link of this token and why it does not work, as `_find` does.

        Also one to a vacancy that was put away, or with vacancies switched off, does not work.
        """
        link, refusal = request.env["employer.access.link"]._find(token, "vacancy")
        is_on = request.env["res.users"]._employer_feature_on("vacancies")
        if link and not (is_on and link._record().active):
            return link.browse(), {"reason": "revoked", "link": link}
        return link, refusal

    def _vacancy_page(self, link, token, said=None):
        vacancy = link._record()
        values = {
            "link": link,
            "token": token,
            "said": said,
            "vacancy": vacancy,
            "employer": vacancy.employer_id,
            "officer": vacancy.user_id or link.user_id,
            "company": link.company_id,
        }
        return self._page("employer_engagement.link_vacancy", values, lang=link.lang)
