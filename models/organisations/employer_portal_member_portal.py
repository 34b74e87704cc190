# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize

from ..common.turn import take_turn

#: What an administrator may write of a colleague.
WRITABLE = {"role", "may_sign"}
#: From the portal the same person is written to again after so many minutes.
AGAIN_MINUTES = 60


class EmployerPortalMember(models.Model):
    """The people of an organisation, as they see each other on the portal.

    Everybody sees who acts for the organisation (or for the own unit); an administrator invites
    and removes, and one who may sign says who else does. One administrator stays: else nobody
    could invite any more. Nobody reads here whether somebody had an account before.
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
        rulers = members.filtered(lambda one: one.role == "admin")
        ruled, signed = rulers.employer_id, rulers.filtered("may_sign").employer_id
        return [
            {
                "id": member.id,
                "employer": member.employer_id.name,
                "name": member.name,
                "email": member._portal_email(),
                "role": member.role,
                "role_label": roles[member.role],
                "may_sign": member.may_sign,
                "unit": member.unit_id.name,
                "access_label": accesses[member._portal_access()],
                "is_waiting": member._portal_access() == "invited",
                "is_me": member in members,
                "may_change": member.employer_id in ruled,
                # one who may not sign only takes it away
                "may_let_sign": member.may_sign or member.employer_id in signed,
            }
            for member in self
        ]

    def _portal_email(self):
        """Return the address somebody was invited at, not the one their account has elsewhere."""
        self.ensure_one()
        logins = self.partner_id.user_ids.mapped("login")
        return next(filter(email_normalize, logins), self.email)

    def _portal_access(self):
        """Return `access` since the invitation: an account from before is nobody's business."""
        self.ensure_one()
        since = self.invited_at
        is_before = since and self.access == "entered" and self.last_login < since
        return "invited" if is_before else self.access

    @api.model
    def _portal_invite(self, ruler, person, *, may_sign, **values):
        """Invite a colleague in the name of `ruler`, an administrator of the organisation.

        :raise UserError: acts for it already, was written to just now, has an account the office
            closed, or is to sign without leave
        """
        employer = ruler.employer_id
        partner_sudo = self._invited_partner(employer, person)
        users_sudo = partner_sudo.with_context(active_test=False).user_ids
        if users_sudo and not any(users_sudo.mapped("active")):
            raise UserError(
                self.env._("%s cannot be invited: please ask the office.", person["email"])
            )
        rows = self.sudo().with_context(active_test=False)  # sudo: who asks rules the organisation
        member = rows.search(
            [("employer_id", "=", employer.id), ("partner_id", "=", partner_sudo.id)]
        )
        if member.active:
            raise UserError(self.env._("%s has access already: see the list.", person["email"]))
        member._refuse_too_soon()
        if may_sign:
            ruler._refuse_to_let_sign()
        return self._invite(employer, person, may_sign=may_sign, **values)

    def _portal_again(self):
        """Mail this person how to enter, once more.

        :raise UserError: a mail went out just now
        """
        self._refuse_too_soon()
        self.action_invite()

    def _refuse_too_soon(self):
        """Refuse to write to the same person over and over: the address may be anybody's.

        :raise UserError: a mail went out just now
        """
        since = fields.Datetime.now() - timedelta(minutes=AGAIN_MINUTES)
        if self.invited_at and self.invited_at > since:
            raise UserError(
                self.env._("An invitation went to %s within the last hour: please wait.", self.name)
            )

    def _refuse_to_let_sign(self):
        """Refuse that somebody lets others, or themselves, sign who may not sign.

        :raise UserError: telling whom to ask
        """
        if not self.may_sign:
            raise UserError(
                self.env._("You may not sign yourself: ask the office who may sign for you.")
            )

    def _portal_write(self, values, ruler):
        """Change a colleague's role and whether they sign.

        :param ruler: the row of the administrator who changes it
        :raise UserError: nobody would be left who may invite, or it is not theirs to let sign
        """
        values = {name: value for name, value in values.items() if name in WRITABLE}
        if values.get("may_sign") and not self.may_sign:
            ruler._refuse_to_let_sign()
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
        take_turn(self.employer_id)
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
