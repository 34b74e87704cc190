# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EventRegistration(models.Model):
    """Whoever is registered for a workshop has been invited: that step of theirs is settled."""

    _inherit = "event.registration"

    @api.model_create_multi
    def create(self, vals_list):
        registrations = super().create(vals_list)
        # sudo: the link is readable to our groups alone; whoever registers may have none of them
        registrations.sudo().employer_id._settle_next_step("workshop")
        return registrations
