# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerPortalInvite(models.TransientModel):
    """Dialog: invite a person to act for an organisation on the portal."""

    _name = "employer.portal.invite"
    _description = "Invite to the portal"

    employer_id = fields.Many2one("employer.organisation", required=True)
    partner_id = fields.Many2one("res.partner", string="Contact")
    company_partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    name = fields.Char(compute="_compute_name", store=True, readonly=False, required=True)
    email = fields.Char(compute="_compute_email", store=True, readonly=False, required=True)
    role = fields.Selection(
        [("admin", "Administrator"), ("colleague", "Colleague")],
        required=True,
        default=lambda self: self._default_role(),
    )
    may_sign = fields.Boolean(string="May sign")
    unit_id = fields.Many2one("res.partner")

    def _default_role(self):
        """Propose an administrator while there is none: somebody has to invite the others."""
        members = self.env["employer.portal.member"]
        domain = [
            ("employer_id", "=", self.env.context.get("default_employer_id")),
            ("role", "=", "admin"),
        ]
        return "colleague" if members.search_count(domain, limit=1) else "admin"

    # One method a field: an entered field is left alone together with all that share its method

    @api.depends("partner_id")
    def _compute_name(self):
        for invite in self:
            invite.name = invite.partner_id.name or invite.name

    @api.depends("partner_id")
    def _compute_email(self):
        for invite in self:
            invite.email = invite.partner_id.email or invite.email

    def action_invite(self):
        """Put the person on the list and mail how to enter.

        :return: close the dialog
        :raise UserError: no address, or one of the office itself
        """
        self.ensure_one()
        self.employer_id.check_access("write")
        if self.partner_id and not self.partner_id.email:
            self.partner_id.email = self.email
        is_contact = self.partner_id and self.partner_id.email == self.email
        person = self.partner_id if is_contact else {"name": self.name, "email": self.email}
        self.env["employer.portal.member"]._invite(
            self.employer_id,
            person,
            role=self.role,
            may_sign=self.may_sign,
            unit_id=self.unit_id.id,
        )
        return {"type": "ir.actions.act_window_close"}
