# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

GROUP = "employer_engagement.employer_engagement_group_user"


class EventEvent(models.Model):
    """What came of a workshop, read off the facts."""

    _inherit = "event.event"

    outcome_html = fields.Html(
        string="What came of it", compute="_compute_outcome_html", sanitize=False, groups=GROUP
    )

    def _compute_outcome_html(self):
        report = self.env["employer.workshop.report"]
        for event in self:
            domain = [("workshop_id", "=", event._origin.id)]
            event.outcome_html = event.engagement_kind and report._summary_html(domain)

    def action_view_outcome(self):
        """Open the companies behind the figures."""
        self.ensure_one()
        return self.env["employer.workshop.report"]._action_rows(
            self.env._("What came of “%(workshop)s”", workshop=self.name),
            [("workshop_id", "=", self.id)],
        )
