# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize, format_datetime

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
        if self.party == "employer" and self._is_ours():
            raise UserError(
                self.env._(
                    "%s is the address of a colleague: the organisation signs by a link that "
                    "reaches its own.",
                    email_normalize(self.person_email),
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
        self._check_address()
        link = self.sudo().with_context(lang=self.lang or self.env.lang)  # its own server fields
        values = {"link": link, "agreement": link._record(), "address": address}
        body = link.env["ir.qweb"]._render("employer_engagement.mail_link_to_sign", values)
        sender = self.env.user.email_formatted or self.company_id.email_formatted
        subject = link.env._("To sign: %s", link._record().display_name)
        self._mail_now(subject, body, email_from=sender)

    def _mail_signed(self, document):
        """Send whoever signed by link their copy of the final file."""
        for link in self:
            link._record()._mail_copy(document, link.person_name, link.person_email, link.lang)
