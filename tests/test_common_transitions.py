# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date, Datetime
from odoo.tests import freeze_time, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestTransitions(EngagementCase):
    """The transition mixin, tried on the agreement (a table) and on scouting (a board)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement_type = cls.env["employer.agreement.type"].create(
            {"name": "Transition tests", "code": "transition_tests"}
        )
        cls.stages = cls.env["employer.scouting.stage"].create(
            [
                {"name": "First test stage", "code": "test_first", "sequence": -2},
                {"name": "Second test stage", "code": "test_second", "sequence": -1},
            ]
        )

    @classmethod
    def _new_agreements(cls, number=1, **vals):
        return (
            cls.env["employer.agreement"]
            .with_user(cls.users["officer"])
            .create(
                [
                    {
                        "employer_id": cls.employer.id,
                        "agreement_type_id": cls.agreement_type.id,
                        "name": f"TEST/{index}",
                        **vals,
                    }
                    for index in range(number)
                ]
            )
        )

    def _history(self, record, only_living=True):
        """Return [(milestone, date)] of `record` in the order they were recorded."""
        milestones = self.env["employer.milestone"]._of(record).sorted("id")
        if only_living:
            milestones = milestones.filtered(lambda line: not line.cancelled_at)
        return [(line.milestone, str(line.date)) for line in milestones]

    # ---- what a move leaves

    @freeze_time("2026-03-10 10:00:00")
    def test_creation_and_moves_leave_milestones(self):
        agreement = self._new_agreements()
        agreement.write({"state": "negotiation"})
        self.assertEqual(
            self._history(agreement), [("draft", "2026-03-10"), ("negotiation", "2026-03-10")]
        )
        last = agreement.milestone_ids.sorted("id")[-1]
        self.assertEqual(last.user_id, self.users["officer"])
        self.assertEqual(last.company_id, self.office)
        self.assertEqual(last.recorded_at, Datetime.to_datetime("2026-03-10 10:00:00"))
        self.assertFalse(last.cancelled_at)

    def test_writing_the_same_value_is_no_move(self):
        agreement = self._new_agreements()
        agreement.write({"state": "draft"})
        self.assertEqual(len(agreement.milestone_ids), 1)

    @freeze_time("2026-03-10")
    def test_several_records_at_once(self):
        agreements = self._new_agreements(3)
        agreements[0].write({"state": "negotiation"})
        agreements.write({"state": "negotiation"})
        for agreement in agreements:
            self.assertEqual(
                self._history(agreement), [("draft", "2026-03-10"), ("negotiation", "2026-03-10")]
            )

    def test_milestones_cost_the_same_for_one_and_for_many(self):
        one = self._new_agreements()
        many = self._new_agreements(20, name="/")
        (one | many).mapped("employer_id.name")
        queries = []
        for records in (one, many):
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            records._record_milestones({"state": "draft"})
            self.env.flush_all()
            queries.append(self.env.cr.sql_log_count - before)
        self.assertGreater(queries[0], 0)
        self.assertLessEqual(queries[1], queries[0])

    @freeze_time("2026-03-10")
    def test_a_copy_begins_its_own_history(self):
        agreement = self._new_agreements()
        agreement.write({"state": "negotiation"})
        copy = agreement.copy({"name": "TEST/copy"})
        self.assertEqual(self._history(copy), [("draft", "2026-03-10")])

    @freeze_time("2026-03-10")
    def test_an_import_passes_the_table(self):
        agreement = self._new_agreements()
        result = agreement.load([".id", "state"], [[str(agreement.id), "Expired"]])
        self.assertFalse(result["ids"])
        self.assertIn("cannot become", result["messages"][0]["message"])
        self.assertEqual(agreement.state, "draft")

    # ---- the table

    def test_a_move_outside_the_table_is_refused(self):
        agreement = self._new_agreements()
        with self.assertRaisesRegex(UserError, "“Draft” and cannot become “Expired”"):
            agreement.write({"state": "expired"})
        self.assertEqual(self._history(agreement)[0][0], "draft")
        self.assertEqual(len(agreement.milestone_ids), 1)

    def test_one_refused_record_stops_them_all(self):
        agreements = self._new_agreements(2)
        agreements[0].write({"state": "refused", "termination_reason": "Not now"})
        with self.assertRaises(UserError):
            agreements.write({"state": "negotiation"})
        self.assertEqual(agreements.mapped("state"), ["refused", "draft"])

    def test_a_user_cannot_create_in_the_middle_of_the_table(self):
        with self.assertRaisesRegex(UserError, "begins as “Draft”"):
            self._new_agreements(state="terminated")
        with self.assertRaisesRegex(UserError, "begins as “Draft”"):
            self.as_role("employer.agreement", "officer").with_context(
                default_state="terminated"
            ).create({"employer_id": self.employer.id, "agreement_type_id": self.agreement_type.id})
        self.assertEqual(self._new_agreements(state="draft", name="TEST/next").state, "draft")

    def test_the_server_may_bring_a_history_in(self):
        agreement = self.env["employer.agreement"].create(
            {
                "employer_id": self.employer.id,
                "agreement_type_id": self.agreement_type.id,
                "state": "terminated",
                "start_date": "2024-01-01",
                "termination_date": "2025-05-05",
                "termination_reason": "Closed",
            }
        )
        self.assertEqual(self._history(agreement), [("terminated", "2025-05-05")])

    # ---- dates

    def _active(self, **vals):
        """Return an agreement that became active as the server brings it in."""
        return self.env["employer.agreement"].create(
            {
                "employer_id": self.employer.id,
                "agreement_type_id": self.agreement_type.id,
                "state": "active",
                "signature_date": "2026-01-10",
                "start_date": "2026-01-15",
                "end_date": "2026-12-31",
                **vals,
            }
        )

    @freeze_time("2026-03-10 09:00:00")
    def test_a_corrected_date_cancels_and_adds(self):
        agreement = self._active()
        with freeze_time("2026-04-01 09:00:00"):
            agreement.with_user(self.users["manager"]).write({"start_date": "2026-02-01"})
        self.assertEqual(self._history(agreement), [("active", "2026-02-01")])
        old, new = agreement.milestone_ids.sorted("id")
        self.assertEqual(old.date, Date.to_date("2026-01-15"))
        self.assertEqual(old.cancelled_at, Datetime.to_datetime("2026-04-01 09:00:00"))
        self.assertEqual(new.recorded_at, Datetime.to_datetime("2026-04-01 09:00:00"))
        self.assertEqual(new.user_id, self.users["manager"])

    def test_the_same_date_corrects_nothing(self):
        agreement = self._active()
        agreement.write({"start_date": "2026-01-15", "title": "Same day"})
        self.assertEqual(self._history(agreement, only_living=False), [("active", "2026-01-15")])

    def test_a_cleared_date_cancels_and_a_new_one_adds(self):
        agreement = self._active()
        agreement._correct_milestones({(agreement.id, "active"): False}, agreement.browse())
        self.assertEqual(self._history(agreement), [("active", "2026-01-15")])
        self.env.cr.execute("UPDATE employer_agreement SET start_date = NULL")
        agreement.invalidate_recordset()
        agreement._correct_milestones(
            {(agreement.id, "active"): Date.to_date("2026-01-15")}, agreement.browse()
        )
        self.assertEqual(self._history(agreement), [])
        agreement.write({"start_date": "2026-02-01"})
        self.assertEqual(self._history(agreement), [("active", "2026-02-01")])

    def test_a_planned_date_is_no_milestone(self):
        agreement = self._new_agreements(start_date="2026-05-01")
        agreement.write({"start_date": "2026-06-01"})
        self.assertNotIn("active", dict(self._history(agreement)))

    @freeze_time("2026-03-10")
    def test_a_date_written_with_the_move_is_the_day_of_the_move(self):
        agreement = self._active()
        agreement.with_user(self.users["manager"]).write(
            {
                "state": "terminated",
                "termination_date": "2026-03-02",
                "termination_reason": "Closed",
                "start_date": "2026-01-20",
            }
        )
        self.assertEqual(
            self._history(agreement), [("active", "2026-01-20"), ("terminated", "2026-03-02")]
        )

    @freeze_time("2026-03-10")
    def test_coming_back_is_told_on_the_day_it_happens(self):
        agreement = self._active()
        agreement._record_milestones({"state": "active"})
        self.assertEqual(
            self._history(agreement), [("active", "2026-01-15"), ("active", "2026-03-10")]
        )
        agreement._record_milestones({"state": "active", "start_date": "2026-01-15"})
        self.assertEqual(
            self._history(agreement), [("active", "2026-03-10"), ("active", "2026-01-15")]
        )

    # ---- append-only

    def test_nobody_edits_or_deletes_a_milestone(self):
        milestone = self._new_agreements().milestone_ids
        with self.assertRaisesRegex(UserError, "never edited"):
            milestone.sudo().write({"date": "2020-01-01"})
        with self.assertRaisesRegex(UserError, "never deleted"):
            milestone.sudo().unlink()
        for role in ("officer", "manager", "privacy"):
            for act in (
                lambda line: line.write({"cancelled_at": "2026-01-01"}),
                type(milestone).unlink,
            ):
                with self.assertRaises(AccessError):
                    act(milestone.with_user(self.users[role]))
            with self.assertRaises(AccessError):
                self.as_role("employer.milestone", role).create(
                    {
                        "res_model": "employer.agreement",
                        "res_id": milestone.res_id,
                        "milestone": "active",
                        "date": "2026-01-01",
                    }
                )

    def test_a_cancelled_milestone_stays_as_it_is(self):
        agreement = self._active()
        agreement.write({"start_date": "2026-02-01"})
        cancelled = agreement.milestone_ids.filtered("cancelled_at")
        with self.assertRaisesRegex(UserError, "never edited"):
            cancelled.sudo().write({"cancelled_at": False})

    def test_a_deleted_draft_takes_its_milestones_along(self):
        agreement = self._new_agreements()
        milestone = agreement.milestone_ids
        agreement.with_user(self.users["manager"]).unlink()
        self.assertFalse(milestone.exists())

    def test_what_moved_on_leaves_cancelled_milestones(self):
        scouting = self._scouting(self.users["officer"])
        scouting.write({"stage_id": self.stages[1].id})
        milestones = self.env["employer.milestone"]._of(scouting)
        scouting.with_user(self.users["manager"]).unlink()
        self.assertEqual(len(milestones.exists()), 2)
        self.assertTrue(all(milestones.mapped("cancelled_at")))

    # ---- a board

    def _scouting(self, user, **vals):
        return (
            self.env["employer.scouting"]
            .with_user(user)
            .create(
                {
                    "name": "Kitchen of Alfa",
                    "employer_id": self.employer.id,
                    "stage_id": self.stages[0].id,
                    **vals,
                }
            )
        )

    @freeze_time("2026-03-10")
    def test_a_board_moves_freely_and_tells_stages_by_code(self):
        scouting = self._scouting(self.users["officer"])
        scouting.write({"stage_id": self.stages[1].id})
        scouting.write({"stage_id": self.stages[0].id})
        self.assertEqual(
            [key for key, _date in self._history(scouting)],
            ["test_first", "test_second", "test_first"],
        )

    @freeze_time("2026-03-10")
    def test_the_date_since_when_a_stage_holds_is_corrected_for_that_stage(self):
        scouting = self._scouting(self.users["officer"], stage_since="2026-02-01")
        scouting.write({"stage_id": self.stages[1].id, "stage_since": "2026-03-01"})
        scouting.write({"stage_since": "2026-03-05"})
        self.assertEqual(
            self._history(scouting),
            [("test_first", "2026-02-01"), ("test_second", "2026-03-05")],
        )

    def test_a_board_guards_creation_in_a_later_column(self):
        model = type(self.env["employer.scouting"])
        asked = []
        self.patch(model, "_guard_transition", lambda record, target, vals: asked.append(target))
        self._scouting(self.users["officer"], stage_id=self.stages[1].id)
        self.assertEqual(asked, self.stages[1].ids)
