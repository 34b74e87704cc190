# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from .test_lists_candidacy import CandidacyCase


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestListReminders(CandidacyCase):
    """Nobody waits for ever: 3, 7, 15 and 60 days, each on both sides; reserves; who is told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employer.email = "info@example.com"

    def _send(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()

    def _remind(self, day):
        with freeze_time(f"2026-{day} 06:00:00"):
            self._run("ir_cron_employer_preselection_remind")

    def _run(self, job):
        with self.enter_registry_test_mode():
            self.env.ref(f"employer_engagement.{job}").method_direct_trigger()
        self.env.invalidate_all()

    def _mails(self):
        return self.env["employer.company.mail"].search([("employer_id", "=", self.employer.id)])

    def test_reminded_twice_and_never_doubled(self):
        self._send()
        for day, count in (("03-04", 0), ("03-05", 1), ("03-06", 1), ("03-08", 1)):
            self._remind(day)
            self.assertEqual(len(self._mails()), count, day)
        self.assertEqual(self._mails().deadline, self.preselection.answer_due_date)
        self.assertEqual(self.preselection.reminded_days, 3)
        self._mails().state = "sent"
        for day in ("03-09", "03-10"):
            self._remind(day)
            self.assertEqual(len(self._mails()), 2, day)

    def test_a_job_that_slept_sends_one(self):
        self._send()
        self._remind("03-12")
        self.assertEqual(len(self._mails()), 1)
        self.assertEqual(self.preselection.reminded_days, 7)

    def test_a_list_sent_before_anybody_counted_begins_now(self):
        self._send()
        self.preselection.asked_date = False
        self._remind("06-01")
        self.assertEqual((self.preselection.state, len(self._mails())), ("sent", 0))
        self._remind("06-04")
        self.assertEqual(len(self._mails()), 1)

    def test_the_mail_holds_a_link_made_as_it_leaves(self):
        self._send()
        self._remind("03-09")
        mail = self._mails()
        self.assertNotIn("/engagement/answer/", mail.body)
        with freeze_time("2026-03-09 07:00:00"):
            self._run("employer_company_mail_cron_send")
        sent = self.env["mail.mail"].search([("res_id", "=", self.employer.id)], limit=1)
        self.assertEqual(mail.state, "sent")
        self.assertIn("/engagement/answer/", sent.body_html)
        self.assertTrue(sent.auto_delete, "its text is forgotten once it left")
        self.assertNotIn("/engagement/answer/", sent.mail_message_id.body or "")

    def test_no_reminder_leaves_once_it_is_answered_or_closed(self):
        self._send()
        self._remind("03-05")
        self.preselection.action_close()
        with freeze_time("2026-03-09 07:00:00"):
            self._run("employer_company_mail_cron_send")
        self.assertEqual(self._mails().state, "dropped")
        self._remind("03-20")
        self.assertEqual(len(self._mails()), 1)

    def test_the_proposer_is_told_at_15_days(self):
        partner = self._employer("Coop Ponte", is_partner_organisation=True, email="p@example.org")
        self.third.write({"origin": "partner", "partner_organisation_id": partner.id})
        self._send()
        self._remind("03-16")
        self.assertFalse(self.preselection.activity_ids)
        self._remind("03-17")
        activity = self.preselection.activity_ids
        self.assertEqual(activity.user_id, self.users["tutor"])
        for candidate in self.candidates:
            self.assertIn(candidate.code, activity.summary)
        told = self.env["employer.company.mail"].search([("employer_id", "=", partner.id)])
        self.assertIn(self.candidates[2].code, told.body)
        self.assertNotIn(self.candidates[0].code, told.body)
        self._remind("03-18")
        self.assertEqual(len(self.preselection.activity_ids), 1)

    def test_no_answer_at_60_days(self):
        self._send()
        self._remind("04-30")
        self.assertEqual(self.preselection.state, "sent")
        self._remind("05-01")
        self.assertEqual(self.preselection.state, "closed")
        self.assertEqual(self.preselection.close_reason, "no_answer")
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("state")), {"not_selected"})
        self.assertEqual(self.first.exit_reason_id.code, "no_answer")

    def test_the_days_are_the_rules_and_off_is_off(self):
        rule = self.env["employer.rule"]._find("R21")
        self.env["employer.rule.parameter"].create(
            {
                "rule_id": rule.id,
                "key": "first_days",
                "name": "Sooner",
                "value": 1,
                "valid_from": "2026-03-03",
            }
        )
        self._send()
        rule.level = "off"
        self._remind("03-04")
        self.assertFalse(self._mails())
        rule.level = "note"
        self._remind("03-04")
        self.assertEqual(len(self._mails()), 1)

    def test_off_without_the_feature(self):
        self._send()
        self.env.ref(
            "employer_engagement.employer_engagement_group_user"
        ).implied_ids -= self.env.ref("employer_engagement.employer_engagement_feature_lists")
        self._remind("03-05")
        self.assertFalse(self._mails())

    # ---- reserves

    def _with_reserves(self):
        (self.second | self.third).is_reserve = True
        self.second.rank, self.third.rank = 20, 30
        self._send()

    def _leave(self, candidacy, state="withdrawn"):
        self.as_role(candidacy, "officer").write({"state": state, "exit_reason_id": self.reason.id})

    def test_a_reserve_steps_in_and_the_company_is_asked_anew(self):
        self._with_reserves()
        with freeze_time("2026-03-20 09:00:00"):
            self._leave(self.first)
        self.assertEqual((self.second.state, self.second.is_reserve), ("sent", False))
        self.assertEqual((self.third.state, self.third.is_reserve), ("approved", True))
        self.assertEqual(self.preselection.state, "sent")
        self.assertEqual(self.preselection.sent_date, date(2026, 3, 2))
        self.assertIn(self.candidates[1].code, self._mails().body)
        note = self.preselection.message_ids[:1].body
        self.assertIn(f"{self.candidates[1].code} steps in for {self.candidates[0].code}", note)
        with freeze_time("2026-03-21 09:00:00"):
            self._leave(self.second, "declined")
        self.assertEqual(self.third.state, "sent")
        self._leave(self.third)
        self.assertEqual(self.preselection.state, "answered")
        self.assertFalse(self.preselection._next_reserves())

    def test_a_reserve_who_may_not_go_is_passed_over(self):
        self._with_reserves()
        self.candidates[1].consent_ids.expiry_date = date(2026, 3, 3)
        with freeze_time("2026-03-04 09:00:00"):
            self._leave(self.first, "not_selected")
        self.assertEqual((self.second.state, self.second.is_reserve), ("approved", True))
        self.assertEqual(self.third.state, "sent")

    def test_a_tutor_takes_an_own_person_off_and_the_reserve_steps_in(self):
        self._with_reserves()
        self.as_role(self.candidates[0].consent_ids, "tutor").action_withdraw()
        self.assertEqual((self.first.state, self.second.state), ("withdrawn", "sent"))

    def test_no_reserve_before_the_list_went_out_nor_after_it_closed(self):
        (self.second | self.third).is_reserve = True
        self._leave(self.first)
        self.assertEqual(self.second.state, "proposed")
        self.first.write({"state": "proposed"})
        self._send()
        self.preselection.action_close()
        self.assertEqual(self.second.exit_reason_id.code, "list_closed")

    # ---- filled

    def test_the_others_are_ended_and_told_when_it_is_filled(self):
        self.third.is_reserve = True
        self._send()
        self._say_yes(self.candidates, self.employer)
        self.first.action_select()
        self.first.write({"state": "in_internship"})
        self.assertEqual(self.vacancy.stage_kind, "filled")
        for one in (self.second, self.third):
            self.assertEqual(
                (one.state, one.exit_reason_id.code), ("not_selected", "position_filled")
            )
        self.env.flush_all()
        rows = self.as_role("employer.today", "tutor").search([("kind", "=", "tell")])
        self.assertEqual(rows.candidate_id, self.candidates[1], "the reserve never went out")
        self.assertEqual(self.first.state, "in_internship")

    def test_the_others_are_ended_and_told_when_the_vacancy_closes(self):
        self._say_yes(self.candidates, self.employer)
        self.third.is_reserve = True
        self._send()
        self.second.action_select()
        closed = self.env["employer.vacancy.stage"].search([("kind", "=", "closed")], limit=1)
        self.as_role(self.vacancy, "officer").write(
            {"stage_id": closed.id, "close_reason": "filled_elsewhere"}
        )
        exits = [(one.state, one.exit_reason_id.code) for one in (self.first, self.third)]
        self.assertEqual(
            exits, [("not_selected", "filled_elsewhere"), ("not_selected", "list_closed")]
        )
        self.assertEqual((self.second.state, self.preselection.state), ("selected", "answered"))
        self.env.flush_all()
        rows = self.as_role("employer.today", "tutor").search([("kind", "=", "tell")])
        self.assertEqual(rows.candidate_id, self.candidates[0])
        self._remind("03-09")
        self.assertFalse(self._mails(), "no company is asked about a job that is gone")

    # ---- free again

    def _filled_by_first(self):
        self._with_reserves()
        self._say_yes(self.candidates, self.employer)
        self.first.action_select()
        self.first.write({"state": "in_internship"})

    def test_after_an_early_end_who_was_next_steps_in_by_a_button(self):
        self._filled_by_first()
        vacancy = self.as_role(self.vacancy, "officer")
        self.assertFalse(vacancy.next_candidacy_ids)
        self.preselection.action_close()
        self.first.write({"state": "not_selected"})
        self.assertEqual(vacancy.stage_kind, "open")
        self.assertEqual(vacancy.next_candidacy_ids, self.second | self.third)
        self.assertEqual(self.second.state, "not_selected", "nobody steps in by itself")
        action = vacancy.action_call_next()
        self.assertEqual(action["res_id"], self.preselection.id)
        self.assertEqual((self.second.state, self.second.is_reserve), ("sent", False))
        self.assertEqual(self.preselection.state, "sent")
        self.assertIn(self.candidates[1].code, self._mails().body)
        self.assertFalse(vacancy.next_candidacy_ids, "somebody waits for the company")

    def test_whom_the_company_met_comes_first_and_stays_met(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self._say_yes(self.candidates, self.employer)
        self.third.action_interview()
        self.first.action_select()
        self.first.write({"state": "in_internship"})
        self.first.write({"state": "not_selected"})
        self.assertEqual(self.vacancy.next_candidacy_ids, self.third | self.second)
        self.vacancy.action_call_next()
        self.assertEqual((self.third.state, self.third.met_date), ("interview", date(2026, 3, 2)))

    def test_nobody_refused_away_or_without_a_yes_steps_in(self):
        self._filled_by_first()
        self.first.write({"state": "not_selected"})
        refusal = self.env.ref("employer_engagement.employer_exit_reason_lacks_skills")
        self.second.exit_reason_id = refusal
        self.assertEqual(self.vacancy.next_candidacy_ids, self.third)
        self.candidates[2].consent_ids.action_withdraw()
        with self.assertRaisesRegex(UserError, "R14"):
            self.vacancy.action_call_next()
        self.candidates[2].is_away = True
        self.vacancy.invalidate_recordset()
        self.assertFalse(self.vacancy.next_candidacy_ids)
        with self.assertRaisesRegex(UserError, "nobody in reserve"):
            self.vacancy.action_call_next()

    def test_two_positions_wait_for_two(self):
        self.vacancy.positions = 2
        self._send()
        self._say_yes(self.candidates, self.employer)
        self.first.action_select()
        self.first.write({"state": "in_internship"})
        self.assertEqual(self.second.state, "sent")

    # ---- several at once

    def test_bulk_exit_and_approval(self):
        officer = self.as_role(self.preselection.candidacy_ids, "officer")
        officer.action_approve()
        self.assertEqual(set(officer.mapped("state")), {"approved"})
        context = officer.action_withdraw()["context"]
        officer.env["employer.candidacy.exit"].with_context(**context).create(
            {"reason_id": self.reason.id}
        ).action_confirm()
        self.assertEqual(set(officer.mapped("state")), {"withdrawn"})
