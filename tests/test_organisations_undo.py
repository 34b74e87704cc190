# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

TODAY = "2026-11-16 09:00:00"
STATE = ("next_step", "next_step_date")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestUndo(EngagementCase):
    """A mis-log is taken back as if it had never been: by whom, until when, and how completely."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.scouting = cls.env["employer.scouting"].create(
            {"employer_id": cls.employer.id, "user_id": cls.officer.id, "stage_since": "2026-11-10"}
        )
        cls.card = cls.employer.with_user(cls.officer)

    def _log(self, card=None, **vals):
        card = card or self.card
        log = self.env["employer.interaction.log"].with_user(card.env.user)
        form = Form(log.with_context(**card.action_log_contact()["context"]))
        for name, value in vals.items():
            form[name] = value
        form.save().action_save()
        return (
            self.env["employer.interaction"]
            .search([("employer_id", "=", card.id)], order="id desc", limit=1)
            .with_user(card.env.user)
        )

    def _state(self):
        """Return all a log may move, as plain values."""
        self.env.flush_all()
        self.env.invalidate_all()
        activities = (self.employer.activity_ids | self.scouting.activity_ids).sorted("id")
        living = self.scouting.milestone_ids.filtered(lambda one: not one.cancelled_at)
        return {
            "employer": [self.employer[name] for name in (*STATE, "level", "last_contact_date")],
            "scouting": [
                self.scouting[name] for name in (*STATE, "stage_id", "stage_since", "closed_date")
            ],
            "activities": [
                (
                    one.res_model,
                    one.activity_type_id,
                    one.summary,
                    one.note,
                    one.date_deadline,
                    one.user_id,
                )
                for one in activities
            ],
            "milestones": sorted((one.milestone, one.date) for one in living),
            "column": self.employer.board_column,
        }

    def test_as_if_it_had_never_been(self):
        before = self._state()
        call = self._log(next_step_when="week", next_step="Send the draft")
        self.assertEqual(self.scouting.stage_id.code, "contacted")
        self.assertNotEqual(self._state(), before)
        self.assertTrue(call.can_undo)
        self.assertEqual(self.card.undo_interaction_id, call)
        self.card.action_undo_contact()
        self.assertFalse(call.exists())
        self.assertEqual(self._state(), before)
        self.assertIn("taken back", self.employer.message_ids[:1].body)
        cancelled = self.scouting.milestone_ids.filtered("cancelled_at")
        self.assertIn("contacted", cancelled.mapped("milestone"))

    def test_the_step_planned_before_comes_back(self):
        self._log(next_step_when="tomorrow", next_step="Call Ada")
        before = self._state()
        self._log(next_step_when="month", next_step="Wrong company")
        self.card.action_undo_contact()
        self.assertEqual(self._state(), before)
        self.assertEqual(self.scouting.activity_ids.summary, "Call Ada")

    def test_what_was_marked_done_is_open_again(self):
        self._log(next_step_when="tomorrow", next_step="Call Ada")
        with freeze_time("2026-11-17 09:00:00"):
            before = self._state()
            self._log(is_due_done=True)
            self.assertFalse(self.scouting.activity_ids)
            self.card.action_undo_contact()
            self.assertEqual(self._state(), before)

    def test_a_done_activity_is_open_again(self):
        self._log(next_step_when="tomorrow", next_step="Call Ada")
        before = self._state()
        self.scouting.activity_ids.with_user(self.officer).action_feedback(feedback="Wrong one")
        self.assertFalse(self.scouting.activity_ids)
        self.card.action_undo_contact()
        self.assertEqual(self._state(), before)

    def test_one_after_the_other(self):
        before = self._state()
        first = self._log(next_step_when="week")
        self._log(next_step_when="month")
        with self.assertRaisesRegex(UserError, "logged after this one"):
            first.action_undo()
        self.card.action_undo_contact()
        self.card.action_undo_contact()
        self.assertEqual(self._state(), before)
        with self.assertRaisesRegex(UserError, "no contact"):
            self.card.action_undo_contact()

    # ---- refusals

    def test_only_by_who_logged_it(self):
        call = self._log()
        with self.assertRaisesRegex(UserError, "only who logged it"):
            call.with_user(self.officer_2).action_undo()
        self.assertFalse(call.with_user(self.officer_2).can_undo)
        self.assertFalse(self.employer.with_user(self.officer_2).undo_interaction_id)

    def test_only_on_the_same_day(self):
        call = self._log()
        with freeze_time("2026-11-16 22:30:00"):
            call.invalidate_recordset(["can_undo"])
            self.assertTrue(call.with_context(tz="UTC").can_undo)
        with freeze_time("2026-11-17 09:00:00"):
            call.invalidate_recordset(["can_undo"])
            self.assertFalse(call.can_undo)
            with self.assertRaisesRegex(UserError, "only what was logged today"):
                call.action_undo()

    def test_not_when_something_was_built_upon_it(self):
        call = self._log(next_step_when="week", next_step="Send the draft")
        self.scouting.stage_id = self.env.ref(
            "employer_engagement.employer_scouting_stage_interested"
        )
        with self.assertRaisesRegex(UserError, "Stage.*was changed"):
            call.action_undo()

    def test_not_when_its_step_was_done(self):
        call = self._log(next_step_when="week", next_step="Send the draft")
        self.scouting.activity_ids.with_context(employer_interaction_logged=True).action_done()
        with self.assertRaisesRegex(UserError, "changed or done"):
            call.action_undo()

    def test_the_server_s_own_are_corrected_instead(self):
        call = self._interaction(create_uid=self.officer.id)
        self.assertFalse(call.with_user(self.officer).can_undo)

    def test_nobody_reads_or_writes_the_trace(self):
        call = self._log()
        self.assertTrue(call.sudo().undo_trace)
        self.assertNotIn("undo_trace", call.fields_get())

    def test_a_colleague_told_is_told_again(self):
        theirs = self._employer("Bar Gamma", user_id=self.officer_2.id).with_user(self.officer)
        self._log(theirs)
        theirs.action_undo_contact()
        bodies = self.env["mail.message"].search(
            [
                ("message_type", "=", "user_notification"),
                ("notified_partner_ids", "in", self.officer_2.partner_id.ids),
                ("model", "=", "employer.organisation"),
                ("res_id", "=", theirs.id),
            ],
            order="id",
        )
        self.assertIn("logged by mistake", bodies[-1].body)
