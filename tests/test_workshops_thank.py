# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_workshops import DAY, WorkshopCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-21 08:00:00")
class TestWorkshopThank(WorkshopCase):
    """The day after: letters, next steps, and the row in Today that goes when all is done."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dino = cls._contact(cls.employer_2, "Dino", "dino@beta.example")
        cls.employer_2.user_id = cls.officer_2

    def _thank(self, **vals):
        return (
            self.env["employer.workshop.thank"]
            .with_user(self.officer)
            .create({"event_id": self.workshop.id, **vals})
        )

    def _rows(self, role="officer", **where):
        domain = [("res_model", "=", "event.event"), ("res_id", "=", self.workshop.id)]
        return self.as_role("employer.today", role).search(domain)

    def _attended(self):
        """Two of the first company came, the second company did not."""
        return (
            self._seat(self.ada, attendance="attended")
            | self._seat(self.bea, attendance="walk_in")
            | self._seat(self.dino, self.employer_2, attendance="no_show")
        )

    def test_thanked_and_missed_read_different_letters(self):
        self._attended()
        self._thank(message="<p>Slides follow</p>", message_no_show="<p>Pity</p>").action_thank()
        bodies = {mail.recipient_ids: mail.body_html for mail in self._mails()}
        self.assertEqual(set(bodies), {self.ada, self.bea, self.dino})
        self.assertIn("Slides follow", bodies[self.ada])
        self.assertIn("Pity", bodies[self.dino])
        self.assertNotIn("Pity", bodies[self.bea])
        senders = {mail.recipient_ids: mail.email_from for mail in self._mails()}
        self.assertEqual(senders[self.dino], self.officer_2.email_formatted)

    def test_the_dialog_as_it_is_filled_in(self):
        self._attended()
        dialog = self.env["employer.workshop.thank"].with_user(self.officer)
        with Form(dialog.with_context(default_event_id=self.workshop.id)) as form:
            form.next_step = "Visit"
            with form.line_ids.edit(2) as line:
                line.is_included = False
        form.record.action_thank()
        self.assertEqual(self._mails().recipient_ids, self.ada | self.bea)
        self.assertEqual(self.employer.next_step, "Visit")

    def test_each_company_gets_one_next_step_of_its_owner(self):
        self.employer.user_id = self.officer_2
        self._attended()
        self._thank(next_step="Visit the kitchen", next_step_date="2026-05-25").action_thank()
        met = self.env["employer.interaction"].search([("workshop_id", "=", self.workshop.id)])
        self.assertEqual(met.employer_id, self.employer, "the no-show was only written to")
        self.assertEqual((met.channel, met.date), ("event", date.fromisoformat(DAY)))
        self.assertTrue(met.is_contact)
        self.assertEqual(met.user_id, self.officer_2)
        self.assertEqual(self.employer.next_step, "Visit the kitchen")
        step = self.env["employer.today"].with_user(self.officer_2)
        step = step.search([("employer_id", "=", self.employer.id), ("kind", "=", "activity")])
        self.assertEqual((step.title, step.date), ("Visit the kitchen", date(2026, 5, 25)))

    def test_single_steps_may_differ_and_a_no_show_may_have_one(self):
        self._attended()
        thank = self._thank()
        lines = {line.partner_id: line for line in thank.line_ids}
        self.assertFalse(lines[self.bea].next_step_date, "a company has one step")
        self.assertFalse(lines[self.dino].next_step_date)
        lines[self.ada].next_step = "Send the contract"
        lines[self.dino].write({"next_step": "Ask why", "next_step_date": "2026-05-28"})
        thank.action_thank()
        self.assertEqual(self.employer.next_step, "Send the contract")
        self.assertEqual(self.employer_2.next_step, "Ask why")
        written = self.env["employer.interaction"].search(
            [("employer_id", "=", self.employer_2.id)]
        )
        self.assertFalse(written.is_contact or written.is_attempt)

    def test_materials_are_sent_and_stay_with_the_workshop(self):
        self._attended()
        slides = self.env["ir.attachment"].with_user(self.officer)
        slides = slides.create({"name": "slides.pdf", "raw": b"%PDF-1.4"})
        self._thank(material_ids=[Command.set(slides.ids)]).action_thank()
        self.assertEqual(self.workshop.material_ids, slides)
        for mail in self._mails():
            self.assertEqual(mail.attachment_ids, slides)
        self._seat(self.dino, self.employer_2, attendance="attended")
        later = self.env["employer.workshop.thank"].with_user(self.officer_2)
        later = later.create(
            {"event_id": self.workshop.id, "material_ids": [Command.set(slides.ids)]}
        )
        later.action_thank()
        self.assertEqual(len(self._mails().filtered("attachment_ids")), 4)

    def test_nobody_is_thanked_twice(self):
        seats = self._attended()
        self._thank().action_thank()
        self.assertEqual(set(seats.mapped("thanked_date")), {date(2026, 5, 21)})
        again = self._thank()
        self.assertFalse(again.line_ids)
        with self.assertRaises(UserError):
            again.action_thank()

    def test_who_has_no_mail_is_planned_all_the_same(self):
        seat = self._seat(self.carlo, self.employer_2, attendance="attended")
        self._thank().action_thank()
        self.assertFalse(self._mails())
        self.assertTrue(seat.thanked_date)
        self.assertTrue(self.employer_2.next_step_date)

    def test_the_rest_did_not_come(self):
        self._seat(self.ada, attendance="attended")
        unknown = self._seat(self.dino, self.employer_2)
        self._seat(self.carlo, self.employer_2, state="draft")
        thank = self._thank()
        self.assertEqual(thank.unknown_count, 1)
        thank.action_missing_no_show()
        self.assertEqual(unknown.attendance, "no_show")
        self.assertEqual(self._thank().line_ids.partner_id, self.ada | self.dino)

    def test_only_officers_thank(self):
        self._attended()
        with self.assertRaises(AccessError):
            self.env["employer.workshop.thank"].with_user(self.users["reader"]).create(
                {"event_id": self.workshop.id}
            )

    # ---- Today

    def test_it_waits_in_today_until_thanked_and_planned(self):
        self.assertFalse(self._rows(), "nobody was there")
        seat = self._seat(self.ada)
        row = self._rows()
        self.assertEqual(
            (row.kind, row.bucket, row.title), ("workshop", "2_today", self.workshop.name)
        )
        self.assertFalse(row.can_postpone)
        seat.attendance = "attended"
        self.assertTrue(self._rows(), "seen but not thanked")
        seat.thanked_date = "2026-05-21"
        self.assertTrue(self._rows(), "thanked without a next step")
        self.employer.write({"next_step": "Call", "next_step_date": "2026-05-30"})
        self.assertFalse(self._rows())

    def test_a_step_done_since_is_a_step_set(self):
        self._attended()
        self._thank().action_thank()
        self.assertFalse(self._rows())
        self.employer.activity_ids.action_feedback()
        self.employer.write({"next_step": False, "next_step_date": False})
        self.assertFalse(self._rows())

    def test_a_no_show_waits_for_its_letter(self):
        seat = self._seat(self.dino, self.employer_2, attendance="no_show")
        self.assertTrue(self._rows())
        seat.thanked_date = "2026-05-21"
        self.assertFalse(self._rows())

    def test_for_its_responsible_alone_and_not_for_ever(self):
        self._seat(self.ada)
        self.assertFalse(self._rows("reader"))
        self.assertTrue(self._rows("manager"))
        self.workshop.kanban_state = "cancel"
        self.assertFalse(self._rows())
        self.workshop.kanban_state = "normal"
        for today, count in (("2026-07-18", 1), ("2026-07-19", 0)):
            with self.subTest(today), freeze_time(f"{today} 08:00:00"):
                self.env.invalidate_all()
                self.assertEqual(len(self._rows()), count)
        self.office.employer_workshop_thank_days = 61
        with freeze_time("2026-07-19 08:00:00"):
            self.assertEqual(len(self._rows()), 1, "the office says for how long")

    def test_the_phone_list_waits_before_the_day(self):
        self._seat(self.carlo, self.employer_2, state="draft", is_to_call=True)
        with freeze_time("2026-05-12 08:00:00"):
            self.env.invalidate_all()
            row = self._rows()
            self.assertEqual((row.kind, row.date), ("workshop_call", date(2026, 5, 13)))
            self.office.employer_workshop_call_days = 9
            self.env.invalidate_all()
            self.assertEqual(self._rows().date, date(2026, 5, 11))
            self._rows().action_pass_on()
        self.env.invalidate_all()
        self.assertFalse(self._rows(), "after it nobody is invited any more")

    def test_off_means_off(self):
        self._seat(self.ada)
        feature = self.env.ref("employer_engagement.employer_engagement_feature_workshops")
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        group.implied_ids -= feature
        self.assertFalse(self._rows())
