# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from markupsafe import Markup

from odoo import fields, models


class EmployerAgreement(models.Model):
    """The mails of an agreement that is signed on the portal.

    Who may sign there is told that a text waits: one of them, by the mail that gathers what waits
    for the organisation, which respects what it asked for; it leaves while it is still true. With
    the last signature whoever signed gets the complete file, as those who signed by link do.
    """

    _inherit = "employer.agreement"

    def _on_to_sign(self):
        result = super()._on_to_sign()
        for agreement in self:
            agreement._tell_portal_signer()
        return result

    def _portal_signers(self):
        """Return the contacts who may sign this on the portal and have an account there."""
        self.ensure_one()
        if not (self._portal_waits() and self.agreement_type_id._signs_by_link()):
            return self.env["res.partner"]
        # sudo: who acts for the organisation and has an account, whoever moves the agreement
        members_sudo = self.sudo().employer_id.portal_member_ids.filtered(
            lambda one: (
                one.active
                and one.may_sign
                and one.partner_id.user_ids
                and (not one.unit_id or not self.unit_ids or one.unit_id in self.unit_ids)
            )
        )
        return members_sudo.partner_id.with_env(self.env)

    def _tell_portal_signer(self):
        """Let a mail wait for who signs: the contact person if they may, else another."""
        self.ensure_one()
        signers = self._portal_signers()
        contacts = self.contact_id | self.employer_id.main_contact_id
        signer = (contacts & signers)[:1] or signers[:1]
        if not signer:
            return
        told = self.with_context(lang=self.employer_id._mail_lang(signer))
        # sudo: settings of the type, whoever moves the agreement
        days = self.agreement_type_id.sudo().waiting_days
        self.employer_id._mail_later(
            told.env._("To sign: %s", told.display_name),
            told._portal_sign_words(),
            deadline=fields.Date.context_today(self) + timedelta(days=days),
            record=self,
            contact=signer,
        )

    def _portal_sign_words(self):
        """Return the mail's text, in the language of this environment; its address is no secret."""
        return Markup('<p>%s</p><p><a href="%s/my/engagement/agreements/%s">%s</a></p>') % (
            self.env._(
                "“%(title)s” (%(number)s) is ready: read it on the portal and sign it there. It "
                "takes two minutes.",
                title=self.title or self.agreement_type_id.name,
                number=self.name,
            ),
            self.get_base_url(),
            self.id,
            self.env._("Read and sign"),
        )

    def _mail_signed_on_portal(self, document):
        """Send whoever signed on the portal their copy of the final file; else who is there now."""
        self.ensure_one()
        for signature in self._signatures().filtered(lambda one: one.way == "portal"):
            # sudo: the server sends to the account that signed
            signer = signature.sudo().user_id.partner_id
            reader = self.employer_id._acting_contact(
                signer, self.contact_id, self.employer_id.main_contact_id
            )
            name = signature.person_name if reader == signer else reader.name
            self._mail_copy(document, name, reader.email, reader.lang)

    def _mail_copy(self, document, name, email, lang):
        """Mail the final file to one person.

        :param lang: the person's, if known
        """
        self.ensure_one()
        if not email:
            return
        agreement = self.with_context(lang=lang or self.env.lang)
        values = {"name": name, "agreement": agreement}
        body = self.env["ir.qweb"]._render(
            "employer_engagement.mail_signed_copy", values, lang=lang
        )
        self.env["mail.mail"].sudo().create(  # sudo: the server sends, nobody is logged in
            {
                "subject": agreement.env._("Signed: %s", agreement.display_name),
                "body_html": body,
                "email_from": self.company_id.email_formatted or self.user_id.email_formatted,
                "email_to": email,
                "attachment_ids": document.attachment_id.ids,
            }
        )
