# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .test_lists_candidacy import CandidacyCase


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestListConsent(CandidacyCase):
    """R14 on both sides: nobody is proposed without a yes, nobody is known without another."""

    def setUp(self):
        super().setUp()
        self.env["employer.rule"]._find("R14").write({"level": "stop", "is_liftable": False})

    def _new_list(self):
        """Return an approved list with one person who said nothing yet."""
        candidate = self.env["employer.candidate"].create({})
        preselection = self._list(candidate)
        preselection.action_approve()
        return self.as_role(preselection, "officer"), candidate

    def _refused(self, preselection, candidate):
        for action in (preselection.action_send, preselection.action_mark_sent):
            with self.assertRaisesRegex(UserError, f"R14: {candidate.code}.*consent"):
                action()
        self.assertEqual(preselection.state, "approved")

    def _notes(self, text):
        return self.preselection.message_ids.filtered(lambda one: text in (one.body or ""))

    def test_no_yes_no_list(self):
        preselection, candidate = self._new_list()
        self._refused(preselection, candidate)
        self._say_yes(candidate, answer="no")
        preselection, candidate = self._new_list()
        self._say_yes(candidate)
        preselection.action_mark_sent()
        self.assertEqual(preselection.state, "sent")

    def test_not_even_a_manager_sends_without(self):
        preselection, candidate = self._new_list()
        self._refused(self.as_role(preselection, "manager"), candidate)

    def test_a_yes_on_its_last_day_and_the_day_after(self):
        preselection, candidate = self._new_list()
        self._say_yes(candidate, expiry_date=date(2026, 3, 10))
        with freeze_time("2026-03-11 09:00:00"):
            self._refused(preselection, candidate)
        with freeze_time("2026-03-10 09:00:00"):
            preselection.action_mark_sent()
        self.assertEqual(preselection.state, "sent")

    def test_sending_speaks_of_every_person_at_once(self):
        codes = self.candidates.mapped("code")
        self.env["employer.consent"].search(
            [("candidate_id", "in", self.candidates.ids)]
        ).sudo().unlink()
        self.preselection.action_approve()
        with self.assertRaises(UserError) as refusal:
            self.as_role(self.preselection, "officer").action_send()
        for code in codes:
            self.assertIn(code, str(refusal.exception))

    def test_a_yes_taken_back_takes_the_person_off(self):
        consent = self.candidates[0].consent_ids
        self.as_role(consent, "tutor").action_withdraw()
        self.assertEqual(self.first.state, "withdrawn")
        self.assertEqual(self.first.exit_reason_id.code, "consent_withdrawn")
        self.assertEqual(self.second.state, "proposed")
        self.assertFalse(self.preselection.activity_ids, "nothing went out, nobody to tell")
        self.assertFalse(self._notes("No longer proposed"))

    def test_taken_back_after_sending_the_officer_tells_the_company(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self.as_role(self.candidates[0].consent_ids, "tutor").action_withdraw()
        self.assertEqual(self.first.state, "withdrawn")
        self.assertIn(self.candidates[0].code, self._notes("No longer proposed").body)
        activity = self.preselection.activity_ids
        self.assertIn(self.candidates[0].code, activity.summary)
        self.assertEqual(activity.user_id, self.users["officer"])

    def test_interview_and_selection_need_the_second_yes(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        first = self.as_role(self.first, "officer")
        for action in (first.action_interview, first.action_select):
            with self.assertRaisesRegex(UserError, "R14.*may know who they are"):
                action()
        self._say_yes(self.candidates[0], self.employer_2)  # another company
        with self.assertRaisesRegex(UserError, "R14"):
            first.action_interview()
        self._say_yes(self.candidates[0], self.employer)
        first.action_interview()
        self.assertEqual(first.state, "interview")

    def test_the_second_yes_ends_too(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self._say_yes(self.candidates[0], self.employer, expiry_date=date(2026, 3, 3))
        with freeze_time("2026-03-04 09:00:00"), self.assertRaisesRegex(UserError, "R14"):
            self.as_role(self.first, "officer").action_interview()
        with freeze_time("2026-03-03 09:00:00"):
            self.as_role(self.first, "officer").action_interview()

    def test_asked_from_the_row_in_ten_seconds(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        first = self.as_role(self.first, "officer")
        self.assertFalse(first.has_identity_consent)
        action = first.action_ask_consent()
        form = Form(
            first.env["employer.consent"].with_context(**action["context"]),
            view="employer_engagement.employer_consent_view_form_quick",
        )
        self.assertEqual(form.answer, "yes")
        consent = form.save()
        self.assertEqual(consent.employer_id, self.employer)
        self.assertEqual(consent.user_id, self.users["officer"])
        self.assertTrue(first.has_identity_consent)

    def test_a_no_from_the_row_ends_the_candidacy(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self._say_yes(self.candidates[0], self.employer, answer="not_reached")
        self.assertEqual(self.first.state, "sent")
        self._say_yes(self.candidates[0], self.employer_2, answer="no")
        self.assertEqual(self.first.state, "sent")
        self._say_yes(self.candidates[0], self.employer, answer="no")
        self.assertEqual(self.first.state, "declined")
        self.assertEqual(self.first.exit_reason_id.code, "no_consent")

    def test_an_internship_outlives_the_second_yes(self):
        self._sent()
        candidacy = self._in_state("in_internship")
        self.candidates[0].consent_ids.filtered("employer_id").action_withdraw()
        self.assertEqual(candidacy.state, "in_internship")
        candidacy.write({"state": "selected"})  # ended early: a fact, whatever the consent
        self.assertEqual(candidacy.state, "selected")

    def test_the_register_says_the_company_may_know(self):
        self._sent()
        disclosures = self.env["employer.disclosure"].search(
            [("candidate_id", "in", self.candidates.ids)]
        )
        self.assertFalse(disclosures.filtered(lambda one: one.kind == "sent"))
        self.as_role(self.first, "officer").action_interview()
        told = self.env["employer.disclosure"].search(
            [("candidate_id", "in", self.candidates.ids), ("kind", "=", "sent")]
        )
        self.assertEqual(told.candidate_id, self.candidates[0])
        self.assertEqual(told.employer_id, self.employer)
        self.assertEqual(told.user_id, self.users["officer"])
        self.first.action_select()
        self.assertEqual(
            self.env["employer.disclosure"].search_count(
                [("candidate_id", "=", self.candidates[0].id), ("kind", "=", "sent")]
            ),
            1,
        )

    def test_consents_of_a_list_cost_no_query_each(self):
        many = self.env["employer.candidate"].create([{} for _each in range(20)])
        self._say_yes(many)
        rows = self._list(many).candidacy_ids
        self.env.flush_all()
        self.env.invalidate_all()
        rows = rows.browse(rows.ids)  # what a screen reads together
        rows.mapped("employer_id.name")
        with self.assertQueryCount(6):
            self.assertEqual(rows.mapped("has_proposal_consent"), [True] * 20)
