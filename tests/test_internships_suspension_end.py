# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import RedirectWarning
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipRulesCase

RIGHT = "employer_engagement.mail_activity_type_right_to_work"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSuspensionEnd(InternshipRulesCase):
    """The days a suspension wins after the end are judged; the suspension itself is always told.

    Twenty days of closure in April push the end from 1 to 21 June.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R1", "stop", closure_minimum_days=15, sickness_minimum_days=30)

    def _suspension(self, internship, role="officer", **vals):
        return self.as_role("employer.internship.suspension", role).create(
            {
                "internship_id": internship.id,
                "reason": "closure",
                "start_date": "2026-04-01",
                "end_date": "2026-04-20",
                **vals,
            }
        )

    def _until(self, day):
        """Return a running internship whose agreement ends on `day`."""
        self._rule("R6", "stop")
        self.agreement.end_date = day
        return self._running()

    def _foreign(self, valid_to):
        """Return a running internship of a person who may work until `valid_to`."""
        person = self.env["employer.candidate"].create({"tutor_id": self.users["tutor"].id})
        self.env["employer.candidate.protected"].create(
            {"candidate_id": person.id, "citizenship_id": self.env.ref("base.ng").id}
        )
        kind = self.env["employer.permit.type"].create(
            {"code": "test yes", "name": "Test permit", "work_right": "yes"}
        )
        after = self.env["employer.permit.type"].create(
            {"code": "test no", "name": "Test visit", "work_right": "no"}
        )
        Permit = self.env["employer.candidate.permit"]
        Permit.create(
            {
                "candidate_id": person.id,
                "permit_type_id": kind.id,
                "valid_from": "2026-01-01",
                "valid_to": valid_to,
            }
        )
        Permit.create(
            {"candidate_id": person.id, "permit_type_id": after.id, "valid_from": valid_to}
        )
        return self._running(candidate_id=person.id)

    def test_r6_on_both_sides_of_the_agreements_end(self):
        internship = self._until("2026-06-20")
        with self.refused("R6.*agreement.*The end stays.*06/01/2026"):
            self._suspension(internship)
        self.assertFalse(internship.suspension_ids)
        self.agreement.end_date = "2026-06-21"
        self._suspension(internship)
        self.assertEqual(internship.planned_end_date, date(2026, 6, 21))

    def test_a_manager_lifts_r6_with_a_reason(self):
        internship = self._until("2026-06-20")
        with self.refused("R6", RedirectWarning):
            self._suspension(internship, "manager")
        self.as_role("employer.rule.exception", "manager").create(
            {
                "rule_id": self._rule("R6", "stop").id,
                "res_model": internship._name,
                "res_id": internship.id,
                "reason": "the renewal is being signed",
            }
        )
        self._suspension(internship)
        self.assertEqual(internship.planned_end_date, date(2026, 6, 21))

    def test_the_end_stays_and_moves_later(self):
        internship = self._until("2026-06-20")
        line = self._suspension(internship, keeps_end=True)
        self.assertTrue(line.is_counted)
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))
        with self.refused("R6"):
            line.keeps_end = False
        self.agreement.end_date = "2026-12-31"
        line.keeps_end = False
        self.assertEqual(internship.planned_end_date, date(2026, 6, 21))

    def test_a_longer_one_and_one_moved_here_are_judged(self):
        internship = self._until("2026-06-21")
        line = self._suspension(internship)
        with self.refused("R6"):
            line.end_date = "2026-04-21"
        line.end_date = "2026-04-19"
        other = self._running(candidate_id=self.person_2.id, months=2)
        elsewhere = self._suspension(other, start_date="2026-04-21", end_date="2026-05-06")
        with self.refused("R6"):
            elsewhere.internship_id = internship

    def test_a_short_one_moves_nothing_and_is_not_judged(self):
        internship = self._until("2026-06-01")
        self._suspension(internship, end_date="2026-04-14")
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))

    def test_r7_is_lifted_by_nobody_but_the_person_comes_back(self):
        self._rule("R7", "stop").is_liftable = False
        # the person may work for all that was planned, not on the days won
        internship = self._foreign("2026-06-10")
        with freeze_time("2026-04-10"):
            internship._suspend({"reason": "closure", "start_date": "2026-04-01"})
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))
        with freeze_time("2026-04-22"):
            for role in ("officer", "manager"):
                with self.refused("R7.*may not work.*The end stays"):
                    self.as_role(internship, role)._resume(date(2026, 4, 21))
            self.assertEqual(internship.state, "suspended")
            dialog = self.as_role("employer.internship.resume", "officer").create(
                {
                    "internship_id": internship.id,
                    "resume_date": "2026-04-21",
                    "keeps_end": True,
                }
            )
            dialog.action_apply()
        self.assertEqual(internship.state, "running")
        self.assertEqual(internship.planned_end_date, date(2026, 6, 1))

    def test_the_state_written_bare_is_judged_too(self):
        internship = self._until("2026-06-20")
        with freeze_time("2026-04-10"):
            internship._suspend({"reason": "closure", "start_date": "2026-04-01"})
        with freeze_time("2026-04-21"), self.refused("R6"):
            self.as_role(internship, "officer").write({"state": "running"})

    def test_an_end_during_the_suspension_wins_no_day(self):
        internship = self._until("2026-06-01")
        with freeze_time("2026-05-10"):
            internship._suspend({"reason": "closure", "start_date": "2026-04-01"})
            self._end(self.as_role(internship, "officer"), "2026-05-09", "early_person")
        self.assertEqual(internship.state, "ended")
        self.assertEqual(internship.suspension_ids.end_date, date(2026, 5, 9))

    def test_papers_that_run_out_on_the_days_won_are_a_task(self):
        self._rule("R7_EXPIRY", "note")
        internship = self._running()
        person = internship.candidate_id
        # asked for again: not a "no", but not known either
        person.protected_ids.citizenship_id = self.env.ref("base.ng")
        kind = self.env["employer.permit.type"].create(
            {"code": "test yes", "name": "Test permit", "work_right": "yes"}
        )
        self.env["employer.candidate.permit"].create(
            {
                "candidate_id": person.id,
                "permit_type_id": kind.id,
                "valid_from": "2026-01-01",
                "valid_to": "2026-06-10",
            }
        )
        self.assertNotIn(self.env.ref(RIGHT), internship.activity_ids.activity_type_id)
        self._suspension(internship)
        task = internship.activity_ids.filtered(
            lambda one: one.activity_type_id == self.env.ref(RIGHT)
        )
        self.assertEqual(task.date_deadline, date(2026, 6, 10))
