# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-15")
class TestScouting(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.Scouting = cls.env["employer.scouting"].with_user(cls.officer)
        cls.scouting = cls.Scouting.create({"employer_id": cls.employer.id})
        cls.reason = cls.env["employer.lost.reason"].create({"name": "No need"})

    def _stage(self, code):
        return self.env.ref(f"employer_engagement.employer_scouting_stage_{code}")

    def test_starts_from_the_organisation(self):
        person = self.env["res.partner"].create(
            {"name": "Ada", "parent_id": self.employer.partner_id.id}
        )
        self.employer.write({"main_contact_id": person.id, "team_id": self.team.id})
        scouting = self.Scouting.create({"employer_id": self.employer.id})
        self.assertEqual(scouting.name, self.employer.name)
        self.assertEqual(scouting.contact_id, person)
        self.assertEqual(scouting.team_id, self.team)
        self.assertEqual(scouting.stage_id, self._stage("new"))
        self.assertEqual(
            self.Scouting.create({"employer_id": self.employer.id, "name": "X"}).name, "X"
        )

    def test_what_is_given_does_not_stop_the_rest(self):
        """A team given, as the button of the organisation does, leaves the name to be proposed."""
        vals = {"employer_id": self.employer.id, "team_id": self.team_2.id}
        scouting = self.Scouting.create(vals)
        self.assertEqual((scouting.name, scouting.team_id), (self.employer.name, self.team_2))
        window = self.employer.with_user(self.officer).action_new_scouting()
        with Form(self.Scouting.with_context(**window["context"])) as form:
            self.assertEqual(form.name, self.employer.name)

    def test_quick_create_needs_the_organisation_only(self):
        view = "employer_engagement.employer_scouting_view_form_quick_create"
        with Form(self.Scouting, view=view) as form:
            form.employer_id = self.employer_2
        self.assertEqual(form.record.name, self.employer_2.name)

    def test_moves_leave_milestones_and_days(self):
        self.scouting.stage_id = self._stage("visit")
        self.assertEqual(self.scouting.stage_since, date(2026, 5, 15))
        with freeze_time("2026-05-20"):
            self.scouting.invalidate_recordset(["days_in_stage"])
            self.assertEqual(self.scouting.days_in_stage, 5)
            self.scouting.stage_id = self._stage("interested")
            self.scouting.stage_id = self._stage("interested")
        self.assertEqual(
            self.scouting.milestone_ids.sorted("id").mapped("milestone"),
            ["new", "visit", "interested"],
        )
        self.assertEqual(self.scouting.stage_since, date(2026, 5, 20))

    def test_a_corrected_day_corrects_the_milestone(self):
        self.scouting.stage_id = self._stage("visit")
        self.scouting.stage_since = "2026-05-10"
        visits = self.scouting.milestone_ids.filtered(lambda one: one.milestone == "visit")
        living = visits.filtered(lambda one: not one.cancelled_at)
        self.assertEqual(len(visits), 2)
        self.assertEqual(living.date, date(2026, 5, 10))

    def test_lost_needs_a_reason_by_every_way(self):
        lost = self._stage("lost")
        with self.assertRaisesRegex(
            ValidationError, "Trattoria Alfa.*without a reason.*press “Lost”"
        ):
            self.scouting.stage_id = lost
        with self.assertRaisesRegex(ValidationError, "without a reason"):
            self.Scouting.create({"employer_id": self.employer.id, "stage_id": lost.id})
        self.scouting.write({"stage_id": lost.id, "lost_reason_id": self.reason.id})
        self.assertEqual(self.scouting.stage_kind, "lost")

    def test_lose_dialog(self):
        self.scouting.write({"next_step": "Call", "next_step_date": "2026-05-20"})
        form = self._dialog("employer.scouting.lose", self.scouting.action_lose())
        form.lost_reason_id = self.reason
        form.note = "Perhaps in autumn"
        form.save().action_lose()
        self.assertEqual(self.scouting.stage_id, self._stage("lost"))
        self.assertEqual(self.scouting.closed_date, date(2026, 5, 15))
        self.assertFalse(self.scouting.next_step_date)
        self.assertIn("Perhaps in autumn", self.scouting.message_ids[0].body)

    def test_win_dialog_plans_what_is_next(self):
        person = self.env["res.partner"].create(
            {"name": "Ada", "parent_id": self.employer.partner_id.id}
        )
        form = self._dialog("employer.scouting.win", self.scouting.action_win())
        form.next_kind = "vacancy"
        form.next_step_date = "2026-05-29"
        form.contact_id = person
        form.save().action_win()
        self.assertEqual(self.scouting.stage_id, self._stage("won"))
        self.assertEqual(self.scouting.closed_date, date(2026, 5, 15))
        self.assertEqual(self.employer.next_step, "First vacancy")
        self.assertEqual(self.employer.main_contact_id, person)
        activity = self.employer.activity_ids
        self.assertEqual(activity.date_deadline, date(2026, 5, 29))
        self.assertEqual(activity.summary, "First vacancy")

    def test_reopen_forgets_the_reason(self):
        self.scouting.write({"stage_id": self._stage("lost").id, "lost_reason_id": self.reason.id})
        self.scouting.action_reopen()
        self.assertEqual(self.scouting.stage_id, self._stage("new"))
        self.assertFalse(self.scouting.lost_reason_id)
        self.assertFalse(self.scouting.closed_date)
        with self.assertRaisesRegex(ValidationError, "without a reason"):
            self.scouting.stage_id = self._stage("lost")

    def test_reopen_after_a_contact(self):
        self._interaction(outcome="reached")
        self.scouting.write({"stage_id": self._stage("lost").id, "lost_reason_id": self.reason.id})
        self.scouting.action_reopen()
        self.assertEqual(self.scouting.stage_id, self._stage("contacted"))

    def test_next_step_in_words(self):
        for day, words, state in (
            ("2026-05-12", "3 days late", "late"),
            ("2026-05-14", "1 day late", "late"),
            ("2026-05-15", "today", "today"),
            ("2026-05-16", "tomorrow", "planned"),
            ("2026-05-22", "in 7 days", "planned"),
            (False, False, False),
        ):
            with self.subTest(day):
                self.scouting.next_step_date = day
                self.assertEqual(self.scouting.next_step_words, words)
                self.assertEqual(self.scouting.next_step_state, state)

    def test_empty_columns_show_on_the_board(self):
        board = self.Scouting.with_context(read_group_expand=True)
        shown = [group["stage_id"][0] for group in board.formatted_read_group([], ["stage_id"])]
        self.assertIn(self._stage("proposal").id, shown)

    def test_positions_are_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self.scouting.expected_positions = -1
            self.scouting.flush_recordset()

    def _dialog(self, model, action):
        return Form(self.env[model].with_user(self.officer).with_context(**action["context"]))
