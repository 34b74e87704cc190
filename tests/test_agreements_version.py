# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import EngagementCase

DATES = {
    "start_date": date(2026, 1, 1),
    "end_date": date(2027, 12, 31),
    "signature_date": date(2025, 12, 20),
}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestAgreementVersion(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._agreement(
            **DATES,
            draft_body="<p>Text of {{ number }}</p>",
            commitment_ids=[Command.create({"kind": "vacancy", "quantity": 3})],
        ).with_user(cls.users["officer"])
        cls.agreement.action_activate()

    def _amend(self, agreement=None, **vals):
        agreement = agreement or self.agreement
        draft = agreement.browse(agreement.action_amend()["res_id"])
        draft.write({"signature_date": date(2026, 3, 1), **vals})
        return draft

    def test_a_version_keeps_number_terms_and_link(self):
        draft = self._amend()
        self.assertEqual(draft.name, f"{self.agreement.name}-2")
        self.assertEqual((draft.version, draft.amends_id), (2, self.agreement))
        self.assertEqual(draft.start_date, date(2026, 3, 2))
        self.assertEqual(draft.end_date, date(2027, 12, 31))
        self.assertEqual(draft.draft_body, "<p>Text of {{ number }}</p>")
        self.assertEqual(draft.user_id, self.agreement.user_id)
        promise = draft.commitment_ids
        self.assertEqual((promise.quantity, promise.start_date), (3, date(2026, 1, 1)))
        self.assertEqual(draft.history_ids, self.agreement + draft)
        self.assertEqual(self.agreement.history_ids, self.agreement + draft)
        self.assertFalse(self._agreement().history_ids)

    def test_its_text_says_what_it_replaces(self):
        draft = self._amend()
        old = f"n. {self.agreement.name} del 1 gennaio 2026"
        self.assertIn(f"sostituisce l’accordo {old}", draft._render_body())
        draft.draft_body = "<p>In luogo di {{ amended }}</p>"
        draft.clause_ids = False
        self.assertEqual(draft._render_body(), f"<p>In luogo di {old}</p>")

    def test_it_replaces_the_old_from_its_first_day(self):
        draft = self._amend()
        draft.action_activate()
        self.assertEqual(self.agreement.state, "terminated")
        self.assertEqual(self.agreement.termination_date, date(2026, 3, 1))
        self.assertIn(draft.name, self.agreement.termination_reason)
        self.assertEqual(self.agreement.replaced_by_id, draft)
        self.assertTrue(self.agreement._covers(date(2026, 2, 1), date(2026, 6, 1)))

    def test_a_later_first_day_waits_for_the_night(self):
        draft = self._amend(start_date=date(2026, 3, 10))
        draft.action_activate()
        self.assertEqual(self.agreement.state, "active")
        with freeze_time("2026-03-09 02:00:00"):
            self.env["employer.agreement"]._cron_replace()
            self.assertEqual(self.agreement.state, "active")
        with freeze_time("2026-03-10 02:00:00"):
            self.env["employer.agreement"]._cron_replace()
        self.assertEqual(self.agreement.state, "terminated")
        self.assertEqual(self.agreement.termination_date, date(2026, 3, 9))

    def test_it_begins_within_the_old_one(self):
        for day in (date(2026, 1, 1), date(2028, 1, 1)):
            draft = self._amend(start_date=day, end_date=date(2028, 6, 30))
            with self.assertRaisesRegex(UserError, "it begins after"):
                draft.action_activate()
        draft.start_date = date(2027, 12, 31)
        draft.action_activate()
        self.assertEqual(draft.state, "active")

    def test_one_version_is_written_at_a_time_and_refused_numbers_stay(self):
        first = self._amend()
        self.assertEqual(self._amend(), first)
        first.write({"state": "refused", "termination_reason": "Not agreed"})
        self.assertFalse(self.agreement.replaced_by_id)
        second = self._amend()
        self.assertEqual((second.version, second.amends_id), (3, self.agreement))
        second.action_activate()
        third = self._amend(second)
        self.assertEqual(third.name, f"{self.agreement.name}-4")
        self.assertEqual(third.original_id, self.agreement)
        self.assertEqual(third.history_ids.mapped("version"), [1, 2, 3, 4])

    def test_only_an_active_one_is_amended(self):
        with self.assertRaisesRegex(UserError, "Only an active agreement"):
            self._agreement().action_amend()
        self._amend().action_activate()
        with self.assertRaisesRegex(UserError, "Only an active agreement"):
            self.agreement.action_amend()

    def test_the_chain_is_the_servers(self):
        for name in ("version", "amends_id", "original_id"):
            with self.assertRaisesRegex(UserError, "kept by the server"):
                self.agreement.write({name: 1})

    def test_a_replaced_one_does_not_come_back(self):
        self._amend().action_activate()
        with self.assertRaisesRegex(UserError, "replaced by"):
            self.agreement.action_activate()

    def test_what_was_delivered_before_still_counts(self):
        self._vacancy(positions=2, opened_date=date(2026, 2, 1))
        draft = self._amend()
        draft.action_activate()
        self.assertEqual(draft.commitment_ids.delivered, 2)

    def test_a_renewal_of_a_version_begins_a_new_number(self):
        draft = self._amend()
        draft.action_activate()
        renewal = draft.browse(draft.action_renew()["res_id"])
        self.assertEqual((renewal.version, renewal.amends_id.id), (1, False))
        self.assertNotIn(self.agreement.name, renewal.name)
        self.assertEqual(renewal.draft_body, draft.draft_body)
