# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

from .link import EmployerLinkPages

URL = "/engagement/workshop/<string:token>"
#: How many colleagues the page asks for.
COLLEAGUES = (1, 2, 3)


class EmployerWorkshopLink(EmployerLinkPages):
    """Where an invited person says whether they come: opened as often as one likes, said once."""

    @http.route(URL, type="http", auth="public", methods=["GET"], readonly=True, sitemap=False)
    def employer_workshop(self, token, **_params):
        """Show the workshop and ask; nothing changes."""
        link, refusal = self._workshop_link(token)
        return self._refused(refusal) if refusal else self._workshop_page(link, token)

    @http.route(URL, type="http", auth="public", methods=["POST"], sitemap=False)
    def employer_workshop_answer(self, token, answer=None, **post):
        """Register the person and the colleagues they bring, or note that they do not come."""
        link, refusal = self._workshop_link(token)
        if refusal:
            return self._refused(refusal)
        is_over = self._workshop_is_over(link)
        if answer not in ("coming", "declined") or (is_over and answer == "coming"):
            return self._workshop_page(link, token)
        people, error = self._workshop_colleagues(link, post if answer == "coming" else {})
        if error:
            return self._workshop_page(link, token, error=error, typed=post, status=422)
        try:
            with request.env.cr.savepoint():
                self._workshop_record(link, answer, people)
        except ValidationError:
            said = "few" if people else "full"
            return self._workshop_page(link, token, said=said, typed=post)
        except UserError as error:
            words = error.args[0]
            return self._workshop_page(link, token, error=words, typed=post, status=409)
        return self._workshop_page(link, token, said=answer, people=people)

    def _workshop_record(self, link, answer, people):
        """Write the answer, once: the link is used up by it."""
        # sudo (of the link): the token was checked; what is done stands under who invited
        registration = link._record().with_user(link.user_id).sudo()
        if answer == "declined":
            registration.action_workshop_declined()
        else:
            registration.action_workshop_coming()
            if people:
                registration.event_id._register_people(registration.employer_id, people)
        link._use()

    def _workshop_colleagues(self, link, post):
        """Return (colleagues as typed, what is wrong)."""
        event = link._record().event_id.with_context(lang=link.lang or request.env.lang)
        people = []
        for number in COLLEAGUES:
            typed = (post.get(f"{name}_{number}") for name in ("name", "email"))
            person, errors = event._portal_read_person(*typed)
            if errors:
                return [], next(iter(errors.values()))
            people += [person] if person else []
        return people, None

    def _workshop_link(self, token):
        """Return the link of this token and why it does not work, as `_find` does.

        Also one to a workshop that was cancelled, or with workshops switched off, does not work.
        """
        link, refusal = request.env["employer.access.link"]._find(token, "workshop")
        event = link and link._record().event_id
        is_on = request.env["res.users"]._employer_feature_on("workshops")
        if event and not (is_on and event.active and event.kanban_state != "cancel"):
            return link.browse(), {"reason": "revoked", "link": link}
        return link, refusal

    def _workshop_is_over(self, link):
        return link._record().event_id.date_end < fields.Datetime.now()

    def _workshop_page(
        self, link, token, *, said=None, error=None, typed=None, people=(), status=200
    ):
        registration = link._record()
        values = {
            "link": link,
            "token": token,
            "said": said,
            "is_over": self._workshop_is_over(link),
            "error": error,
            "typed": typed or {},
            "colleagues": registration.event_id._portal_takes_people() and COLLEAGUES,
            "people": people,
            "event": registration.event_id,
            "employer": registration.employer_id,
            "officer": registration.invited_by_id or link.user_id,
            "company": link.company_id,
        }
        return self._page(
            "employer_engagement.link_workshop", values, lang=link.lang, status=status
        )
