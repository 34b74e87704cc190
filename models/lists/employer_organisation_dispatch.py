# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerOrganisation(models.Model):
    """What a partner organisation was asked, and whom it proposed."""

    _inherit = "employer.organisation"

    dispatch_ids = fields.One2many(
        "employer.dispatch", "organisation_id", string="Openings sent to it"
    )
    proposal_ids = fields.One2many(
        "employer.proposal", "organisation_id", string="Persons it proposed"
    )
    dispatch_count = fields.Integer(string="Openings", compute="_compute_dispatch_count")
    proposal_count = fields.Integer(string="Proposals", compute="_compute_dispatch_count")

    @api.depends("dispatch_ids", "proposal_ids")
    def _compute_dispatch_count(self):
        domain = [("organisation_id", "in", self.ids)]
        asked = dict(
            self.env["employer.dispatch"]._read_group(domain, ["organisation_id"], ["__count"])
        )
        proposed = dict(
            self.env["employer.proposal"]._read_group(domain, ["organisation_id"], ["__count"])
        )
        for organisation in self:
            organisation.dispatch_count = asked.get(organisation._origin, 0)
            organisation.proposal_count = proposed.get(organisation._origin, 0)

    def action_view_dispatches(self):
        """Open what this partner was asked."""
        self.ensure_one()
        return self.env["employer.dispatch"]._action_of(
            [("organisation_id", "=", self.id)], {"default_organisation_id": self.id}
        )

    def action_view_proposals(self):
        """Open whom this partner proposed, and what became of it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_proposal_action"
        )
        return {**action, "domain": [("organisation_id", "=", self.id)], "context": {}}
