# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase

TODAY = date(2026, 11, 16)
LATE = TODAY - timedelta(days=91)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-16 09:00:00")
class TestTodayRhythm(EngagementCase):
    """Today reminds of a few companies past their contact rhythm, and of none that need it not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.call = cls._interaction(date=LATE)
        cls.env.flush_all()

    def _rows(self, role="officer", **where):
        self.env.invalidate_all()
        domain = [("kind", "=", "rhythm"), ("user_id", "=", self.users["officer"].id)]
        domain += [(field, "=", value) for field, value in where.items()]
        return self.as_role("employer.today", role).search(domain)

    def _late(self, number):
        """Add so many companies, each later than the one before."""
        shops = [self._employer(f"Shop {place}") for place in range(number)]
        for place, shop in enumerate(shops, start=1):
            self._interaction(employer_id=shop.id, date=LATE - timedelta(days=place))
        return shops

    def _listed(self):
        """Return the companies past their rhythm of the list."""
        return self.as_role("employer.organisation", "officer").search(
            [("is_contact_late", "=", True), ("id", "in", (self.employer | self.employer_2).ids)]
        )

    # ---- who

    def test_the_day_after_the_rhythm(self):
        row = self._rows()
        self.assertEqual(row.employer_id.sudo(), self.employer)
        self.assertEqual((row.date, row.since, row.bucket), (date(2026, 11, 15), LATE, "1_late"))
        self.assertEqual(row.title, "No contact for more than 90 days")
        self.assertEqual(self._listed().sudo(), self.employer)
        self.call.date = LATE + timedelta(days=1)
        self.assertFalse(self._rows(), "the last day of the rhythm")
        self.assertFalse(self._listed())

    def test_no_rhythm_no_reminder(self):
        self.employer.contact_rhythm_days = 0
        self.assertFalse(self._rows())
        self.assertFalse(self._listed())

    def test_never_contacted_counts_from_the_entry(self):
        for days, rows in ((90, 0), (91, 1)):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE employer_organisation SET create_date = %s WHERE id = %s",
                (TODAY - timedelta(days=days), self.employer_2.id),
            )
            self.assertEqual(len(self._rows(employer_id=self.employer_2.id)), rows, days)
            self.assertEqual(self.employer_2 in self._listed().sudo(), bool(rows), days)
            self.assertEqual(self.employer_2.is_contact_late, bool(rows), days)

    def test_own_companies_only(self):
        self.assertFalse(self._rows("reader"))
        self.assertTrue(self._rows("manager"))
        self.employer.user_id = self.officer_2
        self.assertFalse(self._rows())
        self.assertFalse(self._rows("manager"))

    def test_what_something_else_reminds_of(self):
        self.employer.next_step_date = "2027-01-15"
        self.assertFalse(self._rows())
        self.employer.next_step_date = False
        self.assertTrue(self._rows())
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "next_step_date": "2027-01-15"}
        )
        self.assertFalse(self._rows())
        scouting.next_step_date = False
        self.assertTrue(self._rows())
        for record in (self.employer, scouting):
            activity = record.activity_schedule("mail.mail_activity_data_call")
            self.assertFalse(self._rows(), record)
            activity.unlink()
            self.assertTrue(self._rows(), record)

    def test_blocked_paused_and_no_employer(self):
        for vals, shown in (
            ({"mail_paused_until": "2026-11-16"}, False),
            ({"mail_paused_until": "2026-11-15"}, True),
            ({"blocked_until": "2026-11-16", "blocked_reason": "Undeclared work"}, False),
            ({"blocked_until": "2026-11-15"}, True),
            ({"is_employer": False}, False),
        ):
            self.employer.write(vals)
            self.assertEqual(bool(self._rows()), shown, vals)

    def test_lost_and_dormant(self):
        scouting = self.env["employer.scouting"].create({"employer_id": self.employer.id})
        scouting.write(
            {
                "stage_id": self.env["employer.scouting.stage"]
                .search([("kind", "=", "lost")], limit=1)
                .id,
                "lost_reason_id": self.env["employer.lost.reason"].search([], limit=1).id,
            }
        )
        for level, shown in (("contacted", False), ("dormant", False), ("collaborating", True)):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE employer_organisation SET level = %s WHERE id = %s",
                (level, self.employer.id),
            )
            self.assertEqual(bool(self._rows()), shown, level)

    def test_a_running_campaign_reminds_instead(self):
        campaign = self.env["employer.campaign"].create(
            {
                "name": "Autumn",
                "start_date": "2026-11-01",
                "end_date": "2026-12-31",
                "member_ids": [(0, 0, {"employer_id": self.employer.id})],
            }
        )
        self.assertTrue(self._rows(), "a draft reminds of nobody")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_campaign_member SET campaign_state = 'running' WHERE campaign_id = %s",
            (campaign.id,),
        )
        group = self.env.ref("employer_engagement.employer_engagement_feature_campaigns")
        users = self.env.ref("employer_engagement.employer_engagement_group_user")
        users.implied_ids |= group
        self.assertFalse(self._rows())
        users.implied_ids -= group
        self.users["officer"].group_ids -= group
        self.assertTrue(self._rows(), "the campaigns are switched off: so is their reminder")

    # ---- how many

    def test_the_longest_overdue_first_and_how_many_more(self):
        self._late(5)
        rows = self._rows()
        self.assertEqual(
            [name.split()[1] for name in rows.mapped("employer_id.name")], ["4", "3", "2", "1", "0"]
        )
        self.assertIn("6 companies wait like this", rows[0].title)
        self.assertFalse([row for row in rows[1:] if "wait like this" in row.title])
        self.call.date = TODAY - timedelta(days=1)
        self.assertNotIn("wait", self._rows()[0].title, "the five are all there are")

    def test_who_was_reached_today_keeps_the_place(self):
        shops = self._late(5)
        self._interaction(employer_id=shops[4].id, date=TODAY, outcome="no_answer")
        self.assertEqual(len(self._rows()), 5, "nobody answered")
        self._interaction(employer_id=shops[4].id, date=TODAY)
        rows = self._rows()
        self.assertEqual(
            rows.employer_id.sudo(), self.env["employer.organisation"].union(*shops[:4])
        )
        with freeze_time("2026-11-17"):
            self.assertEqual(len(self._rows()), 5, "the next one moves up tomorrow")

    def test_the_number_is_the_offices(self):
        self._late(2)
        for number, rows in ((0, 0), (2, 2), (3, 3)):
            self.office.employer_rhythm_rows = number
            self.assertEqual(len(self._rows()), rows)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.office.employer_rhythm_rows = 51
            self.env.flush_all()

    # ---- what is done with it

    def test_postponed_becomes_a_next_step(self):
        row = self._rows()
        self.assertTrue(row.can_postpone)
        row.action_postpone_week()
        self.assertEqual(
            (self.employer.next_step, self.employer.next_step_date),
            ("Get in touch again", TODAY + timedelta(days=7)),
        )
        self.assertFalse(self._rows())

    def test_all_of_them(self):
        action = self._rows().action_view_past_rhythm()
        self.assertEqual(action["res_model"], "employer.organisation")
        self.assertTrue(action["context"]["search_default_past_rhythm"])
        arch = self.env["employer.organisation"].get_view(view_type="search")["arch"]
        self.assertIn('name="past_rhythm"', arch)
