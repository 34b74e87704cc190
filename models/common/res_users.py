# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

ADDON = "employer_engagement.employer_engagement"


class ResUsers(models.Model):
    """Users know their teams: rights on persons follow them."""

    _inherit = "res.users"

    employer_team_ids = fields.Many2many(
        "employer.team",
        "employer_team_res_users_rel",
        "user_id",
        "team_id",
        string="Employer engagement teams",
        groups="employer_engagement.employer_engagement_group_user",
    )

    @api.model
    def _employer_feature_on(self, name):
        """Return whether a feature is in use, for who has no role here: the portal, a link."""
        # sudo: which features are ticked, nothing else is read
        reader = self.env.ref(f"{ADDON}_group_user").sudo()
        return self.env.ref(f"{ADDON}_feature_{name}").sudo() in reader.all_implied_ids
