# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

#: Reports that are whole pages of their own.
OWN_PAGES = {
    "employer_engagement.employer_agreement_document",
    "employer_engagement.employer_agreement_sheet",
}


class IrActionsReport(models.Model):
    """Documents to sign go to the PDF engine as they are.

    Odoo's layout would load its styles over HTTP, which a worker without network cannot, and put
    header and footer where Debian's wkhtmltopdf loses them.
    """

    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        if self.report_name not in OWN_PAGES:
            return super()._prepare_html(html, report_model=report_model)
        page = html.decode() if isinstance(html, bytes) else str(html)
        return [page], [None], None, None, {}
