# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidacyLift(models.TransientModel):
    """Asks why a person excluded from a vacancy may be offered for it again."""

    _name = "employer.candidacy.lift"
    _description = "Lift an exclusion"

    candidacy_id = fields.Many2one("employer.candidacy", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Lift the exclusion; the person comes back on this list while it has not gone out."""
        self.ensure_one()
        candidacy = self.candidacy_id
        candidacy.write({"lift_reason": self.reason})
        if candidacy.preselection_id.state in ("draft", "approved"):
            candidacy.write({"state": "proposed"})
