# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import freeze_time, tagged

from .test_lists_candidacy import CandidacyCase


@tagged("post_install", "-at_install")
class TestListUndo(CandidacyCase):
    """What a company said is taken back until the office acted on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.preselection.action_approve()
        cls.preselection.action_mark_sent()
        cls.no = cls.env.ref("employer_engagement.employer_exit_reason_lacks_experience")

    def _say(self, candidacy, answer, **values):
        self.preselection._record_answers(
            [(candidacy, {"answer": answer, **values})], channel="web"
        )

    def test_a_wish_is_taken_back_until_the_person_was_asked(self):
        self.assertFalse(self.first._filter_undoable())
        self._say(self.first, "meet", when=datetime.now() + timedelta(days=3), place="Via Roma")
        self.assertEqual(self.first._filter_undoable(), self.first)
        self._say(self.first, "undo")
        self.assertFalse(self.first.company_answer or self.first.interview_datetime)
        self.assertFalse(self.first.interview_date or self.first.interview_place)
        contacts = self.env["employer.interaction"].search([("vacancy_id", "=", self.vacancy.id)])
        self.assertEqual(contacts.mapped("outcome"), ["reached", "interested"])
        self._say(self.first, "select")
        self._say_yes(self.candidates[:1], self.employer, answer="not_reached")
        self.assertFalse(self.first._filter_undoable(), "the tutor is asking")

    def test_an_old_question_is_no_act_on_a_new_wish(self):
        with freeze_time("2026-01-10"):
            self._say_yes(self.candidates[:1], self.employer, answer="not_reached")
        self._say(self.first, "meet")
        self.assertEqual(self.first._filter_undoable(), self.first)

    def test_not_suitable_is_taken_back_until_the_person_was_told(self):
        self._say(self.first, "refuse", reason=self.no)
        self.assertEqual(self.first._filter_undoable(), self.first)
        self.assertEqual(self.preselection._undoable(), self.first)
        self._say(self.first, "undo")
        self.assertEqual(self.first.state, "sent")
        self.assertFalse(self.first.company_refused_at or self.first.exit_reason_id)
        self._say(self.first, "refuse", reason=self.no)
        self.env["employer.interaction"].create({"candidate_id": self.candidates[0].id})
        self.assertFalse(self.first._filter_undoable())

    def test_who_was_met_comes_back_to_the_interview(self):
        self._say_yes(self.candidates, self.employer)
        self._say(self.first, "meet")
        self.assertEqual(self.first.state, "interview")
        self.assertFalse(self.first._filter_undoable(), "an interview is cancelled instead")
        self._say(self.first, "refuse", reason=self.no)
        self._say(self.first, "undo")
        self.assertEqual(self.first.state, "interview")

    def test_the_office_s_own_no_and_a_full_vacancy_stay(self):
        self.first.write({"state": "not_selected", "exit_reason_id": self.no.id})
        self.assertFalse(self.first._filter_undoable())
        self._say(self.second, "refuse", reason=self.no)
        self.assertTrue(self.second._filter_undoable())
        with patch.object(type(self.vacancy), "_is_open", return_value=False):
            self.assertFalse(self.second._filter_undoable())

    def test_whose_yes_to_be_proposed_ended_is_not_shown_to_be_taken_back(self):
        self._say(self.first, "refuse", reason=self.no)
        self.candidates[0].consent_ids.action_withdraw()
        self.assertFalse(self.preselection._undoable())

    def test_the_same_again_is_known(self):
        when = datetime(2030, 1, 2, 9, 30)
        self.assertFalse(self.first._is_answered_so("meet", when))
        self._say(self.first, "meet", when=when)
        self.assertTrue(self.first._is_answered_so("meet", when))
        self.assertTrue(self.first._is_answered_so("meet"))
        self.assertFalse(self.first._is_answered_so("meet", when + timedelta(hours=1)))
        self.assertFalse(self.first._is_answered_so("select"))
        self._say(self.first, "refuse", reason=self.no)
        self.assertTrue(self.first._is_answered_so("refuse"))
        self.assertFalse(self.first._is_answered_so("undo"))
