# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_internship_presence import BEGUN


class EmployerProposal(models.Model):
    """Proposals of a partner that led to an internship, counted for the figures."""

    _inherit = "employer.proposal"

    in_internship = fields.Integer(
        string="Internships",
        compute="_compute_in_internship",
        compute_sudo=True,
        store=True,
        help="An internship from this vacancy began.",
    )

    @api.depends("state", "candidacy_id.internship_ids.state")
    def _compute_in_internship(self):
        for proposal in self:
            internships = proposal.candidacy_id.internship_ids
            began = internships.filtered(lambda one: one.state in BEGUN)
            proposal.in_internship = int(proposal.state == "accepted" and bool(began))

    @api.model
    def _portal_steps(self):
        """Tell the partner of internships too, before work."""
        steps = super()._portal_steps()
        work = {"in_work": steps.pop("in_work")}
        return {**steps, "in_internship": self.env._("in an internship"), **work}
