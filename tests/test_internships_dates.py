# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipDates(InternshipCase):
    """A wrong last day loses the legal cover: every way it is moved."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R1", "stop", sickness_minimum_days=30, closure_minimum_days=15)
        cls._rule("R9", "note", other_days=5, public_day=20)

    def assertEnd(self, start, months, end):
        internship = self._internship(start_date=start, months=months)
        self.assertEqual(internship.planned_end_date, date.fromisoformat(end))

    def test_planned_end(self):
        for start, months, end in (
            ("2026-03-02", 3, "2026-06-01"),
            ("2026-03-01", 3, "2026-05-31"),
            ("2026-01-31", 1, "2026-02-27"),
            ("2028-01-31", 1, "2028-02-28"),
            ("2027-08-31", 6, "2028-02-28"),
            ("2028-02-29", 1, "2028-03-28"),
            ("2026-12-15", 2, "2027-02-14"),
        ):
            with self.subTest(start=start, months=months):
                self.assertEnd(start, months, end)

    def test_months_come_from_the_scheme(self):
        with Form(self.env["employer.internship"]) as form:
            form.scheme_id = self.scheme
            form.no_candidacy_reason = "asked for by the host"
            form.candidate_id = self.person
            form.employer_id = self.employer
            form.start_date = "2026-03-02"
            self.assertEqual(form.months, 3)
            self.assertEqual(form.monthly_allowance, 500)
            self.assertEqual(str(form.planned_end_date), "2026-06-01")
            self.assertEqual(form.agreement_id, self.agreement)
            self.assertEqual(form.tutor_id, self.users["tutor"])

    def test_no_months_is_refused(self):
        with self.refused("at least one month", ValidationError):
            self._internship(months=0)
        internship = self._internship(months=0, agreed_end_date="2026-04-10")
        self.assertEqual(internship.planned_end_date, date(2026, 4, 10))

    def test_agreed_end_before_start_is_refused(self):
        with self.refused("check_dates", IntegrityError):
            self._internship(agreed_end_date="2026-03-01")
        self.assertTrue(self._internship(agreed_end_date="2026-03-02"))

    def test_suspension_moves_the_end_from_its_minimum_on(self):
        for reason, short, long, moved in (
            ("illness", "2026-04-29", "2026-04-30", date(2026, 7, 1)),
            ("closure", "2026-04-14", "2026-04-15", date(2026, 6, 16)),
            ("maternity", "2026-04-29", "2026-04-30", date(2026, 7, 1)),
            ("accident", "2026-04-29", "2026-04-30", date(2026, 7, 1)),
        ):
            with self.subTest(reason=reason):
                internship = self._internship()
                suspension = self.env["employer.internship.suspension"].create(
                    {
                        "internship_id": internship.id,
                        "reason": reason,
                        "start_date": "2026-04-01",
                        "end_date": short,
                    }
                )
                self.assertEqual(internship.planned_end_date, date(2026, 6, 1))
                self.assertFalse(suspension.is_counted)
                suspension.end_date = long
                self.assertEqual(internship.planned_end_date, moved)
                suspension.unlink()
                self.assertEqual(internship.planned_end_date, date(2026, 6, 1))

    def _suspension(self, internship, start, end, reason="closure"):
        return self.env["employer.internship.suspension"].create(
            {
                "internship_id": internship.id,
                "reason": reason,
                "start_date": start,
                "end_date": end,
            }
        )

    def test_two_suspensions_add_up(self):
        internship = self._internship()
        self._suspension(internship, "2026-04-01", "2026-04-15")
        self._suspension(internship, "2026-06-02", "2026-06-16")
        # the second begins within the days the first won: both count
        self.assertEqual(internship.planned_end_date, date(2026, 7, 1))

    def test_suspension_after_the_end_changes_nothing(self):
        internship = self._internship()
        self._suspension(internship, "2026-06-02", "2026-06-30")
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))

    def test_overlapping_suspensions_are_refused(self):
        internship = self._internship()
        self._suspension(internship, "2026-04-01", "2026-04-15")
        with self.refused("suspended already", ValidationError):
            self._suspension(internship, "2026-04-15", "2026-04-30")
        self._suspension(internship, "2026-04-16", "2026-04-30")
        self.assertEqual(internship.planned_end_date, date(2026, 7, 1))

    def test_suspension_before_the_first_day_is_refused(self):
        with self.refused("before its first day", ValidationError):
            self._suspension(self._internship(), "2026-03-01", "2026-03-20")
        self._suspension(self._internship(), "2026-03-02", "2026-03-20")

    def test_open_suspension_only_when_suspended(self):
        with self.refused("press Suspend", ValidationError):
            self._suspension(self._internship(), "2026-04-01", False)

    def test_extension_counts_months_from_the_first_day(self):
        internship = self._running(
            start_date="2026-01-31", months=1, communication_date="2026-01-30"
        )
        self.assertEqual(internship.planned_end_date, date(2026, 2, 27))
        extension = self._extension(internship, months=1, request_date="2026-02-10")
        self.assertEqual(internship.planned_end_date, date(2026, 3, 30))
        self.assertEqual(extension.previous_end_date, date(2026, 2, 27))
        self.assertEqual(extension.new_end_date, date(2026, 3, 30))

    def _extension(self, internship, **vals):
        return self.env["employer.internship.extension"].create(
            {
                "internship_id": internship.id,
                "months": 2,
                "reason": "more to learn",
                "is_person_agreed": True,
                **vals,
            }
        )

    def test_extension_notice_is_due_from_the_end_before(self):
        internship = self._running()
        extension = self._extension(internship)
        self.assertEqual(extension.communication_due_date, date(2026, 6, 6))
        self.assertEqual(extension.new_end_date, date(2026, 8, 1))

    def test_extension_wizard_shows_the_new_end(self):
        internship = self._running()
        action = internship.action_extend()
        wizard = self.env["employer.internship.extend"].with_context(**action["context"])
        with Form(wizard) as form:
            self.assertEqual(form.months, 3)
            self.assertEqual(str(form.new_end_date), "2026-09-01")
            form.months = 1
            self.assertEqual(str(form.new_end_date), "2026-07-01")
            form.reason = "more to learn"
            form.is_person_agreed = True
        form.record.action_apply()
        self.assertEqual(internship.planned_end_date, date(2026, 7, 1))

    def test_notified_extension_stays(self):
        internship = self._running()
        extension = self._extension(internship)
        extension.communication_date = "2026-06-02"
        with self.refused("notified"):
            extension.unlink()
        extension.communication_date = False
        extension.unlink()
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))

    def test_notice_of_the_start(self):
        internship = self._internship(communication_date=False)
        self.assertEqual(internship.communication_due_date, date(2026, 3, 1))
        self.assertFalse(internship.is_communication_late)
        internship.communication_date = "2026-03-01"
        self.assertFalse(internship.is_communication_late)
        internship.communication_date = "2026-03-02"
        self.assertTrue(internship.is_communication_late)
        internship.is_public_host = True
        self.assertEqual(internship.communication_due_date, date(2026, 4, 20))
        self.assertFalse(internship.is_communication_late)

    def test_notice_of_the_end_only_when_early(self):
        with freeze_time("2026-06-02"):
            internship = self._running()
            self._end(internship, "2026-06-01")
            self.assertFalse(internship.end_communication_due_date)
            early = self._running(candidate_id=self.person_2.id)
            self._end(early, "2026-05-31", "early_person")
        self.assertEqual(early.end_communication_due_date, date(2026, 6, 5))
        early.end_communication_date = "2026-06-06"
        self.assertTrue(early.is_end_communication_late)

    def test_days_left(self):
        internship = self._running()
        with freeze_time("2026-06-01"):
            internship.invalidate_recordset(["days_left"])
            self.assertEqual(internship.days_left, 0)
        with freeze_time("2026-06-04"):
            internship.invalidate_recordset(["days_left"])
            self.assertEqual(internship.days_left, -3)
