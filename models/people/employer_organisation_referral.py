# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    """Persons a partner referred."""

    _inherit = "employer.organisation"

    referral_ids = fields.One2many("employer.referral", "organisation_id", string="Referrals")
    referral_count = fields.Integer(string="Persons referred", compute="_compute_referral_count")

    def _compute_referral_count(self):
        counts = dict(
            self.env["employer.referral"]._read_group(
                [("organisation_id", "in", self.ids)], ["organisation_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.referral_count = counts.get(organisation._origin, 0)

    def action_view_referrals(self):
        """Open the persons this organisation referred."""
        action = self._action_view("employer_engagement.employer_referral_action")
        action["domain"] = [("organisation_id", "=", self.id)]
        action["context"] = {}
        return action
