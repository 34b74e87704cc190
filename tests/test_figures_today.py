# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestToday(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.to_date("2026-03-10")
        cls.call = cls.env.ref("mail.mail_activity_data_call")

    def _rows(self, role="officer", **where):
        domain = [(field, "=", value) for field, value in where.items()]
        return self.as_role("employer.today", role).search(domain)

    def _activity(self, record, days, role="officer", summary="Call back"):
        return record.activity_schedule(
            activity_type_id=self.call.id,
            summary=summary,
            date_deadline=self.today + timedelta(days=days),
            user_id=self.users[role].id,
        )

    def test_activities_fall_into_their_bucket(self):
        for days in (-1, 0, 1, 7, 8):
            self._activity(self.employer, days)
        rows = self._rows(kind="activity", employer_id=self.employer.id)
        self.assertEqual(
            rows.mapped("bucket"), ["1_late", "2_today", "3_week", "3_week", "4_later"]
        )

    def test_own_rows_only_but_a_manager_sees_all(self):
        self._activity(self.employer, 0)
        self.assertTrue(self._rows("officer", employer_id=self.employer.id))
        self.assertFalse(self._rows("reader", employer_id=self.employer.id))
        self.assertTrue(self._rows("manager", employer_id=self.employer.id))
        with self.assertRaises(AccessError):
            self._rows("employee")

    def test_other_office_sees_nothing(self):
        self._activity(self.employer, 0, role="manager")
        manager = self.users["manager"]
        manager.write(
            {"company_ids": [(4, self.other_office.id)], "company_id": self.other_office.id}
        )
        rows = self.env["employer.today"].with_user(manager)
        rows = rows.with_context(allowed_company_ids=self.other_office.ids)
        self.assertFalse(rows.search([("employer_id", "=", self.employer.id)]))

    def test_next_step_appears_unless_an_activity_reminds_of_it(self):
        self.employer.write({"next_step": "Send the leaflet", "next_step_date": "2026-03-09"})
        row = self._rows(kind="organisation", employer_id=self.employer.id)
        self.assertEqual((row.title, row.bucket), ("Send the leaflet", "1_late"))
        self._activity(self.employer, 0)
        self.assertFalse(self._rows(kind="organisation", employer_id=self.employer.id))

    def test_done_forgets_the_next_step(self):
        self.employer.write({"next_step": "Send the leaflet", "next_step_date": "2026-03-09"})
        self._rows(kind="organisation", employer_id=self.employer.id).action_done()
        self.assertFalse(self.employer.next_step_date)
        self.assertFalse(self._rows(kind="organisation", employer_id=self.employer.id))

    def test_postpone_moves_the_date_and_keeps_the_row(self):
        activity = self._activity(self.employer, -3)
        row = self._rows(kind="activity", employer_id=self.employer.id)
        row.action_postpone_week()
        self.assertEqual(activity.date_deadline, fields.Date.to_date("2026-03-17"))
        self.env.invalidate_all()
        self.assertEqual(self._rows(kind="activity", employer_id=self.employer.id), row)

    def test_pass_on_gives_it_to_a_colleague(self):
        self._activity(self.employer, 0)
        row = self._rows(kind="activity", employer_id=self.employer.id)
        action = row.action_pass_on()
        dialog = self.as_role("employer.today.pass", "officer").with_context(**action["context"])
        dialog.create({"user_id": self.officer_2.id}).action_pass()
        self.env.invalidate_all()
        self.assertFalse(self._rows(kind="activity", employer_id=self.employer.id))
        theirs = self.env["employer.today"].with_user(self.officer_2)
        self.assertTrue(theirs.search([("employer_id", "=", self.employer.id)]))

    def test_agreement_ending_inside_the_notice_and_not_postponable(self):
        kind = self.env["employer.agreement.type"].create(
            {"code": "test_notice", "name": "Test", "notice_days": 30}
        )
        agreement = self.env["employer.agreement"].create(
            {
                "employer_id": self.employer.id,
                "agreement_type_id": kind.id,
                "user_id": self.users["officer"].id,
                "start_date": "2025-01-01",
                "end_date": "2026-04-10",
                "signature_date": "2024-12-20",
            }
        )
        agreement.state = "active"
        self.assertFalse(self._rows(kind="agreement", res_id=agreement.id))
        agreement.end_date = "2026-04-09"
        row = self._rows(kind="agreement", res_id=agreement.id)
        self.assertEqual(row.record_name, agreement.display_name)
        self.assertFalse(row.can_postpone)
        with self.assertRaises(UserError):
            row.action_postpone_day()
        with self.assertRaises(UserError):
            row.action_done()
        self.assertEqual(row.action_open()["res_id"], agreement.id)

    def test_log_a_contact_from_the_row(self):
        self._activity(self.employer, 0)
        row = self._rows(kind="activity", employer_id=self.employer.id)
        action = row.action_log_contact()
        self.assertEqual(action["res_model"], "employer.interaction.log")
        self.assertEqual(action["context"]["default_employer_id"], self.employer.id)

    def test_vacancy_waits_until_it_has_a_list(self):
        vacancy = self._vacancy(user_id=self.users["officer"].id)
        vacancy.write({"opened_date": "2026-03-01", "deadline_date": False})
        vacancy.stage_id = self.env["employer.vacancy.stage"].search(
            [("kind", "=", "open")], limit=1
        )
        row = self._rows(kind="vacancy", res_id=vacancy.id)
        self.assertEqual((row.date, row.bucket), (fields.Date.to_date("2026-03-08"), "1_late"))
        self.assertFalse(row.can_postpone)
        self.office.employer_list_days = 3
        self.env.invalidate_all()
        row = self._rows(kind="vacancy", res_id=vacancy.id)
        self.assertEqual(row.date, fields.Date.to_date("2026-03-04"))
        self.env["employer.preselection"].create({"vacancy_id": vacancy.id})
        self.env.invalidate_all()
        self.assertFalse(self._rows(kind="vacancy", res_id=vacancy.id))

    def test_a_feature_not_used_reminds_nobody(self):
        self._vacancy(user_id=self.users["officer"].id).opened_date = "2026-03-01"
        self.assertTrue(self._rows(kind="vacancy"))
        self.env.ref(
            "employer_engagement.employer_engagement_group_user"
        ).implied_ids -= self.env.ref("employer_engagement.employer_engagement_feature_lists")
        self.assertFalse(self._rows(kind="vacancy"))

    def test_a_person_not_taken_is_told(self):
        self.employer.phone = "02 5555 0142"
        person = self._person(team_id=self.team.id, tutor_id=self.users["tutor"].id)
        self._say_yes(person)
        listed = self._list(person)
        listed.action_approve()
        listed.action_mark_sent()
        self.assertFalse(self._rows("tutor", kind="tell"))
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        listed.candidacy_ids.write({"state": "not_selected", "exit_reason_id": reason.id})
        row = self._rows("tutor", kind="tell")
        self.assertEqual((row.candidate_id, row.bucket), (person, "2_today"))
        self.assertFalse(row.phone, "the company is not the one to call")
        self.assertFalse(row.can_postpone)
        with self.assertRaises(UserError):
            row._pass_to(self.tutor_2)
        context = row.action_log_contact()["context"]
        self.assertEqual(context["default_candidate_id"], person.id)
        told = fields.Date.today() + timedelta(days=30)
        with freeze_time(f"{told} 08:00:00"):
            self.env.invalidate_all()
            self.assertTrue(self._rows("tutor", kind="tell"))
            self.office.employer_tell_days = 30
            self.env.invalidate_all()
            self.assertFalse(self._rows("tutor", kind="tell"))
        self._interaction(employer_id=False, candidate_id=person.id, date="2026-03-10")
        self.env.invalidate_all()
        self.assertFalse(self._rows("tutor", kind="tell"))
