# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

from odoo.addons.employer_engagement.models.internships.employer_internship_documents import (
    PROJECT,
)


class ReportInternshipProject(models.AbstractModel):
    """The training project of an internship, for the signatures of person, host and centre.

    It names the person: made for nobody whose print left no row in the register.
    """

    _name = "report.employer_engagement.report_internship_project"
    _description = "Training project"

    @api.model
    def _get_report_values(self, docids, data=None):
        return self.env["employer.internship"].browse(docids)._printed_values(PROJECT)
