# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestPeopleMeeting(EngagementCase):
    """The support level sets when a person is met again; Today and the tutor's page say it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tutor = cls.users["tutor"]
        cls.person = cls._person()
        cls.office.employer_meeting_days_2 = 30
        cls.office.employer_meeting_days_4 = 7

    def _met(self, day, **vals):
        return self._interaction(
            employer_id=False, candidate_id=self.person.id, date=day, user_id=self.tutor.id, **vals
        )

    def _rows(self, role="tutor"):
        self.env.invalidate_all()  # what a row says of a person hangs on the day and on who looks
        return self.as_role("employer.today", role).search(
            [("kind", "=", "person"), ("candidate_id", "=", self.person.id)]
        )

    def test_level_sets_the_rhythm(self):
        self.assertFalse(self.person.meeting_due_date, "never met: nothing reminds")
        self._met("2026-03-01")
        self.assertEqual(self.person.last_met_date, date(2026, 3, 1))
        self.assertEqual(self.person.meeting_due_date, date(2026, 3, 31))
        self.person.support_level = "4"
        self.assertEqual(self.person.meeting_due_date, date(2026, 3, 8))
        self.office.employer_meeting_days_4 = 0
        self.assertFalse(self.person.meeting_due_date)

    def test_what_is_a_meeting(self):
        self._met("2026-02-01")
        self._met("2026-02-10", outcome="no_answer")
        self._interaction(candidate_id=self.person.id, date="2026-02-11")  # with the company
        self.assertEqual(self.person.last_met_date, date(2026, 2, 1))
        service = self.env["employer.service"].create(
            {"candidate_id": self.person.id, "date": "2026-02-20", "kind": "matching"}
        )
        self.assertEqual(self.person.last_met_date, date(2026, 2, 1))
        service.kind = "orientation"
        self.assertEqual(self.person.last_met_date, date(2026, 2, 20))
        service.unlink()
        self.assertEqual(self.person.last_met_date, date(2026, 2, 1))

    def test_who_is_away_or_left_is_not_due(self):
        self._met("2026-03-01")
        self.person.is_away = True
        self.assertFalse(self.person.meeting_due_date)
        self.person.is_away = False
        self.assertTrue(self.person.meeting_due_date)
        entered = self.env["employer.participation"].create(
            {"candidate_id": self.person.id, "entered_date": "2026-01-01"}
        )
        self.assertTrue(self.person.meeting_due_date)
        entered.write({"left_date": "2026-03-05", "left_reason": "moved"})
        self.assertFalse(self.person.meeting_due_date)

    def test_today_reminds_until_an_appointment_is_planned(self):
        self._met("2026-02-15")  # due on 17 March, in a week
        row = self._rows()
        self.assertEqual((row.date, row.title), (date(2026, 3, 17), "to be met again"))
        self.assertEqual(row.action_open()["res_id"], self.person.id)
        self.assertFalse(self._rows("officer"))
        self.person.activity_schedule(
            "mail.mail_activity_data_meeting", date_deadline="2026-03-20", user_id=self.tutor.id
        )
        self.assertFalse(self._rows())
        self.assertEqual(self.person.next_appointment_date, date(2026, 3, 20))

    def test_a_due_meeting_eight_days_away_waits(self):
        self._met("2026-02-16")
        self.assertFalse(self._rows())

    def test_off_means_off(self):
        self._met("2026-02-01")
        feature = self.env.ref("employer_engagement.employer_engagement_feature_persons")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids -= feature
        self.tutor.invalidate_recordset()
        self.assertFalse(self._rows())

    def test_barriers_and_papers_remind_without_saying_which(self):
        self.env["employer.candidate.barrier"].create(
            {"candidate_id": self.person.id, "kind": "debts", "due_date": "2026-03-12"}
        )
        row = self._rows()
        self.assertEqual(
            (row.date, row.title), (date(2026, 3, 12), "a step agreed with the person")
        )
        self.assertEqual(self._rows("manager").title, row.title)
        self.person.barrier_ids.action_done()
        self.assertFalse(self._rows())
        permit = self.env["employer.candidate.permit"].create(
            {
                "candidate_id": self.person.id,
                "permit_type_id": self.env["employer.permit.type"].search([], limit=1).id,
                "valid_to": "2026-05-09",
            }
        )
        self.assertEqual(self._rows().title, "papers to check")
        permit.valid_to = "2026-05-10"  # 61 days
        self.assertFalse(self._rows())
        permit.write({"valid_to": "2026-04-01", "is_renewal_requested": True})
        self.assertFalse(self._rows())

    def test_a_yes_that_ends_reminds(self):
        self._say_yes(self.person, expiry_date="2026-04-09")
        self.assertEqual(self._rows().title, "the yes to being proposed ends")
        self.office.employer_consent_days = 29
        self.assertFalse(self._rows())
        self.office.employer_consent_days = 30
        self.person.consent_ids.action_withdraw()
        self.assertFalse(self._rows())

    def test_barriers_are_of_the_own_team(self):
        barrier = self.env["employer.candidate.barrier"].create(
            {"candidate_id": self.person.id, "kind": "health"}
        )
        for role in ("reader", "officer", "manager", "privacy"):
            self.assertFalse(self.as_role(barrier, role).has_access("read"), role)
        self.assertFalse(barrier.with_user(self.tutor_2).has_access("read"))
        self.assertTrue(self.as_role(barrier, "tutor").has_access("write"))

    def test_a_colleagues_note_on_a_person_is_not_in_the_managers_today(self):
        self.person.activity_schedule(
            "mail.mail_activity_data_call", summary="The hospital", user_id=self.tutor.id
        )
        for role, title in (("tutor", "The hospital"), ("manager", "Call")):
            self.env.invalidate_all()
            row = self.as_role("employer.today", role).search(
                [("kind", "=", "activity"), ("candidate_id", "=", self.person.id)]
            )
            self.assertEqual(row.title, title)

    def test_my_persons_says_what_waits_at_constant_cost(self):
        self._met("2026-02-01")
        person = self.as_role(self.person, "tutor")
        self.assertEqual(person.waiting_words, "to be met again")
        self.assertTrue(person.waiting_is_late)
        fields = [
            "code",
            "waiting_words",
            "next_appointment_date",
            "meeting_due_date",
            "work_right",
        ]
        persons = self.person | self.env["employer.candidate"].create(
            [{"tutor_id": self.tutor.id, "team_id": self.team.id} for _one in range(20)]
        )

        def cost(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.with_user(self.tutor).read(fields)
            return self.env.cr.sql_log_count - before

        cost(persons)
        self.assertEqual(cost(persons), cost(self.person))

    def test_area_and_shifts_are_facts(self):
        person = self.as_role(self.person, "tutor")
        person.write({"area_zips": "2012, 2015", "can_mornings": True})
        for wrong in ("Milano", "20121 nord", ","):
            with self.subTest(wrong), self.assertRaises(ValidationError):
                person.area_zips = wrong
        with self.assertRaises(ValidationError):
            person.travel_minutes = -1

    def test_intake_plans_the_next_appointment(self):
        form = Form(self.env["employer.candidate.intake"].with_user(self.tutor))
        form.first_name, form.last_name = "Bea", "Neri"
        form.appointment_date = "2026-03-20"
        person = self.env["employer.candidate"].browse(form.save().action_enter()["res_id"])
        self.assertEqual(person.next_appointment_date, date(2026, 3, 20))
        self.assertEqual(person.activity_ids.user_id, self.tutor)
