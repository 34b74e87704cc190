# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging

from odoo import api, models
from odoo.tools import html2plaintext, parse_contact_from_email

from odoo.addons.employer_engagement.tools.emails import is_pec
from odoo.addons.employer_engagement.tools.inbound_mail import is_automatic, true_sender

from .employer_inbound import EXCERPT

_logger = logging.getLogger(__name__)


class EmployerInbound(models.Model):
    """What a mail to the office's address becomes.

    known address → on its organisation and open scouting, a contact · several or only the domain
    known → suggested, nothing made · a colleague → nothing made, the colleague says whose it is ·
    unknown → an organisation to identify and its scouting · a machine → nothing · a person we
    follow → a protected note for whoever follows that person, nothing here (room *people*).
    """

    _inherit = "employer.inbound"

    # ------------------------------------------------------------
    # GATEWAY
    # ------------------------------------------------------------

    @api.model
    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        """Refuse machines and persons before anything is written."""
        sender = true_sender(message.get("From"), message.get("Reply-To"))
        if sender and is_automatic(message):
            _logger.info("A mail written by a machine was not filed.")
            return ()
        if sender and sender != true_sender(message_dict["email_from"]):
            message_dict["email_from"] = sender  # certified mail, on behalf of
        checked = super()._routing_check_route(message, message_dict, route, raise_exception)
        if checked and self._divert_person(sender, self._letter(message_dict)):
            return ()
        return checked

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """File a mail and return the record on which the message shall stand."""
        company = self.env["res.company"].browse((custom_values or {}).get("company_id"))
        company = company or self.env.company
        inbound = self.with_company(company)._file_mail(msg_dict, company)
        return inbound._thread()

    @api.model
    def _file_mail(self, msg_dict, company):
        letter = self._letter(msg_dict)
        employers, contact = self._who_wrote(letter, company)
        vals = {**self._letter_vals(letter), "company_id": company.id}
        colleague = self._colleague(letter["address"])
        if len(employers) == 1:
            return self._file_known({**vals, "contact_id": contact.id}, employers)
        suggested = employers or self.env["employer.organisation"]._find_by_domain(
            letter["address"], company
        )
        if suggested or colleague:
            owner = colleague or suggested.user_id[:1] or self._default_owner(company)
            return self.create(
                {**vals, "suggested_ids": [(6, 0, suggested.ids)], "user_id": owner.id}
            )
        return self._file_unknown(vals, company)

    def _who_wrote(self, letter, company):
        """Return (organisations, contact person) of a letter: what it answers, else its address."""
        employers, contact = self.env["employer.organisation"]._find_by_address(
            letter["address"], company
        )
        answered = self._answered_employer(letter["references"], company)
        return answered or employers, contact

    @api.model
    def _file_known(self, vals, employer):
        scouting = employer._open_scouting()
        owner = (scouting.user_id or employer.user_id).filtered("active")
        inbound = self.create(
            {
                **vals,
                "employer_id": employer.id,
                "scouting_id": scouting.id,
                "user_id": (owner or self._owner_of(employer)).id,
            }
        )
        inbound._log_interaction()
        return inbound

    @api.model
    def _file_unknown(self, vals, company):
        inbound = self.create({**vals, "user_id": self._default_owner(company).id})
        # Neither name nor address: contacts are read by every employee, and it may be a person.
        domain = self.env["employer.organisation"]._own_domain(inbound.email_from)
        name = domain or inbound._received_on().strftime("%d.%m.%Y")
        inbound._make_employer({"name": self.env._("To identify (%s)", name), "to_identify": True})
        return inbound

    @api.model
    def _file_reply(self, record, msg_dict):
        """A mail came to the thread of an organisation or scouting: they wrote.

        A person's mail is taken out of `msg_dict`, which becomes a message everyone may read.
        """
        letter = self._letter(msg_dict)
        if not letter["address"] or self._colleague(letter["address"]):
            return
        if self._divert_person(letter["address"], letter):
            msg_dict.update(
                body=self.env._("A mail came here that belongs to a person's file, and is there."),
                subject=False,
                attachments=[],
                email_from=record.company_id.email_formatted,
                author_id=False,
            )
            return
        if not self.env.context.get("employer_machine_wrote"):
            employer = record if record._name == "employer.organisation" else record.employer_id
            _found, contact = employer._find_by_address(letter["address"], employer.company_id)
            self._file_known(
                {
                    **self._letter_vals(letter),
                    "company_id": employer.company_id.id,
                    "contact_id": contact.id,
                },
                employer,
            )

    # ------------------------------------------------------------
    # WHOSE IT IS
    # ------------------------------------------------------------

    @api.model
    def _divert_person(self, address, letter):
        """Give a person's letter to whoever follows that person; return whether it was one.

        Nobody is followed in this room: see *people*.
        """
        return False

    @api.model
    def _colleague(self, address):
        """Return the employee who wrote: a letter passed on is not the colleague's own."""
        # sudo: whether the address is a colleague's, for the gateway
        return (
            self.env["res.users"]
            .sudo()
            .search([("share", "=", False), ("email_normalized", "=", address)], limit=1)
        )

    @api.model
    def _answered_employer(self, references, company):
        """Return the organisation whose message a letter answers, in whatever thread."""
        ours = ("employer.organisation", "employer.scouting")
        # sudo: where a message of ours stands, for the gateway
        message = (
            self.env["mail.message"]
            .sudo()
            .search(
                [("message_id", "in", references), ("model", "in", ours)],
                order="id desc",
                limit=1,
            )
        )
        employers = self.env["employer.organisation"]
        if not message:
            return employers
        record = self.env[message.model].browse(message.res_id).exists()
        employer = record if message.model == employers._name else record.employer_id
        return employer.filtered(lambda one: one.company_id == company)

    @api.model
    def _default_owner(self, company, **where):
        return self.env["employer.area"]._owner(company, **where)[0]

    @api.model
    def _owner_of(self, employer):
        """Return who takes care of an organisation that has no owner any more."""
        return self._default_owner(
            employer.company_id,
            zip_code=employer.zip,
            place=employer.city,
            activity=employer.economic_activity_id,
        )

    # ------------------------------------------------------------
    # READING A MAIL
    # ------------------------------------------------------------

    @api.model
    def _letter(self, msg_dict):
        """Return what we need of a parsed mail."""
        references = f"{msg_dict.get('references') or ''} {msg_dict.get('in_reply_to') or ''}"
        name, _address = parse_contact_from_email(msg_dict.get("email_from") or "")
        return {
            "address": true_sender(msg_dict.get("email_from")),
            "name": name if name and "@" not in name else False,
            "subject": msg_dict.get("subject") or self.env._("(no subject)"),
            "text": html2plaintext(msg_dict.get("body") or "").strip(),
            "references": references.split(),
            "attachments": msg_dict.get("attachments") or [],
            "channel": "pec" if is_pec(true_sender(msg_dict.get("email_from"))) else "mail",
        }

    @api.model
    def _letter_vals(self, letter):
        return {
            "name": letter["subject"],
            "channel": letter["channel"],
            "email_from": letter["address"],
            "sender_name": letter["name"],
            "excerpt": letter["text"][:EXCERPT],
        }
