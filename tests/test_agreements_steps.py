# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, datetime

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

END = date(2026, 12, 31)


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestAgreementSteps(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._agreement(
            start_date=date(2025, 1, 1),
            end_date=END,
            signature_date=date(2024, 12, 1),
            user_id=cls.users["officer"].id,
        ).with_user(cls.users["officer"])
        cls.agreement.action_activate()

    def _row(self, day=None, agreement=None):
        self.env.flush_all()
        self.env.invalidate_all()
        agreement = agreement or self.agreement
        with freeze_time(f"{day} 09:00:00" if day else "2026-03-02 09:00:00"):
            today = self.env["employer.today"].with_user(self.users["officer"])
            row = today.search([("kind", "=", "agreement"), ("res_id", "=", agreement.id)])
            return (row.date, row.bucket) if row else None

    def test_three_steps_and_one_row(self):
        last_notice = date(2026, 12, 1)
        for day, row in (
            ("2026-10-01", None),
            ("2026-10-02", (last_notice, "4_later")),
            ("2026-11-24", (last_notice, "3_week")),
            ("2026-11-30", (last_notice, "3_week")),
            ("2026-12-01", (last_notice, "2_today")),
            ("2026-12-31", (END, "2_today")),
            ("2027-01-01", (END, "1_late")),
        ):
            with self.subTest(day=day):
                self.assertEqual(self._row(day), row)
        self.agreement.sudo().agreement_type_id.second_notice_days = 20
        self.assertEqual(self._row("2026-12-01"), (date(2026, 12, 11), "4_later"))

    def test_an_end_is_not_reminded_of_for_ever(self):
        self.agreement.write({"state": "expired"})
        self.assertEqual(self._row("2027-01-30"), (END, "1_late"))
        self.assertIsNone(self._row("2027-01-31"))

    def test_let_end_and_taken_back(self):
        self.agreement.action_let_end()
        self.assertIsNone(self._row("2026-12-15"))
        self.agreement.action_plan_renewal()
        self.assertTrue(self._row("2026-12-15"))

    def test_a_renewal_being_written_silences_the_first_notice_only(self):
        renewal = self.agreement.browse(self.agreement.action_renew()["res_id"])
        self.assertFalse(renewal.commitment_gap)
        self.assertEqual(self.agreement.next_step, f"Sign the renewal {renewal.name}")
        self.assertIsNone(self._row("2026-11-01"))
        self.assertTrue(self._row("2026-12-01"))
        renewal.write({"signature_date": date(2026, 3, 2), "state": "active"})
        self.assertIsNone(self._row("2026-12-01"))
        self.assertIsNone(self._row("2027-01-01"))

    def test_a_refused_renewal_reminds_again(self):
        renewal = self.agreement.browse(self.agreement.action_renew()["res_id"])
        renewal.write({"state": "refused", "termination_reason": "No time"})
        self.assertTrue(self._row("2026-11-01"))

    def test_another_agreement_that_goes_on_is_enough_without_a_gap(self):
        other = self._agreement(
            start_date=date(2027, 1, 2), end_date=date(2028, 1, 1), signature_date=date(2026, 3, 1)
        )
        other.action_activate()
        self.assertTrue(self._row("2026-12-15"), "a day without any")
        other.start_date = date(2027, 1, 1)
        self.assertIsNone(self._row("2026-12-15"))

    def test_renewal_copies_the_whole(self):
        unit = self._unit(self.employer)
        clause = self.env["employer.agreement.clause"].create({"name": "C"})
        self.agreement.sudo().write({"unit_ids": unit.ids, "draft_body": "<p>Own</p>"})
        self.agreement.sudo().clause_ids = clause
        self.agreement.commitment_ids = [Command.create({"kind": "hire", "quantity": 2})]
        renewal = self.agreement.browse(self.agreement.action_renew()["res_id"])
        self.assertEqual((renewal.unit_ids, renewal.clause_ids), (unit, clause))
        self.assertEqual(renewal.draft_body, "<p>Own</p>")
        self.assertEqual(renewal.commitment_ids.quantity, 2)
        self.assertFalse(renewal.is_not_renewed or renewal.reminded_datetime or renewal.body)

    def test_the_last_day_lies_within(self):
        for day in (date(2024, 12, 31), date(2027, 1, 1)):
            with self.assertRaisesRegex(UserError, "lies within"):
                self.agreement.write(
                    {"state": "terminated", "termination_reason": "x", "termination_date": day}
                )
        self.agreement.write(
            {"state": "terminated", "termination_reason": "x", "termination_date": END}
        )
        self.assertEqual(self.agreement.state, "terminated")

    def test_the_contact_is_proposed_and_is_one_of_the_organisation(self):
        mine, theirs = (
            self.env["res.partner"].create({"name": name, "parent_id": employer.partner_id.id})
            for name, employer in (("Mine", self.employer), ("Theirs", self.employer_2))
        )
        self.employer.main_contact_id = mine
        form = Form(self.env["employer.agreement"].with_user(self.users["officer"]))
        form.employer_id = self.employer
        self.assertEqual(form.contact_id, mine)
        form.employer_id = self.employer_2
        self.assertFalse(form.contact_id)
        form.contact_id = theirs
        self.employer_2.main_contact_id = mine.copy({"parent_id": self.employer_2.partner_id.id})
        form.employer_id = self.employer_2
        self.assertEqual(form.contact_id, theirs)

    def test_next_step_in_words(self):
        draft = self._agreement()
        self.assertEqual(draft.next_step, "Agree on the text")
        draft.action_negotiate()
        self.assertEqual(draft.next_step, "Send it to sign")
        self.assertFalse(self.agreement.next_step)
        self.agreement.commitment_ids = [Command.create({"kind": "hire", "quantity": 10})]
        self.assertEqual(self.agreement.next_step, "Ask for what is behind (1)")
        self.agreement.end_date = date(2026, 5, 1)
        self.assertEqual(self.agreement.next_step, "Renew it or let it end")

    # ---- the reminder

    def _remind(self, agreement=None):
        action = (agreement or self.agreement).action_remind()
        self.assertEqual(action["tag"], "display_notification")
        mail = self.env["mail.mail"].search([("model", "=", "employer.agreement")], limit=1)
        return mail.recipient_ids, mail.body_html

    def test_reminded_at_most_once_in_the_hours_of_the_rule(self):
        contact = self.env["res.partner"].create(
            {"name": "Contact", "email": "c@example.com", "parent_id": self.employer.partner_id.id}
        )
        self.agreement.contact_id = contact
        recipients, body = self._remind()
        self.assertEqual(recipients, contact)
        self.assertIn("still missing", body)
        self.assertEqual(self.agreement.reminded_datetime, datetime(2026, 3, 2, 9))
        with (
            freeze_time("2026-03-03 08:59:59"),
            self.assertRaisesRegex(UserError, "was reminded on"),
        ):
            self.agreement.action_remind()
        with freeze_time("2026-03-03 09:00:00"):
            self._remind()
        self.assertEqual(self.agreement.reminded_datetime, datetime(2026, 3, 3, 9))

    def test_the_reminder_says_what_it_is_about(self):
        self.employer.email = "info@example.com"
        agreement = self._agreement(start_date=date(2026, 4, 1), end_date=END)
        with self.assertRaisesRegex(UserError, "waits for nothing"):
            agreement.action_remind()
        agreement.action_negotiate()
        recipients, body = self._remind(agreement)
        self.assertEqual(recipients, self.employer.partner_id)
        self.assertIn("your remarks", body)

    def test_nobody_to_write_to(self):
        with self.assertRaisesRegex(UserError, "e-mail address"):
            self.agreement.action_remind()
        self.assertFalse(self.agreement.reminded_datetime)

    def test_when_is_the_servers_to_say(self):
        with self.assertRaisesRegex(UserError, "kept by the server"):
            self.agreement.reminded_datetime = datetime(2020, 1, 1)
