# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-02")
class TestMissingData(InternshipCase):
    """Each gap on both sides of its condition, its fix, and who sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)
        with freeze_time(TODAY):
            cls.internship = cls._running()

    def _rows(self, role="tutor", **where):
        self.env.flush_all()
        self.env.invalidate_all()
        domain = [(name, "=", value) for name, value in where.items()]
        if "kind" not in where:  # the open months of the internship have tests of their own
            domain.append(("kind", "not in", ("sheet", "appointment")))
        return self.as_role("employer.missing.data", role).search(domain)

    def _kinds(self, **where):
        where = where or {"internship_id": self.internship.id}
        return sorted(self._rows(**where).mapped("kind"))

    def _ended(self, **vals):
        self._end(self.internship, "2026-06-01", **vals)

    def test_an_end_that_nobody_recorded(self):
        with freeze_time("2026-06-01"):
            self.assertFalse(self._kinds(), "its last day")
        self.assertEqual(self._kinds(), ["not_ended"])
        self.assertEqual(self._rows().action_fix()["res_model"], "employer.internship.end")
        self._ended()
        self.assertEqual(self._kinds(), ["outcome"])

    def test_an_outcome_that_nobody_told(self):
        self._ended()
        row = self._rows(kind="outcome")
        self.assertEqual(str(row.since), "2026-06-01")
        self.assertEqual(row.action_fix()["res_model"], "employer.internship.outcome")
        self.assertEqual(row.action_open()["res_id"], self.internship.id)
        self.internship.outcome = "not_hired"
        self.assertFalse(self._kinds())

    def test_a_hire_there_answers_and_one_elsewhere_does_not(self):
        self._ended()
        elsewhere = self._hire("2026-06-02", employer_id=self.employer_2.id)
        self.assertEqual(self._kinds(), ["outcome"])
        elsewhere.action_archive()
        self._hire("2026-06-02", origin="person", internship_choice_reason="own search")
        self.assertFalse(self._kinds())

    def test_told_hired_and_not_recorded(self):
        self._ended(outcome="hired")
        row = self._rows(kind="hire")
        self.assertEqual(row.action_fix()["res_model"], "employer.hire.record")
        self._hire("2026-06-02", origin=False)
        self.assertFalse(self._kinds())

    def test_a_paper(self):
        self._ended(outcome="not_hired")
        self.internship.plan_signed_host_date = False
        row = self._rows(kind="paper")
        self.assertEqual(row.detail, f"{self.internship.name}: plan: signature of the host")
        action = row.action_fix()
        self.assertEqual((action["res_id"], action["target"]), (self.internship.id, "new"))
        self.internship.sudo().is_imported = True
        self.assertFalse(self._kinds(), "of earlier records the papers lie elsewhere")

    def test_an_agreement_no_more_in_force(self):
        with freeze_time("2026-05-04"):
            self.agreement.end_date = "2026-05-04"
            self.assertFalse(self._kinds(), "its last day")
        with freeze_time("2026-05-05"):
            self.assertEqual(self._kinds(), ["agreement"])
            row = self._rows()
            self.assertIn(self.agreement.name, row.detail)
            self.assertEqual(row.action_fix()["res_id"], self.agreement.id)
            other = self.agreement_type.copy({"code": "test_other"})
            self._agreement(self.employer, "2026-05-05", agreement_type_id=other.id)
            self.assertEqual(self._kinds(), ["agreement"], "of another kind")
            self._agreement(self.employer, "2026-05-06")
            self.assertEqual(self._kinds(), ["agreement"], "from tomorrow")
            self._agreement(self.employer, "2026-05-05")
            self.assertFalse(self._kinds(), "one of the same kind is in force")

    def test_no_agreement_where_one_is_needed(self):
        with freeze_time("2026-05-05"):
            self.env.cr.execute(
                "UPDATE employer_internship SET agreement_id = NULL WHERE id = %s",
                [self.internship.id],
            )
            self.assertEqual(self._kinds(), ["agreement"])
            self.assertIsNone(self._rows("officer").action_fix())
            self.assertEqual(self.internship.agreement_id, self.agreement)
            self.scheme.requires_agreement = False
            self.internship.agreement_id = False
            self.assertFalse(self._kinds())

    def test_a_hire_to_link(self):
        """The hire came to file first; its internship was recorded afterwards."""
        hire = self._hire("2026-05-02", candidate_id=self.person_2.id, origin="unknown")
        where = {"hire_id": hire.id}
        self.assertFalse(self._kinds(**where))
        other = self._internship(
            candidate_id=self.person_2.id,
            state="ended",
            start_date="2025-09-03",
            months=1,
            actual_end_date="2025-11-02",
            end_kind="early_person",
        )
        self.assertFalse(self._kinds(**where), "181 days after the end")
        other.actual_end_date = "2025-11-03"
        self.assertEqual(self._kinds(**where), ["link"])
        self._rows("officer", **where).action_fix()
        self.assertEqual((hire.internship_id, hire.origin), (other, "internship_here"))
        self.assertFalse(self._kinds(**where))

    def test_a_hire_with_a_reason_or_without_the_rule_is_not_asked_about(self):
        hire = self._hire("2026-06-02", origin="person", internship_choice_reason="own search")
        self.assertFalse(self._kinds(hire_id=hire.id))
        self.env.cr.execute(
            "UPDATE employer_hire SET internship_choice_reason = NULL WHERE id = %s", [hire.id]
        )
        self.assertEqual(self._kinds(hire_id=hire.id), ["link"])
        self._rule("R12", "off")
        self.assertFalse(self._kinds(hire_id=hire.id))

    def test_no_next_step(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.users["officer"].id}
        )
        row = self._rows("officer", scouting_id=scouting.id)
        self.assertEqual(row.kind, "next_step")
        self.assertEqual(row.action_fix()["res_model"], "employer.interaction.log")
        activity = scouting.activity_schedule("mail.mail_activity_data_call")
        self.assertFalse(self._rows("officer", scouting_id=scouting.id))
        activity.unlink()
        scouting.next_step_date = "2026-06-10"
        self.assertFalse(self._rows("officer", scouting_id=scouting.id))

    def test_own_team_and_officers_alone(self):
        self.assertTrue(self._rows("tutor"))
        self.assertTrue(self._rows("officer"))
        rows = self.env["employer.missing.data"]
        self.assertFalse(rows.with_user(self.tutor_2).search([]))
        self.assertFalse(rows.with_user(self.other_officer).search([]))
        with self.assertRaises(AccessError):
            self._rows("reader")

    def test_what_may_not_be_read_is_not_shown(self):
        """Raw SQL, after the record rules of what it reads."""
        self.env["ir.rule"].create(
            {
                "name": "Test: no internship",
                "model_id": self.env["ir.model"]._get_id("employer.internship"),
                "domain_force": "[(0, '=', 1)]",
            }
        )
        self.assertFalse(self._rows("officer", kind="not_ended"))

    def test_a_presence_sheet_from_the_day_after_the_offices(self):
        self.office.employer_sheet_day = 5
        for day, count in (("2026-04-05", 0), ("2026-04-06", 1)):
            with freeze_time(day):
                self.assertEqual(len(self._rows(kind="sheet")), count, day)
        row = self._rows(kind="sheet")
        march = self.internship.month_ids.filtered(lambda one: one.month.month == 3)
        self.assertEqual((row.month_id, row.candidate_id), (march, self.person))
        self.assertEqual(row.detail, march.display_name)
        self.assertEqual(row.action_fix()["res_model"], "employer.internship.sheet")
        self.assertEqual(row.action_open()["res_id"], march.id)
        march.action_confirm()
        self.assertFalse(self._rows(kind="sheet"))

    def test_a_person_past_the_day_to_be_met(self):
        self.assertFalse(self._rows(kind="appointment"), "no rhythm yet")
        self.person.support_level = "2"
        self.env["employer.interaction"].create(
            {"candidate_id": self.person.id, "channel": "counter", "outcome": "reached"}
        )
        due = self.person.meeting_due_date
        for days, count in ((0, 0), (1, 1)):
            with freeze_time(due + timedelta(days=days)):
                self.assertEqual(len(self._rows(kind="appointment")), count, days)
        with freeze_time(due + timedelta(days=9)):
            row = self._rows(kind="appointment")
            self.assertEqual((row.candidate_id, row.employer_id.id), (self.person, False))
            self.assertEqual(row.action_fix()["res_model"], "mail.activity.schedule")
            self.assertEqual(row.action_open()["res_model"], "employer.candidate")
            self.assertFalse(
                self.env["employer.missing.data"]
                .with_user(self.tutor_2)
                .search([("kind", "=", "appointment")])
            )
            for deadline, is_planned in ((8, False), (9, True)):
                activity = self.person.activity_schedule(
                    "mail.mail_activity_data_meeting",
                    due + timedelta(days=deadline),
                    user_id=self.users["tutor"].id,
                )
                self.assertEqual(not self._rows(kind="appointment"), is_planned)
                activity.unlink()

    def test_off_is_off(self):
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        for name in ("internships", "hires", "scouting", "persons"):
            feature = self.env.ref(f"employer_engagement.employer_engagement_feature_{name}")
            group.implied_ids = [Command.unlink(feature.id)]
        self.assertFalse(self._rows("manager"))
        self.assertFalse(self._rows("manager", kind="sheet"))

    def test_as_many_queries_for_two_as_for_twelve(self):
        self._rule("R8", "off")

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows = self.as_role("employer.missing.data", "tutor").search([])
            rows.mapped("detail"), rows.mapped("employer_id.display_name")
            return len(rows), self.env.cr.sql_log_count - before

        def add(number):
            with freeze_time(TODAY):
                for _one in range(number):
                    self._running(candidate_id=self.person_2.id, weekly_hours=1)

        add(1)
        count()
        few, queries = count()
        add(10)
        # each with its end and its sheet of March
        self.assertEqual((few, *count()), (4, 24, queries))
