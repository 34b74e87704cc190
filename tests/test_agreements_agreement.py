# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tests.common import new_test_user

from .common import EngagementCase

DATES = {
    "start_date": date(2026, 1, 1),
    "end_date": date(2027, 12, 31),
    "signature_date": date(2025, 12, 20),
}
END = {"termination_reason": "The company closed", "termination_date": date(2026, 6, 30)}
MOVES = {
    "draft": {"negotiation", "to_sign", "active", "refused"},
    "negotiation": {"draft", "to_sign", "active", "refused"},
    "to_sign": {"negotiation", "active", "refused"},
    "active": {"expired", "terminated"},
    "expired": {"active"},
    "terminated": {"active"},
    "refused": {"draft"},
}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestAgreement(EngagementCase):
    def _in_state(self, state):
        """Return an agreement with all its dates, put in `state` past the guards."""
        agreement = self._agreement(**DATES)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_agreement SET state = %s WHERE id = %s", (state, agreement.id)
        )
        agreement.invalidate_recordset(["state"])
        return self.as_role(agreement, "officer")

    def test_number_at_creation(self):
        first, second = self._agreement(), self._agreement()
        self.assertRegex(first.name, r"^CONV/2026/\d{4}$")
        self.assertNotEqual(first.name, second.name)

    def test_every_move_of_the_table_and_no_other(self):
        for source, targets in MOVES.items():
            for target in MOVES:
                if source == target:
                    continue
                with self.subTest(source=source, target=target):
                    agreement = self._in_state(source)
                    if target in targets:
                        agreement.write({"state": target, **END})
                        self.assertEqual(agreement.state, target)
                    else:
                        with self.assertRaisesRegex(UserError, "cannot become"):
                            agreement.write({"state": target, **END})

    def test_active_needs_each_of_the_three_dates(self):
        for missing, day in DATES.items():
            with self.subTest(missing=missing):
                dates = {name: DATES[name] for name in DATES if name != missing}
                agreement = self._agreement(**dates)
                label = agreement._fields[missing]._description_string(self.env)
                with self.assertRaisesRegex(UserError, f"Fill in first: {label}"):
                    agreement.action_activate()
                agreement.write({missing: day})
                agreement.action_activate()
                self.assertEqual(agreement.state, "active")

    def test_dates_in_the_same_write_activate(self):
        agreement = self._agreement()
        agreement.write({"state": "active", **DATES})
        self.assertEqual(agreement.state, "active")

    def test_a_user_cannot_create_an_active_one(self):
        with self.assertRaises(UserError):
            self.as_role("employer.agreement", "officer").create(
                {
                    "employer_id": self.employer.id,
                    "agreement_type_id": self._agreement().agreement_type_id.id,
                    "state": "active",
                }
            )

    def test_terminate_and_refuse_ask_why(self):
        active = self._in_state("active")
        with self.assertRaisesRegex(UserError, "Say why"):
            active.write({"state": "terminated", "termination_date": date(2026, 3, 1)})
        action = active.action_terminate()
        dialog = Form(active.env[action["res_model"]].with_context(**action["context"]))
        dialog.reason = "Owner retired"
        dialog.date = date(2026, 3, 1)
        dialog.save().action_confirm()
        self.assertEqual(active.state, "terminated")
        self.assertEqual(active.termination_date, date(2026, 3, 1))
        draft = self.as_role(self._agreement(), "officer")
        action = draft.action_refuse()
        dialog = Form(draft.env[action["res_model"]].with_context(**action["context"]))
        dialog.reason = "No time this year"
        dialog.save().action_confirm()
        self.assertEqual(draft.state, "refused")
        self.assertFalse(draft.termination_date)

    def test_terminated_comes_back_clean(self):
        agreement = self._in_state("active")
        agreement.write({"state": "terminated", **END})
        agreement.action_activate()
        self.assertEqual(agreement.state, "active")
        self.assertFalse(agreement.termination_reason or agreement.termination_date)

    def test_expired_comes_back_with_a_later_end_only(self):
        agreement = self._in_state("expired")
        agreement.end_date = date(2026, 3, 1)
        with self.assertRaisesRegex(UserError, "passed its end"):
            agreement.action_activate()
        agreement.end_date = date(2026, 3, 2)
        agreement.action_activate()
        self.assertEqual(agreement.state, "active")

    def test_only_drafts_are_deleted_and_by_managers(self):
        manager = new_test_user(
            self.env,
            "ee_manager_bis",
            groups="employer_engagement.employer_engagement_group_manager",
        )
        self._agreement().with_user(manager).unlink()
        with self.assertRaises(AccessError):
            self.as_role(self._agreement(), "officer").unlink()
        for state in ("active", "negotiation", "expired"):
            with self.assertRaisesRegex(UserError, "stays in the history"):
                self._in_state(state).with_user(manager).unlink()

    def test_renewal_follows_on(self):
        agreement = self._in_state("active")
        agreement.write(
            {
                "commitment_ids": [
                    (0, 0, {"kind": "internship", "quantity": 3}),
                    (0, 0, {"kind": "hire", "end_date": date(2026, 6, 30)}),
                ]
            }
        )
        renewal = agreement.browse(agreement.action_renew()["res_id"])
        self.assertEqual(renewal.state, "draft")
        self.assertEqual(renewal.renewed_from_id, agreement)
        self.assertEqual(renewal.start_date, date(2028, 1, 1))
        self.assertEqual(renewal.end_date, date(2029, 12, 31))  # 24 months, the type's
        self.assertFalse(renewal.signature_date)
        self.assertNotEqual(renewal.name, agreement.name)
        self.assertEqual(renewal.commitment_ids.mapped("kind"), ["hire", "internship"][::-1])
        open_ended, dated = renewal.commitment_ids
        self.assertFalse(open_ended.end_date)
        self.assertEqual(dated.end_date, date(2029, 12, 31))

    def test_in_force_on_the_edges(self):
        agreement = self._in_state("active")
        self.assertFalse(agreement._is_in_force(date(2025, 12, 31)))
        self.assertTrue(agreement._is_in_force(date(2026, 1, 1)))
        self.assertTrue(agreement._is_in_force(date(2027, 12, 31)))
        self.assertFalse(agreement._is_in_force(date(2028, 1, 1)))
        agreement.write({"state": "terminated", **END})
        self.assertTrue(agreement._is_in_force(date(2026, 6, 30)))
        self.assertFalse(agreement._is_in_force(date(2026, 7, 1)))
        self.assertFalse(self._agreement(**DATES)._is_in_force(date(2026, 6, 30)))

    def test_an_expired_one_covered_its_past(self):
        expired = self._in_state("expired")
        self.assertTrue(expired._is_in_force(date(2026, 2, 1)))

    def test_covers_kind_unit_and_renewal(self):
        agreement = self._in_state("active")
        start, end = date(2027, 11, 1), date(2028, 1, 31)
        unit, other = self._unit(self.employer), self._unit(self.employer)
        self.assertTrue(agreement._covers(start, None, unit, "internship"))
        self.assertFalse(agreement._covers(start, None, unit, "course"))
        agreement.unit_ids = unit
        self.assertTrue(agreement._covers(start, None, unit, "internship"))
        self.assertFalse(agreement._covers(start, None, other, "internship"))
        self.assertFalse(agreement._covers(start, end, unit, "internship"))
        renewal = agreement.browse(agreement.action_renew()["res_id"])
        self.assertFalse(agreement._covers(start, end, unit, "internship"), "still a draft")
        renewal.signature_date = date(2026, 3, 1)
        renewal.action_activate()
        self.assertTrue(agreement._covers(start, end, unit, "internship"))

    def test_cron_expires_the_day_after_the_end(self):
        ends_today = self._in_state("active")
        ends_today.end_date = date(2026, 3, 2)
        ended = self._in_state("active")
        ended.end_date = date(2026, 3, 1)
        draft = self._agreement(start_date=date(2025, 1, 1), end_date=date(2025, 12, 31))
        with self.enter_registry_test_mode():
            self.env.ref(
                "employer_engagement.ir_cron_employer_agreement_expire"
            ).method_direct_trigger()
        self.assertEqual(ends_today.state, "active")
        self.assertEqual(ended.state, "expired")
        self.assertEqual(draft.state, "draft")
        milestone = ended.milestone_ids.filtered(lambda one: one.milestone == "expired")
        self.assertEqual(milestone.date, date(2026, 3, 1))

    def test_cron_goes_on_batch_after_batch(self):
        ended = self.env["employer.agreement"]
        for _each in range(3):
            agreement = self._in_state("active")
            agreement.end_date = date(2026, 3, 1)
            ended |= agreement
        cron = self.env.ref("employer_engagement.ir_cron_employer_agreement_expire")
        cron.code = "model._cron_expire(batch_size=2)"
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(set(ended.mapped("state")), {"expired"})

    def test_ending_soon_on_the_edge_of_the_notice(self):
        agreement = self._in_state("active")
        agreement.agreement_type_id.sudo().notice_days = 90
        agreement.end_date = date(2026, 5, 31)  # 90 days from today
        self.assertTrue(agreement.is_ending_soon)
        self.assertIn(agreement, agreement.search([("is_ending_soon", "=", True)]))
        self.assertNotIn(agreement, agreement.search([("is_ending_soon", "=", False)]))
        agreement.end_date = date(2026, 6, 1)
        self.assertFalse(agreement.is_ending_soon)
        self.assertNotIn(agreement, agreement.search([("is_ending_soon", "=", True)]))

    def test_an_active_one_engages_its_organisation(self):
        self.assertEqual(self.employer.level, "prospect")
        agreement = self._agreement(**DATES)
        self.assertEqual(self.employer.level, "prospect")
        agreement.action_activate()
        self.assertEqual(self.employer.level, "engaged")
        agreement.write({"state": "terminated", **END})
        self.assertEqual(self.employer.level, "prospect")

    def test_readers_read_and_other_offices_see_nothing(self):
        agreement = self._agreement()
        self.assertEqual(self.as_role(agreement, "reader").employer_id, self.employer)
        with self.assertRaises(AccessError):
            self.as_role(agreement, "reader").write({"title": "x"})
        with self.assertRaises(AccessError):
            self.as_role(agreement, "tutor").write({"title": "x"})
        self.assertFalse(
            self.env["employer.agreement"]
            .with_user(self.other_officer)
            .search([("id", "=", agreement.id)])
        )

    def test_an_agreement_stays_in_its_office(self):
        with self.assertRaises(UserError):
            self._agreement(company_id=self.other_office.id)
