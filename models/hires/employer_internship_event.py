# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerInternshipEvent(models.Model):
    """A host that wants to hire now goes on to the hire."""

    _inherit = "employer.internship.event"

    def action_follow(self):
        """Open the dialog that records the hire, where the host wants to hire."""
        feature = "employer_engagement.employer_engagement_feature_hires"
        if self.kind == "wants_hire" and self.env.user.has_group(feature):
            return self.internship_id.action_record_hire()
        return super().action_follow()
