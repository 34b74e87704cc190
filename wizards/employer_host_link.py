# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.common.shown_address import shown_address

#: Where the record asked about remembers that its host was asked.
ASKED_FIELDS = {"presence": "host_asked_date", "outcome": "host_outcome_asked_date"}


class EmployerHostLink(models.TransientModel):
    """Asks a host to confirm a month or to tell an outcome: by mail, or by a link to hand over.

    The address is shown once and stored nowhere: `address` is no column. One that was shown tells
    no names. Whoever may write the internship opens it, each their own dialog.
    """

    _name = "employer.host.link"
    _description = "Ask a host by link"

    internship_id = fields.Many2one("employer.internship", ondelete="cascade")
    commercial_id = fields.Many2one(related="internship_id.partner_id", string="Host")
    act = fields.Selection(
        [("presence", "Confirm the presence of a month"), ("outcome", "Tell what became of it")],
        string="What they are asked",
    )
    waiting_month_ids = fields.Many2many(
        "employer.internship.month", string="Waiting months", compute="_compute_waiting_month_ids"
    )
    month_id = fields.Many2one("employer.internship.month")
    contact_id = fields.Many2one(
        "res.partner",
        string="To",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        help="Empty: the host itself.",
    )
    email = fields.Char(compute="_compute_email")
    phone = fields.Char(compute="_compute_email")
    address = fields.Char(string="Link", store=False)
    whatsapp = fields.Char(string="WhatsApp", store=False)

    @api.model
    def default_get(self, fields):
        """Propose what has waited longest."""
        values = super().default_get(fields)
        internship = self.env["employer.internship"].browse(values.get("internship_id"))
        for asked in internship._host_waiting()[:1] if internship else ():
            values["act"] = asked._host_act()
            values["month_id"] = values["act"] == "presence" and asked.id
        return values

    @api.depends("internship_id")
    def _compute_waiting_month_ids(self):
        for dialog in self:
            months = dialog.internship_id.month_ids
            dialog.waiting_month_ids = months.filtered(lambda one: one._waits_for_host())

    @api.depends("internship_id")
    def _compute_contact_id(self):
        for dialog in self:
            internship = dialog.internship_id
            contact = internship and internship._host_contact()
            dialog.contact_id = contact if contact != internship.partner_id else False

    @api.depends("contact_id", "internship_id")
    def _compute_email(self):
        for dialog in self:
            reader = dialog._reader()
            dialog.email = reader.email
            dialog.phone = reader.phone or dialog.internship_id.employer_id.phone

    def action_mail(self):
        """Mail the question with a link to answer it, at once.

        :raise UserError: without an address, or when nothing waits for the host
        """
        asked = self._asked()
        link, address = asked._host_internship()._host_link(asked, self._reader())
        subject, words = asked.with_context(lang=self._lang())._host_mail_words()
        body = (
            self.with_context(lang=self._lang())
            .env["ir.qweb"]
            ._render(
                "employer_engagement.mail_host_question",
                {
                    "words": words,
                    "address": address,
                    "act": self.act,
                    "officer": self.env.user,
                    "company": self.internship_id.company_id,
                },
            )
        )
        link._mail_now(subject, body, email_from=self.env.user.email_formatted)
        self._note(asked, self.env._("Asked by mail: %s.", link.person_name))

    def action_link(self):
        """Show a link to copy or to open in WhatsApp.

        :return: act_window of a dialog that holds the address, and keeps it nowhere
        :raise UserError: when nothing waits for the host
        """
        asked = self._asked()
        link, address = asked._host_internship()._host_link(asked, self._reader())
        words = asked.with_context(lang=self._lang())._host_mail_words()[1]
        whatsapp = self.internship_id.employer_id._whatsapp_to(self._reader(), f"{words} {address}")
        self._note(asked, self.env._("Link given to %s.", link.person_name))
        return shown_address(self, self.env._("Link for the host"), address, whatsapp)

    def _asked(self):
        """Return the month or internship the host is asked about.

        :raise UserError: when it was said meanwhile
        """
        self.ensure_one()
        self.internship_id.check_access("write")
        asked = self.month_id if self.act == "presence" else self.internship_id
        if asked not in self.internship_id._host_waiting():
            raise UserError(self.env._("Nothing of this waits for the host: choose what does."))
        return asked

    def _reader(self):
        self.ensure_one()
        return self.contact_id or self.commercial_id

    def _lang(self):
        return self.internship_id.employer_id._mail_lang(self._reader())

    def _note(self, asked, words):
        """Remember that the host was asked: no job asks again, no mail that waits goes too."""
        # sudo: fields and mails of the server; the right to the internship was judged above
        asked.sudo()[ASKED_FIELDS[self.act]] = fields.Date.context_today(self)
        self.env["employer.company.mail"].sudo()._drop_about(asked)
        self.internship_id.message_post(body=words, subtype_xmlid="mail.mt_note")
