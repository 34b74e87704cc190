# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancy(models.Model):
    _inherit = "employer.vacancy"

    preselection_ids = fields.One2many("employer.preselection", "vacancy_id", string="Lists")
    candidacy_ids = fields.One2many("employer.candidacy", "vacancy_id", string="Candidacies")
    preselection_count = fields.Integer(compute="_compute_preselection_count")
    filled_count = fields.Integer(
        string="Positions filled",
        compute="_compute_filled_count",
        store=True,
        help="Distinct candidacies in internship or hired; an early end within 30 days reopens the position.",
    )
