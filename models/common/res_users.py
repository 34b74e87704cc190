# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


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
