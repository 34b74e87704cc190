# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.mail.tests.common import MockEmail

from .test_lists_candidacy import CandidacyCase


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestListAnswer(CandidacyCase, MockEmail):
    """What the company says waits for the person's yes; the yes moves it on and tells it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chef = cls.env["res.partner"].create(
            {
                "name": "Chef",
                "email": "chef@example.com",
                "parent_id": cls.employer.partner_id.id,
                "tz": "Europe/Rome",
            }
        )
        cls.office.partner_id.tz = "Europe/Rome"
        cls.preselection.contact_id = cls.chef
        cls.preselection.action_approve()
        cls.preselection.action_mark_sent()
        cls.no = cls.env.ref("employer_engagement.employer_exit_reason_better_candidate")

    def _phone(self, answers):
        """Record (candidacy, values) in the dialog of the officer."""
        preselection = self.as_role(self.preselection, "officer")
        action = preselection.action_record_answer()
        form = Form(preselection.env[action["res_model"]].with_context(**action["context"]))
        for candidacy, values in answers:
            index = self.preselection._shown().ids.index(candidacy.id)
            with form.line_ids.edit(index) as line:
                for name, value in values.items():
                    line[name] = value
        form.save().action_confirm()

    def _today(self, kind, role="tutor"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", role).search([("kind", "=", kind)])

    def _names_told(self):
        return self.env["employer.disclosure"].search(
            [("candidate_id", "in", self.candidates.ids), ("kind", "=", "sent")]
        )

    # ---- from the phone

    def test_the_person_is_asked_before_the_company_knows(self):
        moment = datetime(2026, 3, 5, 9, 30)
        self._phone([(self.first, {"answer": "meet", "interview_datetime": moment})])
        self.assertEqual((self.first.state, self.first.company_answer), ("sent", "meet"))
        self.assertFalse(self._names_told())
        row = self._today("ask_identity")
        self.assertEqual(row.candidate_id, self.first.candidate_id)
        self.assertFalse(row.phone, "the person is to be asked, not the company")
        with self.mock_mail_gateway(mail_unlink_sent=True):
            self._say_yes(self.candidates[0], self.employer)
        self.assertEqual((self.first.state, self.first.interview_datetime), ("interview", moment))
        self.assertEqual(self.first.interview_date, date(2026, 3, 5))
        self.assertEqual(self._names_told().employer_id, self.employer)
        mail = self._mails[-1]
        self.assertEqual(mail["email_to"], ["chef@example.com"])
        self.assertIn("10:30", mail["body"], "the hour of the office, not UTC")
        self.assertIn("/engagement/answer/", mail["body"])
        self.assertFalse(self._today("ask_identity"))

    def test_who_agreed_already_moves_on_at_once(self):
        self._say_yes(self.candidates, self.employer)
        self._phone(
            [
                (self.first, {"answer": "meet"}),
                (self.second, {"answer": "select"}),
                (self.third, {"answer": "refuse", "reason_id": self.no}),
            ]
        )
        states = self.preselection.candidacy_ids.mapped("state")
        self.assertEqual(states, ["interview", "selected", "not_selected"])
        self.assertEqual(self.preselection.state, "answered")
        contact = self.env["employer.interaction"].search([("vacancy_id", "=", self.vacancy.id)])
        self.assertEqual((contact.channel, contact.direction), ("phone", "in"))
        self.assertTrue(contact.is_contact)
        self.assertIn(self.candidates[0].code, contact.summary)

    def test_a_list_answered_waits_no_more_though_persons_are_being_asked(self):
        self._phone([(one, {"answer": "meet"}) for one in self.preselection.candidacy_ids])
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("state")), {"sent"})
        self.assertEqual(self.preselection.state, "answered")
        self.assertFalse(self._today("list", "officer"))

    def test_a_yes_that_ended_by_the_clock_shows_nobody_any_more(self):
        self.candidates[0].consent_ids.expiry_date = date(2026, 3, 2)
        everybody = self.preselection.candidacy_ids
        self.assertEqual(self.preselection._shown_now(), everybody, "its last day")
        with freeze_time("2026-03-03 09:00:00"):
            self.assertEqual(self.preselection._shown_now(), everybody - self.first)
            codes = [card["code"] for card in self.preselection._sent_cards()]
            self.assertNotIn(self.candidates[0].code, codes)
            self._say_yes(self.candidates[0], self.employer)
            self._phone([(self.first, {"answer": "meet"})])
            self.assertEqual(self.preselection._shown_now(), everybody, "it may know who it is")

    def test_a_company_blocked_meanwhile_is_shown_nobody(self):
        self.env["employer.rule"]._find("R16").write({"level": "stop", "is_liftable": True})
        feature = self.env.ref("employer_engagement.employer_engagement_feature_due_diligence")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids += feature
        self.employer.write({"blocked_until": date(2026, 3, 2), "blocked_reason": "Irregular work"})
        self.assertFalse(self.preselection._takes_answers())
        with freeze_time("2026-03-03 09:00:00"):
            self.assertTrue(self.preselection._takes_answers())

    def test_whose_link_was_revoked_gets_no_news(self):
        cook = self.chef.copy({"name": "Cook", "email": "cook@example.com"})
        link, _address = self.preselection._issue_answer_link(cook)
        self.assertEqual(self.preselection._answering_contact(), cook)
        link.action_revoke()
        self.assertEqual(self.preselection._answering_contact(), self.chef)

    def test_a_no_of_the_person_ends_it(self):
        self._phone([(self.first, {"answer": "meet"})])
        self._say_yes(self.candidates[0], self.employer, answer="no")
        self.assertEqual(
            (self.first.state, self.first.exit_reason_id.code), ("declined", "no_consent")
        )
        self.assertFalse(self._names_told())

    def test_not_reached_changes_nothing(self):
        self._phone([(self.first, {"answer": "meet"})])
        self._say_yes(self.candidates[0], self.employer, answer="not_reached")
        self.assertEqual(self.first.state, "sent")
        self.assertTrue(self._today("ask_identity"))

    def test_a_yes_to_another_company_moves_nothing(self):
        self._phone([(self.first, {"answer": "meet"})])
        self._say_yes(self.candidates[0], self.employer_2)
        self.assertEqual(self.first.state, "sent")

    def test_a_refusal_says_why_and_silence_is_no_answer(self):
        with self.assertRaises(AssertionError):
            self._phone([(self.first, {"answer": "refuse"})])  # the form asks for the reason
        with self.assertRaisesRegex(UserError, "at least one person"):
            self._phone([])

    def test_a_tutor_records_the_yes_and_the_chain_follows(self):
        self._phone([(self.first, {"answer": "select"})])
        with self.mock_mail_gateway(mail_unlink_sent=True):
            self.as_role("employer.consent", "tutor").create(
                {
                    "candidate_id": self.candidates[0].id,
                    "kind": "identity",
                    "employer_id": self.employer.id,
                }
            )
        self.assertEqual(self.first.state, "selected")
        self.assertEqual(self._names_told().user_id, self.users["tutor"])

    def test_without_an_address_the_officer_tells_the_company(self):
        self.chef.email = False
        self._phone([(self.first, {"answer": "meet"})])
        self._say_yes(self.candidates[0], self.employer)
        self.assertEqual(self.first.state, "interview", "the yes holds whatever the mail does")
        activity = self.preselection.activity_ids
        self.assertEqual(activity.user_id, self.users["officer"])
        self.assertIn(self.candidates[0].code, activity.summary)

    # ---- the stage of the vacancy

    def test_the_name_reaches_the_company_at_the_stage_of_the_vacancy(self):
        self.vacancy.identity_stage = "selected"
        self._say_yes(self.candidates, self.employer)
        self.first.action_interview()
        self.assertFalse(self._names_told())
        self.assertFalse(self.first._may_be_shown_by_name())
        self.first.action_select()
        self.assertEqual(self._names_told().candidate_id, self.candidates[0])
        self.assertTrue(self.first._may_be_shown_by_name())
        self.candidates[0].consent_ids.filtered("employer_id").action_withdraw()
        self.assertFalse(self.first._may_be_shown_by_name(), "taken back, gone at once")

    # ---- interviews

    def test_the_person_is_told_the_day_then_it_is_asked_how_it_went(self):
        self._say_yes(self.candidates, self.employer)
        self.first.write({"state": "interview", "interview_date": date(2026, 3, 5)})
        row = self._today("interview")
        self.assertEqual((row.candidate_id, row.user_id), (self.candidates[0], self.users["tutor"]))
        with freeze_time("2026-03-03 09:00:00"):
            self._interaction(employer_id=False, candidate_id=self.candidates[0].id)
            self.assertFalse(self._today("interview"))
        with freeze_time("2026-03-04 09:00:00"):
            self.first.interview_date = date(2026, 3, 6)
            self.assertTrue(self._today("interview"), "another day is told again")
        with freeze_time("2026-03-06 09:00:00"):
            self.assertFalse(self._today("interview_result", "officer"))
        with freeze_time("2026-03-07 09:00:00"):
            self.assertEqual(self._today("interview_result", "officer").bucket, "2_today")

    def test_who_is_selected_waits_for_the_officer_until_it_begins(self):
        self._say_yes(self.candidates, self.employer)
        self.first.write({"state": "selected"})
        row = self._today("selected", "officer")
        self.assertEqual((row.candidate_id, row.employer_id), (self.candidates[0], self.employer))
        self.assertEqual(row.user_id, self.preselection.user_id)
        internship = self.env["employer.internship"].create(
            {
                "scheme_id": self.env["employer.internship.scheme"].search([], limit=1).id,
                "candidacy_id": self.first.id,
                "candidate_id": self.candidates[0].id,
                "employer_id": self.employer.id,
            }
        )
        self.assertFalse(self._today("selected", "officer"))
        internship.write({"state": "cancelled"})
        self.assertTrue(self._today("selected", "officer"))
        self.first.write({"state": "interview"})
        self.assertFalse(self._today("selected", "officer"))

    def test_a_cancelled_interview_waits_again_and_the_person_is_told(self):
        self._say_yes(self.candidates, self.employer)
        self.first.write({"state": "interview", "interview_date": date(2026, 3, 3)})
        self._phone([(self.first, {"answer": "cancel"})])
        self.assertEqual((self.first.state, self.first.interview_date), ("sent", False))
        self.assertFalse(self.first.company_answer or self.first.met_date)
        activity = self.preselection.activity_ids
        self.assertEqual(activity.user_id, self.users["tutor"])
        self.assertIn(f"Tell {self.candidates[0].code}", activity.summary)

    def test_the_hour_follows_the_day(self):
        self.first.interview_datetime = datetime(2026, 3, 5, 23, 30)
        self.assertEqual(self.first.interview_date, date(2026, 3, 6), "after midnight in Rome")
        self.first.interview_date = date(2026, 3, 6)
        self.assertTrue(self.first.interview_datetime)
        self.first.interview_date = date(2026, 3, 9)
        self.assertFalse(self.first.interview_datetime)
        self.first.interview_datetime = datetime(2026, 3, 5, 9, 0)
        self.assertIn("DTSTART:20260305T090000Z", self.first._interview_file())
        self.assertNotIn("Ada", self.first._interview_file())

    # ---- telling the person

    def test_told_kindly_by_mail_without_showing_the_address(self):
        self.env["employer.candidate.identity"].create(
            {
                "candidate_id": self.candidates[0].id,
                "first_name": "Ada",
                "last_name": "Fiori",
                "email": "ada@example.org",
            }
        )
        both = self.first | self.second
        both.write({"state": "not_selected", "exit_reason_id": self.no.id})
        self.assertEqual(len(self._today("tell")), 2)
        officer = self.as_role(both, "officer")
        context = officer.action_tell()["context"]
        dialog = Form(officer.env["employer.candidacy.tell"].with_context(**context))
        self.assertIn(self.candidates[1].code, dialog.words, "no address: to be called")
        dialog = dialog.save()
        self.assertNotIn("ada@", str(dialog.read()))
        self.assertIn("Kitchen helper", dialog.text)
        with self.mock_mail_gateway():
            dialog.action_send()
        self.assertEqual(self._new_mails.email_to, "ada@example.org")
        self.assertEqual(self._today("tell").candidate_id, self.candidates[1])
        with self.assertRaisesRegex(UserError, "call them"):
            self.as_role(self.second, "officer").env["employer.candidacy.tell"].create(
                {"candidacy_ids": self.second.ids}
            ).action_send()
