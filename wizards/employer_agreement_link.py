# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.models.agreements.employer_signature import PARTIES

from ..models.common.shown_address import shown_address


class EmployerAgreementLink(models.TransientModel):
    """Asks who signs for which party, and sends that person a link or shows it.

    For the office it goes to who signs for it, at their own address: nobody else gets to see it.
    For the organisation it is mailed; shown only where the type lets shown links sign.
    The address is shown once and stored nowhere: `address` is no column. The dialog that shows it
    knows nothing else, so only the view asks for what a new link needs.
    """

    _name = "employer.agreement.link"
    _description = "Send a link to sign"

    agreement_id = fields.Many2one("employer.agreement", ondelete="cascade")
    commercial_id = fields.Many2one(related="agreement_id.partner_id", string="Organisation")
    party = fields.Selection(PARTIES, string="Signs for", required=True, default="employer")
    partner_id = fields.Many2one("res.partner", string="Contact person")
    user_id = fields.Many2one("res.users", string="Colleague")
    person_name = fields.Char(string="First and last name")
    person_email = fields.Char(string="Email")
    person_role = fields.Char(string="Role")
    lang = fields.Selection(selection="_languages", string="Language of mail and page")
    address = fields.Char(string="Link", store=False)
    can_show = fields.Boolean(compute="_compute_can_show")

    @api.model
    def _languages(self):
        return self.env["res.lang"].get_installed()

    @api.model
    def default_get(self, fields):
        """Propose the contact person of the agreement, or the office once that has signed."""
        values = super().default_get(fields)
        agreement = self.env["employer.agreement"].browse(values.get("agreement_id"))
        if agreement and not values.get("address"):
            missing = agreement._missing_parties()
            values["party"] = missing[0] if missing else "employer"
            contact = agreement.contact_id if values["party"] == "employer" else False
            values["partner_id"] = contact and contact.id
            values.update(self._person_of(contact))
        return values

    @api.depends_context("uid")
    @api.depends("agreement_id", "party", "user_id")
    def _compute_can_show(self):
        """Say whether the link may be shown to this user instead of being mailed."""
        for dialog in self:
            kind = dialog.agreement_id.agreement_type_id
            may_sign = kind and kind._shown_link_signs(dialog.party)
            is_own = dialog.party != "office" or dialog.user_id == self.env.user
            dialog.can_show = may_sign and is_own

    @api.onchange("partner_id", "user_id", "party")
    def _onchange_person(self):
        """Take name, mail, role and language from whoever was chosen."""
        chosen = self.partner_id if self.party == "employer" else self.user_id.partner_id
        self.update(self._person_of(chosen))

    @api.model
    def _person_of(self, partner):
        if not partner:
            return {}
        return {
            "person_name": partner.name,
            "person_email": partner.email,
            "person_role": partner.function,
            "lang": partner.lang,
        }

    def action_send(self):
        """Issue the link and mail it."""
        link, address = self._issue()
        link._mail_to_sign(address)

    def action_show(self):
        """Issue the link and show its address, to be given by another way.

        :return: act_window of a dialog that holds the address, and keeps it nowhere
        :raise UserError: for the office, to anybody but who signs for it; for the organisation,
            where only mailed links sign
        """
        if not self.can_show:
            raise UserError(self._why_not_shown())
        _link, address = self._issue()
        return shown_address(self, self.env._("Link to sign"), address)

    def _why_not_shown(self):
        if self.party == "office":
            return self.env._("A link that signs for the office goes to who signs for it, by mail.")
        return self.env._(
            "“%s” is signed for the organisation by a link that was mailed. A manager may let "
            "shown links sign in the settings of the type; the signature then says so.",
            self.agreement_id.agreement_type_id.display_name,
        )

    def _issue(self):
        """Issue the link; an older one of the same party stops working."""
        self.ensure_one()
        agreement = self.agreement_id
        agreement.check_access("write")
        agreement._check_may_be_signed(self.party)
        agreement._check_by_link()
        person = self._person(agreement)
        older = agreement._sign_links().filtered(lambda link: link.party == self.party)
        older._revoke()
        # sudo: settings of the type behind the feature's group
        days = agreement.agreement_type_id.sudo().link_days
        link, address = self.env["employer.access.link"]._issue(
            agreement, "sign", person, days=days
        )
        link.party = self.party
        return link, address

    def _person(self, agreement):
        """Return who the link is for; name and address of who signs for the office are their own.

        :raise UserError: for the office, when the colleague does not sign for it
        """
        person = {"role": self.person_role, "lang": self.lang}
        if self.party == "employer":
            mine = {"name": self.person_name, "email": self.person_email}
            return {**person, **mine, "partner_id": self.partner_id.id}
        if not self.user_id or not agreement.company_id._may_sign(self.user_id):
            raise UserError(
                self.env._("Choose a colleague who may sign for the office: the settings name who.")
            )
        own = self.user_id.partner_id
        return {**person, "name": own.name, "email": own.email, "partner_id": own.id}
