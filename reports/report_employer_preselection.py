# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError


class ReportEmployerPreselection(models.AbstractModel):
    """A list on paper: the cards that may go out, held to the rules of sending; never a draft."""

    _name = "report.employer_engagement.report_employer_preselection"
    _description = "List, printed without names"

    @api.model
    def _get_report_values(self, docids, data=None):
        lists = self.env["employer.preselection"].browse(docids)
        lists.check_access("read")
        for preselection in lists:
            self._check_printable(preselection)
        return {"doc_ids": docids, "doc_model": lists._name, "docs": lists}

    @api.model
    def _check_printable(self, preselection):
        """Refuse paper about whoever may not be proposed now.

        :raise UserError: a draft, nobody on it, or what a rule forbids to send
        """
        if preselection.state == "approved":
            preselection._check_sending()
        if preselection.state == "draft" or not preselection._shown():
            raise UserError(
                self.env._(
                    "“%s” has nobody to show: approve it first; a closed one shows nobody.",
                    preselection.display_name,
                )
            )
