# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter

from odoo import api, fields, models
from odoo.fields import Domain

#: What an administrator of the organisation may write about how we reach it.
REACH_FIELDS = {"preferred_channel", "best_hours"}


class EmployerOrganisation(models.Model):
    """Who acts for the organisation on the portal, and what they say about how we reach it."""

    _name = "employer.organisation"
    _inherit = ["employer.organisation", "employer.link.mixin"]

    portal_member_ids = fields.One2many(
        "employer.portal.member",
        "employer_id",
        string="People on the portal",
        context={"active_test": False},
    )

    def action_invite_to_portal(self):
        """Open the dialog that invites a person to act for this organisation on the portal."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite to the portal"),
            "res_model": "employer.portal.invite",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_employer_id": self.id},
        }

    # ---- links: those of its people, whatever they are about

    def _open_link_counts(self):
        links = self.env["employer.access.link"]
        domain = self._links_domain() & links._open_domain()
        counts = Counter()
        # sudo: a number, for whoever may read the organisation
        for partner, company, count in links.sudo()._read_group(
            domain, ["partner_id", "company_id"], ["__count"]
        ):
            counts[partner.commercial_partner_id, company] += count
        return {one.id: counts[one.partner_id, one.company_id] for one in self}

    def _links_domain(self):
        """Return the domain of the links that people of these organisations hold."""
        return Domain("partner_id.commercial_partner_id", "in", self.partner_id.ids) & Domain(
            "company_id", "in", self.company_id.ids
        )

    # ---- who still acts for it

    def _former_among(self, contacts):
        """Return those of `contacts` who were removed from the people of this organisation.

        Whoever was on the portal and is no more gets no mail, no link and no name: the person,
        and any other contact with the same address, unless a colleague or the organisation has it.
        """
        rows = self.sudo().portal_member_ids  # sudo: who was removed, whoever writes the mail
        here = rows.filtered("active").partner_id | self.partner_id
        gone = (rows.partner_id - here)._origin
        addresses = self._former_addresses()
        return contacts.filtered(
            lambda one: (
                one not in here and (one._origin in gone or one.email_normalized in addresses)
            )
        )

    def _former_addresses(self):
        """Return the mail addresses that only who was removed from this organisation has."""
        rows = self.sudo().portal_member_ids  # sudo: as in `_former_among`
        here = rows.filtered("active").partner_id | self.partner_id.sudo()
        gone = rows.partner_id - here
        kept = {False, *here.mapped("email_normalized")}
        return {address for address in gone.mapped("email_normalized") if address not in kept}

    def _acting_contact(self, *contacts):
        """Return the first of `contacts` who was not removed, else the organisation itself."""
        people = self.env["res.partner"].union(*contacts)
        return (people - self._former_among(people))[:1] or self.partner_id

    # ---- the portal

    @api.model
    def _portal_domain(self, members):
        """Whole organisations: who sees a unit alone does not speak for all."""
        return members._domain_of(employer="id", unit=None)

    def _portal_values(self):
        """Return what the page of people shows of how we reach these organisations."""
        channels = self._fields["preferred_channel"]._description_selection(self.env)
        return [
            {
                "id": organisation.id,
                "name": organisation.name,
                "preferred_channel": organisation.preferred_channel,
                "best_hours": organisation.best_hours,
                "channels": channels,
                "paused_until": organisation.mail_paused_until,
            }
            for organisation in self
        ]

    def _portal_write(self, values):
        """Write how they want to be reached."""
        self.write({name: value for name, value in values.items() if name in REACH_FIELDS})

    def _portal_units(self):
        """Return [(id, name)] of the operating units of these organisations."""
        units = self.env["res.partner"].search(
            [
                ("is_operating_unit", "=", True),
                ("commercial_partner_id", "in", self.partner_id.commercial_partner_id.ids),
            ],
            order="name, id",
        )
        return [(unit.id, unit.name) for unit in units]
