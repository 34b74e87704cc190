# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from werkzeug.exceptions import NotFound

from odoo.fields import Domain
from odoo.http import content_disposition, request

from .portal_base import PORTAL_HEADERS, EmployerPortal, done_at, listed_at, shown_at

URL = "/my/engagement/workshops"
MODEL = "event.event"
#: Companies and partner organisations alike.
SIDE = None


class EmployerPortalWorkshops(EmployerPortal):
    """Workshops on the portal: who comes, the date for the calendar, the materials afterwards."""

    def _prepare_home_portal_values(self, counters):
        """Count the workshops of which who asks has not said whether somebody comes."""
        values = super()._prepare_home_portal_values(counters)
        if "engagement_workshop_count" in counters:
            asked = request.env[MODEL]._portal_asked_domain(self._members(SIDE))
            values["engagement_workshop_count"] = self._portal_count(MODEL, SIDE, asked)
        return values

    @listed_at(URL)
    def portal_workshops(self, **asked):
        """Show the workshops to come, and those that were."""
        env = request.env
        members = self._members_or_none(SIDE)
        to_answer = env[MODEL]._portal_asked_domain(members)
        to_come = Domain("date_end", ">=", "now")
        listing = self._portal_listing(
            MODEL,
            SIDE,
            URL,
            asked,
            {
                "date": {"label": env._("Earliest first"), "order": "date_begin, id"},
                "latest": {"label": env._("Latest first"), "order": "date_begin desc, id desc"},
            },
            {
                "coming": {"label": env._("To come"), "domain": to_come},
                "asked": {"label": env._("To answer"), "domain": to_answer},
                "past": {"label": env._("Past"), "domain": ~to_come},
            },
        )
        return self._portal_list_page(
            "employer_engagement.portal_workshops",
            env._("Workshops"),
            listing,
            listing["records"]._portal_rows(members),
        )

    @shown_at(URL + "/<int:event_id>")
    def portal_workshop(self, event_id, said=None, **_params):
        """Show one workshop: when, where, who of the organisation comes, the materials."""
        event = self._portal_found(MODEL, event_id, SIDE)
        return self._portal_workshop_page(event, said=said)

    @shown_at(URL + "/<int:event_id>/calendar.ics")
    def portal_workshop_calendar(self, event_id, **_params):
        """Send the date for a calendar."""
        event = self._portal_found(MODEL, event_id, SIDE)
        headers = {
            **PORTAL_HEADERS,
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": content_disposition(f"{event.name}.ics"),
        }
        return request.make_response(event._portal_calendar(), headers=list(headers.items()))

    @shown_at(URL + "/<int:event_id>/materials/<int:material_id>")
    def portal_workshop_material(self, event_id, material_id, **_params):
        """Send a file of the materials to who had a seat."""
        event = self._portal_found(MODEL, event_id, SIDE)
        materials = event._portal_materials(self._members(SIDE))
        material = materials.filtered(lambda one: one.id == material_id and one.type == "binary")
        if not material:
            raise NotFound()
        stream = request.env["ir.binary"]._get_stream_from(material)
        return stream.get_response(as_attachment=True)

    @done_at(URL + "/<int:event_id>/register")
    def portal_workshop_register(self, event_id, name=None, email=None, **post):
        """Register the people ticked, and somebody whose name was written."""
        event = self._portal_found(MODEL, event_id, SIDE)
        employer = event._portal_employer(self._members(SIDE))
        own = self._members(SIDE)._for(employer)
        typed = {"name": name, "email": email}
        people = event._portal_ticked(own, post)
        person, errors = event._portal_read_person(name, email)
        people += [{**person, "unit_id": own.unit_id.id}] if person else []
        if not people and not errors:
            errors = {"": request.env._("Tick who comes, or write a name.")}
        if not errors:
            hosted = self._portal_acting(event, event._portal_host(employer))
            refused = self._portal_attempt(lambda: hosted._register_people(employer, people))
            errors = {"": refused} if refused else {}
        if errors:
            return self._portal_workshop_page(event, errors=errors, typed=typed, status=422)
        return self._portal_done(f"{URL}/{event.id}?said=registered")

    @done_at(URL + "/<int:event_id>/seat/<int:seat_id>")
    def portal_workshop_seat(self, event_id, seat_id, answer=None, seen=None, **_post):
        """Say of one person of the organisation that they come, or do not."""
        event = self._portal_found(MODEL, event_id, SIDE)
        employer = event._portal_employer(self._members(SIDE))
        own = self._members(SIDE)._for(employer)
        seat = event._portal_seats(own).get(event.id, request.env["event.registration"])
        seat = seat.filtered(lambda one: one.id == seat_id)
        if not seat or answer not in ("coming", "declined"):
            raise NotFound()
        hosted = self._portal_acting(seat, event._portal_host(employer))
        refused = self._portal_attempt(lambda: hosted._portal_answer(answer, seen))
        if refused:
            return self._portal_workshop_page(event, errors={"": refused}, status=422)
        return self._portal_done(f"{URL}/{event.id}?said={answer}")

    def _portal_workshop_page(self, event, *, said=None, errors=None, typed=None, status=200):
        env = request.env
        row = event._portal_page_values(self._members(SIDE))
        done = {
            "registered": env._("Registered. We look forward to seeing you."),
            "coming": env._("Registered. We look forward to seeing you."),
            "declined": env._("Thank you for telling us."),
        }
        values = {
            "workshop": row,
            "title": row["name"],
            "crumbs": [(env._("Workshops"), URL), (row["name"], None)],
            "url": f"{URL}/{event.id}",
            "errors": errors or {},
            "typed": typed or {},
            "done": done.get(said),
        }
        return self._portal_page("employer_engagement.portal_workshop", values, status=status)
