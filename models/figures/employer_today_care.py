# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["handover"] = ("employer.handover", None, None)
SOURCES["campaign"] = ("employer.campaign.member", "due_date", "user_id")
SOURCES["block"] = ("employer.organisation", None, None)
SOURCES["rhythm"] = ("employer.organisation", "next_step_date", "user_id")
FEATURES["_source_campaigns"] = "campaigns"
FEATURES["_source_blocks"] = "due_diligence"
#: A block is announced so many days before it ends, and stands so many after, to be prolonged.
BLOCK_DAYS_BEFORE, BLOCK_DAYS_AFTER = 7, 14


class EmployerToday(models.Model):
    """Rows of the care for the relation: hand-overs and blocks that end, campaigns, rhythm."""

    _inherit = "employer.today"
    _depends = {
        "employer.handover": ["state", "until_date", "to_user_id"],
        "employer.campaign": ["name", "start_date", "end_date"],
        "employer.campaign.member": ["state", "campaign_state", "due_date", "user_id"],
        "employer.organisation": [
            "blocked_until",
            "blocked_reason",
            "main_contact_id",
            "is_employer",
            "level",
            "last_contact_date",
            "contact_rhythm_days",
            "board_date",
            "mail_paused_until",
        ],
        "employer.interaction": ["employer_id", "date", "is_contact"],
        "employer.scouting": ["employer_id", "stage_kind", "active"],
    }

    kind = fields.Selection(
        selection_add=[
            ("handover", "Hand-over ends"),
            ("campaign", "Campaign"),
            ("block", "Block ends"),
            ("rhythm", "Past the contact rhythm"),
        ]
    )

    def action_view_past_rhythm(self):
        """Open all of the user's employers past their contact rhythm."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_organisation_action"
        )
        action["context"] = {
            "search_default_mine": 1,
            "search_default_past_rhythm": 1,
            "default_is_employer": True,
        }
        return action

    def _postpone(self, days):
        """Give those past their rhythm a next step: a date alone would not say what to do."""
        for row in self.filtered(lambda row: row.kind == "rhythm"):
            employer = row._source_record()
            employer.next_step = employer.next_step or self.env._("Get in touch again")
        return super()._postpone(days)

    # ---- the sources

    @api.model
    def _sources(self, today):
        features = {
            "_source_campaigns": self._source_campaigns,
            "_source_blocks": self._source_blocks,
        }
        return [
            *super()._sources(today),
            self._source_handovers(today),
            self._source_rhythm(today),
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
        """Employers still to reach in a campaign that runs; a contact logged settles it.

        Those without a date come by turns: each officer's are spread evenly over the campaign,
        the last on its last day. Who was reached keeps its turn, so that no other's moves.
        """
        return SQL(
            """
            SELECT 12, 'campaign', r.id, 'employer.campaign.member', r.id,
                   COALESCE(r.due_date,
                            c.start_date + ((c.end_date - c.start_date) * r.turn / r.turns)::int),
                   c.start_date, c.name, r.employer_id,
                   o.main_contact_id, NULL::integer, r.user_id, r.company_id
              FROM (SELECT m.*,
                           ROW_NUMBER() OVER (PARTITION BY m.campaign_id, m.user_id,
                                              m.due_date IS NULL ORDER BY m.id) AS turn,
                           COUNT(*) OVER (PARTITION BY m.campaign_id, m.user_id,
                                          m.due_date IS NULL) AS turns
                      FROM employer_campaign_member m
                     WHERE m.campaign_state = 'running') r
              JOIN employer_campaign c ON c.id = r.campaign_id
              JOIN employer_organisation o ON o.id = r.employer_id
             WHERE r.state IN ('to_do', 'tried')
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

    @api.model
    def _source_rhythm(self, today):
        """The few companies longest past their contact rhythm that nothing else reminds of.

        So many an officer and day (a setting): whom the officer reached today keeps the place
        until tomorrow, or the list would never end. The first row says how many wait in all.
        """
        return SQL(
            """
            SELECT 30, 'rhythm', r.id, 'employer.organisation', r.id, r.date, r.since,
                   replace(%(words)s, '{days}', r.contact_rhythm_days::text)
                   || CASE WHEN r.turn = 1 AND r.waiting > c.employer_rhythm_rows
                           THEN replace(%(more)s, '{number}', r.waiting::text) ELSE '' END,
                   r.id, r.main_contact_id, NULL::integer, r.user_id, r.company_id
              FROM (SELECT d.*,
                           ROW_NUMBER() OVER (PARTITION BY d.company_id, d.user_id
                                                  ORDER BY d.date, d.id) AS place,
                           ROW_NUMBER() OVER (PARTITION BY d.company_id, d.user_id, d.is_done
                                                  ORDER BY d.date, d.id) AS turn,
                           COUNT(*) FILTER (WHERE NOT d.is_done)
                               OVER (PARTITION BY d.company_id, d.user_id) AS waiting
                      FROM (%(past_rhythm)s) d) r
              JOIN res_company c ON c.id = r.company_id
             WHERE r.place <= c.employer_rhythm_rows AND NOT r.is_done
            """,
            words=self.env._("No contact for more than %(days)s days", days="{days}"),
            more=self.env._("; %(number)s companies wait like this", number="{number}"),
            past_rhythm=self._past_rhythm(today),
        )

    @api.model
    def _past_rhythm(self, today):
        """Companies past their rhythm this morning; `is_done`: reached today.

        Not those that a next step, an activity or a campaign reminds of, nor the blocked, dormant
        (they are under “To wake up”), lost, and those that asked us to write not now.
        """
        return SQL(
            """
            SELECT o.id, o.main_contact_id, o.user_id, o.company_id, o.contact_rhythm_days,
                   k.since, k.since + o.contact_rhythm_days AS date,
                   o.last_contact_date IS NOT DISTINCT FROM %(today)s AS is_done
              FROM employer_organisation o
             CROSS JOIN LATERAL (
                   SELECT COALESCE(
                       CASE WHEN o.last_contact_date IS DISTINCT FROM %(today)s
                            THEN o.last_contact_date
                            ELSE (SELECT MAX(i.date) FROM employer_interaction i
                                   WHERE i.employer_id = o.id AND i.is_contact
                                     AND i.date < %(today)s) END,
                       o.create_date::date) AS since) k
             WHERE o.active AND o.is_employer AND o.user_id IS NOT NULL
               AND o.contact_rhythm_days > 0 AND k.since + o.contact_rhythm_days < %(today)s
               AND (o.last_contact_date = %(today)s
                    OR (o.board_date IS NULL AND NOT EXISTS (%(reminded)s)))
               AND o.level IS DISTINCT FROM 'dormant'
               AND (o.blocked_until IS NULL OR o.blocked_until < %(today)s)
               AND (o.mail_paused_until IS NULL OR o.mail_paused_until < %(today)s)
               AND NOT (o.level IN ('prospect', 'contacted')
                        AND EXISTS (SELECT FROM employer_scouting s
                                     WHERE s.active AND s.employer_id = o.id
                                       AND s.stage_kind = 'lost')
                        AND NOT EXISTS (SELECT FROM employer_scouting s
                                         WHERE s.active AND s.employer_id = o.id
                                           AND s.stage_kind = 'open'))
            """,
            today=today,
            reminded=self._reminded(),
        )

    @api.model
    def _reminded(self):
        """What else is planned with an organisation `o`, by anybody: activities and campaigns."""
        return SQL(
            """
            SELECT FROM mail_activity a
             WHERE a.active AND a.res_model = 'employer.organisation' AND a.res_id = o.id
             UNION ALL
            SELECT FROM mail_activity a
              JOIN employer_scouting s ON s.id = a.res_id
             WHERE a.active AND a.res_model = 'employer.scouting' AND s.employer_id = o.id
             UNION ALL
            SELECT FROM employer_campaign_member m
             WHERE m.employer_id = o.id AND m.campaign_state = 'running'
               AND m.state IN ('to_do', 'tried') AND %(campaigns)s
            """,
            campaigns=self._uses("_source_campaigns"),
        )
