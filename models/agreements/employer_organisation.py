# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    _inherit = "employer.organisation"

    agreement_ids = fields.One2many("employer.agreement", "employer_id", string="Agreements")
    agreement_count = fields.Integer(compute="_compute_agreement_count")
