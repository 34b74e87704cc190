# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

REPORT = "employer_engagement.report_employer_preselection"


class EmployerPreselection(models.Model):
    """How a list goes out: by mail, by a link to copy, in WhatsApp; each time the same cards.

    What the company reads are its own words in the chatter; the link stands in the mail alone.
    """

    _inherit = "employer.preselection"

    def _send_by_mail(self, contact, *, words="", with_file=False):
        """Mail the cards and a personal link to answer; a list not sent yet is sent now.

        :raise UserError: what `_check_sending` refuses, or when the mail does not leave
        """
        self.ensure_one()
        link, address = self._begin_sending(contact)
        subject, body = self._letter(contact)
        parts = [Markup("<p>%s</p>") % line for line in (words or "").splitlines() if line.strip()]
        said = Markup("").join([*parts, body])
        # what is added speaks the company's language too
        ir_qweb = self.with_context(lang=self.employer_id._mail_lang(contact)).env["ir.qweb"]
        button = ir_qweb._render("employer_engagement.mail_answer_button", {"address": address})
        files = self._list_file(contact) if with_file else self.env["ir.attachment"]
        link._mail_now(
            subject,
            said + button,
            email_from=self.user_id.email_formatted or self.env.user.email_formatted,
            attachment_ids=files.ids,
        )
        self._note_sent(said, self.env._("Sent by mail to %s.", link.person_name))

    def _send_by_link(self, contact):
        """Return (address, WhatsApp address or False) of a new link; the list counts as sent."""
        self.ensure_one()
        link, address = self._begin_sending(contact)
        _subject, body = self._letter(contact)
        self._note_sent(body, self.env._("Link to answer given to %s.", link.person_name))
        return address, self._whatsapp_url(contact, address)

    def _begin_sending(self, contact):
        if self.state in ("draft", "approved"):
            self._mark_sent()
        return self._issue_answer_link(contact)

    def _letter(self, contact):
        """Return (subject, body) of the office's letter, in the language of who reads it."""
        template = self.env.ref("employer_engagement.mail_template_preselection")
        lang = self.employer_id._mail_lang(contact)
        return self.employer_id._mail_of_template(template, self, lang)

    def _note_sent(self, body, words):
        """Keep what was sent, without the link, where the list is."""
        self.message_post(body=Markup("<p>%s</p>%s") % (words, body), subtype_xmlid="mail.mt_note")

    def _list_file(self, contact):
        """Return the list as a PDF in the company's language, for a mail."""
        lang = self.employer_id._mail_lang(contact)
        # sudo: whoever may send the list may print it
        report = self.env["ir.actions.report"].sudo().with_context(lang=lang)
        content, _kind = report._render_qweb_pdf(REPORT, self.ids)
        name = f"{self.name.replace('/', '-')}.pdf"
        # sudo: it belongs to the mail, which is the server's
        return self.env["ir.attachment"].sudo().create({"name": name, "raw": content})

    def _whatsapp_url(self, contact, address):
        """Return the address that opens WhatsApp with the words ready; False without a number."""
        lang = self.employer_id._mail_lang(contact)
        words = self.with_context(lang=lang).env._(
            "Good morning, for “%(vacancy)s” we propose %(count)s persons. Here you see them and "
            "answer: %(address)s",
            vacancy=self.vacancy_id.name,
            count=len(self._shown()),
            address=address,
        )
        return self.employer_id._whatsapp_to(contact, words)

    def _mail_company_now(self, words):
        """Write at once to who answered, with a link; the officer calls where no mail can go.

        :param words: (subject, sentence), in the company's language
        """
        self.ensure_one()
        contact = self._answering_contact()
        link, address = self._issue_answer_link(contact)
        subject, sentence = words
        ir_qweb = self.with_context(lang=self.employer_id._mail_lang(contact)).env["ir.qweb"]
        body = ir_qweb._render(
            "employer_engagement.mail_answer_news",
            {"words": sentence, "address": address, "officer": self.user_id, "preselection": self},
        )
        try:
            with self.env.cr.savepoint():
                link._mail_now(subject, body)
        except UserError:  # no address, or the server is down: what was recorded stays recorded
            link._revoke()
            self._ask_to_call(sentence)
            return
        self._note_sent(Markup("<p>%s</p>") % sentence, self.env._("To %s:", link.person_name))

    def _ask_to_call(self, sentence):
        """Put in the officer's Today that the company is to be told something."""
        self.activity_schedule(
            "mail.mail_activity_data_call",
            summary=self.env._("Tell the company: %s", sentence),
            user_id=(self.user_id or self.env.user).id,
        )

    def _answering_contact(self):
        """Return who last had a link to this list and kept it, else its contact person."""
        # sudo: links are read by officers; a yes recorded by a tutor writes to the same person
        links = self.env["employer.access.link"]._of(self)
        mailed = links.filtered(
            lambda one: one.act == "answer" and one.partner_id and not one.revoked_at
        )
        return self.employer_id._acting_contact(mailed[:1].partner_id, self.contact_id)
