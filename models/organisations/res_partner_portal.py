# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class ResPartner(models.Model):
    """Units of an organisation, and who enters the portal, are changed by nobody else there.

    The ERP lets every contact of a company with an account change and archive its addresses, also
    one who has left; a unit is such an address. Whoever changes the e-mail address of an account
    gets its next password.
    """

    _inherit = "res.partner"

    def _can_be_edited_by_current_customer(self, **kwargs):
        return super()._can_be_edited_by_current_customer(**kwargs) and (
            self == self._get_current_partner(**kwargs) or not self._is_ours_on_portal()
        )

    def _is_ours_on_portal(self):
        """Return whether this is a unit, or somebody with an account."""
        self.ensure_one()
        partner_sudo = self.sudo()  # sudo: the yes or no alone; who asks reads nothing of it
        users_sudo = partner_sudo.with_context(active_test=False).user_ids
        return partner_sudo.is_operating_unit or bool(users_sudo)
