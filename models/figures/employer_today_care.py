# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["handover"] = ("employer.handover", None, None)
SOURCES["campaign"] = ("employer.campaign.member", "due_date", "user_id")
SOURCES["block"] = ("employer.organisation", None, None)
FEATURES["_source_campaigns"] = "campaigns"
FEATURES["_source_blocks"] = "due_diligence"
#: A block is announced so many days before it ends, and stands so many after, to be prolonged.
BLOCK_DAYS_BEFORE, BLOCK_DAYS_AFTER = 7, 14


class EmployerToday(models.Model):
    """Rows of the care for the relation: hand-overs and blocks that end, campaigns."""

    _inherit = "employer.today"
    _depends = {
        "employer.handover": ["state", "until_date", "to_user_id"],
        "employer.campaign": ["name", "start_date", "end_date"],
        "employer.campaign.member": ["state", "campaign_state", "due_date", "user_id"],
        "employer.organisation": ["blocked_until", "blocked_reason", "main_contact_id"],
    }

    kind = fields.Selection(
        selection_add=[
            ("handover", "Hand-over ends"),
            ("campaign", "Campaign"),
            ("block", "Block ends"),
        ]
    )

    @api.model
    def _sources(self, today):
        features = {
            "_source_campaigns": self._source_campaigns,
            "_source_blocks": self._source_blocks,
        }
        return [
            *super()._sources(today),
            self._source_handovers(today),
            *(source(today) for name, source in features.items() if self._uses(name)),
        ]

    @api.model
    def _source_handovers(self, today):
        """What a colleague lent until today: tell them how things stand; tonight it goes back."""
        return SQL(
            """
            SELECT 11, 'handover', r.id, 'employer.handover', r.id, r.until_date,
                   r.create_date::date, r.name, NULL::integer, NULL::integer, NULL::integer,
                   r.to_user_id, r.company_id
              FROM employer_handover r
             WHERE r.state = 'active' AND r.until_date <= %(today)s
            """,
            today=today,
        )

    @api.model
    def _source_campaigns(self, today):
        """Employers still to reach in a campaign that runs; a contact logged settles it."""
        return SQL(
            """
            SELECT 12, 'campaign', r.id, 'employer.campaign.member', r.id,
                   COALESCE(r.due_date, c.end_date), c.start_date, c.name, r.employer_id,
                   o.main_contact_id, NULL::integer, r.user_id, r.company_id
              FROM employer_campaign_member r
              JOIN employer_campaign c ON c.id = r.campaign_id
              JOIN employer_organisation o ON o.id = r.employer_id
             WHERE r.campaign_state = 'running' AND r.state IN ('to_do', 'tried')
               AND c.active AND o.active AND c.start_date <= %(today)s
            """,
            today=today,
        )

    @api.model
    def _source_blocks(self, today):
        """Blocks (R16) that end: prolong them or take them away, before somebody is sent there."""
        return SQL(
            """
            SELECT 20, 'block', r.id, 'employer.organisation', r.id, r.blocked_until,
                   r.write_date::date, r.blocked_reason, r.id, NULL::integer, NULL::integer,
                   r.user_id, r.company_id
              FROM employer_organisation r
             WHERE r.active AND r.blocked_until BETWEEN %(first)s AND %(last)s
            """,
            first=today - timedelta(days=BLOCK_DAYS_AFTER),
            last=today + timedelta(days=BLOCK_DAYS_BEFORE),
        )
