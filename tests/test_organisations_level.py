# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .common import EngagementCase

TODAY = "2026-05-15"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestOrganisationLevel(EngagementCase):
    """The level rises and falls by facts; the days of collaboration come from later rooms."""

    def _level(self, *days, engaged=False):
        Organisation = type(self.env["employer.organisation"])
        employer = self.employer
        with (
            patch.object(
                Organisation, "_collaboration_days", lambda _self: {employer.id: set(days)}
            ),
            patch.object(
                Organisation, "_engagement_ids", lambda _self: {employer.id} if engaged else set()
            ),
        ):
            self.env.add_to_compute(employer._fields["level"], employer)
            return employer.level

    def test_from_prospect_to_engaged(self):
        self.assertEqual(self._level(), "prospect")
        self._interaction(outcome="no_answer")
        self.assertEqual(self.employer.level, "prospect", "an attempt is no contact")
        contact = self._interaction(outcome="reached")
        self.assertEqual(self.employer.level, "contacted")
        self.assertEqual(self._level(engaged=True), "engaged")
        contact.outcome = "no_answer"
        self.assertEqual(self._level(), "prospect", "a corrected outcome is a corrected level")

    def test_collaborating_and_stable(self):
        self.assertEqual(self._level(date(2026, 5, 1)), "collaborating")
        self.assertEqual(self._level(date(2026, 5, 1), date(2026, 5, 2)), "stable")
        self.assertEqual(self._level(date(2026, 5, 1), date(2024, 5, 15)), "stable", "24 months")
        self.assertEqual(self._level(date(2026, 5, 1), date(2024, 5, 14)), "collaborating")
        self.assertEqual(self._level(date(2026, 5, 16)), "prospect", "tomorrow is no fact yet")

    def test_dormant_after_24_months_without_august(self):
        # two Augusts lie between: 26 calendar months
        self.assertEqual(self._level(date(2024, 3, 15)), "collaborating")
        self.assertEqual(self._level(date(2024, 3, 14)), "dormant")

    # ---- growing old

    def _grow(self, day, days, **cron):
        """Run the nightly job on `day`, on which the office knows of collaborations on `days`."""
        facts = {organisation.id: set(dates) for organisation, dates in days.items()}
        Organisation = type(self.env["employer.organisation"])
        with (
            freeze_time(day),
            patch.object(Organisation, "_collaboration_days", lambda _self: facts),
            patch.object(type(self.env["ir.cron"]), "_commit_progress", autospec=True) as commit,
        ):
            commit.return_value = cron.pop("seconds_left", 1)
            self.env["employer.organisation"]._cron_refresh_levels(**cron)
        return commit.call_args_list

    def test_time_alone_lowers_the_level(self):
        days = {date(2026, 5, 1), date(2024, 5, 20)}
        self.assertEqual(self._level(*days), "stable")
        for night, level in (
            ("2026-05-20", "stable"),
            ("2026-05-21", "collaborating"),
            ("2028-07-01", "collaborating"),
            ("2028-07-02", "dormant"),
        ):
            self._grow(night, {self.employer: days})
            self.assertEqual(self.employer.level, level, night)
        self.assertFalse(self.employer.level_review_date, "nothing left to lose")
        self.assertEqual(self.employer.last_collaboration_date, date(2026, 5, 1))

    def test_a_fact_of_next_week_raises_the_level_next_week(self):
        days = {date(2026, 5, 20)}
        self.assertEqual(self._level(*days), "prospect")
        self.assertEqual(self.employer.level_review_date, date(2026, 5, 20))
        self._grow("2026-05-20", {self.employer: days})
        self.assertEqual(self.employer.level, "collaborating")

    def test_the_review_is_never_too_late(self):
        """Whatever the days: between two reviews the level stays what it was."""
        Organisation = self.env["employer.organisation"]
        for days in (
            {date(2024, 2, 29), date(2025, 8, 31)},
            {date(2024, 8, 31), date(2024, 8, 30)},
            {date(2024, 12, 1)},
            {date(2024, 9, 30), date(2026, 9, 1)},
        ):
            today = date(2026, 1, 1)
            for _turn in range(200):
                level = Organisation._level_of_days(days, today)
                review = Organisation._level_review_day(days, today)
                if not review:
                    break
                self.assertGreater(review, today)
                while today < review:
                    self.assertEqual(Organisation._level_of_days(days, today), level, today)
                    today += timedelta(days=1)
            self.assertEqual(Organisation._level_of_days(days, date(2031, 1, 1)), "dormant")
            self.assertFalse(review)

    def test_the_job_goes_on_where_it_was_cut_in_every_office(self):
        abroad = self.env["employer.organisation"].create(
            {"name": "Abroad", "company_id": self.other_office.id}
        )
        archived = self._employer("Archived", active=False)
        everyone = self.employer | self.employer_2 | abroad | archived
        self.env.flush_all()
        everyone.level_review_date = "2026-06-01"
        days = {one: {date(2026, 5, 1)} for one in everyone}
        self.assertEqual(len(self._grow("2026-05-31", days)), 1, "their day has not come")
        calls = self._grow("2026-06-01", days, batch_size=1, seconds_left=0)
        self.assertEqual(calls[0].kwargs, {"remaining": 4})
        self.assertEqual(len(everyone.filtered(lambda one: one.level == "collaborating")), 1)
        self.assertEqual(len(self._grow("2026-06-02", days, batch_size=2)), 1 + 2)
        self.assertEqual(set(everyone.mapped("level")), {"collaborating"})

    def test_last_contact_date_is_the_newest_contact(self):
        self._interaction(outcome="reached", date="2026-05-01")
        self._interaction(outcome="no_answer", date="2026-05-10")
        self.assertEqual(self.employer.last_contact_date, date(2026, 5, 1))
