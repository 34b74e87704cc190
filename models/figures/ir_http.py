# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class IrHttp(models.AbstractModel):
    """Whoever works here begins with what waits; a home action of one's own comes first."""

    _inherit = "ir.http"

    def session_info(self):
        info = super().session_info()
        if info.get("is_internal_user") and not info.get("home_action_id"):
            info["home_action_id"] = self._engagement_home_action_id()
        return info

    def _engagement_home_action_id(self):
        """Return the action our roles begin with: Today, the register for a privacy officer."""
        prefix = "employer_engagement.employer_engagement_group_"
        if self.env.user.has_group(prefix + "user"):
            return self.env["ir.model.data"]._xmlid_to_res_id(
                "employer_engagement.employer_today_action"
            )
        if self.env.user.has_group(prefix + "privacy"):
            return self.env["ir.model.data"]._xmlid_to_res_id(
                "employer_engagement.employer_disclosure_action"
            )
        return False
