# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools.emails import split_emails
from odoo.addons.employer_engagement.tools.mail_domains import own_domains


class EmployerOrganisation(models.Model):
    """What an organisation writes to us, and what we write to it by ourselves."""

    _inherit = "employer.organisation"

    to_identify = fields.Boolean(
        string="To identify",
        copy=False,
        help="Somebody unknown wrote: say who it is, then the message moves here.",
    )
    inbound_ids = fields.One2many("employer.inbound", "employer_id", string="What they wrote")

    # ------------------------------------------------------------
    # WHAT THEY WRITE
    # ------------------------------------------------------------

    def message_update(self, msg_dict, update_vals=None):
        """An answer to what we wrote is a contact."""
        self.env["employer.inbound"]._file_reply(self, msg_dict)
        return super().message_update(msg_dict, update_vals)

    def _message_post_after_hook(self, message, msg_values):
        if message._is_employer_answer():
            self.env["employer.inbound"]._answered(self)
        return super()._message_post_after_hook(message, msg_values)

    def _message_receive_bounce(self, email, partner):
        """A mail that came back waits in Today, once an address, for who knows the right one."""
        result = super()._message_receive_bounce(email, partner)
        for organisation in self:
            officer = organisation.user_id or self.env.ref("base.user_admin")
            localised = organisation.with_context(lang=officer.lang)
            summary = localised.env._("Mail came back from %s: find the right address.", email)
            if summary not in organisation.activity_ids.mapped("summary"):
                localised.activity_schedule(
                    "mail.mail_activity_data_todo", summary=summary, user_id=officer.id
                )
        return result

    def _open_scouting(self):
        """Return the scouting what they write belongs to: the open one, the newest of several."""
        self.ensure_one()
        return self.env["employer.scouting"].search(
            [("employer_id", "=", self.id), ("stage_kind", "=", "open")],
            order="id desc",
            limit=1,
        )

    @api.model
    def _find_by_address(self, address, company):
        """Return (organisations, contact person) with exactly this mail or PEC address.

        The address may be the organisation's, a unit's or a person's; the contact is empty where
        it is the organisation's own or a PEC.
        """
        if not address:
            return self.browse(), self.env["res.partner"]
        # sudo: whose address it is, for the gateway and the page; the caller judges who may know
        partners = (
            self.env["res.partner"]
            .sudo()
            .search([("email", "ilike", address)])
            .filtered(lambda one: address in split_emails(one.email))
        )
        family = partners | partners.parent_id | partners.parent_id.parent_id
        found = self.sudo().search(
            Domain("company_id", "=", company.id)
            & (
                Domain("partner_id", "in", family.ids)
                | Domain("main_contact_id", "in", partners.ids)
                | Domain("pec", "ilike", address)
            )
        )
        found = found.filtered(
            lambda one: (
                one.partner_id in family
                or one.main_contact_id in partners
                or address in split_emails(one.pec)
            )
        )
        return found, (partners - found.partner_id)[:1]

    @api.model
    def _own_domain(self, address):
        """Return the mail domain of an address, False where anybody may have one (or PEC)."""
        domains = own_domains([address])
        # sudo: a list of the office, read for the gateway
        providers = self.env["employer.mail.provider"].sudo()
        return domains and not providers.search_count([("domain", "in", domains)]) and domains[0]

    @api.model
    def _find_by_domain(self, address, company):
        """Return the organisations whose mail or web site is of the domain of an address."""
        domain = self._own_domain(address)
        if not domain:
            return self.browse()
        # sudo: as in `_find_by_address`
        found = self.sudo().search(
            Domain("company_id", "=", company.id)
            & (Domain("match_domains", "ilike", domain) | Domain("website", "ilike", domain))
        )
        site = re.compile(rf"(?:^|[/.]){re.escape(domain)}(?:$|[/:?#])", re.IGNORECASE)
        return found.filtered(
            lambda one: (
                domain in (one.match_domains or "").split() or site.search(one.website or "")
            )
        )

    def _delete(self):
        """Delete what a machine made of a letter; what was worked with goes to the archive.

        In sudo: the caller judged the right to decide on the letter.
        """
        for made_sudo in self.sudo():
            scoutings_sudo = made_sudo.with_context(active_test=False).scouting_ids
            if made_sudo.interaction_ids or len(scoutings_sudo) > 1:
                scoutings_sudo.active = False
                made_sudo.active = False
                continue
            partner_sudo = made_sudo.partner_id
            scoutings_sudo.unlink()
            made_sudo.unlink()
            if not partner_sudo.child_ids:
                partner_sudo.unlink()
