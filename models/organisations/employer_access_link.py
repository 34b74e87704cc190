# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class EmployerAccessLink(models.Model):
    """A personal link is about something of an organisation: who was removed from it gets none."""

    _inherit = "employer.access.link"

    @api.model
    def _issue(self, record, act, person, *, days):
        """Issue a link as before, to nobody who acts for the organisation no more.

        :raise UserError: when the person was removed from the people of the organisation
        """
        link, address = super()._issue(record, act, person, days=days)
        link._refuse_former()
        return link, address

    def _reissue(self, *, days):
        self._refuse_former()
        return super()._reissue(days=days)

    def _refuse_former(self):
        link = self.sudo()  # sudo: the organisation of the record, for the yes or no alone
        if link._is_former():
            raise UserError(
                self.env._(
                    "%(person)s was removed from the people of %(employer)s on the portal: choose "
                    "somebody else, or take them back there first.",
                    person=link.person_name,
                    employer=link._employer().display_name,
                )
            )

    def _is_former(self):
        """Return whether whom it is for was removed from the organisation it is about."""
        self.ensure_one()
        employer, address = self._employer(), email_normalize(self.person_email)
        return bool(
            employer._former_among(self.partner_id) or address in employer._former_addresses()
        )

    def _employer(self):
        """Return the organisation the link is about."""
        record = self._record().exists()
        return record if record._name == "employer.organisation" else record["employer_id"]

    @api.model
    def _find(self, token, act):
        """Return the link as before; one about an organisation that was archived works no more."""
        link, refusal = super()._find(token, act)
        employer = link and link._employer()
        if employer and not employer.active:
            return link.browse(), {"reason": "revoked", "link": link}
        return link, refusal
