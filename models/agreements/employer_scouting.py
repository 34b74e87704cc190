# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerScouting(models.Model):
    """Agreements that came of a scouting."""

    _inherit = "employer.scouting"

    agreement_ids = fields.One2many("employer.agreement", "scouting_id", string="Agreements")
    agreement_count = fields.Integer(compute="_compute_agreement_count")

    @api.depends("agreement_ids")
    def _compute_agreement_count(self):
        counts = dict(
            self.env["employer.agreement"]._read_group(
                [("scouting_id", "in", self.ids)], ["scouting_id"], ["__count"]
            )
        )
        for scouting in self:
            scouting.agreement_count = counts.get(scouting._origin, 0)

    def action_view_agreements(self):
        """Open the agreements that came of this scouting."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_agreement_action"
        )
        return {
            **action,
            "domain": [("scouting_id", "=", self.id)],
            "context": {
                "default_employer_id": self.employer_id.id,
                "default_scouting_id": self.id,
                "default_programme_id": self.programme_id.id,
            },
        }
