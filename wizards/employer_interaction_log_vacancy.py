# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerInteractionLog(models.TransientModel):
    """A contact may bring a vacancy: it is opened next, with what was just logged."""

    _inherit = "employer.interaction.log"

    def action_save_with_vacancy(self):
        """Write the contact and open the short dialog of a new vacancy."""
        interaction = self._save()
        return self.env["employer.vacancy.quick"]._action_open(
            {
                "default_employer_id": self.employer_id.id,
                "default_contact_id": self.contact_id.id,
                "default_log_id": interaction.id,
                "default_interrupted_id": self.interrupted_id.id,
            }
        )
