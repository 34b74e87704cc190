# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerGuideSend(models.TransientModel):
    """Sends an information sheet to one organisation, or to many (then it is mass mail).

    In the language of each contact, where the sheet is verified in it. Each leaves an interaction
    as sent; nothing about any person is in it.
    """

    _name = "employer.guide.send"
    _description = "Send an information sheet"

    guide_id = fields.Many2one("employer.guide", string="Sheet", required=True, ondelete="cascade")
    employer_ids = fields.Many2many(
        "employer.organisation",
        string="Organisations",
        required=True,
        default=lambda self: self._default_employer_ids(),
    )
    employer_count = fields.Integer(compute="_compute_employer_count")
    partner_ids = fields.Many2many(
        "res.partner", string="Its contacts", compute="_compute_employer_count"
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="To",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        help="Empty: the main contact of each organisation, or its own address.",
    )
    internship_id = fields.Many2one(
        "employer.internship", ondelete="cascade", help="The internship it is sent for."
    )
    message = fields.Text(string="Some words of yours", help="Goes above the sheet.")
    preview = fields.Html(compute="_compute_preview", sanitize=False)

    @api.model
    def _default_employer_ids(self):
        if self.env.context.get("active_model") == "employer.organisation":
            return self.env.context.get("active_ids")
        return False

    @api.depends("employer_ids")
    def _compute_employer_count(self):
        for dialog in self:
            dialog.employer_count = len(dialog.employer_ids)
            dialog.partner_ids = dialog.employer_ids.partner_id

    @api.depends("employer_ids")
    def _compute_contact_id(self):
        for dialog in self:
            alone = dialog.employer_ids if len(dialog.employer_ids) == 1 else False
            dialog.contact_id = alone and (dialog.contact_id or alone.main_contact_id)

    @api.depends("guide_id", "contact_id")
    def _compute_preview(self):
        for dialog in self:
            guide = dialog.guide_id and dialog.guide_id._in_language(dialog.contact_id.lang)
            dialog.preview = guide and guide._body_html()

    def action_send(self):
        """Send the sheet and leave an interaction with each organisation.

        :raise UserError: the sheet may not go out, or an organisation has no address
        """
        self.ensure_one()
        self.guide_id._check_usable()
        recipients = [(employer, self._recipient(employer)) for employer in self.employer_ids]
        missing = [employer.display_name for employer, partner in recipients if not partner.email]
        if missing:
            raise UserError(self.env._("No e-mail address is known of: %s.", ", ".join(missing)))
        for employer, partner in recipients:
            self._send(employer, partner)
        self.env["employer.interaction"].create(
            [self._interaction_vals(employer, partner) for employer, partner in recipients]
        )
        if self.internship_id:
            self.internship_id.guide_sent_date = fields.Date.context_today(self)

    def _recipient(self, employer):
        """Return the contact to write to: the one chosen, the main one, else the organisation."""
        if self.contact_id and len(self.employer_ids) == 1:
            return self.contact_id
        main = employer.main_contact_id
        return main if main.email else employer.partner_id

    def _send(self, employer, partner):
        guide = self.guide_id._in_language(partner.lang)
        guide._check_usable()
        template = self.env.ref("employer_engagement.mail_template_guide")
        template = template.with_context(
            guide_lang=partner.lang or self.env.lang, guide_message=self.message or ""
        )
        template.send_mail(
            guide.id,
            email_values={
                "recipient_ids": [fields.Command.link(partner.id)],
                "model": employer._name,
                "res_id": employer.id,
            },
        )

    def _interaction_vals(self, employer, partner):
        return {
            "employer_id": employer.id,
            "contact_id": False if partner == employer.partner_id else partner.id,
            "channel": "mail",
            "direction": "out",
            "outcome": "sent",
            "is_mass_mail": len(self.employer_ids) > 1,
            "summary": self.guide_id._in_language(partner.lang).display_name,
        }
