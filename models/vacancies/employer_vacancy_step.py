# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerVacancy(models.Model):
    """A vacancy that opens settles the step *first vacancy* of its employer."""

    _inherit = "employer.vacancy"

    @api.model_create_multi
    def create(self, vals_list):
        vacancies = super().create(vals_list)
        vacancies._settle_first_vacancy()
        return vacancies

    def write(self, vals):
        result = super().write(vals)
        if "stage_id" in vals:
            self._settle_first_vacancy()
        return result

    def _settle_first_vacancy(self):
        if not self._is_history():
            opened = self.filtered(lambda one: one.stage_kind == "open")
            opened.employer_id._settle_next_step("vacancy")
