# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    _inherit = "employer.organisation"

    hire_ids = fields.One2many("employer.hire", "employer_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")
