# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    _inherit = "employer.organisation"

    registration_ids = fields.One2many(
        "event.registration", "employer_id", string="Workshop registrations"
    )
    workshop_count = fields.Integer(compute="_compute_workshop_count")
