# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2 import IntegrityError

from odoo.tests import freeze_time, tagged

from .common_internships import RunningInternshipCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-11")
class TestInternshipEvents(RunningInternshipCase):
    """Two clicks from a running internship; it feeds presence and tells the tutor."""

    def _click(self, action, role="officer", **vals):
        """Open the dialog and press one of its buttons."""
        window = self.as_role(self.internship, role).action_record_event()
        dialog = self.as_role(window["res_model"], role).with_context(**window["context"])
        return getattr(dialog.create(vals), action)()

    def _rows(self, role="tutor"):
        rows = self.as_role("employer.today", role).search(
            [("kind", "in", ("internship_event", "accident"))]
        )
        return rows.filtered(lambda row: row.candidate_id == self.person)

    def test_two_clicks_and_the_tutor_finds_it(self):
        answer = self._click("action_absent")
        event = self.internship.event_ids
        self.assertEqual((event.date, event.hours), (date(2026, 3, 11), 6))
        self.assertEqual((self.march.hours_absent, self.march.hours_present), (6, 126))
        self.assertIn(self.users["tutor"].name, answer["params"]["message"])
        row = self._rows()
        self.assertEqual((row.title, row.bucket), ("Absent", "2_today"))
        self.assertFalse(self._rows("officer"))
        row.action_done()
        self.env.invalidate_all()
        self.assertEqual(event.settled_date, date(2026, 3, 11))
        self.assertFalse(self._rows())

    def test_what_the_tutor_tells_waits_for_nobody(self):
        self._click("action_late", "tutor", late_hours=1.5)
        self.assertEqual(self.march.hours_absent, 1.5)
        self.assertFalse(self._rows())
        self._click("action_conflict", "tutor")
        self.assertEqual(self._rows().title, "Conflict")

    def test_an_absence_of_several_days_has_its_working_days(self):
        self._click("action_absent", until_date="2026-03-16")
        days = self.internship.event_ids.mapped("date")
        self.assertEqual(sorted(str(day)[8:] for day in days), ["11", "12", "13", "16"])
        self.assertEqual(self.march.hours_absent, 24)
        with self.refused("at least one working day"):
            self._click("action_absent", until_date="2026-03-10")
        with self.refused("at most 31"):
            self._click("action_absent", until_date="2026-04-12")

    def test_an_absence_leaves_out_days_without_presence_and_days_told(self):
        self.as_role("employer.holiday", "manager").create(
            {"name": "Patron", "month": 3, "day": 12}
        )
        self._click("action_absent")
        with self.refused("told already"):
            self._click("action_absent", "tutor")
        self._click("action_absent", "tutor", until_date="2026-03-16")
        days = self.internship.event_ids.mapped("date")
        self.assertEqual(sorted(str(day)[8:] for day in days), ["11", "13", "16"])
        self.internship.works_holidays = True
        self._click("action_absent", until_date="2026-03-16")
        self.assertIn(date(2026, 3, 12), self.internship.event_ids.mapped("date"))

    def test_an_absence_leaves_out_a_suspension(self):
        self._rule("R1", "note", closure_minimum_days=2)
        with freeze_time("2026-03-20"):
            self.internship._suspend({"reason": "closure", "start_date": "2026-03-12"})
            self.internship._resume(date(2026, 3, 14))
            self._click("action_absent", date="2026-03-11", until_date="2026-03-16")
        days = self.internship.event_ids.mapped("date")
        self.assertEqual(sorted(str(day)[8:] for day in days), ["11", "16"])

    def test_an_accident_is_due_by_law_and_not_postponed(self):
        self._rule("R10_INSURANCE", "stop", accident_report_days=2)
        self._click("action_accident")
        event = self.internship.event_ids
        self.assertEqual(event.due_date, date(2026, 3, 13))
        row = self._rows()
        self.assertEqual((row.kind, row.date), ("accident", date(2026, 3, 13)))
        with self.refused("cannot be postponed"):
            row.action_postpone_day()
        with self.refused("reported to the insurance"):
            row.action_done()
        event.write({"insurance_date": "2026-03-12", "insurance_protocol": "INAIL 1"})
        row.action_done()
        self.assertTrue(event.settled_date)
        event.action_unsettle()
        self.assertFalse(event.settled_date)

    def test_an_accident_goes_on_to_the_suspension(self):
        self._click("action_accident")
        context = self.internship.event_ids.action_follow()["context"]
        self.assertEqual(
            (context["default_reason"], context["default_start_date"]),
            ("accident", date(2026, 3, 11)),
        )

    def test_each_kind_goes_on_to_its_dialog(self):
        for action, model in (
            ("action_wants_stop", "employer.internship.end"),
            ("action_wants_hire", "employer.hire.record"),
            ("action_conflict", "employer.interaction.log"),
        ):
            self._click(action)
            event = self.internship.event_ids.sorted("id")[-1]
            self.assertEqual(event.action_follow()["res_model"], model, action)
            self.assertTrue(event.advice)

    def test_only_on_days_of_the_internship(self):
        for day in ("2026-03-01", "2026-06-02"):
            with self.refused("does not run on"):
                self._click("action_late", date=day)
        self._click("action_late", date="2026-06-01")
        draft = self._internship(candidate_id=self.person_2.id)
        with self.refused("does not run on"):
            self.env["employer.internship.event"].create(
                {"internship_id": draft.id, "kind": "conflict"}
            )

    def test_one_past_its_planned_end_still_has_its_accidents(self):
        with freeze_time("2026-06-03"):
            self._click("action_accident")
            with self.refused("does not run on"):
                self._click("action_accident", date="2026-06-04")

    def test_a_confirmed_month_takes_no_more_absences(self):
        self._click("action_absent")
        with freeze_time("2026-04-01"):
            self.march.action_confirm()
            with self.refused("reopen it"):
                self._click("action_late", date="2026-03-12")
            with self.refused("reopen it"):
                self.internship.event_ids.unlink()
            with self.refused("reopen it"):
                self.internship.event_ids.hours = 0
            with self.refused("reopen it"):
                self.internship.event_ids.date = "2026-04-01"
            self._click("action_conflict", date="2026-03-12")

    def test_hours_belong_to_absences_alone(self):
        with self.refused("check_hours", IntegrityError):
            self.env["employer.internship.event"].create(
                {"internship_id": self.internship.id, "kind": "conflict", "hours": 1}
            )

    def test_own_team_and_officers_alone(self):
        self._click("action_absent")
        event = self.internship.event_ids
        self.assertFalse(self.as_role(event, "reader").has_access("read"))
        self.assertFalse(event.with_user(self.tutor_2).has_access("read"))
        self.assertTrue(event.with_user(self.officer_2).has_access("write"))
        self.assertFalse(event.with_user(self.other_officer).has_access("read"))

    def test_today_asks_as_often_for_two_as_for_twenty(self):
        Today = self.as_role("employer.today", "tutor")

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = Today.search([("kind", "=", "internship_event")])
            rows.mapped("phone"), rows.mapped("record_name"), rows.mapped("can_postpone")
            return len(rows), self.env.cr.sql_log_count - before

        for _number in range(2):
            self._click("action_conflict")
        count()  # what is read once is read now
        few, queries = count()
        for _number in range(18):
            self._click("action_conflict")
        many, queries_of_many = count()
        self.assertEqual((few, many), (2, 20))
        self.assertEqual(queries_of_many, queries)
