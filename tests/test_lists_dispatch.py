# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_dispatch import TODAY, DispatchCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestDispatch(DispatchCase):
    """A vacancy sent to partner organisations, which propose persons of their own."""

    # ---- what the partner is asked

    def test_the_deadline_is_the_sooner_of_office_and_vacancy(self):
        self.office.employer_dispatch_days = 10
        self.assertEqual(self._dispatch().deadline_date, TODAY + timedelta(days=10))
        for days, expected in ((9, 9), (11, 10), (0, 0), (-1, 10)):
            vacancy = self._vacancy(deadline_date=TODAY + timedelta(days=days))
            dispatch = self._dispatch(vacancy_id=vacancy.id)
            self.assertEqual(dispatch.deadline_date, TODAY + timedelta(days=expected))

    def test_words_to_the_partners_do_not_discriminate(self):
        dispatch = self._dispatch(sent=False, words="Italiano B1, anche senza esperienza")
        with self.assertRaisesRegex(ValidationError, "R13[^•]*• “niente bengalesi”"):
            dispatch.words = "Persone puntuali, niente bengalesi"
        dialog = self.as_role("employer.dispatch.send", "officer").create(
            {
                "vacancy_id": self._vacancy().id,
                "organisation_ids": [Command.set(self.partner.ids)],
                "words": "meglio donne, max 30 anni",
                "way": "told",
            }
        )
        with self.assertRaisesRegex(ValidationError, "max 30 anni"):
            dialog.action_confirm()

    def test_the_same_partner_is_asked_once_at_a_time(self):
        dispatch = self._dispatch()
        unit = self._unit(self.partner)
        self._dispatch(unit_id=unit.id)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._dispatch(sent=False)
        dispatch.action_close()
        dispatch.flush_recordset()
        self.assertEqual(self._dispatch().state, "sent")

    def test_what_went_out_stays_what_it_was(self):
        dispatch = self._dispatch(sent=False, vacancy_id=self._vacancy().id)
        dispatch.vacancy_id = vacancy = self._vacancy()
        dispatch.action_mark_sent()
        self.assertEqual(dispatch.sent_date, TODAY)
        with self.assertRaisesRegex(UserError, "went out"):
            dispatch.vacancy_id = self.vacancy
        with self.assertRaisesRegex(UserError, "history"):
            dispatch.unlink()
        self.assertEqual(dispatch.vacancy_id, vacancy)
        self._dispatch(sent=False).unlink()

    def test_nobody_is_asked_for_a_closed_vacancy(self):
        dispatch = self._dispatch(sent=False)
        self._close_vacancy(self.vacancy)
        self.assertEqual(dispatch.state, "closed")
        with self.assertRaisesRegex(UserError, "filled or closed"):
            dispatch.action_reopen()
        self.vacancy.action_open()
        dispatch.action_reopen()
        self.assertEqual(dispatch.state, "sent")

    def test_a_closed_vacancy_answers_who_was_not_looked_at(self):
        dispatch = self._dispatch()
        waiting = dispatch._propose(self.person)
        accepted = dispatch._propose(self.person_2)
        accepted.action_accept()
        self._close_vacancy(self.vacancy)
        self.assertEqual(dispatch.state, "closed")
        self.assertEqual((waiting.state, accepted.state), ("refused", "accepted"))
        self.assertIn("no longer open", waiting.feedback)

    # ---- what the partner answers

    def test_the_first_proposal_is_the_answer(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person, "Cooked for two years")
        self.assertEqual((dispatch.state, dispatch.answer), ("answered", "proposed"))
        self.assertEqual(dispatch.answered_date, TODAY)
        self.assertEqual(proposal.note, "Cooked for two years")
        self.assertEqual(dispatch._propose(self.person), proposal, "a double click proposes once")
        self.assertEqual((dispatch.proposal_count, dispatch.waiting_count), (1, 1))

    def test_a_partner_may_have_nobody(self):
        dispatch = self._dispatch()
        dispatch._answer("nobody", "All of ours work")
        self.assertEqual((dispatch.state, dispatch.answer), ("answered", "nobody"))
        self.assertEqual(dispatch.answer_note, "All of ours work")
        dispatch._propose(self.person)
        self.assertEqual((dispatch.answer, dispatch.answer_note), ("proposed", False))

    def test_places_and_deadline_limit_what_is_proposed(self):
        dispatch = self._dispatch(places=1, deadline_date=TODAY)
        self.assertTrue(dispatch._takes_proposals())
        first = dispatch._propose(self.person)
        self.assertFalse(dispatch._takes_proposals())
        with self.assertRaisesRegex(UserError, "all 1 places"), self.cr.savepoint():
            dispatch._propose(self.person_2)
        first.write({"state": "refused", "feedback": "Lives too far"})
        self.assertTrue(dispatch._takes_proposals(), "who was refused takes no place")
        with freeze_time(TODAY + timedelta(days=1)):
            self.assertFalse(dispatch._takes_proposals())
            with self.assertRaisesRegex(UserError, "is over"):
                dispatch._propose(self.person_2)
            late = self.as_role("employer.proposal", "officer").create(
                {"dispatch_id": dispatch.id, "candidate_id": self.person_2.id}
            )
        self.assertEqual(late.state, "new", "the office may still record one told by phone")

    def test_nothing_is_proposed_before_or_after(self):
        dispatch = self._dispatch(sent=False)
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch._propose(self.person)
        dispatch.action_mark_sent()
        dispatch.action_close()
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch._propose(self.person)
        with self.assertRaisesRegex(UserError, "not open to the partner"):
            dispatch.action_nobody()

    # ---- what the office decides

    def test_accepted_comes_to_the_list_being_made(self):
        draft = self._list(self.person_2, self.vacancy)
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        candidacy = proposal.candidacy_id
        self.assertEqual(candidacy.preselection_id, draft)
        self.assertEqual(candidacy.origin, "partner")
        self.assertEqual(candidacy.partner_organisation_id, self.partner)
        self.assertEqual(proposal.settled_by_id, self.users["officer"])
        self.assertEqual(proposal.settled_date, TODAY)

    def test_accepted_makes_the_next_round_where_none_is_being_made(self):
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        self.assertEqual(proposal.candidacy_id.preselection_id, self.vacancy.preselection_ids)

    def test_who_is_on_the_list_already_is_followed_there(self):
        candidacy = self._list(self.person, self.vacancy).candidacy_ids
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        self.assertEqual(proposal.candidacy_id, candidacy)
        self.assertEqual(candidacy.origin, "staff")
        proposal.action_undo()
        self.assertTrue(candidacy.exists(), "it was there before")

    def test_a_decision_is_taken_back_until_the_list_went_out(self):
        proposal = self._dispatch()._propose(self.person)
        proposal.action_accept()
        candidacy = proposal.candidacy_id
        proposal.action_undo()
        self.assertFalse(candidacy.exists())
        self.assertEqual((proposal.state, proposal.settled_date), ("new", False))
        proposal.action_accept()
        self._say_yes(self.person)
        proposal.candidacy_id.preselection_id.action_approve()
        proposal.candidacy_id.preselection_id.action_mark_sent()
        with self.assertRaisesRegex(UserError, "was sent"), self.cr.savepoint():
            proposal.action_undo()
        self.assertEqual(proposal.state, "accepted")

    def test_refused_says_why(self):
        proposal = self._dispatch()._propose(self.person)
        with self.assertRaisesRegex(UserError, "Say why"):
            proposal.state = "refused"
        proposal.write({"state": "refused", "feedback": "The licence is needed"})
        self.assertFalse(proposal.candidacy_id)
        self.assertEqual(proposal.settled_date, TODAY)

    def test_accepted_needs_to_know_who_it_is(self):
        proposal = self._dispatch()._propose(self.env["employer.candidate"])
        with self.assertRaisesRegex(UserError, "who it is"):
            proposal.action_accept()
        proposal.candidate_id = self.person
        proposal.action_accept()
        with self.assertRaisesRegex(UserError, "as it was proposed"):
            proposal.candidate_id = self.person_2

    def test_who_does_not_want_the_company_is_not_accepted(self):
        self.person.unwanted_employer_ids = self.employer
        proposal = self._dispatch()._propose(self.person)
        with self.assertRaisesRegex(UserError, "does not want"), self.cr.savepoint():
            proposal.action_accept()
        self.assertEqual(proposal.state, "new")

    def test_it_closes_once_everything_was_looked_at(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person)
        with self.assertRaisesRegex(UserError, "nobody looked at"):
            dispatch.action_close()
        proposal.action_accept()
        dispatch.action_close()
        self.assertEqual(dispatch.state, "closed")

    # ---- what became of it

    def test_the_progress_is_said_in_plain_words(self):
        proposal = self._dispatch()._propose(self.person)
        self.assertEqual(proposal.progress, "proposed")
        proposal.action_accept()
        self.assertEqual(proposal.progress, "accepted")
        candidacy_sudo = proposal.candidacy_id.sudo()
        self._say_yes(self.person)
        self._say_yes(self.person, self.employer)
        candidacy_sudo.preselection_id.action_approve()
        self.assertEqual(proposal.progress, "on_list")
        candidacy_sudo.preselection_id.action_mark_sent()
        self.assertEqual((proposal.progress, proposal.interviewed), ("on_list", 0))
        for state, progress in (
            ("interview", "interview"),
            ("selected", "selected"),
            ("in_internship", "internship"),
            ("hired", "in_work"),
        ):
            candidacy_sudo.state = state
            self.assertEqual(proposal.progress, progress)
        self.assertEqual((proposal.accepted, proposal.interviewed, proposal.in_work), (1, 1, 1))
        reason = candidacy_sudo._reason("ended_early")
        candidacy_sudo.write({"state": "not_selected", "exit_reason_id": reason.id})
        self.assertEqual((proposal.progress, proposal.in_work), ("ended", 1))

    def test_a_refusal_and_an_exit_are_not_this_time(self):
        dispatch = self._dispatch()
        refused, left = dispatch._propose(self.person), dispatch._propose(self.person_2)
        refused.write({"state": "refused", "feedback": "Lives too far"})
        left.action_accept()
        candidacy = left.candidacy_id
        reason = self.env["employer.exit.reason"].search(
            [("exit_state", "in", ("excluded", False))], limit=1
        )
        candidacy.write({"state": "excluded", "exit_reason_id": reason.id})
        self.assertEqual((refused | left).mapped("progress"), ["not_this_time"] * 2)
        self.assertEqual((left.accepted, left.interviewed, left.in_work), (1, 0, 0))

    # ---- rights

    def test_who_may_do_what(self):
        dispatch = self._dispatch()
        proposal = dispatch._propose(self.person, "Cooked for two years")
        for role in ("reader", "tutor"):
            self.assertEqual(self.as_role(proposal, role).progress, "proposed")
            with self.assertRaises(AccessError):
                self.as_role(proposal, role).action_accept()
            with self.assertRaises(AccessError):
                self.as_role(dispatch, role).action_nobody()
        self.assertTrue(self.as_role(proposal, "tutor").note)
        with self.assertRaises(AccessError):
            self.as_role(proposal, "reader").read(["note"])
        self.as_role(dispatch, "tutor").read(["answer_note"])
        with self.assertRaises(AccessError):
            self.as_role(dispatch, "reader").read(["answer_note"])
        for user in (self.users["employee"], self.stranger, self.other_officer):
            with self.assertRaises(AccessError):
                proposal.with_user(user).read(["state"])
            with self.assertRaises(AccessError):
                dispatch.with_user(user).read(["state"])

    def test_what_the_server_notes_is_not_written_by_hand(self):
        dispatch = self._dispatch(answer="nobody")
        self.assertFalse(dispatch.answer)
        proposal = dispatch._propose(self.person)
        for name, value in (("settled_date", TODAY), ("progress", "in_work"), ("in_work", 1)):
            with self.assertRaisesRegex(UserError, "kept by the server"):
                proposal[name] = value
        with self.assertRaisesRegex(UserError, "kept by the server"):
            dispatch.answer = "nobody"
