# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2 import IntegrityError

from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipLife(InternshipCase):
    """From the draft to the end and back, and what each step moves."""

    def _milestones(self, internship):
        """Return the living milestones as (key, day), in the order they were recorded."""
        lines = internship.milestone_ids.filtered(lambda line: not line.cancelled_at)
        return [(line.milestone, str(line.date)) for line in lines.sorted("id")]

    def _dialog(self, internship, action, **vals):
        """Fill the dialog an action opens, and apply it."""
        window = getattr(internship, action)()
        model = self.env[window["res_model"]].with_context(**window["context"])
        with Form(model) as form:
            for field, value in vals.items():
                setattr(form, field, value)
        return form.record.action_apply()

    # ---- create

    def test_number(self):
        internship = self._internship()
        self.assertRegex(internship.name, r"^TIR/2026/\d{4}$")
        self.assertIn(self.person.code, internship.display_name)

    def test_terms_given_leave_the_rest_to_the_scheme(self):
        internship = self._internship(months=2)
        self.assertEqual((internship.months, internship.monthly_allowance), (2, 500))
        self.assertEqual(
            (internship.tutor_id, internship.team_id), (self.users["tutor"], self.team)
        )
        own = self._internship(tutor_id=self.users["manager"].id)
        self.assertEqual((own.tutor_id, own.team_id), (self.users["manager"], self.team))

    def test_why_without_a_list(self):
        with self.refused("check_origin", IntegrityError):
            self._internship(no_candidacy_reason=False)

    def test_from_a_candidacy(self):
        candidacy = self._selected()
        action = candidacy.action_start_internship()
        with Form(self.env["employer.internship"].with_context(**action["context"])) as form:
            self.assertEqual(form.candidate_id, self.person)
            self.assertEqual(form.employer_id, self.employer)
            form.scheme_id = self.scheme
            form.start_date = "2026-03-02"
        internship = form.record
        self.assertEqual(internship.vacancy_id, candidacy.vacancy_id)
        self.assertEqual(internship.agreement_id, self.agreement)
        self.assertEqual(internship.tutor_id, self.person.tutor_id)
        self.assertEqual(internship.months, 3)
        self.assertEqual(candidacy.action_start_internship()["res_id"], internship.id)

    def test_from_a_candidacy_not_selected(self):
        candidacy = self._selected()
        candidacy.write({"state": "interview"})
        with self.refused("not selected"):
            candidacy.action_start_internship()

    def test_candidacy_of_another_person_is_refused(self):
        candidacy = self._selected()
        with self.refused("another person or host"):
            self._internship(candidacy_id=candidacy.id, candidate_id=self.person_2.id)

    def test_one_internship_a_candidacy(self):
        candidacy = self._selected()
        first = self._internship(candidacy_id=candidacy.id)
        with self.refused("constraint", IntegrityError):
            self._internship(candidacy_id=candidacy.id)
        first.write({"state": "cancelled"})
        self.env.flush_all()
        self.assertTrue(self._internship(candidacy_id=candidacy.id))

    # ---- start

    def test_ready_needs_its_dates(self):
        with self.refused("first day"):
            self._internship(start_date=False).action_ready()

    def test_start_is_not_to_come(self):
        internship = self._internship(start_date="2026-03-03")
        with self.refused("Start it on that day"):
            internship.action_start()
        with freeze_time("2026-03-03"):
            internship.action_start()
        self.assertEqual(self._milestones(internship)[-1], ("running", "2026-03-03"))

    def test_start_may_have_passed(self):
        internship = self._internship(start_date="2026-02-16", communication_date="2026-02-15")
        internship.action_start()
        self.assertEqual(self._milestones(internship)[-1], ("running", "2026-02-16"))

    def test_users_cannot_create_a_running_one(self):
        internships = self.as_role("employer.internship", "officer")
        with self.refused("begins as"):
            internships.create(
                {
                    "scheme_id": self.scheme.id,
                    "candidate_id": self.person.id,
                    "employer_id": self.employer.id,
                    "no_candidacy_reason": "x",
                    "start_date": "2026-03-02",
                    "state": "running",
                }
            )

    def test_start_moves_candidacy_and_person(self):
        candidacy = self._selected()
        internship = self._internship(candidacy_id=candidacy.id)
        self.as_role(internship, "tutor").action_start()
        self.assertEqual(candidacy.state, "in_internship")
        self.assertEqual(self.person.state, "in_internship")

    def test_start_needs_the_selection(self):
        candidacy = self._selected()
        internship = self._internship(candidacy_id=candidacy.id)
        candidacy.write({"state": "interview"})
        with self.refused("not selected"):
            internship.action_start()

    def test_terms_written_with_the_state_are_judged(self):
        self._rule("R1", "stop")
        internship = self._internship()
        with self.refused("R1"):
            self.as_role(internship, "officer").write({"state": "running", "months": 7})

    def test_corrected_first_day_corrects_the_milestone(self):
        internship = self._running()
        internship.start_date = "2026-03-01"
        self.assertEqual(self._milestones(internship)[-1], ("running", "2026-03-01"))
        self.assertEqual(
            internship.milestone_ids.filtered("cancelled_at").mapped("milestone"), ["running"]
        )

    # ---- suspend, resume

    def test_suspend_and_resume(self):
        self._rule("R1", "stop", sickness_minimum_days=30, closure_minimum_days=15)
        internship = self._running()
        with freeze_time("2026-04-10"):
            self._dialog(internship, "action_suspend", reason="illness", start_date="2026-04-01")
            self.assertEqual(internship.state, "suspended")
            self.assertEqual(self.person.state, "in_internship")
            self.assertEqual(internship.planned_end_date, date(2026, 6, 1))
        with freeze_time("2026-05-04"):
            self._dialog(internship, "action_resume", resume_date="2026-05-01")
        self.assertEqual(internship.state, "running")
        self.assertEqual(internship.suspension_ids.end_date, date(2026, 4, 30))
        self.assertEqual(internship.planned_end_date, date(2026, 7, 1))
        self.assertEqual(
            self._milestones(internship)[-3:],
            [("running", "2026-03-02"), ("suspended", "2026-04-01"), ("running", "2026-05-01")],
        )

    def test_suspension_that_is_over(self):
        internship = self._running()
        self._dialog(
            internship,
            "action_suspend",
            reason="closure",
            start_date="2026-04-01",
            end_date="2026-04-20",
        )
        self.assertEqual(internship.state, "running")
        self.assertEqual(internship.suspension_ids.days, 20)

    def test_resume_within_limits(self):
        internship = self._running()
        with freeze_time("2026-04-10"):
            internship._suspend({"reason": "illness", "start_date": "2026-04-01"})
            for day in ("2026-04-01", "2026-04-11"):
                with self.refused("can resume between"):
                    internship._resume(date.fromisoformat(day))
            internship._resume(date(2026, 4, 2))
        self.assertEqual(internship.suspension_ids.days, 1)

    def test_end_while_suspended_closes_the_suspension(self):
        internship = self._running()
        with freeze_time("2026-04-10"):
            internship._suspend({"reason": "illness", "start_date": "2026-04-01"})
            self._end(internship, "2026-04-09", "early_person")
        self.assertEqual(internship.suspension_ids.end_date, date(2026, 4, 9))

    # ---- end

    def test_end_at_term(self):
        internship = self._running()
        with freeze_time("2026-06-01"):
            with self.refused("early"):
                self._end(internship, "2026-05-31", "term")
            with self.refused("at term"):
                self._end(internship, "2026-06-01", "early_person")
            self._end(internship, "2026-06-01", "term")
        self.assertEqual(internship.state, "ended")
        self.assertEqual(self._milestones(internship)[-1], ("ended", "2026-06-01"))
        self.assertEqual(self.person.state, "ready")

    def test_end_is_not_to_come(self):
        internship = self._running()
        with (
            freeze_time("2026-05-31"),
            self.refused("still to come"),
        ):
            self._end(internship, "2026-06-01", "term")

    def test_end_after_the_planned_one_is_a_breach(self):
        self._rule("R1", "stop")
        internship = self._running()
        with freeze_time("2026-06-10"):
            with self.refused("R1.*extension"):
                self._end(self.as_role(internship, "officer"), "2026-06-02", "term")
            self._end(self.as_role(internship, "officer"), "2026-06-01", "term")

    def test_end_before_the_first_day_is_refused(self):
        internship = self._running()
        with self.refused("constraint", IntegrityError):
            self._end(internship, "2026-03-01", "early_person")

    def test_end_dialog_proposes_the_kind(self):
        internship = self._running()
        with freeze_time("2026-06-05"):
            window = internship.action_end()
            with Form(self.env[window["res_model"]].with_context(**window["context"])) as form:
                self.assertEqual(str(form.actual_end_date), "2026-06-01")
                self.assertEqual(form.end_kind, "term")
                form.actual_end_date = "2026-05-20"
                self.assertFalse(form.end_kind)
                form.end_kind = "early_company"
                form.outcome = "not_hired"
                form.outcome_channel = "phone"
            form.record.action_apply()
        self.assertEqual(internship.end_kind, "early_company")
        self.assertEqual(internship.outcome, "not_hired")
        self.assertEqual(internship.outcome_date, date(2026, 6, 5))

    def test_early_end_reopens_the_position(self):
        candidacy = self._selected()
        internship = self._running(candidacy_id=candidacy.id)
        with freeze_time("2026-04-15"):
            # the thirtieth day is 31 March: still within
            self._end(internship, "2026-03-31", "early_company")
        self.assertEqual(candidacy.state, "not_selected")
        self.assertEqual(candidacy.last_state, "in_internship")
        internship._reopen("recorded by mistake")
        self.assertEqual(candidacy.state, "in_internship")

    def test_later_end_keeps_the_position(self):
        candidacy = self._selected()
        internship = self._running(candidacy_id=candidacy.id)
        with freeze_time("2026-04-15"):
            self._end(internship, "2026-04-01", "early_company")
        self.assertEqual(candidacy.state, "in_internship")

    def test_reopen(self):
        internship = self._running()
        with freeze_time("2026-06-02"):
            self._end(internship, "2026-06-01", "term")
            self._dialog(internship, "action_reopen", reason="the extension was forgotten")
            self.assertEqual(internship.state, "running")
            self.assertFalse(internship.actual_end_date)
            self.assertNotIn("ended", dict(self._milestones(internship)))
            self.assertIn("forgotten", internship.message_ids[0].body)
            self._end(internship, "2026-05-31", "early_person")
        self.assertEqual(self._milestones(internship)[-1], ("ended", "2026-05-31"))

    # ---- cancel, delete

    def test_cancel_only_before_the_start(self):
        internship = self._internship()
        internship.action_ready()
        internship.write({"state": "cancelled"})
        internship.action_draft()
        internship.action_start()
        with self.refused("cannot become"):
            internship.write({"state": "cancelled"})

    def test_delete_only_before_the_start(self):
        internship = self._internship()
        internship.action_ready()
        with self.refused("counts in the figures"):
            internship.unlink()
        internship.write({"state": "cancelled"})
        internship.unlink()
        self.assertFalse(internship.exists())
        self.assertTrue(self._internship().unlink())

    # ---- papers and activities

    def test_missing_papers(self):
        internship = self._internship(
            plan_signed_host_date=False, insurance_liability=False, communication_date=False
        )
        self.assertEqual(
            internship.missing_papers,
            "plan: signature of the host, civil liability cover, compulsory notice",
        )
        found = self.env["employer.internship"].search([("missing_papers", "!=", False)])
        self.assertIn(internship, found)
        complete = self._internship()
        self.assertFalse(complete.missing_papers)
        self.assertNotIn(complete, found)
        self.assertIn(
            complete, self.env["employer.internship"].search([("missing_papers", "=", False)])
        )

    def test_notice_is_an_activity_of_the_tutor(self):
        self._rule("R9", "note", other_days=5, public_day=20)
        internship = self._internship(start_date="2026-03-10", communication_date=False)
        internship.action_ready()
        activity = internship.activity_ids
        self.assertEqual(
            activity.activity_type_id,
            self.env.ref("employer_engagement.mail_activity_type_notice"),
        )
        self.assertEqual(activity.summary, activity.activity_type_id.name)
        self.assertEqual(activity.user_id, self.users["tutor"])
        self.assertEqual(activity.date_deadline, date(2026, 3, 9))
        internship.communication_date = "2026-03-05"
        self.assertFalse(internship.activity_ids)

    def test_papers_are_an_activity_until_they_come(self):
        self._rule("R10", "note")
        internship = self._internship(plan_signed_host_date=False)
        internship.action_ready()
        self.assertEqual(
            internship.activity_ids.activity_type_id,
            self.env.ref("employer_engagement.mail_activity_type_papers"),
        )
        internship.action_start()
        self.assertEqual(len(internship.activity_ids), 1)
        internship.plan_signed_host_date = "2026-03-02"
        self.assertFalse(internship.activity_ids)

    def test_cancelled_needs_nothing(self):
        internship = self._internship(communication_date=False)
        internship.action_ready()
        internship.write({"state": "cancelled"})
        self.assertFalse(internship.activity_ids)
        self.assertFalse(internship.missing_papers)

    # ---- along the chain

    def test_host_level_and_counts(self):
        self.assertEqual(self.employer.level, "engaged")
        self._running()
        self.assertEqual(self.employer.level, "collaborating")
        self._running(
            candidate_id=self.person_2.id,
            start_date="2026-03-01",
            communication_date="2026-02-28",
        )
        self.assertEqual(self.employer.level, "stable")
        self.employer.invalidate_recordset()
        self.assertEqual(self.employer.internship_count, 2)
        self.assertEqual(self.agreement.internship_count, 2)
        self.assertEqual(self.person.internship_count, 1)

    def test_commitment_is_delivered(self):
        commitment = self.env["employer.commitment"].create(
            {
                "agreement_id": self.agreement.id,
                "kind": "internship",
                "quantity": 2,
                "start_date": "2026-01-01",
                "end_date": "2026-12-31",
            }
        )
        group = self.env["employer.target.group"].create({"code": "t", "name": "T"})
        self.assertEqual(commitment.delivered, 0)
        self._running()
        commitment.invalidate_recordset()
        self.assertEqual((commitment.delivered, commitment.gap), (1, 1))
        commitment.target_group_id = group
        commitment.invalidate_recordset()
        self.assertEqual(commitment.delivered, 0)
        self.person.protected_ids.target_group_ids = group
        commitment.invalidate_recordset()
        self.assertEqual((commitment.delivered, commitment.group_delivered), (0, 1))

    def test_target(self):
        target = self.env["employer.target"].create(
            {
                "indicator": "internships_started",
                "value": 4,
                "start_date": "2026-03-01",
                "end_date": "2026-03-31",
            }
        )
        self._running()
        self._internship(candidate_id=self.person_2.id)
        self.assertEqual((target.actual, target.gap), (1, 3))
        target.team_id = self.team_2
        self.assertEqual(target.actual, 0)
        target.team_id = self.team
        self.assertEqual(target.actual, 1)
        target.start_date = "2026-03-03"
        self.assertEqual(target.actual, 0)

    def test_writing_the_same_state_changes_nothing(self):
        internship = self._running()
        internship._suspend({"reason": "closure", "start_date": "2026-03-02"})
        internship.write({"state": "suspended"})
        self.assertFalse(internship.suspension_ids.end_date)

    def test_contact_about_an_internship_is_about_its_person(self):
        internship = self._internship()
        interaction = self._interaction(internship_id=internship.id)
        self.assertEqual(interaction.candidate_id, self.person)
        reader = self.as_role("employer.interaction", "reader")
        self.assertNotIn(interaction.id, reader.search([]).ids)
        action = internship.action_log_contact()
        log = self.env["employer.interaction.log"].with_context(**action["context"]).create({})
        log.action_save()
        internship.invalidate_recordset()
        self.assertEqual(internship.interaction_count, 2)
