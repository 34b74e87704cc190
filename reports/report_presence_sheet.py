# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

from odoo.addons.employer_engagement.models.internships.employer_internship_documents import (
    SHEETS,
)


class ReportPresenceSheet(models.AbstractModel):
    """The presence sheets of an internship, a page a month, to be filled in and signed by hand.

    They name the person: made for nobody whose print left no row in the register.
    """

    _name = "report.employer_engagement.report_presence_sheet"
    _description = "Presence sheets"

    @api.model
    def _get_report_values(self, docids, data=None):
        return self.env["employer.internship"].browse(docids)._printed_values(SHEETS)
