# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidate(models.Model):
    """Lists a person stood on, and when to ask why on none."""

    _inherit = "employer.candidate"

    candidacy_ids = fields.One2many("employer.candidacy", "candidate_id", string="Candidacies")
    proposal_ids = fields.One2many(
        "employer.proposal", "candidate_id", string="Proposals of partners"
    )
    candidacy_count = fields.Integer(compute="_compute_candidacy_count")
    unproposed_ask_date = fields.Date(
        string="Ask again about proposing on",
        copy=False,
        help="Available for long and never proposed: Today asks again on this day.",
    )

    @api.depends("candidacy_ids")
    def _compute_candidacy_count(self):
        counts = dict(
            self.env["employer.candidacy"]._read_group(
                [("candidate_id", "in", self.ids)], ["candidate_id"], ["__count"]
            )
        )
        for candidate in self:
            candidate.candidacy_count = counts.get(candidate._origin, 0)

    def action_view_candidacies(self):
        """Open the candidacies of this person."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_candidacy_action"
        )
        return {
            **action,
            "domain": [("candidate_id", "=", self.id)],
            "context": {"default_candidate_id": self.id},
        }
