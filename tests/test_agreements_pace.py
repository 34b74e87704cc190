# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common import GROUP, EngagementCase

YEAR = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31)}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestCommitmentPace(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._agreement(
            **YEAR, signature_date=date(2025, 12, 1), user_id=cls.users["officer"].id
        )
        cls.agreement.action_activate()
        cls.group = cls.env["employer.target.group"].create({"code": "x", "name": "Group X"})
        cls.allowed = new_test_user(
            cls.env,
            "ee_officer_protected",
            groups=f"base.group_user,{GROUP}officer,{GROUP}protected",
        )

    def _promise(self, **vals):
        return self.env["employer.commitment"].create(
            {"agreement_id": self.agreement.id, "kind": "vacancy", "quantity": 10, **vals}
        )

    def _rows(self, user=None, **values):
        domain = [(name, "=", value) for name, value in values.items()]
        self.env.flush_all()
        self.env.invalidate_all()
        today = self.env["employer.today"].with_user(user or self.users["officer"])
        return today.search([*domain, ("kind", "=", "commitment")])

    def _refresh(self, batch_size=500):
        cron = self.env.ref("employer_engagement.ir_cron_employer_commitment_refresh")
        cron.code = f"model._cron_refresh(batch_size={batch_size})"
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    def test_behind_from_a_day_on_that_moves_with_each_delivery(self):
        promise = self._promise()
        self.assertEqual(promise.behind_date, date(2026, 2, 16))
        self.assertEqual((promise.status, promise.expected), ("behind", 1))
        self._vacancy(opened_date=date(2026, 2, 20))
        self.assertEqual(promise.behind_date, date(2026, 4, 3))
        self.assertEqual(promise.status, "on_way")
        self._vacancy(positions=9, opened_date=date(2026, 2, 20))
        self.assertFalse(promise.behind_date)
        self.assertEqual(promise.status, "kept")

    def test_status_is_found_as_it_is_shown(self):
        promises = {
            "behind": self._promise(quantity=20),
            "on_way": self._promise(quantity=2),
            "kept": self._promise(quantity=1),
            "missed": self._promise(start_date=date(2026, 2, 1), end_date=date(2026, 2, 28)),
        }
        self._vacancy(opened_date=date(2026, 1, 10))
        everything = self.env["employer.commitment"].browse(
            [promise.id for promise in promises.values()]
        )
        for status, promise in promises.items():
            with self.subTest(status=status):
                self.assertEqual(promise.status, status)
                found = everything.search([("status", "=", status), ("id", "in", everything.ids)])
                self.assertEqual(found, promise)
        draft = self._agreement(**YEAR, commitment_ids=[Command.create({"kind": "vacancy"})])
        self.assertFalse(draft.commitment_ids.status)
        self.assertFalse(
            everything.search([("status", "!=", False), ("agreement_id", "=", draft.id)])
        )
        self.assertTrue(
            everything.search([("status", "=", False), ("id", "in", draft.commitment_ids.ids)])
        )

    def test_numbers_of_the_office_and_off(self):
        rule = self.env["employer.rule"].search([("code", "=", "COMMITMENT")])
        promise = self._promise()
        numbers = {line.key: line for line in rule.parameter_ids}
        numbers["expected_percent"].value = 100
        promise.quantity = 11
        self.assertEqual(promise.behind_date, date(2026, 2, 4))  # 365 / 11 rounded up
        rule.level = "off"
        self._refresh()
        self.assertFalse(promise.behind_date)
        self.assertEqual((promise.gap, promise.status), (11, "on_way"))

    def test_the_night_counts_what_was_written_past_the_orm(self):
        promise = self._promise()
        self.assertEqual(promise.delivered, 0)
        self._vacancy(positions=2)
        self.env.flush_all()
        self.env.cr.execute("UPDATE employer_commitment SET delivered = 0, gap = 10")
        self.env.invalidate_all()
        self._promise(kind="hire")
        self._refresh(1)
        self.assertEqual((promise.delivered, promise.gap), (2, 8))

    def test_every_fact_counts_at_once(self):
        promise = self._promise()
        vacancy = self._vacancy(positions=2)
        self.assertEqual(promise.delivered, 2)
        vacancy.opened_date = date(2025, 12, 1)
        self.assertEqual(promise.delivered, 0)
        vacancy.opened_date = date(2026, 2, 1)
        vacancy.active = False
        self.assertEqual(promise.delivered, 0)
        vacancy.active = True
        vacancy.employer_id = self.employer_2
        self.assertEqual(promise.delivered, 0)

    # ---- target groups

    def test_figures_of_a_group_are_stored_where_few_may_look(self):
        person = self._person()
        protected = {"candidate_id": person.id, "target_group_ids": [Command.set(self.group.ids)]}
        self.env["employer.candidate.protected"].create(protected)
        promise = self._promise(kind="hire", quantity=2, target_group_id=self.group.id)
        hire = {
            "candidate_id": person.id,
            "employer_id": self.employer.id,
            "origin": "unknown",
            "contract_ids": [
                Command.create({"family": "open_ended", "start_date": date(2026, 2, 1)})
            ],
        }
        self.env["employer.hire"].create(hire)
        self.assertEqual((promise.group_delivered, promise.group_gap), (1, 1))
        hidden = promise.with_user(self.users["manager"])
        self.assertEqual((hidden.delivered, hidden.gap, hidden.status), (0, 0, False))
        self.assertFalse(hidden.behind_date)
        for name in ("group_delivered", "group_gap", "group_behind_date"):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                hidden.read([name])
            with self.assertRaises(AccessError):
                hidden.search([(name, "!=", False)])
            with self.assertRaises(AccessError):
                hidden._read_group([], [], [f"{name}:max"])
        seen = promise.with_user(self.allowed)
        self.assertEqual((seen.group_delivered, seen.status), (1, "on_way"))
        for status in ("kept", "behind", "on_way", "missed"):
            self.assertFalse(hidden.search([("id", "=", promise.id), ("status", "=", status)]))
        self.assertEqual(
            seen.search([("id", "=", promise.id), ("status", "in", ["on_way", "kept"])]), promise
        )

    def test_a_promise_for_a_group_is_no_row_for_who_may_not_see(self):
        promise = self._promise(kind="hire", quantity=10, target_group_id=self.group.id)
        self.agreement.user_id = self.allowed
        self.assertEqual(promise.group_behind_date, date(2026, 2, 16))
        row = self._rows(self.allowed, source_id=promise.id)
        self.assertEqual(row.title, "Hires: 0 / 10")
        self.assertFalse(self._rows(self.users["manager"], source_id=promise.id))

    def test_gaps_of_groups_are_in_no_sum(self):
        self._promise(quantity=3)
        self._promise(quantity=5, target_group_id=self.group.id)
        for record in (self.agreement, self.employer):
            self.assertEqual(record.with_user(self.users["officer"]).commitment_gap, 3)
        self.assertEqual(self.employer.commitment_count, 2)

    # ---- Today

    def test_today_shows_it_until_it_is_kept(self):
        promise = self._promise()
        row = self._rows(source_id=promise.id)
        self.assertEqual((row.date, row.bucket), (date(2026, 2, 16), "1_late"))
        self.assertEqual(row.title, "Positions offered: 0 / 10")
        self.assertEqual((row.res_model, row.res_id), ("employer.agreement", self.agreement.id))
        row.action_postpone_week()
        row = self._rows(source_id=promise.id)
        self.assertEqual(row.date, date(2026, 3, 9))
        row._pass_to(self.officer_2)
        self.assertEqual(self.agreement.user_id, self.officer_2)
        self.assertFalse(self._rows(source_id=promise.id))
        self.assertTrue(self._rows(self.officer_2, source_id=promise.id))
        self._vacancy(positions=1, opened_date=date(2026, 3, 1))
        self.assertFalse(self._rows(self.officer_2, source_id=promise.id))

    def test_today_is_silent_before_and_after_it_is_in_force(self):
        promise = self._promise()
        with freeze_time("2026-02-15 09:00:00"):
            self.assertFalse(self._rows(source_id=promise.id))
        with freeze_time("2026-02-16 09:00:00"):
            self.assertTrue(self._rows(source_id=promise.id))
        self.agreement.write(
            {
                "state": "terminated",
                "termination_reason": "Closed",
                "termination_date": date(2026, 3, 1),
            }
        )
        self.assertFalse(self._rows(source_id=promise.id))
        self.assertEqual(promise.status, "missed")

    # ---- amounts of queries

    def test_lists_take_the_same_queries_for_many(self):
        def queries(agreements):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            agreements.read(["name", "next_step", "commitment_gap", "behind_count"])
            agreements.commitment_ids.read(["delivered", "gap", "expected", "status", "due_date"])
            return self.env.cr.sql_log_count - before

        self._promise()
        made = self._agreement().browse()
        for _number in range(20):
            one = self._agreement(
                **YEAR,
                signature_date=date(2025, 12, 1),
                commitment_ids=[Command.create({"kind": "vacancy", "quantity": 10})],
            )
            one.action_activate()
            made |= one
        queries(made[:1])  # what is cached once
        self.assertEqual(queries(made[:2]), queries(made))
