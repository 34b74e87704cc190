# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    _inherit = "employer.organisation"

    internship_ids = fields.One2many("employer.internship", "employer_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")
