# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64encode
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, RunningInternshipCase

PHOTO = b64encode(b"a photo")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipMonth(RunningInternshipCase):
    """From 2 March to 1 June 2026, 30 hours a week: months, their hours, sheets, month end."""

    def _months(self, internship=None):
        months = (internship or self.internship).month_ids
        return [str(month)[:7] for month in sorted(months.mapped("month"))]

    def _rows(self, role="tutor"):
        rows = self.as_role("employer.today", role).search([("kind", "=", "presence")])
        return rows.filtered(lambda row: row.res_id in self.internship.month_ids.ids)

    def _job(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "employer_engagement.employer_internship_cron_open_months"
            ).method_direct_trigger()
        self.env.invalidate_all()

    # ---- which months there are

    def test_a_month_begins_with_the_internship_and_the_next_by_the_job(self):
        self.assertEqual(self._months(), ["2026-03"])
        self.assertEqual(
            (self.march.first_date, self.march.last_date), (date(2026, 3, 2), date(2026, 3, 31))
        )
        with freeze_time("2026-03-31"):
            self._job()
            self.assertEqual(self._months(), ["2026-03"])
        with freeze_time("2026-04-01"):
            self._job()
            self._job()
        self.assertEqual(self._months(), ["2026-03", "2026-04"])

    def test_a_start_recorded_late_has_all_its_months(self):
        with freeze_time("2026-04-20"):
            late = self._running(candidate_id=self.person_2.id)
        self.assertEqual(self._months(late), ["2026-03", "2026-04"])

    def test_one_that_the_server_makes_in_the_middle_is_asked_for_the_last_two(self):
        with freeze_time("2026-05-20"):
            made = self._internship(
                candidate_id=self.person_2.id,
                state="ended",
                actual_end_date="2026-05-15",
                end_kind="early_person",
            )
        self.assertEqual(self._months(made), ["2026-04", "2026-05"])
        self.assertEqual(set(made.month_ids.mapped("month_name")), {"April 2026", "May 2026"})

    def test_before_the_start_there_is_none(self):
        draft = self._internship(candidate_id=self.person_2.id)
        draft.action_ready()
        self.assertFalse(draft.month_ids)

    def test_an_early_end_cuts_the_month_and_drops_those_after(self):
        with freeze_time("2026-05-02"):
            self._job()
            self._end(self.internship, "2026-04-10", "early_company")
        self.assertEqual(self._months(), ["2026-03", "2026-04"])
        self.assertEqual(self.internship.month_ids[0].last_date, date(2026, 4, 10))

    def test_one_begun_before_months_were_kept_is_asked_for_the_last_two(self):
        self.march.unlink()
        with freeze_time("2026-05-20"):
            self._job()
        self.assertEqual(self._months(), ["2026-04", "2026-05"])

    def test_what_came_from_earlier_records_is_asked_from_then_on(self):
        self.march.unlink()
        self.internship.sudo().is_imported = True
        self.env.cr.execute(
            "UPDATE employer_internship SET create_date = '2026-05-10' WHERE id = %s",
            [self.internship.id],
        )
        self.internship.invalidate_recordset()
        with freeze_time("2026-05-20"):
            self._job()
        self.assertEqual(self._months(), ["2026-05"])

    def test_off_means_no_job(self):
        self.march.unlink()
        feature = self.env.ref("employer_engagement.employer_engagement_feature_internships")
        reader = self.env.ref("employer_engagement.employer_engagement_group_user")
        reader.implied_ids -= feature
        feature.user_ids = False
        self._job()
        self.assertFalse(self.internship.month_ids)

    # ---- hours

    def test_hours_planned_leave_out_suspensions(self):
        self.assertEqual((self.march.hours_planned, self.march.hours_present), (132, 132))
        self._rule("R1", "note", closure_minimum_days=5)
        with freeze_time("2026-03-20"):
            self.internship._suspend({"reason": "closure", "start_date": "2026-03-09"})
            self.assertEqual(self.march.hours_planned, 5 * 6)
            self.internship._resume(date(2026, 3, 16))
        self.assertEqual(self.march.hours_planned, 132 - 5 * 6)

    def test_nothing_is_planned_on_public_holidays(self):
        holidays = self.env["employer.holiday"]
        patron = self.as_role(holidays, "manager").create({"name": "Patron", "month": 3, "day": 19})
        self.assertEqual(self.march.hours_planned, 132 - 6, "the open month is planned anew")
        self.internship.works_holidays = True
        self.assertEqual(self.march.hours_planned, 132)
        self.internship.works_holidays = False
        self.assertEqual(self.march.hours_planned, 132 - 6)
        page = self.internship._sheet_pages()[0]
        self.assertIn((date(2026, 3, 19), False, False), page["days"])
        self.assertIn((date(2026, 3, 18), True, False), page["days"])
        spring = (date(2026, 4, 1), date(2026, 6, 30))
        days = {date(2026, 4, 6), date(2026, 4, 25), date(2026, 5, 1), date(2026, 6, 2)}
        self.assertEqual(holidays._days(*spring, self.office), days)
        march = (date(2026, 3, 1), date(2026, 3, 31))
        self.assertEqual(holidays._days(*march, self.office), {date(2026, 3, 19)})
        self.assertFalse(holidays._days(*march, self.other_office))
        self.assertEqual(patron.next_date, date(2026, 3, 19))
        patron.valid_to = "2026-03-18"
        self.assertFalse(holidays._days(*march, self.office))
        self.assertEqual(self.march.hours_planned, 132)
        francis = [
            bool(holidays._days(date(y, 10, 4), date(y, 10, 4), self.office)) for y in (2025, 2026)
        ]
        self.assertEqual(francis, [False, True], "from the first day of its law")

    def test_a_new_holiday_changes_no_hours_somebody_entered(self):
        holidays = self.as_role("employer.holiday", "manager")
        own = self._running(candidate_id=self.person_2.id).month_ids
        self.march.hours_present = 100  # from the sheet; the plan is the server's
        own.hours_planned = 140
        patron = holidays.create({"name": "Patron", "month": 3, "day": 19})
        self.assertEqual((self.march.hours_planned, self.march.hours_present), (126, 100))
        self.assertEqual((own.hours_planned, own.hours_present), (140, 140))
        patron.day = 21  # a Saturday
        self.assertEqual((self.march.hours_planned, self.march.hours_present), (132, 100))
        with freeze_time("2026-04-01"):
            self.march.action_confirm()
        patron.day = 20
        self.assertEqual(self.march.hours_planned, 132, "confirmed")
        self.march.action_reopen()
        patron.unlink()
        self.assertEqual(self.march.hours_planned, 132)

    def test_a_holiday_of_another_office_changes_nothing(self):
        self.env["employer.holiday"].create(
            {"name": "Patron", "month": 3, "day": 19, "company_id": self.other_office.id}
        )
        self.assertEqual(self.march.hours_planned, 132)

    def test_a_suspension_too_short_to_count_is_planned(self):
        self._rule("R1", "note", closure_minimum_days=15)
        with freeze_time("2026-03-20"):
            self.internship._suspend({"reason": "closure", "start_date": "2026-03-09"})
            self.internship._resume(date(2026, 3, 16))
        self.assertEqual(self.march.hours_planned, 132)

    def test_confirmed_hours_stay(self):
        with freeze_time("2026-04-01"):
            self.march.write({"hours_present": 100})
            self.march.action_confirm()
            self.internship.weekly_hours = 20
            self.assertEqual((self.march.hours_planned, self.march.hours_present), (132, 100))
            self.assertAlmostEqual(self.march.attendance, 100 / 1.32)
            with self.refused("press Reopen"):
                self.march.hours_present = 90
            self.march.action_reopen()
            self.march.hours_present = 90
        self.assertEqual(self.march.hours_present, 90)

    # ---- month end

    def test_a_month_is_confirmed_after_its_last_day(self):
        with freeze_time("2026-03-30"), self.refused("not over"):
            self.march.action_confirm()
        with freeze_time("2026-03-31"):
            self.march.action_confirm()
        self.assertEqual(
            (self.march.state, self.march.sheet_date), ("confirmed", date(2026, 3, 31))
        )

    def test_many_are_confirmed_at_once_each_with_its_day_of_arrival(self):
        with freeze_time("2026-04-03"):
            other = self._running(candidate_id=self.person_2.id).month_ids
            months = (other + self.march).filtered(lambda one: one.month == date(2026, 3, 1))
            self.march.sheet_date = "2026-04-02"
            self.as_role(months, "tutor").action_confirm()
        self.assertEqual(months.mapped("state"), ["confirmed", "confirmed"])
        self.assertEqual(
            {str(day) for day in months.mapped("sheet_date")}, {"2026-04-02", "2026-04-03"}
        )

    def test_a_missing_sheet_stands_in_today_from_the_day_of_the_office(self):
        with freeze_time("2026-04-04"):
            self.assertFalse(self._rows())
        with freeze_time("2026-04-05"):
            row = self._rows()
            self.assertEqual((row.res_id, row.bucket), (self.march.id, "2_today"))
            self.assertFalse(row.can_postpone)
            self.assertFalse(self._rows("officer"))
            self.march.action_confirm()
            self.env.invalidate_all()
            self.assertFalse(self._rows())

    def test_the_office_chooses_the_day(self):
        self.office.employer_sheet_day = 10
        with freeze_time("2026-04-09"):
            self.assertFalse(self._rows())
        with freeze_time("2026-04-10"):
            self.assertTrue(self._rows())

    # ---- the sheet bears the name

    def _sheet(self, role="tutor", **vals):
        action = self.as_role(self.march, role).action_add_sheet()
        dialog = self.as_role(action["res_model"], role).with_context(**action["context"])
        return dialog.create(vals)

    def test_a_photo_confirms_the_month_with_its_hours(self):
        with freeze_time("2026-04-02"):
            self._sheet(sheet_file=PHOTO, hours_present=120).action_confirm()
        self.assertEqual(
            (self.march.state, self.march.hours_present, self.march.has_sheet),
            ("confirmed", 120, True),
        )

    def test_the_photo_is_opened_as_a_name_and_leaves_a_trace(self):
        self._sheet(sheet_file=PHOTO).action_keep()
        register = self.env["employer.disclosure"].search([("candidate_id", "=", self.person.id)])
        for role in ("officer", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(self.march, role).read(["sheet_file"])
        with self.assertRaises(AccessError):
            self.march.with_user(self.officer_2).action_open_sheet()
        self.env["employer.candidate.identity"].create(
            {"candidate_id": self.person.id, "first_name": "Ada", "last_name": "Fiori"}
        )
        action = self.as_role(self.march, "tutor").action_open_sheet()
        shown = self.as_role(action["res_model"], "tutor").browse(action["res_id"])
        self.assertEqual(shown.sheet_file, PHOTO)
        self.assertNotIn("Fiori", shown.sheet_name)
        new = (
            self.env["employer.disclosure"].search([("candidate_id", "=", self.person.id)])
            - register
        )
        self.assertIn("Presence sheet", new.mapped("what"))
        with self.assertRaises(AccessError):
            shown.with_user(self.tutor_2).read(["sheet_file"])

    def test_the_file_is_nobodys_attachment(self):
        self._sheet(sheet_file=PHOTO).action_keep()
        files = self.env["ir.attachment"].search(
            [("res_model", "=", self.march._name), ("res_field", "=", "sheet_file")]
        )
        self.assertEqual(len(files), 1)
        for user in (self.users["officer"], self.users["tutor"], self.users["reader"]):
            with self.assertRaises(AccessError):
                files.with_user(user).read(["datas"])

    # ---- rights

    def test_own_team_and_officers_alone(self):
        self.assertTrue(self.as_role(self.march, "tutor").has_access("write"))
        self.assertFalse(self.march.with_user(self.tutor_2).has_access("read"))
        self.assertFalse(self.as_role(self.march, "reader").has_access("read"))
        with self.refused("kept by the server"):
            self.as_role(self.march, "officer").month = "2026-01-01"

    def test_the_readers_form_has_no_presence(self):
        view = self.as_role("employer.internship", "reader").get_view(view_type="form")
        self.assertNotIn("month_ids", view["arch"])
        self.assertNotIn("action_record_event", view["arch"])
