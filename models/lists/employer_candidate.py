# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidate(models.Model):
    _inherit = "employer.candidate"

    candidacy_ids = fields.One2many("employer.candidacy", "candidate_id", string="Candidacies")
    candidacy_count = fields.Integer(compute="_compute_candidacy_count")
