# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerOrganisation(models.Model):
    """Who acts for the organisation on the portal."""

    _inherit = "employer.organisation"

    portal_member_ids = fields.One2many(
        "employer.portal.member",
        "employer_id",
        string="People on the portal",
        context={"active_test": False},
    )

    def action_invite_to_portal(self):
        """Open the dialog that invites a person to act for this organisation on the portal."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Invite to the portal"),
            "res_model": "employer.portal.invite",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_employer_id": self.id},
        }
