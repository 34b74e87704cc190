# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerAgreement(models.Model):
    """An agreement that becomes active settles the step *first agreement* of its employer."""

    _inherit = "employer.agreement"

    def write(self, vals):
        result = super().write(vals)
        if vals.get("state") == "active" and not self._is_history():
            self.employer_id._settle_next_step("agreement")
        return result
