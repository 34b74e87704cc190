# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerProposalRefuse(models.TransientModel):
    """Asks what a partner is told when its proposals are refused. Officers, each their own."""

    _name = "employer.proposal.refuse"
    _description = "Refuse proposals"

    proposal_ids = fields.Many2many("employer.proposal", string="Proposals", required=True)
    feedback = fields.Text(
        string="What the partner reads", help="About the job, not about the person."
    )

    def action_confirm(self):
        """Refuse the proposals with these words."""
        self.ensure_one()
        self.proposal_ids.write({"state": "refused", "feedback": self.feedback})
