# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerAgreementSign(models.TransientModel):
    """An entitled user signs an agreement for the office, in the system itself."""

    _name = "employer.agreement.sign"
    _description = "Sign for the office"

    agreement_id = fields.Many2one("employer.agreement", required=True, ondelete="cascade")
    document_attachment_id = fields.Many2one(related="agreement_id.document_attachment_id")
    document_sha256 = fields.Char(related="agreement_id.document_sha256")
    person_name = fields.Char(
        string="First and last name", required=True, default=lambda self: self.env.user.name
    )
    person_role = fields.Char(
        string="Role", required=True, default=lambda self: self._default_role()
    )
    is_confirmed = fields.Boolean(string="I have read the document and I sign it for the office")

    @api.model
    def _default_role(self):
        return self.env.user.partner_id.function

    def action_open_document(self):
        """Open the text to sign."""
        return self.agreement_id.action_open_document()

    def action_sign(self):
        """Sign.

        :raise UserError: when not confirmed, or this user does not sign for the office
        """
        self.ensure_one()
        agreement = self.agreement_id
        agreement.check_access("write")
        agreement._check_by_link()
        if not agreement.company_id._may_sign(self.env.user):
            raise UserError(
                self.env._("You do not sign for the office: the settings name who does.")
            )
        if not self.is_confirmed:
            raise UserError(self.env._("Tick the box that says you have read the document."))
        agreement._document("original")._content()  # nobody signs a damaged file
        place = self.env["employer.access.link"]._from_where()
        agreement._sign(
            "office",
            way="office",
            person_name=self.person_name,
            person_role=self.person_role,
            from_ip=place["used_ip"],
            from_agent=place["used_agent"],
        )
