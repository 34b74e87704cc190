# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

DAYS = {"start_date", "end_date", "ended_date"}


class EmployerHireContract(models.Model):
    """The days of its contracts say whether a hire still holds its position."""

    _inherit = "employer.hire.contract"

    @api.model_create_multi
    def create(self, vals_list):
        contracts = super().create(vals_list)
        contracts.hire_id._sync_position()
        return contracts

    def write(self, vals):
        result = super().write(vals)
        if DAYS & vals.keys():
            self.hire_id._sync_position()
        return result
