# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..models.common.shown_address import shown_address


class EmployerPreselectionSend(models.TransientModel):
    """Sends a list: to whom, with which words, by mail or by a link to copy or open in WhatsApp.

    The address is shown once and stored nowhere: `address` is no column.
    """

    _name = "employer.preselection.send"
    _description = "Send a list"

    preselection_id = fields.Many2one("employer.preselection", ondelete="cascade")
    commercial_id = fields.Many2one(related="preselection_id.partner_id", string="Organisation")
    contact_id = fields.Many2one(
        "res.partner",
        string="To",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        help="Empty: the organisation itself.",
    )
    email = fields.Char(compute="_compute_email")
    phone = fields.Char(compute="_compute_email")
    words = fields.Text(string="Some words of yours", help="Stand above the letter of the office.")
    with_file = fields.Boolean(string="PDF attached")
    cards = fields.Html(string="What they see", compute="_compute_cards", sanitize=False)
    address = fields.Char(string="Link", store=False)
    whatsapp = fields.Char(string="WhatsApp", store=False)

    @api.constrains("words")
    def _check_lawful_wording(self):
        for dialog in self.filtered("preselection_id"):
            dialog.preselection_id._refuse_telling(dialog.words)

    @api.depends("preselection_id")
    def _compute_contact_id(self):
        for dialog in self:
            dialog.contact_id = dialog.preselection_id.contact_id

    @api.depends("contact_id", "preselection_id")
    def _compute_email(self):
        for dialog in self:
            reader = dialog._reader()
            dialog.email = reader.email
            dialog.phone = reader.phone or dialog.preselection_id.employer_id.phone

    @api.depends("preselection_id", "contact_id")
    def _compute_cards(self):
        for dialog in self:
            found = dialog.preselection_id
            lang = found and found.employer_id._mail_lang(dialog._reader())
            dialog.cards = found and found.with_context(lang=lang)._sent_cards_html()

    def _reader(self):
        self.ensure_one()
        return self.contact_id or self.preselection_id.employer_id.partner_id

    def action_mail(self):
        """Mail the list with a link to answer.

        :raise UserError: without an address, or what sending refuses
        """
        self.ensure_one()
        if not email_normalize(self._reader().email):
            raise UserError(
                self.env._(
                    "%s has no valid email address. Use the link instead.",
                    self._reader().display_name,
                )
            )
        self._check()
        self.preselection_id._send_by_mail(
            self._reader(), words=self.words, with_file=self.with_file
        )

    def action_link(self):
        """Show a link to copy or to open in WhatsApp; the list counts as sent.

        :return: act_window of a dialog that holds the address, and keeps it nowhere
        """
        self.ensure_one()
        self._check()
        address, whatsapp = self.preselection_id._send_by_link(self._reader())
        return shown_address(self, self.env._("Link to answer"), address, whatsapp)

    def _check(self):
        """Refuse what may not go out (again): the list writes nothing else of it."""
        preselection = self.preselection_id
        preselection.check_access("write")
        if preselection.state in ("draft", "approved"):
            preselection._check_can_send()
        elif preselection.state == "closed" or not preselection._shown():
            raise UserError(
                self.env._("“%s” has nobody to show any more.", preselection.display_name)
            )
        else:
            preselection.env["employer.rule"]._enforce(
                preselection, preselection._blocked_breaches()
            )
