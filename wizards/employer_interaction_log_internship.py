# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteractionLog(models.TransientModel):
    """A contact may be logged about an internship."""

    _inherit = "employer.interaction.log"

    internship_id = fields.Many2one("employer.internship", ondelete="cascade")

    def _interaction_vals(self):
        return {**super()._interaction_vals(), "internship_id": self.internship_id.id}
