# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import request

from .host_answers import EmployerHostAnswers
from .portal_base import EmployerPortal, done_at, listed_at, shown_at

INTERNSHIPS = "/my/engagement/internships"
ONE = INTERNSHIPS + "/<int:internship_id>"


class EmployerPortalInternships(EmployerHostAnswers, EmployerPortal):
    """A host's internships on the portal: presence, extensions, outcomes, hires. By code."""

    @listed_at(INTERNSHIPS)
    def engagement_internships(self, **asked):
        """Show the internships at this host."""
        listing = self._portal_listing(
            "employer.internship",
            "employer",
            INTERNSHIPS,
            asked,
            self._internships_sortings(),
            self._internships_filters(),
        )
        return self._portal_list_page(
            "employer_engagement.portal_internships",
            request.env._("Internships"),
            listing,
            listing["records"]._portal_values(),
        )

    @shown_at(ONE)
    def engagement_internship(self, internship_id, done=None, **_params):
        """Show one internship, and what the host may say of it."""
        return self._internship_page(self._internship(internship_id), done=done)

    @done_at(ONE + "/name")
    def engagement_internship_name(self, internship_id, **_post):
        """Show who it is, if this host may know, and write that it was told."""
        internship = self._internship(internship_id)
        names = internship._disclose_host_names()
        return self._internship_page(internship, name=names.get(internship.id))

    @done_at(ONE + "/months/<int:month_id>")
    def engagement_internship_month(self, internship_id, month_id, **post):
        """Confirm the presence of a month, or say other hours."""
        internship = self._internship(internship_id)
        month = internship.month_ids.filtered(lambda one: one.id == month_id)
        if not month:
            raise NotFound()
        read = self._host_read_presence(month, post, self._internship_who(internship))
        return self._internship_act(internship, "month", read, post, month)

    @done_at(ONE + "/<any(extension,outcome,hire):act>")
    def engagement_internship_say(self, internship_id, act, **post):
        """Ask for an extension, tell the outcome, or tell that the person was hired."""
        internship = self._internship(internship_id)
        read = getattr(self, f"_host_read_{act}")
        read = read(internship, post, self._internship_who(internship))
        return self._internship_act(internship, act, read, post)

    # ---- finding

    def _internship(self, internship_id):
        found = self._portal_found("employer.internship", internship_id, "employer")
        officer = found._host_officer()
        # sudo: found inside the domain of who asks; what is done stands under the officer
        return found.with_user(officer).sudo()

    def _internship_who(self, internship):
        member = self._members("employer")._for(internship.employer_id)
        return {"contact": member.partner_id, "name": member.name}

    def _internships_sortings(self):
        return {
            "newest": {"label": request.env._("Newest"), "order": "start_date desc, id desc"},
            "ending": {"label": request.env._("Ending first"), "order": "planned_end_date, id"},
        }

    def _internships_filters(self):
        internships = request.env["employer.internship"]
        recent = internships._portal_recent_domain()
        return {
            "current": {"label": request.env._("Now and lately"), "domain": recent},
            "waiting": {
                "label": request.env._("To confirm or tell"),
                "domain": internships._portal_waiting_domain(),
            },
            "all": {"label": request.env._("All"), "domain": Domain.TRUE},
        }

    # ---- acting and showing

    def _internship_act(self, internship, act, read, post, month=None):
        """Do what was read, or show the page again with what is wrong."""
        errors, act_now = read
        refused = None if errors else self._portal_attempt(act_now)
        if refused:
            errors = {"": refused}
        if errors:
            typed = {**post, "act": act, "month": month.id if month else None}
            status = 409 if refused else 422
            return self._internship_page(internship, typed=typed, errors=errors, status=status)
        return self._portal_done(f"{INTERNSHIPS}/{internship.id}?done={act}")

    def _internship_page(
        self, internship, *, typed=None, errors=None, done=None, name=None, status=200
    ):
        row = internship._portal_page_values()
        values = {
            **self._host_values(internship, typed),
            "internship": row,
            "title": request.env._("Internship %(number)s, %(code)s", **row),
            "crumbs": [(request.env._("Internships"), INTERNSHIPS), (row["number"], None)],
            "url": f"{INTERNSHIPS}/{internship.id}",
            "name": name,
            "done": self._internship_done().get(done),
            "errors": errors or {},
            "company": internship.company_id,
            "officer": internship._portal_officer(),
        }
        return self._portal_page("employer_engagement.portal_internship", values, status=status)

    def _internship_done(self):
        return {
            "month": request.env._("Thank you: the presence has arrived."),
            "extension": request.env._("Thank you: we look at it and answer you."),
            "outcome": request.env._("Thank you for telling us."),
            "hire": request.env._(
                "Thank you: we write it down and call you if something is missing."
            ),
        }

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_internship_count" in counters:
            waiting = request.env["employer.internship"]._portal_waiting_domain()
            values["engagement_internship_count"] = self._portal_count(
                "employer.internship", "employer", waiting
            )
        return values
