# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.tools.emails import split_emails
from odoo.addons.employer_engagement.tools.identifiers import normalise_person_fiscal_code
from odoo.addons.employer_engagement.tools.phones import split_phones

#: What a partner may write of a person, and how long it may be.
TEXTS = {
    "first_name": 60,
    "last_name": 80,
    "fiscal_code": 25,
    "phone": 40,
    "email": 120,
    "safe_hours": 120,
    "wanted": 2000,
    "languages": 200,
    "availability": 200,
    "area": 200,
    "licences": 60,
}
DATES = ("birth_date", "available_from", "consent_date")
#: A week has so many hours at most.
MAX_HOURS = 60


class EmployerReferral(models.Model):
    """What the portal of a partner does with the persons it referred.

    All in sudo, called by the controller inside `_portal_domain`. The partner reads its own words
    and our answer: nothing of the person's record, nothing that says whether we knew the person.
    """

    _inherit = "employer.referral"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of the referrals of these persons' organisations, or units."""
        return members._domain_of("organisation_id", "unit_id")

    @api.model
    def _portal_search(self, text):
        """Return the domain of referrals whose number, or whose person's name, has these words."""
        words = [
            Domain("name", "ilike", word)
            | Domain("identity_ids.first_name", "ilike", word)
            | Domain("identity_ids.last_name", "ilike", word)
            for word in text.split()
        ]
        return Domain.AND(words)

    @api.model
    def _portal_waiting(self):
        """Return the domain of what waits for our answer."""
        return Domain("state", "=", "new")

    @api.model
    def _portal_sortings(self):
        return {
            "newest": {"label": self.env._("Newest first"), "order": "received_at desc, id desc"},
            "answered": {
                "label": self.env._("Last answered first"),
                "order": "answered_date desc nulls last, id desc",
            },
        }

    @api.model
    def _portal_filters(self):
        answered = Domain("state", "in", ("taken_on", "not_now", "elsewhere"))
        return {
            "all": {"label": self.env._("All"), "domain": Domain.TRUE},
            "waiting": {
                "label": self.env._("Waiting for our answer"),
                "domain": self._portal_waiting(),
            },
            "answered": {"label": self.env._("Answered"), "domain": answered},
        }

    def _portal_values(self):
        """Return what a list shows, one dict a referral."""
        labels = self._portal_labels()
        return [
            {
                "id": referral.id,
                "number": referral.name,
                "person": referral._portal_person(),
                "received": referral.received_at,
                "unit": referral.unit_id.name,
                "answer": labels[referral.state],
                "tutor": referral.tutor_id.name if referral.state == "taken_on" else False,
            }
            for referral in self
        ]

    def _portal_person(self):
        """Return the name the partner told, or that it is deleted."""
        person = self.identity_ids
        if not person:
            return self.env._("Name deleted (%s)", self.name)
        return f"{person.first_name} {person.last_name}"

    def _portal_page_values(self):
        """Return what the page of one referral shows: also the partner's own words."""
        self.ensure_one()
        person = self.identity_ids
        return {
            **self._portal_values()[0],
            "contact": self.contact_id.name,
            "state": self.state,
            "answered": self.answered_date,
            "reply": self.reply,
            "can_edit": bool(person) and self.state == "new",
            "can_withdraw": self.state in ("new", "not_now", "elsewhere"),
            "profile": self._portal_profile(person),
        }

    def _portal_labels(self):
        """Return the words the partner reads, by state."""
        return {
            "new": self.env._("We are looking at it"),
            "taken_on": self.env._("Taken on"),
            "not_now": self.env._("Not now"),
            "elsewhere": self.env._("Elsewhere"),
            "withdrawn": self.env._("You withdrew it"),
        }

    def _portal_profile(self, person):
        """Return the partner's own words about the person, as its form shows them."""
        profile = {name: person[name] or "" for name in TEXTS}
        for name in DATES:
            profile[name] = fields.Date.to_string(person[name]) or ""
        profile["weekly_hours"] = f"{person.weekly_hours:g}" if person.weekly_hours else ""
        profile["consent_channel"] = person.consent_channel or "in_person"
        profile["may_be_proposed"] = person.may_be_proposed
        profile["consent"] = "yes" if person else ""
        return profile

    # ------------------------------------------------------------
    # WHAT A PARTNER WRITES
    # ------------------------------------------------------------

    @api.model
    def _portal_check(self, typed):
        """Return ({field: what is wrong}, {values of `employer.referral.identity`}).

        Nothing is looked up: whether we know the person decides nothing here.
        """
        errors = {}
        values = {name: (typed.get(name) or "").strip() for name in TEXTS}
        for name, length in TEXTS.items():
            if len(values[name]) > length:
                errors[name] = self.env._("Please write at most %s characters.", length)
        for name in DATES:
            values[name] = self._portal_date(name, typed.get(name), errors)
        for name, words in self._portal_needed().items():
            if not values[name]:
                errors.setdefault(name, words)
        self._portal_check_contact(values, errors)
        values["weekly_hours"] = self._portal_hours(typed.get("weekly_hours"), errors)
        channels = dict(self.env["employer.consent"]._fields["channel"].selection)
        channel = typed.get("consent_channel")
        values["consent_channel"] = channel if channel in channels else "in_person"
        values["may_be_proposed"] = typed.get("may_be_proposed") == "yes"
        if typed.get("consent") != "yes":
            errors["consent"] = self.env._("We may take a person only who agreed: tick the box.")
        return errors, values

    def _portal_needed(self):
        """Return {field without which nothing is sent: what to say}."""
        return {
            "first_name": self.env._("Write the first name."),
            "last_name": self.env._("Write the last name."),
            "wanted": self.env._("Write which work the person did and would like to do."),
            "consent_date": self.env._("Write the day on which the person agreed."),
        }

    def _portal_date(self, name, text, errors):
        """Return the day typed; consent and birth are no days to come."""
        try:
            day = fields.Date.to_date(text or False)
        except ValueError:
            errors[name] = self.env._("This is no date.")
            return False
        if day and name != "available_from" and day > fields.Date.context_today(self):
            errors[name] = self.env._("This day is still to come.")
        return day or False

    def _portal_hours(self, text, errors):
        try:
            hours = float((text or "0").replace(",", "."))
        except ValueError:
            hours = -1
        if not 0 <= hours <= MAX_HOURS:
            errors["weekly_hours"] = self.env._("Write hours a week up to %s.", MAX_HOURS)
            return 0
        return hours

    def _portal_check_contact(self, values, errors):
        """Note what is wrong with fiscal code, e-mail address and phone number."""
        if values["fiscal_code"]:
            try:
                values["fiscal_code"] = normalise_person_fiscal_code(values["fiscal_code"])
            except ValueError as error:
                identity = self.env["employer.candidate.identity"]
                errors["fiscal_code"] = identity._fiscal_code_reason(str(error))
        if values["email"] and not split_emails(values["email"]):
            errors["email"] = self.env._("This is no e-mail address: it looks like name@home.it.")
        if values["phone"] and not split_phones(values["phone"]):
            errors["phone"] = self.env._("This is no phone number: write its digits.")

    @api.model
    def _portal_refer(self, member, values, *, form_key, notice=None):
        """Return the referral of a person; the same form twice is one.

        :param member: the `employer.portal.member` who refers
        :param values: as `_portal_check` returns them
        :param notice: the privacy notice shown
        """
        same = [("form_key", "=", form_key), ("organisation_id", "=", member.employer_id.id)]
        if former := self.search(same):
            return former
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                return self._portal_refer_once(member, values, form_key, notice)
        except UniqueViolation:
            return self.search(same)  # the other click was faster

    @api.model
    def _portal_refer_once(self, member, values, form_key, notice):
        referral = self.create(
            {
                "organisation_id": member.employer_id.id,
                "unit_id": member.unit_id.id,
                "contact_id": member.partner_id.id,
                "company_id": member.company_id.id,
                "form_key": form_key,
            }
        )
        notice_id = notice.id if notice else False
        self.env["employer.referral.identity"].create(
            {**values, "referral_id": referral.id, "notice_id": notice_id}
        )
        self.env.ref("employer_engagement.ir_cron_employer_referral_route")._trigger()
        return referral

    def _portal_write(self, values):
        """Write the profile anew, as `_portal_check` returned it, until we answered.

        :raise ValidationError: when we answered meanwhile
        """
        self.ensure_one()
        if self.state != "new" or not self.identity_ids:
            raise ValidationError(
                self.env._("We answered this one already: please call the tutor.")
            )
        self.identity_ids.write(values)
