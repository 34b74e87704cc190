# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

#: Stands in the text where the personal link comes; a stored or shown text never holds the link.
LINK_PLACE = "https://answer.invalid/"


class EmployerWorkshopLetter(models.AbstractModel):
    """A line of a dialog that writes to one person of a company about a workshop.

    The text is a mail template on the line's model, read in the person's language and signed by
    the officer the company knows. The history of the registration keeps what was written, without
    the personal link.
    """

    _name = "employer.workshop.letter"
    _description = "Letter about a workshop"

    event_id = fields.Many2one("event.event", readonly=True)
    employer_id = fields.Many2one("employer.organisation", string="Organisation", required=True)
    partner_id = fields.Many2one("res.partner", string="Person")
    email = fields.Char(related="partner_id.email")
    phone = fields.Char(compute="_compute_phone")
    lang = fields.Char(compute="_compute_lang")
    owner_id = fields.Many2one(related="employer_id.user_id", string="Owner")
    signer_id = fields.Many2one("res.users", string="Signed by", compute="_compute_signer_id")
    is_included = fields.Boolean(string="Write")

    def _compute_phone(self):
        for line in self:
            line.phone = line.partner_id.phone or line.employer_id.phone

    def _compute_lang(self):
        for line in self:
            line.lang = line.partner_id.lang or line.event_id.lang or self.env.lang

    def _compute_signer_id(self):
        for line in self:
            line.signer_id = line.owner_id or line.event_id.user_id or self.env.user

    def _letter_texts(self, template, fields_=("subject", "body_html")):
        """Return {line id: {field: text}} of `template`, each in its person's language."""
        return {
            field: template._render_field(field, self.ids, compute_lang=True) for field in fields_
        }

    def _letter_send(self, template, attachments):
        """Write to each line's person, and keep what was written with the registration.

        :param attachments: {language: attachments}
        """
        texts = self._letter_texts(template)
        mails = []
        for line in self:
            subject, body = (texts[field][line.id] for field in ("subject", "body_html"))
            link = line._letter_link()
            line.registration_id._message_log(
                subject=subject, body=body.replace(LINK_PLACE, "#"), message_type="comment"
            )
            mails.append(
                {
                    "subject": subject,
                    "body_html": body.replace(LINK_PLACE, link or "#"),
                    "email_from": line.signer_id.email_formatted,
                    "reply_to": line.signer_id.email_formatted,
                    "author_id": line.signer_id.partner_id.id,
                    "recipient_ids": line.partner_id.ids,
                    "attachment_ids": attachments.get(line.lang, attachments[False]).ids,
                    "auto_delete": True,
                }
            )
        # sudo: mails are the server's; who may write the registrations was judged by writing them
        self.env["mail.mail"].sudo().create(mails)
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _letter_link(self):
        """Return the address under which the person may answer; False where there is nothing."""
        return False
