# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import format_datetime

from odoo.addons.employer_engagement.tools.phones import national_digits

from .event_registration import CAME, GROUP_USER

#: Organisations proposed for a walk-in; more do not fit on a phone above its keyboard.
SUGGESTIONS = 6
MIN_TERM = 3


class EventEvent(models.Model):
    """The attendance desk of a workshop: what the phone at the door reads and writes.

    For every role here that has the registration desk. Each call judges that again, says what the
    phone last saw, and is repeated without harm: a second tap changes nothing, and of two phones
    that say different things the later one is told.
    """

    _inherit = "event.event"

    def action_open_desk(self):
        """Open the attendance desk."""
        self.ensure_one()
        action = self.env["ir.actions.client"]._for_xml_id(
            "employer_engagement.event_event_action_desk"
        )
        return {**action, "context": {"active_id": self.id}}

    @api.readonly
    def action_desk_load(self):
        """Return the workshop and a row for everybody on its list."""
        self._check_desk()
        registrations = self.env["event.registration"].search(
            [("event_id", "=", self.id)], order="company_name, name, id"
        )
        return {
            "name": self.name,
            "when": format_datetime(self.env, self.date_begin, tz=self.date_tz, dt_format="short"),
            "where": self.address_id.name or "",
            "rows": [self._desk_row(registration) for registration in registrations],
        }

    def action_desk_mark(self, registration_id, wanted, seen):
        """Write that somebody came, did not come, or neither (undo).

        :param wanted: "came", "no_show" or False
        :param seen: the attendance the phone showed when it was tapped
        :return: dict of the `row` as it is now, None when it is gone, and `conflict`: whether
            another phone had said something else meanwhile; then nothing was written
        """
        self._check_desk()
        registration = self.env["event.registration"].search(
            [("event_id", "=", self.id), ("id", "=", registration_id)]
        )
        registration = registration.with_context(employer_workshop_desk=True)
        if not registration:
            return {"row": None, "conflict": bool(seen or wanted)}
        now = registration.attendance or False
        is_done = now == wanted or (wanted == "came" and now in CAME)
        is_conflict = not is_done and now != (seen or False)
        if not is_done and not is_conflict:
            registration._desk_mark(wanted)
        row = self._desk_row(registration) if registration.active else None
        return {"row": row, "conflict": is_conflict}

    @api.readonly
    def action_desk_suggest(self, term):
        """Return the organisations that a walk-in may be of, the likeliest first.

        :param term: what was typed: a name, a phone number, a VAT number, a mail address
        """
        self._check_desk()
        term = (term or "").strip()
        organisations = self.env["employer.organisation"]
        if len(term) < MIN_TERM:
            return []
        mine = Domain("company_id", "=", self._desk_company().id)
        found = organisations.search(
            mine & Domain("display_name", "ilike", term), limit=SUGGESTIONS
        )
        return self._desk_proposals(found | self._desk_alike({"company": term, "reach": {}}))

    def _desk_proposals(self, organisations):
        """Return what the phone shows of organisations a walk-in may be of."""
        return [
            {
                "id": one.id,
                "name": one.display_name,
                "city": one.city or "",
                "people": [
                    {"id": person.id, "name": person.name}
                    for person in one.contact_ids
                    if person.type == "contact" and person.name
                ],
            }
            for one in organisations[:SUGGESTIONS]
        ]

    def action_desk_walk_in(self, values):
        """Add somebody who came unannounced, of an organisation we know or of a new one.

        :param values: dict of `key` (made by the phone: sent twice it is one walk-in),
            `employer_id` or `company`, `person`, `phone`, `email`, and `is_new` once the officer
            saw organisations of the same name and says it is another one
        :return: dict of the `row`, or of `suggestions`: nothing was written then
        :raise UserError: without a name of an organisation
        """
        self._check_desk()
        event = self.with_context(employer_workshop_desk=True)
        event._desk_serialise()
        values = {name: (value or "") for name, value in values.items()}
        known = event._desk_known(values)
        if known:
            if known.attendance not in CAME:
                known._desk_mark("came")
            return {"row": self._desk_row(known)}
        employer = event._desk_employer(values)
        if not employer:
            return {"suggestions": self._desk_proposals(event._desk_same(values))}
        return {"row": self._desk_row(event._desk_add(employer, values))}

    # ------------------------------------------------------------
    # WHO AND WHAT
    # ------------------------------------------------------------

    def _check_desk(self):
        """Judge that this is a workshop the user may mark attendance of.

        :raise AccessError: without a role here, or on an event of others
        """
        self.ensure_one()
        self.check_access("read")
        self.env["event.registration"].check_access("write")
        if not self.env.user.has_group(GROUP_USER) or not self.engagement_kind:
            raise AccessError(self.env._("The attendance desk is for workshops with employers."))

    def _desk_company(self):
        return self.company_id or self.env.company

    def _desk_row(self, registration):
        """Return what the phone shows of a registration."""
        company = registration.employer_id.display_name or registration.company_name
        return {
            "id": registration.id,
            "person": registration.name or "",
            "company": company or registration.name or "",
            "employer_id": registration.employer_id.id,
            "phone": registration.phone or registration.employer_id.phone or "",
            "digits": " ".join(
                filter(
                    None,
                    (
                        national_digits(registration.phone or ""),
                        registration.employer_id.phone_digits,
                    ),
                )
            ),
            "state": registration.state,
            "attendance": registration.attendance or False,
            "is_walk_in": bool(registration.desk_key),
        }

    def _desk_alike(self, values):
        """Return the organisations a new one may be: the same phone, mail domain or a like name."""
        new = self.env["employer.organisation"].new(
            {"name": values["company"], "company_id": self._desk_company().id, **values["reach"]}
        )
        alike = [other.id for other, _why in new._possible_duplicates()]
        return self.env["employer.organisation"].browse(alike)

    # ------------------------------------------------------------
    # WALK-INS
    # ------------------------------------------------------------

    def _desk_serialise(self):
        """Let one walk-in of this workshop be written at a time.

        The row is written, not only locked: a second phone is then made to begin anew and sees
        what the first one added.
        """
        self.env.cr.execute("UPDATE event_event SET id = id WHERE id = %s", (self.id,))

    def _desk_known(self, values):
        """Return the registration a walk-in is already: sent twice, or on the list after all."""
        registrations = self.env["event.registration"].search([("event_id", "=", self.id)])
        key, person = values.get("key"), values.get("person", "").strip().casefold()
        return (
            registrations.filtered(lambda one: key and one.desk_key == key)[:1]
            or (
                registrations.filtered(
                    lambda one: (
                        person
                        and one.employer_id.id == values.get("employer_id")
                        and (one.name or "").strip().casefold() == person
                    )
                )[:1]
            )
        )

    def _desk_employer(self, values):
        """Return the organisation of a walk-in; empty when one of the same name should be seen.

        :raise UserError: without a name, or for one that is not this office's
        """
        Organisation = self.env["employer.organisation"]
        mine = Domain("company_id", "=", self._desk_company().id)
        if values.get("employer_id"):
            employer = Organisation.search(mine & Domain("id", "=", values["employer_id"]))
            if not employer:
                raise UserError(self.env._("This organisation is gone. Search for it again."))
            return employer
        name = values.get("company", "").strip()
        if not name:
            raise UserError(self.env._("Write the name of the company."))
        if not values.get("is_new") and self._desk_same(values):
            return Organisation
        # sudo: readers stand at the door too (`_check_desk`); a name and an owner, nothing else
        return Organisation.sudo().create(
            {
                "name": name,
                "company_id": self._desk_company().id,
                "user_id": (self.user_id or self.env.user).id,
                **({} if values.get("person") else self._desk_reach(values)),
            }
        )

    def _desk_same(self, values):
        """Return the organisations that should be seen before this one is made as a new one."""
        return self._desk_alike({"company": values["company"], "reach": self._desk_reach(values)})

    def _desk_add(self, employer, values):
        """Return the new registration of a walk-in, with its person among the contacts."""
        person = self._desk_person(employer, values)
        return self.env["event.registration"].create(
            {
                "event_id": self.id,
                "employer_id": employer.id,
                "partner_id": person.id,
                "name": values.get("person", "").strip() or employer.name,
                "company_name": employer.name,
                "attendance": "walk_in",
                "desk_key": values.get("key") or False,
                **self._desk_reach(values),
            }
        )

    def _desk_person(self, employer, values):
        """Return the contact of a walk-in: the company's of that name, a new one, or itself."""
        # sudo: readers may not write contacts; only people of this company are read or added
        company = employer.sudo().partner_id
        name = values.get("person", "").strip()
        if not name:
            return company
        same = company.child_ids.filtered(
            lambda one: (one.name or "").strip().casefold() == name.casefold()
        )
        return same[:1] or company.create(
            {"name": name, "parent_id": company.id, **self._desk_reach(values)}
        )

    @api.model
    def _desk_reach(self, values):
        reach = {name: values.get(name, "").strip() for name in ("phone", "email")}
        return {name: value for name, value in reach.items() if value}
