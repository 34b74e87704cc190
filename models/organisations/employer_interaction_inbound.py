# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerInteraction(models.Model):
    """Calling or writing to a company answers what it wrote."""

    _inherit = "employer.interaction"

    def _move_chain(self):
        result = super()._move_chain()
        answers = self.filtered(lambda one: one.direction == "out" and not one.is_mass_mail)
        self.env["employer.inbound"]._answered(answers.employer_id)
        return result
