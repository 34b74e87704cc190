# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCampaignAdd(models.TransientModel):
    """Put the employers chosen in their list on the list of a campaign."""

    _name = "employer.campaign.add"
    _description = "Add to a campaign"

    campaign_id = fields.Many2one("employer.campaign", required=True)
    employer_ids = fields.Many2many("employer.organisation", required=True)
    user_id = fields.Many2one(
        "res.users", string="Officer", help="Who reaches them; empty: each its owner."
    )
    employer_count = fields.Integer(string="Chosen", compute="_compute_new_count")
    new_count = fields.Integer(string="New on the list", compute="_compute_new_count")

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "employer.organisation":
            values.setdefault("employer_ids", [(6, 0, self.env.context.get("active_ids") or [])])
        return values

    @api.depends("campaign_id", "employer_ids")
    def _compute_new_count(self):
        for add in self:
            known = add.campaign_id.member_ids.employer_id
            add.employer_count = len(add.employer_ids)
            add.new_count = len(add.employer_ids._origin - known)

    def action_add(self):
        """Add those not on the list yet and open the campaign."""
        self.ensure_one()
        added = self.campaign_id._add(self.employer_ids)
        if self.user_id:
            added.user_id = self.user_id
        return {
            "type": "ir.actions.act_window",
            "res_model": "employer.campaign",
            "res_id": self.campaign_id.id,
            "views": [(False, "form")],
        }
