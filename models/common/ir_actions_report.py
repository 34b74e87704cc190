# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

#: Our own reports: each is a whole page, with its styles in it.
OWN = "employer_engagement."


class IrActionsReport(models.Model):
    """Our papers go to the PDF engine as they are.

    Odoo's layout loads its styles over HTTP, which a worker without network cannot, and puts header
    and footer where Debian's wkhtmltopdf loses them.
    """

    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        if not (self.report_name or "").startswith(OWN):
            return super()._prepare_html(html, report_model=report_model)
        page = html.decode() if isinstance(html, bytes) else str(html)
        return [page], [None], None, None, {}
