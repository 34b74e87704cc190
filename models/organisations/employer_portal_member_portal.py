# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError

#: What an administrator may write of a colleague.
WRITABLE = {"role", "may_sign"}


class EmployerPortalMember(models.Model):
    """The people of an organisation, as they see each other on the portal.

    Everybody sees who acts for the organisation (or for the own unit); an administrator invites,
    removes and says who signs. One administrator stays: else nobody could invite any more.
    """

    _inherit = "employer.portal.member"

    @api.model
    def _portal_domain(self, members):
        return members._domain_of()

    def _portal_values(self, members=None):
        """Return what the page shows of these colleagues.

        :param members: the rows of who asks: as whom they may change something
        """
        roles = dict(self._fields["role"]._description_selection(self.env))
        accesses = dict(self._fields["access"]._description_selection(self.env))
        members = members or self.browse()
        ruled = members.filtered(lambda one: one.role == "admin").employer_id
        return [
            {
                "id": member.id,
                "employer": member.employer_id.name,
                "name": member.name,
                "email": member.email,
                "role": member.role,
                "role_label": roles[member.role],
                "may_sign": member.may_sign,
                "unit": member.unit_id.name,
                "access_label": accesses[member.access],
                "is_waiting": member.access == "invited",
                "is_me": member in members,
                "may_change": member.employer_id in ruled,
            }
            for member in self
        ]

    def _portal_write(self, values):
        """Change a colleague's role and whether they sign.

        :raise UserError: nobody would be left who may invite
        """
        values = {name: value for name, value in values.items() if name in WRITABLE}
        if values.get("role", "admin") != "admin":
            self._refuse_last_admin()
        self.write(values)

    def _portal_remove(self):
        """Remove a colleague.

        :raise UserError: nobody would be left who may invite
        """
        self._refuse_last_admin()
        self.action_remove()

    def _refuse_last_admin(self):
        """Refuse to take away the last administrator; two at once wait for each other."""
        self.ensure_one()
        self.employer_id.lock_for_update()
        others = [
            ("employer_id", "=", self.employer_id.id),
            ("role", "=", "admin"),
            ("id", "!=", self.id),
        ]
        if self.role == "admin" and not self.search_count(others, limit=1):
            raise UserError(
                self.env._(
                    "%s is the only administrator: first make somebody else an administrator.",
                    self.name,
                )
            )
