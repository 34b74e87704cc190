# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EventEvent(models.Model):
    """Events that are workshops with employers; every other event stays as it is."""

    _inherit = "event.event"

    engagement_kind = fields.Selection(
        [
            ("workshop", "Workshop with employers"),
            ("job_day", "Job day"),
            ("study_visit", "Study visit"),
            ("training", "Training for employers"),
            ("company_visit", "Company visit"),
        ],
        index="btree_not_null",
        groups="employer_engagement.employer_engagement_group_user",
    )
    programme_id = fields.Many2one(
        "employer.programme",
        index="btree_not_null",
        groups="employer_engagement.employer_engagement_group_user",
    )
