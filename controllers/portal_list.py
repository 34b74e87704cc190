# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request

from .list_answers import EmployerListAnswers, Reader
from .portal_base import EmployerPortal, done_at, listed_at, shown_at

LISTS = "/my/engagement/lists"
ONE = LISTS + "/<int:list_id>"
#: Interviews to come that stand above the lists.
MAX_INTERVIEWS = 20


class EmployerPortalLists(EmployerListAnswers, EmployerPortal):
    """The lists of a company on the portal: answered as behind the personal link, by code."""

    @listed_at(LISTS)
    def engagement_lists(self, **asked):
        """Show the lists that went out, and the interviews to come."""
        listing = self._portal_listing(
            "employer.preselection",
            "employer",
            LISTS,
            asked,
            self._lists_sortings(),
            self._lists_filters(),
        )
        return self._portal_list_page(
            "employer_engagement.portal_lists",
            request.env._("People proposed to you"),
            listing,
            listing["records"]._portal_values(),
            interviews=self._lists_interviews(),
        )

    @shown_at(ONE)
    def engagement_list(self, list_id, done=None, **_params):
        """Show who is proposed and what was answered so far."""
        return self._list_page(self._list_reader(list_id), is_done=bool(done))

    @done_at(ONE)
    def engagement_list_send(self, list_id, **post):
        """Record what was chosen, tell the officer, and show the list as it is now."""
        reader = self._list_reader(list_id)
        errors, status = self._answer_apply(reader, post)
        if errors:
            return self._list_page(reader, typed=post, errors=errors, status=status)
        return self._portal_done(f"{reader.url}?done=1")

    @done_at(ONE + "/names")
    def engagement_list_names(self, list_id, **_post):
        """Show who they are of whom this company may know it, and write that it was told."""
        reader = self._list_reader(list_id)
        return self._list_page(reader, names=reader.preselection._disclose_names())

    @shown_at(ONE + "/<int:candidacy_id>.ics")
    def engagement_list_calendar(self, list_id, candidacy_id, **_params):
        """Send the date of one interview for the calendar, by code."""
        reader = self._list_reader(list_id)
        file = self._answer_calendar(reader.preselection, candidacy_id)
        if not file:
            raise NotFound()
        return file

    # ---- finding

    def _list_reader(self, list_id):
        """Return who answers which list.

        :raise NotFound: another's, or a list that takes no answers now
        """
        found = self._portal_found("employer.preselection", list_id, "employer")
        if not found._takes_answers():
            raise NotFound()
        member = self._members("employer")._for(found.employer_id)
        officer = found._portal_officer()
        return Reader(
            # sudo: found inside the domain of who asks; what is done stands under the officer
            preselection=found.with_user(officer).sudo() if officer else found,
            contact=member.partner_id,
            name=member.name,
            shows_names=True,
            url=f"{LISTS}/{found.id}",
        )

    def _lists_interviews(self):
        # sudo: as in `_portal_found`
        candidacies = request.env["employer.candidacy"].sudo()
        domain = candidacies._portal_domain(self._members("employer"))
        return candidacies.search(domain, limit=MAX_INTERVIEWS)._portal_values()

    def _lists_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "sent_date desc, id desc"},
            "due": {"label": request.env._("Answer due"), "order": "answer_due_date, id desc"},
        }

    def _lists_filters(self):
        waiting = request.env["employer.preselection"]._portal_waiting_domain()
        return {
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
            "waiting": {"label": request.env._("To answer"), "domain": waiting},
            "answered": {"label": request.env._("Answered"), "domain": ~waiting},
        }

    # ---- the page

    def _list_page(self, reader, *, status=200, **shown):
        values = self._answer_values(reader, **shown)
        values.update(
            title=values["vacancy_name"],
            crumbs=[
                (request.env._("People proposed to you"), LISTS),
                (values["vacancy_name"], None),
            ],
            errors={
                f"error_{key}" if key else "": words
                for key, words in values["answer_errors"].items()
            },
        )
        return self._portal_page("employer_engagement.portal_list", values, status=status)

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_list_count" in counters:
            waiting = request.env["employer.preselection"]._portal_waiting_domain()
            values["engagement_list_count"] = self._portal_count(
                "employer.preselection", "employer", waiting
            )
        return values
