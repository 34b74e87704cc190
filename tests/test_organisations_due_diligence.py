# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64encode

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase

FEATURE = "employer_engagement.employer_engagement_feature_due_diligence"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestDueDiligence(EngagementCase):
    """Evidence about an organisation and its block until a date, while the feature is on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.readers = cls.env.ref("employer_engagement.employer_engagement_group_user")
        cls.readers.implied_ids += cls.env.ref(FEATURE)

    def _check(self, role="officer", **vals):
        return self.as_role("employer.due.diligence", role).create(
            {"employer_id": self.employer.id, "kind": "safety", "source": "INL", **vals}
        )

    def _block(self, role, until, reason="Undeclared work"):
        self.as_role(self.employer, role).write({"blocked_until": until, "blocked_reason": reason})

    def test_a_concern_has_its_evidence_and_its_author(self):
        check = self._check(
            document=b64encode(b"minutes"),
            document_name="minutes.pdf",
            user_id=self.users["manager"].id,
        )
        self.assertEqual((check.verdict, check.user_id), ("concern", self.users["officer"]))
        self.assertEqual(self._check(kind="contributions").verdict, "clear")
        self.assertEqual(self._check(kind="other", verdict="clear").verdict, "clear")
        self.assertEqual(self.as_role(self.employer, "reader").concern_count, 1)
        found = self.as_role("employer.organisation", "officer").search(
            [("due_diligence_ids", "any", [("verdict", "=", "concern")])]
        )
        self.assertEqual(found, self.employer)

    def test_a_check_holds_until_its_own_day_at_least(self):
        self._check(date="2026-03-10", valid_until="2026-03-10")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._check(date="2026-03-10", valid_until="2026-03-09")

    def test_evidence_is_its_authors(self):
        check = self._check()
        check.note = "Two persons hurt"
        with self.assertRaisesRegex(UserError, "entered by a colleague"):
            check.with_user(self.officer_2).note = "Nothing happened"
        with self.assertRaisesRegex(UserError, "kept by the server"):
            check.user_id = self.officer_2
        check.with_user(self.users["manager"]).note = "Corrected"
        for user in (self.users["reader"], self.users["tutor"]):
            with self.assertRaises(AccessError):
                check.with_user(user).note = "x"
        with self.assertRaises(AccessError):
            check.unlink()

    def test_a_block_says_why(self):
        for reason in (False, "  "):
            with self.assertRaisesRegex(ValidationError, "Say why"):
                self._block("officer", "2026-06-30", reason)

    def test_blocked_until_and_on_its_last_day(self):
        self._block("officer", "2026-03-10")
        officer = self.as_role(self.employer, "officer")
        self.assertTrue(officer.is_blocked)
        self.assertEqual(officer.search([("is_blocked", "=", True)]), officer)
        with freeze_time("2026-03-11"):
            self.env.invalidate_all()
            self.assertFalse(officer.is_blocked)
            self.assertFalse(officer.search([("is_blocked", "=", True)]))

    def test_only_a_manager_ends_it_earlier(self):
        self._block("officer", "2026-06-30")
        self._block("officer", "2026-07-31")
        for until in (False, "2026-07-30"):
            with self.assertRaisesRegex(UserError, "only a manager may end"):
                self.as_role(self.employer, "officer").blocked_until = until
        self.as_role(self.employer, "manager").blocked_until = "2026-04-30"
        with freeze_time("2026-05-01"):
            self.as_role(self.employer, "officer").blocked_until = False
        self.assertFalse(self.employer.sudo().blocked_until)

    def test_a_blocked_company_receives_no_list_until_a_manager_lifts_it(self):
        person = self._person()
        self._say_yes(person)
        listed = self._list(person).with_user(self.users["officer"])
        listed.action_approve()
        self._block("officer", "2026-06-30")
        with self.assertRaisesRegex(UserError, "R16"):
            listed.action_mark_sent()
        rule = self.env["employer.rule"]._find("R16")
        self.as_role("employer.rule.exception", "manager").create(
            {
                "rule_id": rule.id,
                "res_model": listed._name,
                "res_id": listed.id,
                "reason": "Cleared by the inspectorate",
            }
        )
        listed.action_mark_sent()
        self.assertEqual(listed.state, "sent")

    def test_its_end_waits_in_today(self):
        self._block("officer", "2026-03-17")
        today = self.as_role("employer.today", "officer")
        where = [("kind", "=", "block"), ("employer_id", "=", self.employer.id)]
        row = today.search(where)
        self.assertEqual((row.title, row.bucket), ("Undeclared work", "3_week"))
        for day, seen in (("2026-03-09", False), ("2026-03-31", True), ("2026-04-01", False)):
            with freeze_time(day):
                self.assertEqual(bool(today.search(where)), seen, day)
        self.as_role(self.employer, "manager").blocked_until = False
        self.assertFalse(today.search(where))

    def test_off_is_off(self):
        self._block("officer", "2026-03-12")
        self.readers.implied_ids -= self.env.ref(FEATURE)
        officer = self.as_role(self.employer, "officer")
        ours = {"due_diligence_ids", "concern_count", "is_blocked", "blocked_until"}
        self.assertFalse(ours & set(officer.fields_get()))
        for view in ("form", "search"):
            arch = officer.get_view(view_type=view)["arch"]
            self.assertFalse([name for name in ours if name in arch], view)
        menu = self.env.ref("employer_engagement.employer_due_diligence_menu")
        visible = self.env["ir.ui.menu"].with_user(self.users["officer"])._visible_menu_ids()
        self.assertNotIn(menu.id, visible)
        self.assertFalse(self.as_role("employer.today", "officer").search([("kind", "=", "block")]))
        person = self._person()
        self._say_yes(person)
        listed = self._list(person).with_user(self.users["officer"])
        listed.action_approve()
        listed.action_mark_sent()
        self.assertEqual(listed.state, "sent")
