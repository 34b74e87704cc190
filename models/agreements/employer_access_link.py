# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_datetime

from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.addons.employer_engagement.models.agreements.employer_signature import PARTIES


class EmployerAccessLink(models.Model):
    """A link to sign: for which party, mailed or shown, sent again once a day at most.

    One that was never mailed (`sent_at` empty) was on the screen of who issued it.
    """

    _inherit = "employer.access.link"

    party = fields.Selection(PARTIES, string="Signs for", readonly=True)

    def action_resend(self):
        """Mail a new link to the same person; the old one stops working.

        :raise UserError: when the last mail is too recent, saying when it may be sent again
        """
        for link in self:
            agreement = link._record()
            agreement._check_may_be_signed(link.party)
            link._check_resend(agreement)
            # sudo: settings of the type behind the feature's group
            address = link._reissue(days=agreement.agreement_type_id.sudo().link_days)
            link._mail_to_sign(address)

    def _may_sign(self):
        """Return whether the type lets this link sign the way it went out."""
        self.ensure_one()
        kind = self._record().agreement_type_id
        return bool(self.sent_at) or kind._shown_link_signs(self.party)

    def _check_address(self):
        """Refuse to mail the link of an organisation to one of us.

        :raise UserError: naming the address
        """
        address = email_normalize(self.person_email)
        # sudo: whether a colleague has this address, whoever may read colleagues
        users = self.env["res.users"].sudo()
        ours = [("share", "=", False), ("partner_id.email_normalized", "=", address)]
        if self.party == "employer" and address and users.search_count(ours, limit=1):
            raise UserError(
                self.env._(
                    "%s is the address of a colleague: the organisation signs by a link that "
                    "reaches its own.",
                    address,
                )
            )

    def _check_resend(self, agreement):
        hours = agreement.agreement_type_id.sudo().resend_hours
        again = self.sent_at and self.sent_at + timedelta(hours=hours)
        if again and fields.Datetime.now() < again:
            raise UserError(
                self.env._(
                    "It was sent on %(sent)s. It may be sent again from %(again)s.",
                    sent=format_datetime(self.env, self.sent_at),
                    again=format_datetime(self.env, again),
                )
            )

    def _mail_to_sign(self, address):
        """Mail the address to the person, in their language, at once.

        Nothing of the mail is kept: its text holds the token.

        :raise UserError: when there is no address or the mail does not leave
        """
        self.ensure_one()
        if not email_normalize(self.person_email):
            raise UserError(
                self.env._(
                    "%s has no valid email address. Show the link instead.", self.person_name
                )
            )
        self._check_address()
        link = self.sudo().with_context(lang=self.lang or self.env.lang)  # its own server fields
        values = {"link": link, "agreement": link._record(), "address": address}
        body = link.env["ir.qweb"]._render("employer_engagement.mail_link_to_sign", values)
        mail = link.env["mail.mail"].create(
            {
                "subject": link.env._("To sign: %s", link._record().display_name),
                "body_html": body,
                "email_from": self.env.user.email_formatted or self.company_id.email_formatted,
                "email_to": self.person_email,
                "auto_delete": True,
            }
        )
        try:
            mail.send(raise_exception=True)
            reason = mail.exists() and self.env._("it waits in the queue")
        except (MailDeliveryException, OSError) as error:
            reason = str(error)
        if reason:
            raise UserError(
                self.env._(
                    "The mail did not leave, and no link was issued: %s. Show the link and send it "
                    "yourself, or ask the administrator.",
                    reason,
                )
            )
        link.sent_at = fields.Datetime.now()

    def _mail_signed(self, document):
        """Send whoever signed by link their copy of the final file."""
        for link in self.filtered("person_email"):
            localised = link.with_context(lang=link.lang or self.env.lang)
            values = {"link": localised, "agreement": localised._record()}
            body = self.env["ir.qweb"]._render(
                "employer_engagement.mail_signed_copy", values, lang=link.lang
            )
            self.env["mail.mail"].sudo().create(  # sudo: the server sends, nobody is logged in
                {
                    "subject": localised.env._("Signed: %s", values["agreement"].display_name),
                    "body_html": body,
                    "email_from": link.company_id.email_formatted or link.user_id.email_formatted,
                    "email_to": link.person_email,
                    "attachment_ids": document.attachment_id.ids,
                }
            )
