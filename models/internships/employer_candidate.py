# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidate(models.Model):
    _inherit = "employer.candidate"

    internship_ids = fields.One2many("employer.internship", "candidate_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")
