# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class ReportEmployerCandidacy(models.AbstractModel):
    """One card on paper: what leaves about one person without a name, if they agreed to that."""

    _name = "report.employer_engagement.report_employer_candidacy"
    _description = "Card, printed without a name"

    @api.model
    def _get_report_values(self, docids, data=None):
        candidacies = self.env["employer.candidacy"].browse(docids)
        candidacies.check_access("read")
        for candidacy in candidacies:
            rule = self.env["employer.rule"]
            rule._enforce(candidacy, candidacy._proposal_breaches())
        return {"doc_ids": docids, "doc_model": candidacies._name, "docs": candidacies}
