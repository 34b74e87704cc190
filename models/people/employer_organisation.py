# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools import SQL


class EmployerOrganisation(models.Model):
    """A call about a person is that person's affair: it tells nobody who may call the company."""

    _inherit = "employer.organisation"

    @api.model
    def _company_contacts(self):
        return SQL("%s AND i.candidate_id IS NULL", super()._company_contacts())
