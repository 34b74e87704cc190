# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_workshops import NOW, WorkshopCase


class InviteCase(WorkshopCase):
    def _invite(self, employers=None, user=None, **vals):
        if employers is None:
            employers = self.employer | self.employer_2
        return (
            self.env["employer.workshop.invite"]
            .with_user(user or self.officer)
            .create(
                {
                    "event_id": self.workshop.id,
                    "employer_ids": [Command.set(employers.ids)],
                    **vals,
                }
            )
        )


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestWorkshopInvite(InviteCase):
    # ---- who

    def test_one_person_a_company_or_everybody(self):
        invite = self._invite()
        self.assertEqual(invite.line_ids.partner_id, self.ada | self.carlo)
        self.employer.main_contact_id = self.bea
        self.assertEqual(self._invite().line_ids.partner_id, self.bea | self.carlo)
        everybody = self._invite(people="all")
        self.assertEqual(everybody.line_ids.partner_id, self.ada | self.bea | self.carlo)

    def test_a_main_contact_without_mail_gives_way_to_one_who_has(self):
        self.employer.main_contact_id = self._contact(self.employer, "Dario")
        self.assertEqual(self._invite(self.employer).line_ids.partner_id, self.ada)

    def test_a_company_without_people_is_asked_itself(self):
        third = self._employer("Third", email="info@third.example")
        line = self._invite(third).line_ids
        self.assertEqual((line.partner_id, line.status), (third.partner_id, "mail"))

    def test_from_a_list_of_organisations(self):
        invite = self.env["employer.workshop.invite"].with_context(
            active_model="employer.organisation", active_ids=self.employer_2.ids
        )
        values = invite.default_get(["employer_ids"])
        self.assertEqual(values["employer_ids"], [Command.set(self.employer_2.ids)])

    def test_from_a_campaign_without_those_skipped(self):
        campaign = self.env["employer.campaign"].create(
            {
                "name": "Kitchens",
                "company_id": self.office.id,
                "end_date": "2026-12-31",
                "member_ids": [
                    Command.create({"employer_id": self.employer.id}),
                    Command.create({"employer_id": self.employer_2.id, "skip_reason": "Closed"}),
                ],
            }
        )
        invite = self._invite(self.employer.browse())
        invite.campaign_id = campaign
        invite._onchange_campaign_id()
        self.assertEqual(invite.employer_ids, self.employer)
        self.assertEqual(invite.line_ids.partner_id, self.ada)

    def test_the_dialog_as_it_is_filled_in(self):
        self._seat(self.ada, state="draft", invited_date="2026-05-01")
        dialog = self.env["employer.workshop.invite"].with_user(self.officer)
        with Form(dialog.with_context(default_event_id=self.workshop.id)) as form:
            form.people = "all"
            form.employer_ids.add(self.employer)
            form.employer_ids.add(self.employer_2)
            self.assertEqual(len(form.line_ids), 3)
        invite = form.record
        lines = {line.partner_id: line for line in invite.line_ids}
        self.assertEqual(lines[self.ada].registration_id.partner_id, self.ada)
        self.assertEqual(lines[self.bea].employer_id, self.employer)
        invite.action_invite()
        self.assertEqual(self._mails().recipient_ids, self.bea)
        self.assertEqual(self.workshop.companies_to_call_count, 1)

    def test_what_it_says_of_each(self):
        self.employer_2.user_id = self.officer_2
        self._interaction(user_id=self.officer_2.id, employer_id=self.employer_2.id)
        self._seat(self.ada, state="draft", invited_date="2026-05-01")
        lines = self._invite(people="all").line_ids
        self.assertEqual(
            {line.partner_id: (line.status, line.is_included) for line in lines},
            {
                self.ada: ("invited", False),
                self.bea: ("mail", True),
                self.carlo: ("phone", True),
            },
        )
        words = {line.partner_id: (line.call_state, line.call_words) for line in lines}
        self.assertEqual(words[self.carlo][0], "wait")
        self.assertIn(self.officer_2.name, words[self.carlo][1])
        self.assertEqual(words[self.ada], (False, False), "one's own")

    def test_who_said_not_now_is_not_ticked_until_that_day(self):
        self.employer.mail_paused_until = "2026-05-10"
        self.employer_2.mail_paused_until = "2026-05-09"
        invite = self._invite(people="all")
        lines = {line.partner_id: line for line in invite.line_ids}
        words = {partner: line.not_now_words for partner, line in lines.items()}
        self.assertEqual(
            words,
            {
                self.ada: "not now until 05/10/2026",
                self.bea: "not now until 05/10/2026",
                self.carlo: False,
            },
        )
        self.assertEqual(invite.line_ids.filtered("is_included").partner_id, self.carlo)
        self.assertIn("2 not now", invite.words)
        lines[self.bea].is_included = True
        invite.action_invite()
        self.assertEqual(self._mails().recipient_ids, self.bea, "the officer may, knowing it")

    def test_who_answered_is_said(self):
        self._seat(self.ada, state="open")
        self._seat(self.bea, state="cancel")
        self._seat(self.carlo, self.employer_2, state="draft", is_to_call=True)
        lines = self._invite(people="all").line_ids
        self.assertEqual(
            {line.partner_id: line.status for line in lines},
            {self.ada: "registered", self.bea: "declined", self.carlo: "to_call"},
        )
        self.assertFalse(any(lines.mapped("is_included")))

    # ---- the letter

    def test_mail_with_the_date_attached_and_a_phone_list(self):
        self._invite(message="<p>Bring a colleague</p>").action_invite()
        mail = self._mails()
        self.assertEqual(mail.recipient_ids, self.ada)
        self.assertIn("Bring a colleague", mail.body_html)
        self.assertEqual(mail.email_from, self.officer.email_formatted)
        self.assertEqual(mail.reply_to, self.officer.email_formatted)
        self.assertIn(b"BEGIN:VEVENT", mail.attachment_ids.raw)
        self.assertEqual(mail.attachment_ids.mimetype, "text/calendar")
        seats = {seat.partner_id: seat for seat in self.workshop.registration_ids}
        self.assertEqual(
            (seats[self.ada].state, seats[self.ada].is_to_call, seats[self.ada].invited_by_id),
            ("draft", False, self.officer),
        )
        self.assertEqual((seats[self.carlo].state, seats[self.carlo].is_to_call), ("draft", True))
        self.assertFalse(seats[self.carlo].invited_date)
        self.assertEqual(self.workshop.companies_invited_count, 1)
        self.assertEqual(self.workshop.companies_to_call_count, 1)

    def test_signed_by_the_owner_of_the_relation(self):
        self.employer.user_id = self.officer_2
        self._invite(self.employer).action_invite()
        self.assertEqual(self._mails().email_from, self.officer_2.email_formatted)
        self.assertEqual(self.workshop.registration_ids.invited_by_id, self.officer_2)

    def test_in_the_language_of_each(self):
        self.env["res.lang"]._activate_lang("it_IT")
        template = self.env.ref("employer_engagement.mail_template_workshop_invite")
        template.with_context(lang="it_IT").subject = "Invito: {{ object.event_id.name }}"
        self.bea.lang = "it_IT"
        self._invite(self.employer, people="all").action_invite()
        subjects = {mail.recipient_ids: mail.subject for mail in self._mails()}
        self.assertTrue(subjects[self.bea].startswith("Invito: "))
        self.assertTrue(subjects[self.ada].startswith("Invitation: "))

    def test_preview_sends_nothing(self):
        invite = self._invite(message="<p>Bring a colleague</p>")
        invite.action_preview()
        self.assertEqual(invite.preview_line_id.partner_id, self.ada)
        self.assertIn("Bring a colleague", invite.preview)
        self.assertIn(self.employer.name, invite.preview)
        self.assertFalse(self._mails())
        self.assertFalse(self.workshop.registration_ids)

    def test_the_personal_link_leaves_in_the_mail_alone(self):
        self._invite(self.employer).action_invite()
        link = self.env["employer.access.link"].search([("act", "=", "workshop")])
        seat = self.workshop.registration_ids
        self.assertEqual((link.res_id, link.partner_id), (seat.id, self.ada))
        self.assertIn("/engagement/workshop/", self._mails().body_html)
        kept = seat.message_ids.mapped("body")
        self.assertTrue(any("Good morning" in body for body in kept))
        self.assertFalse(any("/engagement/workshop/" in body for body in kept))

    def test_mass_mail_is_no_contact(self):
        self._invite().action_invite()
        sent = self.env["employer.interaction"].search([("workshop_id", "=", self.workshop.id)])
        self.assertEqual(sent.employer_id, self.employer)
        self.assertTrue(sent.is_mass_mail)
        self.assertFalse(sent.is_attempt or sent.is_contact)
        self.assertFalse(self.employer.with_user(self.officer_2)._colleague_words())

    def test_asked_again_keeps_the_seat(self):
        self._invite(self.employer).action_invite()
        again = self._invite(self.employer)
        self.assertFalse(again.line_ids.is_included)
        with self.assertRaises(UserError), self.cr.savepoint():
            again.action_invite()
        again.line_ids.is_included = True
        again.action_invite()
        self.assertEqual(len(self.workshop.registration_ids), 1)
        self.assertEqual(len(self._mails()), 2)

    def test_a_workshop_that_is_over_invites_nobody(self):
        invite = self._invite(self.employer)
        self.workshop.write({"date_begin": "2026-05-01 08:00:00", "date_end": NOW})
        self.assertTrue(invite.action_invite(), "until its last minute")
        late = self._invite(self.employer_2)
        self.workshop.date_end = "2026-05-10 07:59:59"
        with self.assertRaises(UserError):
            late.action_invite()

    # ---- answers

    def test_answers_are_contacts(self):
        seat = self._seat(self.ada, state="draft", invited_date="2026-05-01")
        seat.with_user(self.officer).action_workshop_coming()
        self.assertEqual(seat.state, "open")
        contact = self.env["employer.interaction"].search([("workshop_id", "=", self.workshop.id)])
        self.assertEqual((contact.channel, contact.direction), ("mail", "in"))
        self.assertTrue(contact.is_contact)
        seat.action_workshop_declined()
        self.assertEqual((seat.state, str(seat.invited_date)), ("cancel", "2026-05-01"))

    def test_the_phone_list(self):
        seat = self._seat(self.carlo, self.employer_2, state="draft", is_to_call=True)
        seat.with_user(self.officer).action_workshop_no_answer()
        self.assertTrue(seat.is_to_call)
        seat.with_user(self.officer).action_workshop_coming()
        self.assertEqual((seat.state, seat.is_to_call), ("open", False))
        self.assertEqual(str(seat.invited_date), "2026-05-10")
        calls = self.env["employer.interaction"].search(
            [("employer_id", "=", self.employer_2.id)], order="id"
        )
        self.assertEqual(
            calls.mapped(lambda one: (one.channel, one.direction, one.outcome)),
            [("phone", "out", "no_answer"), ("phone", "out", "interested")],
        )

    def test_seats_are_limited_for_those_who_register(self):
        self.workshop.write({"seats_limited": True, "seats_max": 1})
        first = self._seat(self.ada, state="draft")
        second = self._seat(self.bea, state="draft")
        first.action_workshop_coming()
        with self.assertRaises(ValidationError), self.cr.savepoint():
            second.action_workshop_coming()
        self.assertEqual(second.state, "draft")
        first.action_workshop_declined()
        second.action_workshop_coming()
        self.assertEqual(second.state, "open")

    # ---- who may

    def test_only_officers_invite(self):
        for role in ("reader", "employee", "privacy"):
            with self.subTest(role), self.assertRaises(AccessError), self.cr.savepoint():
                self._invite(self.employer, user=self.users[role])

    def test_a_dialog_is_of_who_opened_it(self):
        invite = self._invite(self.employer)
        theirs = invite.with_user(self.officer_2)
        self.assertFalse(theirs.has_access("read"))
        self.assertFalse(invite.line_ids.with_user(self.officer_2).has_access("read"))
