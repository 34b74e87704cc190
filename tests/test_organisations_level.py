# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date
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

    def test_time_alone_lowers_the_level(self):
        self.assertEqual(self._level(date(2024, 5, 20)), "collaborating")
        Organisation = type(self.env["employer.organisation"])
        with (
            freeze_time("2026-12-15"),
            patch.object(
                Organisation,
                "_collaboration_days",
                lambda _self: {self.employer.id: {date(2024, 5, 20)}},
            ),
        ):
            self.env["employer.organisation"]._cron_refresh_levels()
        self.assertEqual(self.employer.level, "dormant")

    def test_last_contact_date_is_the_newest_contact(self):
        self._interaction(outcome="reached", date="2026-05-01")
        self._interaction(outcome="no_answer", date="2026-05-10")
        self.assertEqual(self.employer.last_contact_date, date(2026, 5, 1))
