# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EventRegistration(models.Model):
    """On workshops a registration belongs to an employer and ends attended, no-show or walk-in."""

    _inherit = "event.registration"

    employer_id = fields.Many2one(
        "employer.organisation",
        index="btree_not_null",
        ondelete="set null",
        groups="employer_engagement.employer_engagement_group_user",
    )
    attendance = fields.Selection(
        [("attended", "Attended"), ("no_show", "Did not come"), ("walk_in", "Came unannounced")],
        copy=False,
        groups="employer_engagement.employer_engagement_group_user",
    )
