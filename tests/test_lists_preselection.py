# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .test_lists_candidacy import CandidacyCase

FEATURE = "employer_engagement.employer_engagement_feature_"
MOVES = {
    "draft": {"approved", "closed"},
    "approved": {"draft", "sent", "closed"},
    "sent": {"answered", "closed"},
    "answered": {"sent", "closed"},
    "closed": {"answered"},
}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestPreselection(CandidacyCase):
    def _switch_on(self, feature):
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids = [
            (4, self.env.ref(FEATURE + feature).id)
        ]

    def _list_in_state(self, state):
        """Put the list in `state` past the guards, everybody on it approved."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_preselection SET state = %s WHERE id = %s",
            (state, self.preselection.id),
        )
        self.env.cr.execute(
            "UPDATE employer_candidacy SET state = 'approved' WHERE preselection_id = %s",
            (self.preselection.id,),
        )
        self.env.invalidate_all()
        return self.as_role(self.preselection, "officer")

    def test_every_move_of_the_table_and_no_other(self):
        for source, targets in MOVES.items():
            for target in MOVES:
                if source == target:
                    continue
                with self.subTest(source=source, target=target):
                    preselection = self._list_in_state(source)
                    if target in targets:
                        preselection.write({"state": target})
                        self.assertEqual(preselection.state, target)
                    else:
                        with self.assertRaisesRegex(UserError, "cannot become"):
                            preselection.write({"state": target})

    def test_one_per_round_from_the_vacancy(self):
        vacancy = self.as_role(self._vacancy(), "officer")
        first = vacancy.preselection_ids.browse(vacancy.action_new_list()["res_id"])
        second = vacancy.preselection_ids.browse(vacancy.action_new_list()["res_id"])
        self.assertEqual((first.round, second.round), (1, 2))
        self.assertRegex(first.name, r"^ROSA/2026/\d{4}$")
        self.assertEqual(vacancy.stage_id.code, "selection")
        first.action_archive()
        third = vacancy.preselection_ids.browse(vacancy.action_new_list()["res_id"])
        self.assertEqual(third.round, 3, "an archived round still counts")
        several = self.env["employer.preselection"].create([{"vacancy_id": vacancy.id}] * 2)
        self.assertEqual(several.mapped("round"), [4, 5])

    def test_no_list_for_a_closed_vacancy(self):
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        self.vacancy.write({"stage_id": stage.id, "close_reason": "withdrawn"})
        with self.assertRaisesRegex(UserError, "Open it again"):
            self.as_role(self.vacancy, "officer").action_new_list()

    def test_add_persons_in_one_dialog(self):
        others = self.env["employer.candidate"].create([{}, {}])
        preselection = self.as_role(self.preselection, "officer")
        action = preselection.action_add_persons()
        dialog = preselection.env[action["res_model"]].with_context(**action["context"])
        with Form(dialog) as form:
            self.assertEqual(set(form.unofferable_candidate_ids.ids), set(self.candidates.ids))
            for candidate in others:
                form.candidate_ids.add(candidate)
        form.save().action_confirm()
        added = preselection.candidacy_ids.filtered(lambda one: one.candidate_id in others)
        self.assertEqual(len(added), 2)
        self.assertGreater(min(added.mapped("rank")), self.first.rank)

    def test_approving_the_list_approves_everybody_on_it(self):
        self.third.write({"state": "excluded", "exit_reason_id": self.reason.id})
        self.as_role(self.preselection, "officer").action_approve()
        self.assertEqual(self.preselection.state, "approved")
        self.assertEqual(self.preselection.approved_by_id, self.users["officer"])
        self.assertEqual((self.first + self.second).mapped("state"), ["approved", "approved"])
        self.assertEqual(self.third.state, "excluded")

    def test_an_empty_list_is_not_approved(self):
        with self.assertRaisesRegex(UserError, "nobody on it"):
            self._list(self.env["employer.candidate"]).action_approve()

    def test_second_approval_is_somebody_else(self):
        mine = self.as_role("employer.preselection", "officer").create(
            {
                "vacancy_id": self._vacancy().id,
                "candidacy_ids": [(0, 0, {"candidate_id": self.candidates[0].id})],
            }
        )
        mine.action_approve()
        mine.action_draft()
        self.assertFalse(mine.approved_by_id)
        mine.candidacy_ids.action_back()
        self._switch_on("second_approval")
        for action in (mine.action_approve, mine.candidacy_ids.action_approve):
            with self.assertRaisesRegex(UserError, "a colleague approves"):
                action()
        mine.with_user(self.officer_2).action_approve()
        self.assertEqual(mine.approved_by_id, self.officer_2)
        mine.action_mark_sent()
        self.assertEqual(mine.state, "sent", "the author may send what another approved")

    def _today(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        kinds = ("approve_list", "send_list")
        return self.env["employer.today"].with_user(user).search([("kind", "in", kinds)])

    def test_second_approval_is_asked_given_back_and_given_in_today(self):
        self._switch_on("second_approval")
        mine = self.as_role("employer.preselection", "officer").create(
            {"vacancy_id": self._vacancy().id}
        )
        mine.approver_id = self.officer_2
        with self.assertRaisesRegex(UserError, "nobody on it"):
            mine.action_ask_approval()
        mine._add_persons(self.candidates[0], "staff")
        for wrong, words in (
            (self.users["officer"], "Choose which"),
            (self.users["tutor"], "choose an officer"),
            (self.other_officer, "choose an officer"),
        ):
            mine.approver_id = wrong.sudo()
            with self.assertRaisesRegex(UserError, words):
                mine.action_ask_approval()
        mine.approver_id = self.officer_2
        mine.action_ask_approval()
        self.assertFalse(self._today(self.users["officer"]))
        row = self._today(self.officer_2)
        self.assertEqual((row.kind, row.res_id), ("approve_list", mine.id))
        theirs = mine.with_user(self.officer_2)
        with self.assertRaisesRegex(UserError, "what to change"):
            theirs.action_send_back()
        theirs.approval_note = "Two more with a licence"
        theirs.action_send_back()
        self.assertFalse(self._today(self.officer_2))
        self.assertEqual(mine.activity_ids.user_id, self.users["officer"])
        mine.action_ask_approval()
        theirs.action_approve()
        self.assertEqual(self._today(self.users["officer"]).kind, "send_list")
        self.assertFalse(self._today(self.officer_2))
        mine.action_mark_sent()
        self.assertFalse(self._today(self.users["officer"]))

    def test_second_approval_of_a_person_is_somebody_else(self):
        self._switch_on("second_approval")
        mine = self.as_role("employer.preselection", "officer").create(
            {"vacancy_id": self._vacancy().id}
        )
        added = mine.with_user(self.officer_2)._add_persons(self.candidates[0], "staff")
        mine._add_persons(self.candidates[1], "staff")
        with self.assertRaisesRegex(UserError, f"You put {self.candidates[0].code}"):
            mine.with_user(self.officer_2).action_approve()
        added.with_user(self.users["officer"]).action_approve()
        mine.with_user(self.officer_2).action_approve()
        self.assertEqual(set(mine.candidacy_ids.mapped("state")), {"approved"})
        added.write({"state": "withdrawn", "exit_reason_id": self.reason.id})
        added.action_back()
        self.assertEqual(added.state, "approved", "four eyes saw this person before")

    def test_sent_only_when_everybody_is_approved(self):
        preselection = self.as_role(self.preselection, "officer")
        with self.assertRaisesRegex(UserError, self.first.candidate_id.code):
            preselection.action_send()
        (self.first + self.second).action_approve()
        self.third.write({"state": "excluded", "exit_reason_id": self.reason.id})
        preselection.action_mark_sent()
        self.assertEqual(preselection.state, "sent")
        self.assertEqual(self.third.state, "excluded")

    def test_what_sending_writes(self):
        self.office.employer_answer_days = 10
        self.preselection.action_approve()
        self.as_role(self.preselection, "officer").action_mark_sent()
        self.assertEqual(self.preselection.sent_date, date(2026, 3, 2))
        self.assertEqual(self.preselection.answer_due_date, date(2026, 3, 12))
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("state")), {"sent"})
        self.assertEqual(set(self.candidates.mapped("last_proposed_date")), {date(2026, 3, 2)})

    def test_reserves_go_out_only_when_chosen(self):
        self.third.is_reserve = True
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self.assertEqual(self.third.state, "approved")
        self.assertFalse(self.third.candidate_id.last_proposed_date)
        self.third.action_send_late()
        self.assertEqual(self.third.state, "sent")
        chosen = self._list(self.candidates, sends_reserves=True)
        chosen.candidacy_ids[2].is_reserve = True
        chosen.action_approve()
        chosen.action_mark_sent()
        self.assertEqual(set(chosen.candidacy_ids.mapped("state")), {"sent"})

    def test_only_reserves_is_nobody(self):
        self.preselection.candidacy_ids.is_reserve = True
        self.preselection.action_approve()
        with self.assertRaisesRegex(UserError, "nobody to send"):
            self.preselection.action_mark_sent()

    def test_nobody_is_sent_before_the_list(self):
        self.preselection.action_approve()
        with self.assertRaisesRegex(UserError, "has not been sent"):
            self.first.write({"state": "sent"})

    # ---- R16

    def _block(self, until):
        self.env["employer.rule"]._find("R16").write({"level": "stop", "is_liftable": True})
        self._switch_on("due_diligence")
        self.employer.write({"blocked_until": until, "blocked_reason": "Irregular work"})

    def test_a_blocked_company_receives_no_list(self):
        self._block(date(2026, 3, 2))
        self.preselection.action_approve()
        with self.assertRaisesRegex(UserError, "R16.*blocked until"):
            self.as_role(self.preselection, "officer").action_send()
        with freeze_time("2026-03-03 09:00:00"):
            self.as_role(self.preselection, "officer").action_mark_sent()
        self.assertEqual(self.preselection.state, "sent")

    def test_a_manager_lifts_the_block_with_a_reason(self):
        self._block(date(2026, 12, 31))
        self.preselection.action_approve()
        manager = self.as_role(self.preselection, "manager")
        with self.assertRaises(RedirectWarning):
            manager.action_mark_sent()
        manager.env["employer.rule.exception"].create(
            {
                "rule_id": self.env["employer.rule"]._find("R16").id,
                "res_model": "employer.preselection",
                "res_id": manager.id,
                "reason": "Cleared by the inspectorate",
            }
        )
        self.as_role(self.preselection, "officer").action_mark_sent()
        self.assertEqual(self.first.state, "sent")

    def test_without_the_feature_there_is_no_guard(self):
        self.employer.sudo().write(
            {"blocked_until": date(2026, 12, 31), "blocked_reason": "Accident at work"}
        )
        self.preselection.action_approve()
        self.as_role(self.preselection, "officer").action_mark_sent()
        self.assertEqual(self.preselection.state, "sent")

    # ---- answers

    def test_answered_when_nobody_waits(self):
        self._sent()
        self.as_role(self.first, "officer").action_interview()
        self.second.write({"state": "not_selected", "exit_reason_id": self.reason.id})
        self.assertEqual(self.preselection.state, "sent")
        with freeze_time("2026-03-05 09:00:00"):
            self.as_role(self.third, "tutor").action_interview()
        self.assertEqual(self.preselection.state, "answered")
        self.assertEqual(self.preselection.answered_date, date(2026, 3, 5))
        self.third.action_back()
        self.assertEqual(self.preselection.state, "sent")
        self.assertFalse(self.preselection.answered_date)

    def test_late_on_the_day_after_it_was_due(self):
        self._sent()
        self.preselection.answer_due_date = date(2026, 3, 9)
        for day, late in (("2026-03-09", False), ("2026-03-10", True)):
            with freeze_time(f"{day} 09:00:00"):
                self.preselection.invalidate_recordset(["is_answer_late"])
                self.assertEqual(self.preselection.is_answer_late, late)
                found = self.preselection.search([("is_answer_late", "=", True)])
                self.assertEqual(self.preselection in found, late)

    def test_closing_ends_who_waits_and_nobody_else(self):
        self.third.is_reserve = True
        self._sent()
        self.first.action_interview()
        self.as_role(self.preselection, "officer").action_close()
        self.assertEqual(self.first.state, "interview")
        self.assertEqual(self.second.state, "not_selected")
        self.assertEqual(self.second.exit_reason_id.code, "no_answer")
        self.assertEqual(self.third.exit_reason_id.code, "list_closed")
        self.first.action_select()
        self.assertEqual(self.preselection.state, "closed")
        self.preselection.action_reopen()
        self.second.action_back()
        self.assertEqual((self.preselection.state, self.second.state), ("sent", "sent"))

    def test_the_dialog_counts_who_is_told_and_who_stays_selected(self):
        self._sent()
        self.first.action_interview()
        self.second.action_select()
        dialog = self.as_role("employer.vacancy.close", "officer").create(
            {"vacancy_ids": self.vacancy.ids, "reason": "withdrawn"}
        )
        self.assertEqual((dialog.waiting_count, dialog.selected_count), (2, 1))
        dialog.action_confirm()
        self.assertEqual(
            (self.first + self.second + self.third).mapped("state"),
            ["not_selected", "selected", "not_selected"],
        )
        dialog.invalidate_recordset()
        self.assertEqual((dialog.waiting_count, dialog.selected_count), (0, 1))

    # ---- what stays

    def test_a_list_with_persons_keeps_its_vacancy(self):
        with self.assertRaisesRegex(UserError, "stays with its vacancy"):
            self.preselection.vacancy_id = self._vacancy()
        empty = self._list(self.env["employer.candidate"])
        empty.vacancy_id = self._vacancy()

    def test_a_sent_list_keeps_its_employer(self):
        self.vacancy.employer_id = self.employer
        self._sent()
        with self.assertRaisesRegex(UserError, "its employer stays"):
            self.vacancy.employer_id = self.employer_2

    def test_sent_lists_are_not_deleted(self):
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        with self.assertRaisesRegex(UserError, "stays in the history"):
            self.as_role(self.preselection, "manager").unlink()

    # ---- the vacancy and the employer follow

    def test_filled_by_itself_and_open_again(self):
        self._sent()
        self.vacancy.positions = 2
        for candidacy in (self.first, self.second):
            candidacy.action_select()
        self.first.write({"state": "in_internship"})
        self.assertEqual((self.vacancy.filled_count, self.vacancy.stage_kind), (1, "open"))
        self.as_role("employer.hire", "tutor").create(
            {
                "candidate_id": self.second.candidate_id.id,
                "employer_id": self.employer.id,
                "candidacy_id": self.second.id,
                "origin": "direct",
                "contract_ids": [Command.create({"start_date": "2026-03-02"})],
            }
        )
        self.assertEqual((self.vacancy.filled_count, self.vacancy.stage_kind), (2, "filled"))
        self.assertEqual(self.vacancy.close_reason, "filled_by_us")
        self.first.write({"state": "hired"})
        self.assertEqual(self.vacancy.filled_count, 2, "one person is counted once")
        self.first.write({"state": "selected"})
        self.assertEqual((self.vacancy.filled_count, self.vacancy.stage_kind), (1, "open"))
        self.assertFalse(self.vacancy.close_reason or self.vacancy.closed_date)
        self.vacancy.positions = 1
        self.assertEqual(self.vacancy.stage_kind, "filled")

    def test_filled_is_not_declared_by_hand(self):
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_filled")
        with self.assertRaisesRegex(UserError, "0 of 1 positions"):
            self.as_role(self.vacancy, "officer").stage_id = stage

    def test_a_closed_vacancy_stays_closed(self):
        self._sent()
        self.first.action_select()
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        self.vacancy.write({"stage_id": stage.id, "close_reason": "withdrawn"})
        self.first.write({"state": "hired"})
        self.assertEqual(self.vacancy.close_reason, "withdrawn")

    def test_persons_met_are_a_collaboration(self):
        self._sent()
        self.assertEqual(self.employer.level, "engaged")
        self.first.write({"state": "interview", "interview_date": date(2026, 3, 20)})
        self.assertEqual(self.employer.level, "engaged", "still to come")
        self.assertEqual(self.employer.level_review_date, date(2026, 3, 20))
        self.first.interview_date = date(2026, 3, 1)
        self.assertEqual(self.employer._collaboration_days()[self.employer.id], {date(2026, 3, 1)})
        self.assertEqual(self.employer.level, "collaborating")

    # ---- rights

    def test_readers_and_tutors_read(self):
        for role in ("reader", "tutor"):
            self.assertEqual(self.as_role(self.preselection, role).state, "draft")
            with self.assertRaises(AccessError):
                self.as_role(self.preselection, role).action_approve()
        found = self.env["employer.preselection"].with_user(self.other_officer).search([])
        self.assertNotIn(self.preselection, found)
