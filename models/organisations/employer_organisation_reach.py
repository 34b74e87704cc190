# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import datetime, time, timedelta
from urllib.parse import quote

import pytz

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.phones import international_digits, split_phones

#: A visit is proposed at this hour, in the officer's time.
VISIT_TIME = time(10)


class EmployerOrganisation(models.Model):
    """One click to call, write, send a WhatsApp message or plan a visit.

    What opens is the officer's own telephone, mail or WhatsApp; with it opens the dialog that
    logs what came of it, and says whether a colleague should be asked first.
    """

    _inherit = "employer.organisation"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_log_contact(self):
        """Open the dialog that logs a contact, about my open scouting if there is one.

        What a call interrupted earlier today comes back as it was left.
        """
        self.ensure_one()
        return self.env["employer.interaction.log"]._waiting(self)._reopen() or self._log_action()

    def action_call(self):
        """Dial the contact person's number, else the organisation's, and log the call."""
        number = re.sub(r"[^\d+]", "", re.split(r"[^\W\d]", self._reach_number())[0])
        return self._reach(f"tel:{number}", "phone", "reached")

    def action_mail(self):
        """Write to the contact person, else the organisation, and log the mail.

        :raise UserError: without an address
        """
        self.ensure_one()
        address = self.board_contact_id.email or self.email
        if not address:
            raise UserError(
                self.env._(
                    "“%s” has no e-mail address: add one to it or its contact person.",
                    self.display_name,
                )
            )
        return self._reach(f"mailto:{quote(address, safe='@')}", "mail", "sent")

    def action_whatsapp(self):
        """Open WhatsApp with the number and who is writing, in their language, and log it."""
        number = self._reach_number()
        prefix = self.country_id.phone_code or self.company_id.country_id.phone_code or 39
        digits = international_digits(number, str(prefix))
        if not digits:
            raise UserError(
                self.env._(
                    "“%(number)s” of “%(name)s” is no number WhatsApp can reach: write it with "
                    "its prefix, for example +39 333 1234567.",
                    number=number,
                    name=self.display_name,
                )
            )
        url = f"https://wa.me/{digits}?text={quote(self._greeting())}"
        return self._reach(url, "whatsapp", "sent")

    def action_plan_visit(self):
        """Open a new meeting in the calendar with their address; its day is the next step."""
        self.ensure_one()
        record = self._my_scouting() or self
        people = self.env.user.partner_id | self.board_contact_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Plan a visit"),
            "res_model": "calendar.event",
            "view_mode": "form",
            "views": [(self.env.ref("calendar.view_calendar_event_form").id, "form")],
            "target": "new",
            "context": {
                "default_name": self.env._("Visit to %s", self.display_name),
                "default_location": self._address_line(),
                "default_start": fields.Datetime.to_string(self._visit_start()),
                "default_partner_ids": [(6, 0, people.ids)],
                "default_res_model": record._name,
                "default_res_id": record.id,
            },
        }

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _my_scouting(self):
        """Return the open scouting of this card, unless it is a colleague's."""
        self.ensure_one()
        scouting = self.open_scouting_id
        return scouting if scouting.user_id <= self.env.user else scouting.browse()

    def _log_action(self, **defaults):
        """Return the action that opens the log dialog with `defaults`."""
        scouting = self._my_scouting()
        return self.env["employer.interaction.log"]._action_open(
            {
                "default_employer_id": self.id,
                **({"default_scouting_id": scouting.id} if scouting else {}),
                **{f"default_{name}": value for name, value in defaults.items()},
            }
        )

    def _reach(self, url, channel, outcome):
        """Return the action that opens `url` and then the dialog that logs what came of it."""
        return {
            "type": "ir.actions.client",
            "tag": "employer_engagement.reach",
            "params": {"url": url, "next": self._log_action(channel=channel, outcome=outcome)},
        }

    def _reach_number(self):
        """Return the number to dial: the contact person's, else the organisation's.

        :raise UserError: without one
        """
        self.ensure_one()
        number = self.board_contact_id.phone or self.phone
        if not number:
            raise UserError(
                self.env._(
                    "“%s” has no phone number: add one to it or its contact person.",
                    self.display_name,
                )
            )
        return (split_phones(number) or [number])[0]

    def _whatsapp_to(self, contact, words):
        """Return the address that opens WhatsApp with `words` to a contact; False: no number."""
        phone = contact.phone or self.phone
        country = contact.country_id or self.company_id.country_id
        digits = phone and international_digits(phone, str(country.phone_code or 39))
        return f"https://wa.me/{digits}?text={quote(words)}" if digits else False

    def _greeting(self):
        """Return how a message begins, in the language of whom it is for."""
        lang = self.board_contact_id.lang or self.partner_id.lang or self.env.lang
        return self.with_context(lang=lang).env._(
            "Good morning, this is %(officer)s of %(office)s.",
            officer=self.env.user.name,
            office=self.company_id.name,
        )

    def _visit_start(self):
        """Return when a visit is proposed: tomorrow morning, in UTC."""
        day = fields.Date.context_today(self) + timedelta(days=1)
        morning = self.env.tz.localize(datetime.combine(day, VISIT_TIME))
        return morning.astimezone(pytz.utc).replace(tzinfo=None)

    def _address_line(self):
        """Return their address in one line."""
        town = " ".join(filter(None, (self.zip, self.city)))
        return ", ".join(filter(None, (self.street, self.street2, town)))
