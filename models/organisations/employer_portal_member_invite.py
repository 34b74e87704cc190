# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..common.employer_post_mixin import RULE


class EmployerPortalMember(models.Model):
    """Inviting to the portal: whose account it is, and the mail that says how to enter.

    Whoever has an account of the portal keeps it, also a consultant of several companies; nobody
    who invites learns whether there was one.
    """

    _inherit = "employer.portal.member"

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_invite(self):
        """Mail these persons how to enter, once more."""
        self.check_access("write")
        for member in self:
            member._refuse_too_many(member.employer_id)
            member.sudo()._send_invitation()  # sudo: the right to the row was judged above

    def action_remove(self):
        """Let these persons see nothing any more, from now on."""
        self.action_archive()

    def action_restore(self):
        """Let these persons act for their organisation again."""
        self.action_unarchive()

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    @api.model
    def _invite(self, employer, person, **values):
        """Put a person on the list of `employer` and mail how to enter; again if they were on it.

        The caller judged that the user may decide who acts for the organisation.

        :param person: a contact, or a dict of `name` and `email`
        :param values: `role`, `may_sign`, `unit_id`
        :return: the row, with the rights of this environment
        :raise UserError: no address, somebody of the office, or too many invitations today
        """
        self._refuse_too_many(employer)
        partner_sudo = self._invited_partner(employer, person)
        rows = self.sudo().with_context(active_test=False)  # sudo: see above
        member = rows.search(
            [("employer_id", "=", employer.id), ("partner_id", "=", partner_sudo.id)]
        )
        values = {**values, "name": person["name"], "active": True}
        if member:
            member.write(values)
        else:
            keys = {"employer_id": employer.id, "partner_id": partner_sudo.id}
            member = rows.create({**values, **keys})
        member._send_invitation()
        return self.browse(member.id)

    def _refuse_too_many(self, employer):
        """Refuse to mail on: an administrator of a company may write to any address.

        :raise UserError: so many were invited within a day
        """
        since = fields.Datetime.now() - timedelta(days=1)
        rows = self.sudo().with_context(active_test=False)  # sudo: a count
        domain = [("employer_id", "=", employer.id), ("invited_at", ">", since)]
        most = self.env["employer.rule"]._limit(RULE, "invitations_a_day", employer.company_id)
        if rows.search_count(domain) >= most:
            raise UserError(
                self.env._(
                    "%s invitations left today: please send the next ones tomorrow.",
                    int(most),
                )
            )

    def _invited_partner(self, employer, person):
        """Return the contact, in sudo: who has the account of this address, else of the company.

        :raise UserError: no address, or an address of the office itself
        """
        address = email_normalize(person["email"])
        if not address:
            raise UserError(self.env._("Write an e-mail address: the invitation goes there."))
        # sudo: whose account it is; whoever invites only learns of somebody of the office
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        is_contact = isinstance(person, models.BaseModel)
        own = is_contact and users_sudo.search([("partner_id", "=", person.id)], limit=1)
        user = own or users_sudo.search([("login", "=", address)], limit=1)
        if user and not user.share:
            raise UserError(self.env._("%s cannot be invited: please ask the office.", address))
        if user:
            return user.partner_id
        return person.sudo() if is_contact else self._colleague(employer, person["name"], address)

    def _colleague(self, employer, name, address):
        """Return the contact of the organisation with this address, in sudo; a new one if none."""
        company = employer.partner_id.sudo()  # sudo: as in `_invited_partner`
        domain = [
            ("id", "child_of", company.id),
            ("id", "!=", company.id),
            ("type", "=", "contact"),  # any contact of the company may change an address of it
            ("email_normalized", "=", address),
        ]
        return company.search(domain, limit=1) or company.create(
            {
                "name": name,
                "email": address,
                "parent_id": company.id,
                "type": "contact",
                "lang": self.env.lang,
            }
        )

    def _send_invitation(self):
        """Give the person an account of the portal and mail how to enter, as the ERP does it.

        Who entered once already reads only for whom they may act now. In sudo.
        """
        self.ensure_one()
        self.invited_at = fields.Datetime.now()
        if self.access == "entered":
            self._mail_added()
            return
        wizard = (
            self.env["portal.wizard"]
            .with_company(self.company_id)
            .create({"partner_ids": [fields.Command.set(self.partner_id.ids)]})
        )
        row = wizard.user_ids
        if row.is_portal:
            row.action_invite_again()
        else:
            row.action_grant_access()
        self.invalidate_recordset(["access", "last_login"])

    def _mail_added(self):
        """Mail somebody who has an account that they act for one organisation more."""
        partner = self.partner_id.with_context(lang=self.partner_id.lang or self.env.lang)
        subject = partner.env._(
            "You can now act for %(employer)s on the portal of %(office)s",
            employer=self.employer_id.name,
            office=self.company_id.name,
        )
        words = partner.env._("Open the portal")
        body = Markup('<p>%s.</p><p><a href="%s">%s</a></p>')
        self.env["mail.mail"].create(
            {
                "subject": subject,
                "body_html": body % (subject, f"{self.get_base_url()}/my", words),
                "email_from": self.company_id.email_formatted or self.env.user.email_formatted,
                "email_to": partner.email_formatted,
                "auto_delete": True,
            }
        )
