# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

GROUP_USER = "employer_engagement.employer_engagement_group_user"


class EventEvent(models.Model):
    """Events that are workshops with employers; every other event stays as it is."""

    _inherit = "event.event"

    engagement_kind = fields.Selection(
        string="Kind of workshop",
        selection=[
            ("workshop", "Workshop with employers"),
            ("job_day", "Job day"),
            ("study_visit", "Study visit"),
            ("training", "Training for employers"),
            ("company_visit", "Company visit"),
        ],
        index="btree_not_null",
        groups=GROUP_USER,
        help="Set: this event is a workshop with employers. Empty: an event like every other.",
    )
    programme_id = fields.Many2one(
        "employer.programme", index="btree_not_null", groups=GROUP_USER, check_company=True
    )
    companies_invited_count = fields.Integer(
        string="Companies invited", compute="_compute_companies_counts", groups=GROUP_USER
    )
    companies_registered_count = fields.Integer(
        string="Companies registered", compute="_compute_companies_counts", groups=GROUP_USER
    )
    companies_attended_count = fields.Integer(
        string="Companies attended", compute="_compute_companies_counts", groups=GROUP_USER
    )

    @api.depends("registration_ids.employer_id", "registration_ids.state")
    def _compute_companies_counts(self):
        """Count distinct organisations, not seats: invited ≥ registered ≥ attended."""
        steps = {
            "companies_invited_count": [],
            "companies_registered_count": [("state", "in", ("open", "done"))],
            "companies_attended_count": [("attendance", "in", ("attended", "walk_in"))],
        }
        for field, domain in steps.items():
            counts = dict(
                self.env["event.registration"]._read_group(
                    [("event_id", "in", self.ids), ("employer_id", "!=", False), *domain],
                    ["event_id"],
                    ["employer_id:count_distinct"],
                )
            )
            for event in self:
                event[field] = counts.get(event._origin, 0)
