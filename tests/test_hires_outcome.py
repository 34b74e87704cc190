# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from .common_internships import InternshipCase

END = "2026-06-01"


@tagged("post_install", "-at_install")
@freeze_time(END)
class TestOutcome(InternshipCase):
    """The outcome in 20 seconds, the reminders until it is known, and the hire that follows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)
        cls.internship = cls._running()
        cls.internship._end({"actual_end_date": END, "end_kind": "term"})

    def _row(self, role="tutor"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", role).search([("kind", "=", "outcome")])

    def _dialog(self, role="tutor", **vals):
        """Tell an outcome as the form does."""
        action = self.as_role(self.internship, role).action_tell_outcome()
        model = self.as_role(action["res_model"], role).with_context(**action["context"])
        with Form(model) as form:
            for name, value in vals.items():
                setattr(form, name, value)
        form.record.action_apply()
        return form.record

    # ---- reminders

    def test_asked_on_the_last_day_then_on_the_third_and_the_tenth(self):
        self.assertEqual((self._row().date, self._row().bucket), (date(2026, 6, 1), "2_today"))
        self._dialog(answer="not_reached")
        self.assertEqual(self._row().date, date(2026, 6, 4))
        self.assertIn("ask the company", self._row().title)
        with freeze_time("2026-06-04"):
            self.assertEqual(self._row().bucket, "2_today")
            self.assertIn("ask again", self._row().title)
            self._dialog(answer="undecided")
            self.assertEqual(self._row().date, date(2026, 6, 11))
        with freeze_time("2026-06-11"):
            self.assertIn("the person too", self._row().title)
            self._dialog(answer="not_reached", who="person")
            self.assertEqual(self._row().date, date(2026, 7, 1))
        with freeze_time("2026-06-30"):
            self.assertTrue(self._row())
        with freeze_time("2026-07-01"):
            self.assertFalse(self._row(), "the follow-up of 30 days asks")

    def test_the_days_are_the_office_s(self):
        self.office.write({"employer_outcome_second_days": 5, "employer_outcome_third_days": 7})
        self._dialog(answer="not_reached")
        self.assertEqual(self._row().date, date(2026, 6, 6))

    def test_a_day_agreed_on_the_phone_and_postponing(self):
        self._dialog(answer="undecided", ask_date=date(2026, 6, 20))
        self.assertEqual(self._row().date, date(2026, 6, 20))
        self._row().action_postpone_day()
        self.assertEqual(self._row().date, date(2026, 6, 2))

    def test_known_or_hired_or_imported_is_no_row(self):
        self.internship.outcome = "not_hired"
        self.assertFalse(self._row())
        self.internship.outcome = "unknown"
        hire = self._hire("2026-06-10", employer_id=self.employer_2.id)
        self.assertFalse(self._row())
        hire.action_archive()
        self.assertTrue(self._row())
        self.env.cr.execute(
            "UPDATE employer_internship SET is_imported = TRUE, create_date = '2026-06-02'"
            " WHERE id = %s",
            [self.internship.id],
        )
        self.assertFalse(self._row())

    def test_the_row_opens_the_dialog_and_a_followup_its_answers(self):
        self.assertEqual(self._row().action_answer()["res_model"], "employer.internship.outcome")
        with freeze_time("2026-07-01"):
            rows = self.as_role("employer.today", "tutor")
            row = rows.search([("kind", "=", "followup")], limit=1)
            action = row.action_answer()
        self.assertEqual((action["res_model"], action["target"]), ("employer.followup", "new"))

    def test_features_off_remind_nobody(self):
        self.assertTrue(self._row("manager"))
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        feature = self.env.ref("employer_engagement.employer_engagement_feature_internships")
        group.implied_ids = [Command.unlink(feature.id)]
        self.assertFalse(self._row("manager"))

    # ---- answers

    def test_hired_here_in_one_go(self):
        self._dialog(
            answer="hired_here",
            words="from the kitchen to the hall",
            family="fixed_term",
            start_date=date(2026, 6, 8),
            end_date=date(2026, 12, 7),
        )
        hire = self.internship.hire_ids
        self.assertEqual((hire.origin, hire.known_from), ("internship_here", "company"))
        self.assertEqual((hire.start_date, hire.end_date), (date(2026, 6, 8), date(2026, 12, 7)))
        self.assertEqual(self.internship.outcome, "hired")
        self.assertEqual(self.internship.company_outcome_date, date(2026, 6, 1))
        self.assertEqual(self.internship.company_outcome_words, "from the kitchen to the hall")
        self.assertFalse(self._row())
        contact = self.env["employer.interaction"].search(
            [("internship_id", "=", self.internship.id)]
        )
        self.assertEqual(
            (contact.employer_id, contact.outcome, contact.user_id),
            (self.employer, "reached", self.users["tutor"]),
        )

    def test_hired_elsewhere_says_not_hired_here(self):
        self._dialog(
            who="person",
            answer="hired_elsewhere",
            hire_employer_id=self.employer_2,
            family="open_ended",
            start_date=date(2026, 6, 3),
        )
        hire = self.env["employer.hire"].search([("candidate_id", "=", self.person.id)])
        self.assertEqual((hire.employer_id, hire.origin), (self.employer_2, "internship_elsewhere"))
        self.assertEqual(hire.known_from, "person")
        self.assertEqual(self.internship.outcome, "not_hired")
        contact = self.env["employer.interaction"].search(
            [("internship_id", "=", self.internship.id)]
        )
        self.assertFalse(contact.employer_id, "the company was not called")

    def test_hired_elsewhere_not_known_where(self):
        self._dialog(who="person", answer="hired_elsewhere")
        self.assertEqual(self.internship.outcome, "not_hired")
        self.assertFalse(self.env["employer.hire"].search([("candidate_id", "=", self.person.id)]))

    def test_company_and_person_keep_their_own_answer(self):
        self._dialog(answer="not_hired", is_contact_logged=False)
        self.assertEqual(
            (self.internship.outcome, self.internship.outcome_channel), ("not_hired", "phone")
        )
        dialog = self._dialog(who="person", answer="hired_here", is_hire_recorded=False)
        self.assertEqual(dialog.other_words, "the company: Not hired, the person: Hired here")
        self.assertEqual(self.internship.company_outcome, "not_hired")
        self.assertEqual(self.internship.outcome, "unknown", "they contradict each other")
        self._dialog(answer="hired_here", is_hire_recorded=False)
        self.assertEqual(self.internship.outcome, "hired")

    def test_nobody_reached_changes_no_outcome(self):
        self.internship.outcome = "not_hired"
        self._dialog(answer="not_reached")
        self.assertEqual(self.internship.outcome, "not_hired")

    def test_a_hire_on_file_says_more(self):
        self._hire("2026-06-08", origin=False)
        self._dialog(answer="not_hired")
        self.assertEqual(self.internship.outcome, "hired")

    def test_a_hire_on_file_is_not_proposed_again(self):
        self._hire("2026-06-08", origin=False)
        dialog = self._dialog(answer="hired_here")
        self.assertFalse(dialog.is_hire_recorded)
        self.assertEqual(len(self.internship.hire_ids), 1)

    def test_not_before_the_end_and_not_by_another_team(self):
        other = self._running(candidate_id=self.person_2.id, start_date="2026-06-01")
        with self.refused("end it first"):
            other.action_tell_outcome()
        dialog = (
            self.env["employer.internship.outcome"]
            .with_user(self.tutor_2)
            .create({"internship_id": self.internship.id, "answer": "not_hired"})
        )
        with self.refused("", AccessError):
            dialog.action_apply()

    def test_the_end_dialog_keeps_who_said_it(self):
        other = self._running(
            candidate_id=self.person_2.id, start_date="2026-03-02", weekly_hours=10
        )
        dialog = self.env["employer.internship.end"].create(
            {"internship_id": other.id, "outcome": "not_hired", "outcome_channel": "person"}
        )
        dialog.action_apply()
        self.assertEqual(
            (other.person_outcome, other.company_outcome, other.outcome),
            ("not_hired", False, "not_hired"),
        )

    # ---- follow-ups tell it too

    def test_a_followup_that_says_in_work_offers_the_hire(self):
        followup = self.internship.followup_ids.sorted("days")[0]
        self.assertFalse(followup.is_hire_missing)
        followup.person_answer = "same_employer"
        self.assertTrue(followup.is_hire_missing)
        self.assertEqual(self.internship.person_outcome, "hired_here")
        action = followup.action_record_hire()
        self.assertEqual(action["context"]["default_known_from"], "person")
        self._hire("2026-06-08", origin=False)
        self.env.invalidate_all()
        self.assertFalse(followup.is_hire_missing)

    def test_a_followup_that_says_no_settles_the_outcome(self):
        followup = self.internship.followup_ids.sorted("days")[0]
        followup.company_answer = "not_reached"
        self.assertEqual(self.internship.outcome, "unknown")
        followup.company_answer = "other_employer"
        self.assertEqual(self.internship.outcome, "not_hired")
