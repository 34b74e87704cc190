# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerOrganisation(models.Model):
    """Workshops an organisation was invited to; attending one engages it."""

    _inherit = "employer.organisation"

    registration_ids = fields.One2many(
        "event.registration", "employer_id", string="Workshop registrations"
    )
    workshop_count = fields.Integer(compute="_compute_workshop_count")

    @api.depends("registration_ids")
    def _compute_workshop_count(self):
        counts = dict(
            self.env["event.registration"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["event_id:count_distinct"]
            )
        )
        for organisation in self:
            organisation.workshop_count = counts.get(organisation._origin, 0)

    @api.depends("registration_ids.attendance", "registration_ids.employer_id")
    def _compute_level(self):
        return super()._compute_level()

    def _engagement_ids(self):
        groups = self.env["event.registration"]._read_group(
            [("employer_id", "in", self.ids), ("attendance", "in", ("attended", "walk_in"))],
            ["employer_id"],
        )
        return super()._engagement_ids() | {employer.id for (employer,) in groups}

    def action_view_workshops(self):
        """Open the workshops this organisation was invited to."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.event_event_action_engagement"
        )
        action["domain"] = [("registration_ids.employer_id", "=", self.id)]
        action["context"] = {}
        return action
