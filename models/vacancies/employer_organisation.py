# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    _inherit = "employer.organisation"

    vacancy_ids = fields.One2many("employer.vacancy", "employer_id", string="Vacancies")
    vacancy_count = fields.Integer(compute="_compute_vacancy_count")
