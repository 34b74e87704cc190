# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.http import request

from odoo.addons.employer_engagement.tools.emails import split_emails
from odoo.addons.employer_engagement.tools.typed_number import typed_number

from .portal_base import EmployerPortal, done_at, shown_at

URL = "/my/engagement/people"
MAX_NAME = 80
MAX_HOURS = 120
#: The longest time without automatic mails.
MAX_PAUSE_DAYS = 366


class EmployerPortalPeople(EmployerPortal):
    """The people who act for an organisation, and how the office reaches it: of either side."""

    @shown_at(URL)
    def employer_portal_people(self, done=None, **_kwargs):
        """List the colleagues; administrators may invite, change and remove them."""
        return self._people_page(done=done)

    @done_at(URL + "/invite")
    def employer_portal_invite(self, **post):
        """Invite a colleague."""
        rulers = self._people_rulers()
        ruler = rulers.filtered(lambda one: str(one.employer_id.id) == post.get("employer"))
        ruler = (ruler or rulers)[0]
        typed = {
            "name": (post.get("name") or "").strip()[:MAX_NAME],
            "email": (post.get("email") or "").strip(),
            "role": "admin" if post.get("role") == "admin" else "colleague",
            "may_sign": post.get("may_sign") == "yes",
            "unit": post.get("unit") or "",
            "employer": str(ruler.employer_id.id),
        }
        errors = self._people_errors(typed)
        if not errors:
            problem = self._portal_attempt(lambda: self._people_invite(ruler, typed))
            errors = {"": problem} if problem else {}
        if errors:
            return self._people_page(typed=typed, errors=errors, status=422)
        return self._portal_done(f"{URL}?done=invited")

    @done_at(f"{URL}/<int:member_id>/<any(save,remove,again):act>")
    def employer_portal_colleague(self, member_id, act, **post):
        """Change or remove a colleague, or send the invitation once more."""
        member = self._portal_found("employer.portal.member", member_id, None)
        ruler = self._people_rulers()._for(member.employer_id)
        if not ruler:
            raise NotFound()
        values = {
            "role": "admin" if post.get("role") == "admin" else "colleague",
            "may_sign": post.get("may_sign") == "yes",
        }
        acts = {
            "save": lambda: member._portal_write(values, ruler),
            "remove": member._portal_remove,
            "again": member._portal_again,
        }
        problem = self._portal_attempt(acts[act])
        if problem:
            return self._people_page(errors={"": problem}, status=409)
        return self._portal_done(f"{URL}?done={act}")

    @done_at(f"{URL}/reach/<int:employer_id>")
    def employer_portal_reach(self, employer_id, **post):
        """Write how the office should reach the organisation."""
        employer = self._portal_found("employer.organisation", employer_id, None)
        if not self._people_rulers()._for(employer):
            raise NotFound()
        channels = dict(employer._fields["preferred_channel"]._description_selection(request.env))
        channel = post.get("preferred_channel")
        employer._portal_write(
            {
                "preferred_channel": channel if channel in channels else False,
                "best_hours": (post.get("best_hours") or "").strip()[:MAX_HOURS],
            }
        )
        day = self._people_pause(post.get("paused_until"))
        if day and day != employer.mail_paused_until:
            self._portal_acting(employer, employer.user_id)._pause_mails(day)
        elif not day and not post.get("paused_until"):
            employer.mail_paused_until = False
        return self._portal_done(f"{URL}?done=reach")

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "engagement_people_count" in counters:
            values["engagement_people_count"] = self._people_count()
        return values

    # ---- helpers

    def _people_rulers(self):
        """Return the rows of who asks as an administrator.

        :raise NotFound: a colleague decides about nobody
        """
        rulers = self._members(None).filtered(lambda member: member.role == "admin")
        if not rulers:
            raise NotFound()
        return rulers

    def _people_count(self):
        members = self._members(None)
        # sudo: colleagues of who asks
        rows = request.env["employer.portal.member"].sudo()
        return rows.search_count(rows._portal_domain(members)) if members else 0

    def _people_errors(self, typed):
        errors = {}
        if not typed["name"]:
            errors["name"] = request.env._("Write the name.")
        if split_emails(typed["email"]) != [typed["email"].casefold()]:
            errors["email"] = request.env._(
                "This is no e-mail address: it looks like name@company.it."
            )
        return errors

    def _people_invite(self, ruler, typed):
        """Invite for the organisation of `ruler`: who sees one unit invites to that unit."""
        employer = ruler.employer_id
        own = dict(employer._portal_units())
        unit = typed_number(typed["unit"])
        members = request.env["employer.portal.member"]
        members._portal_invite(
            ruler,
            {"name": typed["name"], "email": typed["email"]},
            role=typed["role"],
            may_sign=typed["may_sign"],
            unit_id=ruler.unit_id.id or (unit in own and unit),
        )

    def _people_pause(self, typed):
        """Return the day until when no automatic mail goes out, if it is one within a year."""
        try:
            day = fields.Date.to_date(typed)
        except ValueError:
            return None
        today = fields.Date.context_today(request.env["employer.portal.member"])
        return day if day and today < day <= today + timedelta(days=MAX_PAUSE_DAYS) else None

    def _people_page(self, typed=None, errors=None, done=None, status=200):
        members = self._members_or_none(None)
        # sudo: colleagues of who asks
        rows = request.env["employer.portal.member"].sudo()
        colleagues = rows.search(rows._portal_domain(members), order="employer_id, role, name, id")
        rulers = members.filtered(lambda member: member.role == "admin")
        whole = rulers.filtered(lambda member: not member.unit_id).employer_id
        words = {
            "invited": request.env._("The invitation is on its way."),
            "again": request.env._("The invitation is on its way."),
            "save": request.env._("Saved."),
            "remove": request.env._("Removed: this person sees nothing here any more."),
            "reach": request.env._("Saved."),
        }
        values = {
            "title": request.env._("People"),
            "crumbs": [(request.env._("People"), None)],
            "done": words.get(done),
            "errors": errors or {},
            "typed": typed or {},
            "colleagues": colleagues._portal_values(members),
            "employers": [(one.id, one.name) for one in rulers.employer_id],
            "may_let_sign": any(rulers.mapped("may_sign")),
            "roles": rows._fields["role"]._description_selection(request.env),
            "units": whole._portal_units() if whole else [],
            "reach": whole._portal_values(),
            "is_several": len(members.employer_id) > 1,
        }
        return self._portal_page("employer_engagement.portal_people", values, status=status)
