# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerTarget(models.Model):
    """Targets on hires whose first day is in the period."""

    _inherit = "employer.target"

    indicator = fields.Selection(selection_add=[("hires", "Hires")], ondelete={"hires": "cascade"})

    def _actual_by_target(self):
        actuals = super()._actual_by_target()
        targets = self.filtered(lambda target: target.indicator == "hires")
        actuals.update(targets._count_persons_facts("employer.hire", []))
        return actuals
