# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class ReportEmployerGuide(models.AbstractModel):
    """A printed information sheet: never one that is not verified, or not any more."""

    _name = "report.employer_engagement.report_employer_guide"
    _description = "Information sheet, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        guides = self.env["employer.guide"].browse(docids)
        guides.check_access("read")
        guides._check_usable()
        return {"doc_ids": docids, "doc_model": guides._name, "docs": guides}
