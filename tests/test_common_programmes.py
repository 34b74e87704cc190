# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestProgrammes(EngagementCase):
    """Programmes and targets: dates, gap and progress, who edits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls.env["employer.programme"].create(
            {
                "name": "Work and inclusion",
                "code": "TEST-1",
                "start_date": "2026-01-01",
                "end_date": "2026-12-31",
            }
        )

    @classmethod
    def _target(cls, **vals):
        return cls.env["employer.target"].create(
            {
                "programme_id": cls.programme.id,
                "value": 40,
                "start_date": "2026-01-01",
                "end_date": "2026-12-31",
                **vals,
            }
        )

    def test_gap_and_progress_follow_what_the_rooms_count(self):
        targets = self._target() | self._target(value=0) | self._target(value=10)
        actuals = dict(zip(targets.ids, (10.0, 3.0, 12.0), strict=True))
        model = type(self.env["employer.target"])
        self.patch(model, "_actual_by_target", lambda _targets: actuals)
        self.assertEqual(targets.mapped("actual"), [10, 3, 12])
        self.assertEqual(targets.mapped("gap"), [30, 0, 0])
        self.assertEqual(targets.mapped("progress"), [25, 0, 100])

    def test_rooms_are_asked_once_and_never_about_a_target_without_period(self):
        asked = []
        model = type(self.env["employer.target"])
        self.patch(model, "_actual_by_target", lambda targets: asked.append(targets) or {})
        targets = self._target() | self._target(value=10)
        targets.mapped("gap")
        self.assertEqual(asked, [targets])
        unfinished = self.env["employer.target"].new({"value": 5})
        self.assertEqual(unfinished.gap, 5)
        self.assertFalse(asked[-1])

    def test_a_target_is_no_part_of_itself(self):
        whole = self._target()
        part = self._target(parent_id=whole.id, value=10)
        self.assertEqual(whole.child_ids, part)
        with self.assertRaises(ValidationError):
            whole.parent_id = part

    def test_a_team_of_another_office_has_no_target_here(self):
        team = self.env["employer.team"].create(
            {"name": "Elsewhere", "company_id": self.other_office.id}
        )
        with self.assertRaises(UserError):
            self._target(team_id=team.id)
        self.assertEqual(self._target(team_id=self.team.id).team_id, self.team)

    def test_a_programme_ends_on_or_after_its_first_day(self):
        self.programme.end_date = "2026-01-01"
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.programme.end_date = "2025-12-31"
            self.env.flush_all()

    def test_a_code_is_used_once_among_active_programmes(self):
        twin = {"name": "Twin", "code": "TEST-1"}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["employer.programme"].create(twin)
        self.programme.active = False
        self.env.flush_all()
        self.assertTrue(self.env["employer.programme"].create(twin))

    def test_managers_edit_others_read(self):
        for role in ("reader", "officer", "tutor"):
            self.assertEqual(self.as_role(self.programme, role).name, "Work and inclusion")
            with self.assertRaises(AccessError):
                self.as_role(self.programme, role).write({"funder": "Somebody"})
        self.as_role(self.programme, "manager").write({"funder": "Region"})
        self.assertEqual(self.programme.funder, "Region")
