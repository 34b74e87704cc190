# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternship(models.Model):
    _inherit = "employer.internship"

    hire_ids = fields.One2many("employer.hire", "internship_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")
