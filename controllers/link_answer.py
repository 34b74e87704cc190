# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from werkzeug.exceptions import NotFound

from odoo import SUPERUSER_ID, fields, http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request
from odoo.tools import format_datetime

from .link import HEADERS, EmployerLinkPages

URL = "/engagement/answer/<string:token>"
#: What a company may say of somebody it has not met, and of somebody it meets.
ANSWERS = {
    "sent": ("meet", "refuse", "select"),
    "interview": ("select", "refuse", "meet", "cancel"),
}
MAX_FEEDBACK = 300
MAX_DAYS = 365


class EmployerAnswerLink(EmployerLinkPages):
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
        preselection = self._answer_list(link)
        answers, errors = self._answer_read(link, preselection, post)
        if errors or not answers:
            errors = errors or {0: request.env._("Choose an answer for at least one person.")}
            return self._answer_page(link, token, typed=post, errors=errors, status=422)
        try:
            with request.env.cr.savepoint():
                words = preselection._record_answers(
                    answers, channel="web", contact=link.partner_id
                )
                preselection._tell_officer_answer(words, link.person_name)
                if not preselection._shown():
                    link._use()
        except UserError:
            errors = {0: request.env._("Something changed meanwhile: look again, and answer.")}
            return self._answer_page(link, token, errors=errors, status=409)
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
        preselection = self._answer_list(link) if not refusal else None
        shown = preselection and preselection._shown_now().filtered("interview_datetime")
        candidacy = shown and shown.filtered(lambda one: one.id == candidacy_id)
        if not candidacy:
            raise NotFound()
        name = f"{candidacy.candidate_id.code}.ics"
        headers = {
            **HEADERS,
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": content_disposition(name),
        }
        return request.make_response(candidacy._interview_file(), headers=list(headers.items()))

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

    # ---- what was chosen

    def _answer_read(self, link, preselection, post):
        """Return (answers for `_record_answers`, {candidacy id: what is wrong})."""
        answers, errors = [], {}
        reasons = preselection._refusal_reasons()
        for candidacy in preselection._shown_now():
            said = post.get(f"answer_{candidacy.id}")
            if said not in ANSWERS.get(candidacy.state, ()):
                continue
            values = {
                "answer": said,
                "feedback": self._answer_feedback(link, candidacy, post),
            }
            error = self._answer_details(preselection, candidacy, post, reasons, values)
            if error:
                errors[candidacy.id] = error
            answers.append((candidacy, values))
        return answers, errors

    def _answer_feedback(self, link, candidacy, post):
        """Return the remarks, which every role reads: who was told the name may write it there.

        Only theirs are searched for it: else the code in its place would tell it to anybody.
        """
        text = (post.get(f"feedback_{candidacy.id}") or "").strip()[:MAX_FEEDBACK]
        if not (link._shows_names() and candidacy._may_be_shown_by_name()):
            return text
        persons = request.env["employer.candidate"].with_user(SUPERUSER_ID)
        return persons._without_names(candidacy._name, candidacy.id, text)

    def _answer_details(self, preselection, candidacy, post, reasons, values):
        """Add day and place, or the reason, to `values`; return what is wrong, or nothing."""
        if values["answer"] == "refuse":
            chosen = post.get(f"reason_{candidacy.id}") or ""
            values["reason"] = reasons.filtered(lambda one: str(one.id) == chosen)
            return not values["reason"] and request.env._("Choose why this person is not suitable.")
        if values["answer"] != "meet":
            return False
        typed = post.get(f"when_{candidacy.id}")
        values["when"] = preselection._to_utc(typed)
        values["place"] = (post.get(f"place_{candidacy.id}") or "").strip()[:MAX_FEEDBACK]
        if not typed and candidacy.state == "sent":
            return False  # the day is agreed on the phone
        now = fields.Datetime.now()
        if not values["when"] or not now < values["when"] < now + timedelta(days=MAX_DAYS):
            return request.env._("Write a day and an hour from now on, within a year.")
        return False

    # ---- the page

    def _answer_page(
        self, link, token, *, typed=None, errors=None, names=None, is_done=False, status=200
    ):
        preselection = self._answer_list(link)
        now = preselection._local(fields.Datetime.now())
        shows_names = link._shows_names()
        values = {
            "preselection": preselection,
            "vacancy": preselection.vacancy_id,
            "people": [
                self._answer_person(candidacy, token, names or {}, shows_names)
                for candidacy in preselection._shown_now()
            ],
            "reasons": preselection._refusal_reasons(),
            "typed": typed or {},
            "errors": errors or {},
            "is_done": is_done,
            "names": names,
            "url": f"/engagement/answer/{token}",
            "earliest": now.strftime("%Y-%m-%dT%H:%M"),
            "max_feedback": MAX_FEEDBACK,
            "company": link.company_id,
            "officer": preselection.user_id or link.user_id,
        }
        return self._page(
            "employer_engagement.link_answer", values, lang=self._answer_lang(link), status=status
        )

    def _answer_person(self, candidacy, token, names, shows_names):
        """Return what the page shows of one person: the card, what was said, what may be said."""
        preselection = candidacy.preselection_id
        when = candidacy.interview_datetime
        return {
            "id": candidacy.id,
            "card": candidacy._sent_card_values(),
            "state": candidacy.state,
            "wish": candidacy.company_answer,
            "when": when
            and format_datetime(
                preselection.env,
                when,
                tz=preselection._office_zone(),
                dt_format="EEEE d MMMM y, HH:mm",
            ),
            "day": candidacy.interview_date,
            "place": candidacy.interview_place,
            "ics": when and f"/engagement/answer/{token}/{candidacy.id}.ics",
            "may_be_named": shows_names and candidacy._may_be_shown_by_name(),
            "name": names.get(candidacy.id),
            "answers": ANSWERS.get(candidacy.state, ()),
        }
