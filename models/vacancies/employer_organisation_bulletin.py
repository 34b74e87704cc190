# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .employer_bulletin import FEATURE, usual_address


class EmployerOrganisation(models.Model):
    """Who receives the bulletin of vacancies: partners, services, unions; whoever asked for it."""

    _inherit = "employer.organisation"

    receives_bulletin = fields.Boolean(
        string="Receives the bulletin",
        copy=False,
        groups=FEATURE,
        help="Gets the bulletin of vacancies by mail.",
    )

    def _bulletin_contact(self):
        """Return the contact whose ordinary address gets the bulletin; none while they paused."""
        self.ensure_one()
        contacts = self.main_contact_id | self.partner_id
        today = fields.Date.context_today(self)
        if self.mail_paused_until and self.mail_paused_until >= today:
            return contacts.browse()
        return contacts.filtered(usual_address)[:1]
