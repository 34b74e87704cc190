# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreement(models.Model):
    _inherit = "employer.agreement"

    internship_ids = fields.One2many("employer.internship", "agreement_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")
