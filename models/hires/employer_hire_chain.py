# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from .employer_hire_contract import REHIRE_DAYS


class EmployerHire(models.Model):
    """How a hire joins what is on file: a further contract of a relation, an internship's credit.

    Extensions, transformations and re-hires within 30 days go on the hire there is; a hire that
    came to file before its internship, or whose first day was corrected, is linked afterwards.
    """

    _inherit = "employer.hire"

    # as on the person: no domain passes by the rights on messages and their files
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    @api.model
    def _relation_on(self, candidate, employer, day):
        """Return the hire to which a contract of `candidate` there from `day` belongs, or none.

        The last one that began before `day` and goes on, or ended at most 30 days before.
        """
        if not (candidate and employer and day):
            return self.browse()
        return self.search(
            Domain("candidate_id", "=", candidate.id)
            & Domain("employer_id", "=", employer.id)
            & Domain("start_date", "<", day)
            & (
                Domain("end_date", "=", False)
                | Domain("end_date", ">=", day - timedelta(days=REHIRE_DAYS))
            ),
            order="start_date desc, id desc",
            limit=1,
        )

    def action_credit_internship(self):
        """Credit these hires to the internship that R12 proposes, where there is one."""
        for hire in self.filtered("proposed_internship_id"):
            internship = hire.proposed_internship_id
            vals = {"internship_id": internship.id, "origin": "internship_here"}
            if internship.candidacy_id and not hire.candidacy_id:
                vals["candidacy_id"] = internship.candidacy_id.id
            hire.write(vals)

    def action_add_contract(self):
        """Open the dialog that adds an extension, a transformation or a re-hire."""
        self.ensure_one()
        last = self.contract_ids.sorted("start_date")[-1:].start_date
        today = max(fields.Date.context_today(self), last + timedelta(days=1))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Further contract"),
            "res_model": "employer.hire.record",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_candidate_id": self.candidate_id.id,
                "default_employer_id": self.employer_id.id,
                "default_legal_employer_id": self.legal_employer_id.id,
                "default_origin": self.origin,
                "default_family": self.last_contract_family,
                "default_start_date": self.end_date + timedelta(days=1) if self.end_date else today,
            },
        }
