# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.wizards.employer_candidate_paper import OWN_DATA

#: The button writes the disclosure just before the file is made; this is for a slow printer.
PRINT_MINUTES = 30


class ReportCandidatePaper(models.AbstractModel):
    """A paper for a person: checked again here, as a report may be asked for by its address."""

    _name = "report.employer_engagement.report_candidate_paper"
    _description = "Paper for a person, printed"

    @api.model
    def _get_report_values(self, docids, data=None):
        papers = self.env["employer.candidate.paper"].browse(docids)
        papers.check_access("read")
        for paper in papers:
            paper._check_printable()
            if paper.kind == "own_data":
                self._check_logged(paper.candidate_id)
        return {"doc_ids": docids, "doc_model": papers._name, "docs": papers}

    @api.model
    def _check_logged(self, person):
        """Refuse own data that left no row in the register of disclosures.

        :raise UserError: naming the button that writes it
        """
        since = fields.Datetime.now() - timedelta(minutes=PRINT_MINUTES)
        # sudo: the user's own rows of the register, which not every role reads
        if (
            not self.env["employer.disclosure"]
            .sudo()
            .search_count(
                [
                    ("candidate_id", "=", person.id),
                    ("user_id", "=", self.env.uid),
                    ("kind", "=", "exported"),
                    ("what", "=", OWN_DATA),
                    ("datetime", ">=", since),
                ],
                limit=1,
            )
        ):
            raise UserError(self.env._("Print the own data with the button Print a paper."))
