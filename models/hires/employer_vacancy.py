# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancy(models.Model):
    """Hires that came of a vacancy's lists."""

    _inherit = "employer.vacancy"

    hire_ids = fields.One2many("employer.hire", "vacancy_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")

    def _compute_hire_count(self):
        counts = dict(
            self.env["employer.hire"]._read_group(
                [("vacancy_id", "in", self.ids)], ["vacancy_id"], ["__count"]
            )
        )
        for vacancy in self:
            vacancy.hire_count = counts.get(vacancy._origin, 0)

    def action_open_hires(self):
        """Open the hires that came of this vacancy."""
        self.ensure_one()
        return self.env["employer.hire"]._action_of([("vacancy_id", "=", self.id)])
