# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools import SQL


class EmployerToday(models.Model):
    """Workshops that wait for their responsible: companies to call before, to thank after."""

    _inherit = "employer.today"
    _depends = {
        "event.event": [
            "name",
            "engagement_kind",
            "kanban_state",
            "user_id",
            "company_id",
            "date_begin",
            "date_end",
            "active",
        ],
        "event.registration": [
            "employer_id",
            "is_to_call",
            "state",
            "attendance",
            "thanked_date",
            "active",
        ],
        "employer.interaction": ["employer_id", "date", "next_step_date"],
        "res.company": ["employer_workshop_call_days", "employer_workshop_thank_days"],
    }

    @api.model
    def _source_workshops(self, today):
        """One row a workshop: before it while somebody is on the phone list, after it until
        everybody seen or missed has heard from us and every company that came has a next step."""
        return SQL(
            """
            SELECT 14, k.kind, e.id, 'event.event', e.id, k.date, e.date_begin::date,
                   COALESCE(e.name->>%(lang)s, e.name->>'en_US'), NULL::integer, NULL::integer,
                   NULL::integer, e.user_id, COALESCE(e.company_id, u.company_id)
              FROM event_event e
              JOIN res_users u ON u.id = e.user_id
              JOIN res_company office ON office.id = COALESCE(e.company_id, u.company_id)
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN e.date_end::date <= %(today)s THEN 'workshop'
                               ELSE 'workshop_call' END AS kind,
                          CASE WHEN e.date_end::date <= %(today)s THEN e.date_end::date + 1
                               ELSE e.date_begin::date - office.employer_workshop_call_days
                          END AS date) k
             WHERE e.active AND e.engagement_kind IS NOT NULL
               AND e.kanban_state IS DISTINCT FROM 'cancel'
               AND e.date_end::date > %(today)s - office.employer_workshop_thank_days
               AND CASE k.kind WHEN 'workshop' THEN EXISTS (%(unsettled)s)
                               ELSE EXISTS (SELECT FROM event_registration r
                                             WHERE r.event_id = e.id AND r.active
                                               AND r.is_to_call) END
            """,
            lang=self.env.lang or "en_US",
            today=today,
            unsettled=self._unsettled_seats(),
        )

    @api.model
    def _unsettled_seats(self):
        """Seats of a workshop `e` of which it is not known who came, not thanked, or with no step.

        A next step is one that stands with the company, or that a contact since that day left.
        """
        return SQL(
            """
            SELECT FROM event_registration r
              JOIN employer_organisation o ON o.id = r.employer_id
             WHERE r.event_id = e.id AND r.active
               AND ((r.state = 'open' AND r.attendance IS NULL)
                    OR (r.attendance IS NOT NULL AND r.thanked_date IS NULL)
                    OR (r.attendance IN ('attended', 'walk_in') AND o.next_step_date IS NULL
                        AND NOT EXISTS (SELECT FROM employer_interaction i
                                         WHERE i.employer_id = o.id
                                           AND i.date >= e.date_begin::date
                                           AND i.next_step_date IS NOT NULL)))
            """
        )
