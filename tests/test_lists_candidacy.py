# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

FORWARD = {
    "proposed": {"approved"},
    "approved": {"proposed", "sent"},
    "sent": {"interview", "selected"},
    "interview": {"sent", "selected"},
    "selected": {"interview", "in_internship", "hired"},
    "in_internship": {"hired", "selected"},
    "hired": {"selected", "in_internship"},
}
EXITS = {
    "proposed": {"excluded", "withdrawn", "declined", "not_selected"},
    "approved": {"excluded", "withdrawn", "declined", "not_selected"},
    "sent": {"excluded", "withdrawn", "declined", "not_selected"},
    "interview": {"excluded", "withdrawn", "declined", "not_selected"},
    "selected": {"withdrawn", "declined", "not_selected"},
    "in_internship": {"not_selected"},
    "hired": {"not_selected"},
}
STATES = (*FORWARD, "excluded", "withdrawn", "declined", "not_selected")


class CandidacyCase(EngagementCase):
    """Three persons who said yes to being proposed, on a list of the first employer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.candidates = cls.env["employer.candidate"].create(
            [{"team_id": cls.team.id, "tutor_id": cls.users["tutor"].id} for _each in range(3)]
        )
        cls._say_yes(cls.candidates)
        cls.vacancy = cls._vacancy()
        cls.preselection = cls._list(cls.candidates, cls.vacancy)
        cls.first, cls.second, cls.third = cls.preselection.candidacy_ids
        cls.reason = cls.env.ref("employer_engagement.employer_exit_reason_other")

    def _sent(self):
        """Send the list, and let all three agree to be known by the employer."""
        self.preselection.action_approve()
        self.preselection.action_mark_sent()
        self._say_yes(self.candidates, self.employer)

    def _in_state(self, state, last_state=None):
        """Put the first candidacy in `state` past the guards, on a list that was sent."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_candidacy SET state = %s, last_state = %s WHERE id = %s",
            (state, last_state or (state if state in FORWARD else "sent"), self.first.id),
        )
        self.first.invalidate_recordset()
        return self.as_role(self.first, "officer")


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestCandidacy(CandidacyCase):
    def test_why_this_person_tells_neither_origin_nor_age(self):
        officer = self.as_role(self.first, "officer")
        officer.job_reason = "10 anni di esperienza in un ristorante indiano, italiano B1"
        for words in ("ragazza marocchina molto brava", "ha 22 anni", "solo italiani"):
            with self.assertRaisesRegex(ValidationError, "would tell the company.*R13"):
                officer.job_reason = words

    def test_every_move_of_the_table_and_no_other(self):
        self._sent()
        vals = {"exit_reason_id": self.reason.id}
        for source, targets in FORWARD.items():
            for target in STATES:
                if source == target:
                    continue
                with self.subTest(source=source, target=target):
                    candidacy = self._in_state(source)
                    if target in ("in_internship", "hired"):
                        candidacy = candidacy.sudo()  # facts of their own: users cannot say so
                    extra = vals if target not in FORWARD else {}
                    if target in targets | EXITS[source]:
                        candidacy.write({"state": target, **extra})
                        self.assertEqual(candidacy.state, target)
                    else:
                        with self.assertRaisesRegex(UserError, "cannot become"):
                            candidacy.write({"state": target, **extra})

    def test_who_left_comes_back_as_far_as_they_got(self):
        self._sent()
        for exit_state in ("withdrawn", "declined", "not_selected"):
            candidacy = self._in_state(exit_state, "interview")
            with self.subTest(exit=exit_state), self.assertRaisesRegex(UserError, "not further"):
                candidacy.write({"state": "selected"})
            candidacy.write({"state": "interview"})
            self.assertFalse(candidacy.exit_reason_id)

    def test_exits_ask_a_reason_that_fits(self):
        self._sent()
        first = self.as_role(self.first, "officer")
        with self.assertRaisesRegex(UserError, "Say why"):
            first.write({"state": "declined"})
        wrong = self.env.ref("employer_engagement.employer_exit_reason_better_candidate")
        with self.assertRaisesRegex(UserError, "Say why"):
            first.write({"state": "declined", "exit_reason_id": wrong.id})
        action = first.action_not_select()
        dialog = Form(first.env[action["res_model"]].with_context(**action["context"]))
        dialog.reason_id = wrong
        dialog.note = "More years in kitchens"
        dialog.save().action_confirm()
        self.assertEqual(first.state, "not_selected")
        self.assertEqual(first.exit_reason_id, wrong)
        self.assertEqual(first.last_state, "sent")

    def test_each_exit_has_its_dialog(self):
        for action, state in (
            ("action_exclude", "excluded"),
            ("action_withdraw", "withdrawn"),
            ("action_decline", "declined"),
        ):
            context = getattr(self.first, action)()["context"]
            dialog = self.env["employer.candidacy.exit"].with_context(**context)
            dialog.create({"reason_id": self.reason.id}).action_confirm()
            self.assertEqual(self.first.state, state)
            self._in_state("proposed")

    def test_a_step_back_is_a_correction_but_an_internship_happened(self):
        self._sent()
        self.first.action_interview()
        self.first.action_back()
        self.assertEqual((self.first.state, self.first.last_state), ("sent", "sent"))
        self.assertFalse(self.first.met_date)
        self.first.action_select()
        self.first.write({"state": "in_internship"})
        self.first.write({"state": "selected"})
        self.assertEqual(self.first.last_state, "in_internship")
        self.first.write({"state": "not_selected", "exit_reason_id": self.reason.id})
        self.assertEqual(self.first.last_state, "in_internship")

    def test_an_early_end_needs_no_words(self):
        candidacy = self._in_state("in_internship")
        candidacy.write({"state": "not_selected"})
        self.assertEqual(candidacy.exit_reason_id.code, "ended_early")

    def test_met_on_the_interview_or_the_selection(self):
        self._sent()
        self.first.write({"state": "interview", "interview_date": date(2026, 3, 5)})
        self.assertEqual(self.first.met_date, date(2026, 3, 5))
        self.first.interview_date = date(2026, 3, 6)
        self.assertEqual(self.first.met_date, date(2026, 3, 6))
        self.second.action_select()
        self.assertEqual(self.second.met_date, date(2026, 3, 2))
        self.assertFalse(self.second.interview_date)
        milestone = self.first.milestone_ids.filtered(lambda one: one.milestone == "interview")
        self.assertEqual(milestone[:1].date, date(2026, 3, 6))

    def test_a_candidacy_is_one_person_on_one_list(self):
        officer = self.as_role(self.first, "officer")
        other = self.env["employer.candidate"].create({})
        with self.assertRaisesRegex(UserError, "neither the person nor the list"):
            officer.write({"candidate_id": other.id})
        with self.assertRaisesRegex(UserError, "neither the person nor the list"):
            officer.write({"preselection_id": self._list(other).id})
        officer.write({"candidate_id": self.first.candidate_id.id, "job_reason": "Cooked before"})

    def test_sent_ones_stay_in_the_history(self):
        self.as_role(self.third, "officer").unlink()
        self._sent()
        with self.assertRaisesRegex(UserError, "stays in the history"):
            self.as_role(self.first, "officer").unlink()

    # ---- who may be offered

    def test_excluded_once_is_not_offered_again_until_lifted(self):
        self.first.write({"state": "excluded", "exit_reason_id": self.reason.id})
        candidate = self.first.candidate_id
        self.assertIn(candidate, self.vacancy._unofferable())
        with self.assertRaisesRegex(UserError, "Lift the exclusion"), self.cr.savepoint():
            self._list(candidate, self.vacancy)
        officer = self.as_role(self.first, "officer")
        with self.assertRaisesRegex(UserError, "Lift the exclusion"):
            officer.action_back()
        context = officer.action_lift()["context"]
        self.env["employer.candidacy.lift"].with_user(officer.env.user).with_context(
            **context
        ).create({"reason": "Has the licence now"}).action_confirm()
        self.assertEqual(self.first.state, "proposed")
        self.assertEqual(self.first.lifted_by_id, self.users["officer"])

    def test_lifted_after_the_list_went_out_opens_the_next_round(self):
        self.first.write({"state": "excluded", "exit_reason_id": self.reason.id})
        self._sent()
        candidate = self.first.candidate_id
        context = self.first.action_lift()["context"]
        self.env["employer.candidacy.lift"].with_context(**context).create(
            {"reason": "Has the licence now"}
        ).action_confirm()
        self.assertEqual(self.first.state, "excluded")
        self.assertNotIn(candidate, self.vacancy._unofferable())
        self.assertTrue(self._list(candidate, self.vacancy))

    def test_excluded_from_one_vacancy_only(self):
        self.first.write({"state": "excluded", "exit_reason_id": self.reason.id})
        self.assertTrue(self._list(self.first.candidate_id))

    def test_not_on_two_living_lists_of_one_vacancy(self):
        candidate = self.first.candidate_id
        with self.assertRaisesRegex(UserError, "another list of"), self.cr.savepoint():
            self._list(candidate, self.vacancy)
        self.first.write({"state": "withdrawn", "exit_reason_id": self.reason.id})
        self.assertTrue(self._list(candidate, self.vacancy))

    def test_a_company_the_person_does_not_want(self):
        candidate = self.env["employer.candidate"].create(
            {"unwanted_employer_ids": self.employer.ids}
        )
        self.assertIn(candidate, self.vacancy._unofferable())
        with self.assertRaisesRegex(UserError, "does not want this company"):
            self._list(candidate)
        self.assertTrue(self._list(candidate, self._vacancy(employer_id=self.employer_2.id)))

    def test_nobody_joins_a_list_that_went_out(self):
        self._sent()
        other = self.env["employer.candidate"].create({})
        with self.assertRaisesRegex(UserError, "next round"):
            self.as_role("employer.candidacy", "officer").create(
                {"preselection_id": self.preselection.id, "candidate_id": other.id}
            )

    # ---- rights

    def test_officers_move_all_tutors_their_own_readers_none(self):
        self._sent()
        self.as_role(self.first, "officer").action_interview()
        self.as_role(self.second, "tutor").action_interview()
        with self.assertRaises(AccessError):
            self.third.with_user(self.tutor_2).action_interview()
        with self.assertRaises(AccessError):
            self.as_role(self.third, "reader").action_interview()
        self.assertEqual(self.as_role(self.third, "reader").state, "sent")
        with self.assertRaises(AccessError):
            self.as_role(self.third, "employee").read(["state"])

    def test_a_tutor_adds_nobody(self):
        with self.assertRaises(AccessError):
            self.as_role("employer.candidacy", "tutor").create(
                {
                    "preselection_id": self._list(self.env["employer.candidate"]).id,
                    "candidate_id": self.candidates[0].id,
                }
            )

    def test_a_user_begins_with_proposed(self):
        other = self.env["employer.candidate"].create({})
        with self.assertRaisesRegex(UserError, "begins as"):
            self.as_role("employer.candidacy", "officer").create(
                {
                    "preselection_id": self.preselection.id,
                    "candidate_id": other.id,
                    "state": "selected",
                }
            )

    def test_other_offices_see_nothing(self):
        found = self.env["employer.candidacy"].with_user(self.other_officer).search([])
        self.assertFalse(found & self.preselection.candidacy_ids)

    def test_a_person_of_another_office_is_refused(self):
        stranger = self.env["employer.candidate"].create({"company_id": self.other_office.id})
        with self.assertRaises(UserError):
            self._list(stranger)

    def test_shown_by_code(self):
        self.assertTrue(self.first.display_name.startswith(self.first.candidate_id.code))
        self.assertEqual(self.as_role(self.candidates[0], "officer").candidacy_count, 1)
        action = self.candidates[0].action_view_candidacies()
        self.assertEqual(self.env["employer.candidacy"].search(action["domain"]), self.first)
