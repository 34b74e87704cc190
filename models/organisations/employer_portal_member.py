# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class EmployerPortalMember(models.Model):
    """A person who acts for an organisation on the portal: one row an organisation and contact.

    Invited (`_invite`, by an officer or by an administrator of the organisation) → enters with an
    account of the ERP's portal → archived when the person leaves, and from then on sees nothing:
    a contact of the company without an active row here never did. Every role reads who they are,
    officers invite and remove in their offices; the persons themselves have no right at all, the
    portal's controllers read for them what `_of` says.
    """

    _name = "employer.portal.member"
    _description = "Person on the portal"
    _inherit = ["employer.record.mixin", "employer.post.mixin"]
    _order = "role, name, id"
    _post_limit = "portal_posts_an_hour"
    _check_company_auto = True

    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        index=True,
        ondelete="cascade",
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(required=True, help="As whoever invited them wrote it.")
    email = fields.Char(related="partner_id.email")
    unit_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        help="Sees what belongs to this unit alone; empty: to the whole organisation.",
    )
    role = fields.Selection(
        [("admin", "Administrator"), ("colleague", "Colleague")],
        required=True,
        default="colleague",
        help="An administrator invites and removes colleagues.",
    )
    may_sign = fields.Boolean(
        string="May sign", help="Signs agreements for the organisation on the portal."
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(related="employer_id.company_id", store=True, index=True)
    invited_at = fields.Datetime(string="Invited", readonly=True, copy=False)
    last_login = fields.Datetime(compute="_compute_access", compute_sudo=True)
    access = fields.Selection(
        [
            ("none", "Not invited"),
            ("invited", "Has not entered yet"),
            ("entered", "Has entered"),
            ("left", "Removed"),
        ],
        compute="_compute_access",
        compute_sudo=True,
    )

    _person_uniq = models.UniqueIndex(
        "(employer_id, partner_id)",
        "This person is on the list already, maybe as removed: invite them again.",
    )

    @api.depends("partner_id.user_ids", "active")
    def _compute_access(self):
        """Say how far each came, in one query over the log of entries."""
        logins = dict(
            self.env["res.users.log"]._read_group(
                [("create_uid", "in", self.partner_id.user_ids.ids)],
                ["create_uid"],
                ["create_date:max"],
            )
        )
        for member in self:
            users = member.partner_id.user_ids
            entered = [logins[user] for user in users if user in logins]
            member.last_login = max(entered, default=False)
            if not member.active:
                member.access = "left"
            elif users:
                member.access = "entered" if entered else "invited"
            else:
                member.access = "none"

    @api.constrains("unit_id", "employer_id")
    def _check_unit(self):
        for member in self.filtered("unit_id"):
            unit = member.unit_id.sudo()  # sudo: whose unit it is, whoever may read contacts
            if (
                not unit.is_operating_unit
                or unit.commercial_partner_id != member.employer_id.partner_id.commercial_partner_id
            ):
                raise ValidationError(
                    self.env._(
                        "“%(unit)s” is no unit of %(employer)s.",
                        unit=unit.name,
                        employer=member.employer_id.display_name,
                    )
                )

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    def write(self, vals):
        if not self.env.su:
            self._refuse_names({"employer_id", "partner_id", "invited_at"}, vals)
        leaving = self.filtered("active") if vals.get("active") is False else self.browse()
        result = super().write(vals)
        leaving._forget_links()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_links(self):
        self._forget_links()

    def _forget_links(self):
        """Make the personal links stop working that these persons hold for their organisation.

        Also those made for another contact with an address that nobody else there has.
        """
        addresses = set().union(*(one._former_addresses() for one in self.employer_id))
        # sudo: who leaves loses every link, also those another colleague issued
        links_sudo = self.env["employer.access.link"].sudo()
        theirs = Domain("partner_id", "in", self.partner_id.ids) | Domain.OR(
            Domain("person_email", "=ilike", f"%{address}%") for address in addresses
        )
        living = Domain("used_at", "=", False) & Domain("revoked_at", "=", False)
        gone = {(member.partner_id.id, member.employer_id.id) for member in self}
        links_sudo.search(theirs & living).filtered(
            lambda link: (link.partner_id.id, link._employer().id) in gone or link._is_former()
        )._revoke()

    # ------------------------------------------------------------
    # WHO IS IN
    # ------------------------------------------------------------

    @api.model
    def _of(self, user):
        """Return the rows, in sudo, of what `user` may act for; every page of the portal asks."""
        # sudo: nobody on the portal has a right; a row is asked for by the user's own contact
        return self.sudo().search(
            [("partner_id", "=", user.partner_id.id), ("employer_id.active", "=", True)]
        )

    def _domain_of(self, employer="employer_id", unit="unit_id"):
        """Return the domain of what belongs to these persons' organisations, or to their units.

        :param employer: the field that holds the organisation
        :param unit: the field that holds the unit; None: such records have none, and who sees a
            unit alone sees none of them
        """
        whole = self.filtered(lambda member: not member.unit_id)
        domains = [Domain(employer, "in", whole.employer_id.ids)]
        if unit:
            domains += [
                Domain(employer, "=", member.employer_id.id) & Domain(unit, "=", member.unit_id.id)
                for member in self - whole
            ]
        return Domain.OR(domains)

    def _for(self, employer):
        """Return the row of `employer` among these: as whom the person acts on its record."""
        return self.filtered(lambda member: member.employer_id == employer)[:1]
