# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import email_normalize, format_datetime, html2plaintext

from odoo.addons.employer_engagement.tools.icalendar import calendar_file

from ..common.turn import take_turn
from .event_event import GROUP_USER

#: How a moment stands on a page, in the reader's language and the time of the place.
MOMENT = "EEEE d MMMM y, HH:mm"
#: So many people one organisation may put on a workshop from outside: a limit against misuse.
MAX_PEOPLE = 20
#: Longer is no name and no address.
MAX_LETTERS = 120


class EventEvent(models.Model):
    """What an organisation sees of workshops in the portal, and how its people register there.

    It sees those it was invited to, and a company those open to every company of the office too.
    Seats are those of the event; what happens to a registration is what the answer to an
    invitation does.
    """

    _inherit = "event.event"

    is_open_to_companies = fields.Boolean(
        string="Open to every company",
        groups=GROUP_USER,
        help="Every company with access to the portal sees it there and may register. Off: only "
        "the companies that were invited.",
    )

    @api.model
    def _portal_domain(self, members):
        """Return which workshops these people of organisations may see."""
        employers = members.employer_id
        companies = employers.filtered("is_employer")
        seats = self.env["event.registration"]._portal_domain(members)
        offices = [*companies.company_id.ids, False]
        is_open = Domain("is_open_to_companies", "=", True) & Domain("company_id", "in", offices)
        seen = Domain("registration_ids", "any", seats)
        if companies:
            seen |= is_open & Domain("date_end", ">=", "now")
        return Domain("engagement_kind", "!=", False) & seen

    @api.model
    def _portal_asked_domain(self, members):
        """Return the domain of those that wait for the answer of an invited person of theirs."""
        seats = self.env["event.registration"]._portal_domain(members)
        return (
            Domain("date_begin", ">", "now")
            & Domain("kanban_state", "!=", "cancel")
            & Domain("registration_ids", "any", seats & Domain("state", "=", "draft"))
        )

    @api.model
    def _portal_search(self, words):
        """Return the domain of what `words` look for."""
        return Domain("name", "ilike", words) | Domain("address_id", "ilike", words)

    # ---- what a template gets

    def _portal_values(self):
        """Return what a page shows, one dict a workshop; nothing of other companies."""
        kinds = dict(self._fields["engagement_kind"]._description_selection(self.env))
        now = fields.Datetime.now()
        return [
            {
                "id": event.id,
                "name": event.name,
                "kind": kinds[event.engagement_kind],
                "begins": event._portal_moment(event.date_begin),
                "ends": event._portal_moment(event.date_end),
                "place": event.address_id and event.address_inline,
                "is_over": event.date_end < now,
                "has_begun": event.date_begin <= now,
                "is_off": event.kanban_state == "cancel",
                "takes_people": event._portal_takes_people(),
                "seats_left": event._portal_seats_left(),
            }
            for event in self
        ]

    def _portal_rows(self, members):
        """Return `_portal_values` with the seats of the organisations of `members`."""
        seats = self._portal_seats(members)
        rows = self._portal_values()
        for row in rows:
            own = seats.get(row["id"], self.env["event.registration"])
            row["status"] = self._portal_status(row, own)
            row["is_asked"] = bool(own.filtered(lambda one: one.state == "draft")) and (
                not row["has_begun"] and not row["is_off"]
            )
        return rows

    def _portal_page_values(self, members):
        """Return what the page of one workshop shows to the people of one organisation."""
        self.ensure_one()
        employer = self._portal_employer(members)
        own = members.filtered(lambda member: member.employer_id == employer)
        seats = self._portal_seats(own).get(self.id, self.env["event.registration"])
        user = self.user_id or employer.user_id
        return {
            **self._portal_rows(own)[0],
            "organisation": employer.name,
            "description": self._portal_description(),
            "officer": user and {"name": user.name, "phone": user.phone, "email": user.email},
            "people": seats._portal_values(),
            "colleagues": self._portal_colleagues(own, seats),
            "materials": [
                {"id": material.id, "name": material.name}
                for material in self._portal_materials(own)
            ],
        }

    def _portal_colleagues(self, own, seats):
        """Return who may be put on the workshop with a tick: the people on the portal whom these
        members see there, without those who have a seat or said no."""
        rows = self.env["employer.portal.member"]
        members = rows.search(
            rows._portal_domain(own) & Domain("partner_id", "not in", seats.partner_id.ids),
            order="name",
        )
        return [{"id": member.id, "name": member.name} for member in members]

    def _portal_description(self):
        """Return what the office wrote about it; what Odoo writes into every event is not shown."""
        if not self.description:
            return False
        words = html2plaintext(self.description).split()
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        filled = (self.with_context(lang=code)._default_description() for code in languages)
        is_own = words and all(words != html2plaintext(text or "").split() for text in filled)
        return is_own and self.description

    def _portal_moment(self, moment):
        return format_datetime(self.env, moment, tz=self.date_tz, dt_format=MOMENT)

    def _portal_seats_left(self):
        """Return how many seats are left, None where they are not limited."""
        return max(self.seats_available, 0) if self.seats_limited else None

    def _portal_takes_people(self):
        return self.kanban_state != "cancel" and self.date_begin > fields.Datetime.now()

    @api.model
    def _portal_status(self, row, seats):
        """Return in plain words what the workshop is for an organisation with these seats."""
        env = self.env
        states = seats.mapped("state")
        coming = states.count("open") + states.count("done")
        if row["is_off"]:
            return env._("Called off")
        if row["is_over"]:
            was_there = any(seat.attendance in ("attended", "walk_in") for seat in seats)
            return env._("Over: you were there") if was_there else env._("Over")
        if coming:
            return env._("Registered: %(count)s", count=coming)
        if "draft" in states:
            return env._("You are invited: say whether you come")
        if "cancel" in states:
            return env._("You said that you do not come")
        return env._("No seat is left") if row["seats_left"] == 0 else env._("You may register")

    # ---- whose seats

    def _portal_employer(self, members):
        """Return the organisation of these members for which the page speaks: the one asked, else
        the one of the office."""
        employers = members.employer_id
        asked = self._portal_seats(members).get(self.id, self.env["event.registration"])
        of_office = employers.filtered(lambda one: one.company_id == self.company_id)
        return (asked.employer_id or of_office or employers)[:1]

    def _portal_seats(self, members):
        """Return {workshop id: registrations these people of organisations see}, in one query."""
        registrations = self.env["event.registration"]
        seats = registrations.search(
            registrations._portal_domain(members) & Domain("event_id", "in", self.ids), order="id"
        )
        return {event.id: own for event, own in seats.grouped("event_id").items()}

    # ---- materials and calendar

    def _portal_materials(self, members):
        """Return the materials these people may have: of a workshop that has begun, where somebody
        of theirs had a seat."""
        self.ensure_one()
        seats = self._portal_seats(members).get(self.id)
        had_seat = seats and seats.filtered(lambda one: one.state in ("open", "done"))
        has_begun = self.date_begin <= fields.Datetime.now()
        return self.material_ids if had_seat and has_begun else self.material_ids.browse()

    def _portal_calendar(self):
        """Return the workshop as a file for a calendar; a moved one replaces it."""
        self.ensure_one()
        user = self.user_id
        return calendar_file(
            uid=f"workshop-{self.id}@{self.get_base_url().rpartition('/')[2]}",
            start=self.date_begin,
            minutes=int((self.date_end - self.date_begin).total_seconds() // 60),
            stamp=fields.Datetime.now(),
            summary=self.name,
            location=(self.address_id and self.address_inline) or "",
            description=" ".join(
                filter(None, (self.company_id.name, user.name, user.phone, user.email))
            ),
        )

    # ---- registering

    def _register_people(self, employer, people):
        """Register `people` of `employer`; who is registered already stays so, once.

        An invited person accepts by it; who is known by the address gets no second registration.

        :param people: dicts with `partner` (a contact), or `name` and `email` as typed, and
            `unit_id` where somebody of one unit registers them
        :return: the registrations made or accepted
        :raise UserError: when it has begun or was called off, or there are too many
        :raise ValidationError: when no seat is left
        """
        self.ensure_one()
        take_turn(self)  # a double click registers once, the last seat goes to one
        if not self._portal_takes_people():
            raise UserError(self.env._("Nobody can register for this workshop any more."))
        seats = self.env["event.registration"].search(
            [("event_id", "=", self.id), ("employer_id", "=", employer.id)], order="id"
        )
        accepted = self.env["event.registration"]
        for person in people:
            seat = seats._seat_of(person) or self._new_seat(employer, person)
            seats |= seat
            accepted |= seat.filtered(lambda one: one.state in ("draft", "cancel"))
        if len(seats.filtered(lambda one: one.state != "cancel")) > MAX_PEOPLE:
            raise UserError(
                self.env._(
                    "%(count)s people of one company can register here. Call us for more.",
                    count=MAX_PEOPLE,
                )
            )
        accepted.is_to_call = False  # they said it themselves: nobody called
        accepted.action_workshop_coming()
        return accepted

    def _new_seat(self, employer, person):
        """Return a registration that is not confirmed yet, of a contact where the person is one."""
        partner = person.get("partner") or self._contact_of(employer, person)
        typed = {"name": person.get("name"), "email": person.get("email")}
        return self.env["event.registration"].create(
            {
                "event_id": self.id,
                "employer_id": employer.id,
                "company_name": employer.name,
                "state": "draft",
                "partner_id": partner.id,
                **({"unit_id": person["unit_id"]} if person.get("unit_id") else {}),
                **{name: value for name, value in typed.items() if value},
            }
        )

    def _contact_of(self, employer, person):
        """Return the contact of the organisation that has this name and address, if there is."""
        people = self.env["res.partner"].search(
            [
                ("commercial_partner_id", "=", employer.partner_id.id),
                ("email_normalized", "=", email_normalize(person["email"])),
            ]
        )
        name = person["name"].casefold()
        return people.filtered(lambda one: (one.name or "").casefold() == name)[:1]

    def _portal_host(self, employer):
        """Return who stands for the office in what people do outside: as whom it is logged."""
        return self.user_id or employer.user_id

    def _portal_ticked(self, own, post):
        """Return the people whose box was ticked in a form, of those that `own` members see."""
        members = own.search(own._portal_domain(own))
        return [
            {"partner": member.partner_id, "name": member.name, "email": member.email}
            for member in members
            if post.get(f"member_{member.id}")
        ]

    def _portal_read_person(self, name, email):
        """Return (a colleague as typed, {field: what is wrong}); neither when nothing was typed."""
        name, email = (name or "").strip()[:MAX_LETTERS], (email or "").strip()[:MAX_LETTERS]
        errors = {}
        if not name and not email:
            return None, errors
        if len(name) < 2:
            errors["name"] = self.env._("Write the first and last name of your colleague.")
        if not email_normalize(email):
            errors["email"] = self.env._(
                "This is no e-mail address: it looks like name@company.it."
            )
        return (None if errors else {"name": name, "email": email}), errors
