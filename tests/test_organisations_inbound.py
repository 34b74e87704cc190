# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from email.message import EmailMessage

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase


class InboundCase(EngagementCase):
    """An office with an address companies write to, and an officer for what comes from no area."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].create(
            {"name": "office.example", "company_ids": [(6, 0, cls.office.ids)]}
        )
        cls.alias = cls.env["mail.alias"].create(
            {
                "alias_name": "companies",
                "alias_domain_id": cls.domain.id,
                "alias_model_id": cls.env["ir.model"]._get_id("employer.inbound"),
                "alias_defaults": repr({"company_id": cls.office.id}),
            }
        )
        cls.office.write(
            {
                "employer_alias_id": cls.alias.id,
                "employer_inbound_user_id": cls.officer_2.id,
            }
        )
        cls.employer.write({"email": "info@alfa.example", "pec": "alfa@pec.example"})
        cls.number = 0

    def _receive(self, sender, subject="We look for a cook", body="Call me.", **headers):
        """Let a mail come in at the office's address; return what was filed of it."""
        before = self.env["employer.inbound"].search([])
        type(self).number += 1
        message = EmailMessage()
        message["From"] = sender
        message["To"] = "companies@office.example"
        message["Subject"] = subject
        message["Message-Id"] = f"<{self.number}@outside.example>"
        files = headers.pop("files", {})
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        for name, content in files.items():
            message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(None, message.as_bytes())
        return self.env["employer.inbound"].search([]) - before

    def _count(self, model):
        return self.env[model].with_context(active_test=False).search_count([])


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestInboundMail(InboundCase):
    def _scouting(self, **vals):
        return self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.users["officer"].id, **vals}
        )

    def test_a_known_address_is_a_contact_on_the_open_scouting(self):
        lost = self.env.ref("employer_engagement.employer_scouting_stage_lost")
        reason = self.env["employer.lost.reason"].search([], limit=1)
        scouting = self._scouting()
        self._scouting(stage_id=lost.id, lost_reason_id=reason.id)
        organisations = self._count("employer.organisation")
        inbound = self._receive("Alfa <INFO@alfa.example>", files={"cv.pdf": b"%PDF"})
        contact = inbound.interaction_id
        self.assertEqual(
            (contact.employer_id, contact.scouting_id, contact.channel, contact.direction),
            (self.employer, scouting, "mail", "in"),
        )
        self.assertTrue(contact.is_contact)
        self.assertFalse(contact.is_attempt)
        self.assertEqual(contact.user_id, self.users["officer"])
        message = scouting.message_ids.filtered(lambda one: one.message_type == "email")
        self.assertIn("Call me.", message.body)
        self.assertEqual(message.attachment_ids.name, "cv.pdf")
        self.assertEqual(message.attachment_ids.res_model, "employer.scouting")
        self.assertEqual(self._count("employer.organisation"), organisations)

    def test_without_an_open_scouting_it_stands_on_the_organisation(self):
        inbound = self._receive("info@alfa.example")
        self.assertFalse(inbound.scouting_id)
        self.assertIn("Call me.", str(self.employer.message_ids.mapped("body")))

    def test_a_person_and_a_unit_of_the_organisation_are_known(self):
        person = self.env["res.partner"].create(
            {"name": "Ugo", "email": "ugo@x.example", "parent_id": self.employer.partner_id.id}
        )
        unit = self._unit(self.employer, email="shop@y.example")
        self.assertEqual(self._receive("ugo@x.example").contact_id, person)
        inbound = self._receive("shop@y.example")
        self.assertEqual((inbound.employer_id, inbound.contact_id), (self.employer, unit))

    def test_certified_mail_counts_as_who_sent_it(self):
        inbound = self._receive(
            '"Per conto di: alfa@pec.example" <posta-certificata@pec.provider.example>'
        )
        self.assertEqual((inbound.employer_id, inbound.channel), (self.employer, "pec"))
        self.assertEqual(inbound.interaction_id.channel, "pec")

    def test_an_address_of_the_other_office_is_unknown_here(self):
        self.env["employer.organisation"].create(
            {"name": "Elsewhere", "email": "a@else.example", "company_id": self.other_office.id}
        )
        inbound = self._receive("a@else.example")
        self.assertTrue(inbound.employer_id.to_identify)
        self.assertEqual(inbound.employer_id.company_id, self.office)

    def test_an_unknown_address_is_a_scouting_to_identify(self):
        inbound = self._receive("Mario Verdi <mario@nuova.example>")
        employer, scouting = inbound.employer_id, inbound.scouting_id
        self.assertTrue(employer.to_identify)
        self.assertEqual((employer.user_id, scouting.user_id), (self.officer_2, self.officer_2))
        self.assertEqual(scouting.source, "inbound")
        self.assertEqual(scouting.next_step_date, fields.Date.to_date("2026-03-10"))
        self.assertFalse(inbound.interaction_id, "nobody said yet that it was a company")
        self.assertEqual(employer.level, "prospect")

    def test_until_somebody_said_who_it_is_no_name_is_public(self):
        inbound = self._receive("Mario Verdi <mario.verdi@gmail.com>", body="I am Mario Verdi.")
        employer, scouting = inbound.employer_id, inbound.scouting_id
        public = (
            employer.name,
            employer.email,
            scouting.name,
            scouting.need,
            scouting.next_step,
            *(employer.message_ids | scouting.message_ids).mapped("body"),
            *self.env["employer.interaction"].search([]).mapped("summary"),
        )
        for text in filter(None, public):
            self.assertNotIn("verdi", text.casefold())
        self.assertIn("I am Mario Verdi.", str(inbound.message_ids.mapped("body")))
        with self.assertRaises(AccessError):
            self.as_role(inbound, "tutor").read(["excerpt"])

    def test_a_known_domain_is_suggested_and_nothing_made(self):
        before = self._count("employer.organisation"), self._count("employer.scouting")
        inbound = self._receive("nuovo@alfa.example")
        self.assertEqual(inbound.suggested_ids, self.employer)
        self.assertFalse(inbound.employer_id)
        self.assertEqual(inbound.user_id, self.users["officer"])
        self.assertEqual(
            before, (self._count("employer.organisation"), self._count("employer.scouting"))
        )

    def test_a_shared_domain_suggests_nobody(self):
        self.employer.email = "alfa@gmail.com"
        inbound = self._receive("somebody@gmail.com")
        self.assertFalse(inbound.suggested_ids)

    def test_an_address_of_two_is_suggested(self):
        self.employer_2.email = "info@alfa.example"
        inbound = self._receive("info@alfa.example")
        self.assertEqual(inbound.suggested_ids, self.employer | self.employer_2)
        self.assertFalse(inbound.interaction_id)

    def test_a_colleague_who_passes_a_mail_on_is_no_company(self):
        officer = self.users["officer"]
        officer.partner_id.email = "officer@office.example"
        before = self._count("employer.organisation")
        inbound = self._receive("officer@office.example")
        self.assertFalse(inbound.employer_id)
        self.assertEqual((inbound.user_id, self._count("employer.organisation")), (officer, before))

    def test_machines_are_not_filed(self):
        for header, value in (
            ("Auto_Submitted", "auto-replied"),
            ("X_Ricevuta", "accettazione"),
            ("Precedence", "bulk"),
        ):
            self.assertFalse(self._receive("info@alfa.example", **{header: value}), header)
        self.assertFalse(self._receive("MAILER-DAEMON@x.example"))
        mails = self.env["mail.mail"].search([("email_to", "ilike", "alfa.example")])
        self.assertFalse(mails, "a machine gets no answer")

    def test_nothing_is_answered_by_itself(self):
        self._receive("info@alfa.example")
        self._receive("mario@nuova.example")
        for address in ("alfa.example", "nuova.example"):
            self.assertFalse(
                self.env["mail.mail"].search(
                    ["|", ("email_to", "ilike", address), ("recipient_ids.email", "ilike", address)]
                )
            )

    def test_a_reply_goes_to_the_record_and_is_a_contact(self):
        scouting = self._scouting()
        sent = scouting.message_post(
            body="Good morning", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        inbound = self._receive("new@alfa.example", In_Reply_To=sent.message_id)
        self.assertEqual((inbound.employer_id, inbound.scouting_id), (self.employer, scouting))
        self.assertTrue(inbound.interaction_id)
        self.assertIn("Call me.", str(scouting.message_ids.mapped("body")))

    def test_a_reply_to_the_thread_itself_is_a_contact_but_a_machines_is_none(self):
        sent = self.employer.message_post(
            body="Good morning", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        headers = {"To": "catchall@office.example", "In-Reply-To": sent.message_id}

        def reply(**more):
            type(self).number += 1
            message = EmailMessage()
            message["From"] = "info@alfa.example"
            message["Subject"] = "Re"
            message["Message-Id"] = f"<r{self.number}@outside.example>"
            for name, value in {**headers, **more}.items():
                message[name] = value
            message.set_content("Thank you")
            with mute_logger("odoo.addons.mail.models.mail_thread"):
                self.env["mail.thread"].message_process(None, message.as_bytes())

        reply(**{"Auto-Submitted": "auto-replied"})
        self.assertFalse(self.employer.inbound_ids)
        reply()
        self.assertEqual(self.employer.inbound_ids.interaction_id.direction, "in")

    def test_twenty_mails_of_one_sender_do_not_flood(self):
        self.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", "2")
        self.assertTrue(self._receive("flood@flood.example"))
        self.assertTrue(self._receive("flood@flood.example"))
        self.assertFalse(self._receive("flood@flood.example"))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestInboundPerson(InboundCase):
    """A mail of a person we follow never becomes an organisation, nor readable for an officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person(identity={"email": "Ada.Fiori@gmail.com"})

    def _traces(self):
        return [
            self._count(model)
            for model in ("employer.organisation", "employer.scouting", "res.partner")
        ]

    def test_it_is_a_protected_contact_of_the_team(self):
        before = self._traces()
        inbound = self._receive(
            "Ada Fiori <ada.fiori@gmail.com>", body="I am ill.", files={"note.pdf": b"%PDF"}
        )
        self.assertFalse(inbound)
        self.assertEqual(self._traces(), before)
        contact = self.env["employer.interaction"].search([("candidate_id", "=", self.person.id)])
        self.assertIn("I am ill.", contact.summary)
        self.assertFalse(contact.employer_id)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "employer.interaction"), ("res_id", "=", contact.id)]
        )
        self.assertEqual(files.name, "note.pdf")
        self.assertEqual(self.as_role(contact, "tutor").summary, contact.summary)
        for role in ("officer", "manager", "reader"):
            self.assertFalse(self.as_role(contact, role).has_access("read"), role)
            self.assertFalse(self.as_role(files, role).has_access("read"), role)
        self.assertFalse(contact.with_user(self.tutor_2).has_access("read"))
        self.assertFalse(
            self.env["mail.message"].search([("body", "ilike", "I am ill.")]), "nothing open"
        )

    def test_the_tutor_finds_it_in_today_by_code(self):
        self._receive("ada.fiori@gmail.com", subject="Fiori")
        row = self.as_role("employer.today", "tutor").search(
            [("candidate_id", "=", self.person.id)]
        )
        self.assertEqual((row.user_id, row.bucket), (self.users["tutor"], "2_today"))
        self.assertNotIn("Fiori", row.title)

    def test_even_where_a_company_uses_the_address(self):
        self.employer.email = "ada.fiori@gmail.com"
        self.assertFalse(self._receive("ada.fiori@gmail.com"))
        self.assertFalse(self.employer.interaction_ids)

    def test_in_the_thread_of_a_company_it_leaves_nothing_to_read(self):
        sent = self.employer.message_post(
            body="Good morning", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        message = EmailMessage()
        message["From"] = "Ada Fiori <ada.fiori@gmail.com>"
        message["To"] = "catchall@office.example"
        message["Subject"] = "From Ada"
        message["Message-Id"] = "<thread@outside.example>"
        message["In-Reply-To"] = sent.message_id
        message.set_content("I am ill.")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="n.pdf")
        with mute_logger("odoo.addons.mail.models.mail_thread"):
            self.env["mail.thread"].message_process(None, message.as_bytes())
        posted = self.employer.message_ids[0]
        text = f"{posted.body} {posted.subject} {posted.email_from} {posted.author_id.name}"
        for word in ("ill", "Ada", "ada"):
            self.assertNotIn(word, text.replace("filed", ""))
        self.assertFalse(posted.attachment_ids)
        self.assertTrue(
            self.env["employer.interaction"].search([("candidate_id", "=", self.person.id)])
        )

    def test_what_came_from_another_address_is_handed_over(self):
        other = self._person("Bea", "Conti")
        inbound = self._receive("bea@libero.it", body="I am Bea Conti.", files={"cv.pdf": b"%PDF"})
        employer = inbound.employer_id
        dialog = (
            self.as_role("employer.inbound.identify", "officer")
            .with_context(default_inbound_id=inbound.id)
            .create({"answer": "person", "candidate_id": other.id})
        )
        dialog.action_apply()
        self.assertFalse(inbound.exists() or employer.exists())
        contact = self.env["employer.interaction"].search([("candidate_id", "=", other.id)])
        self.assertIn("I am Bea Conti.", contact.summary)
        files = self.env["ir.attachment"].search([("name", "=", "cv.pdf")])
        self.assertEqual(set(files.mapped("res_model")), {"employer.interaction"})
        self.assertFalse(self.env["mail.message"].search([("body", "ilike", "Bea Conti")]))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestInboundAnswer(InboundCase):
    """Who it is, and until when it waits in Today."""

    def _rows(self, role="officer"):
        return self.as_role("employer.today", role).search([("kind", "=", "inbound")])

    def _dialog(self, inbound, **vals):
        return (
            self.as_role("employer.inbound.identify", "officer")
            .with_context(default_inbound_id=inbound.id)
            .create(vals)
        )

    def test_what_a_message_says_and_made_is_the_server_s(self):
        """Otherwise *it was another company* would delete whatever organisation one names."""
        inbound = self._receive("info@alfa.example")
        officer = self.as_role(inbound, "officer")
        for vals in (
            {"made_employer": True},
            {"employer_id": self.employer_2.id},
            {"scouting_id": False},
            {"email_from": "other@beta.example"},
            {"excerpt": "They never wrote this"},
            {"suggested_ids": [(5,)]},
        ):
            with self.subTest(vals), self.assertRaises(UserError), self.env.cr.savepoint():
                officer.write(vals)
        officer.write({"user_id": self.officer_2.id, "due_date": "2026-03-12"})

    def test_it_waits_until_looked_at(self):
        inbound = self._receive("info@alfa.example")
        row = self._rows()
        self.assertEqual((row.source_id, row.bucket), (inbound.id, "2_today"))
        self.assertEqual(row.employer_id, self.employer)
        row.action_done()
        self.env.invalidate_all()
        self.assertFalse(self._rows())

    def test_it_may_be_postponed_and_passed_on(self):
        inbound = self._receive("info@alfa.example")
        self._rows().action_postpone_day()
        self.assertEqual(inbound.due_date, fields.Date.to_date("2026-03-11"))
        self._rows()._pass_to(self.officer_2)
        self.assertEqual(inbound.user_id, self.officer_2)

    def test_a_call_answers_it_but_mass_mail_and_another_company_do_not(self):
        inbound = self._receive("info@alfa.example")
        self._interaction(is_mass_mail=True, outcome="sent")
        self._interaction(employer_id=self.employer_2.id)
        self.assertEqual(inbound.state, "new")
        self._interaction(outcome="no_answer")
        self.assertEqual(inbound.state, "done")

    def test_a_mail_answers_it_but_a_note_does_not(self):
        inbound = self._receive("info@alfa.example")
        employer = self.as_role(self.employer, "officer")
        employer.message_post(body="Note", subtype_xmlid="mail.mt_note")
        self.assertEqual(inbound.state, "new")
        employer.message_post(
            body="Dear all", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(inbound.state, "done")

    def test_a_new_letter_and_the_step_it_made_are_one_row(self):
        inbound = self._receive("mario@nuova.example")
        rows = self.env["employer.today"].with_user(self.officer_2).search([])
        self.assertEqual(rows.mapped("kind"), ["inbound"])
        inbound.with_user(self.officer_2).action_done()
        self.env.invalidate_all()
        rows = self.env["employer.today"].with_user(self.officer_2).search([])
        self.assertEqual(rows.mapped("kind"), ["scouting"], "looked at is not answered")

    def test_it_is_a_company_we_know(self):
        inbound = self._receive("Ugo <ugo@nuova.example>", files={"cv.pdf": b"%PDF"})
        made = inbound.employer_id
        self._dialog(inbound, answer="known", employer_id=self.employer.id).action_apply()
        self.assertFalse(made.exists())
        self.assertEqual(inbound.interaction_id.employer_id, self.employer)
        self.assertEqual(inbound.contact_id.parent_id, self.employer.partner_id)
        self.assertEqual(inbound.contact_id.email, "ugo@nuova.example")
        self.assertIn("Call me.", str(self.employer.message_ids.mapped("body")))
        files = self.env["ir.attachment"].search([("name", "=", "cv.pdf")])
        self.assertEqual(set(files.mapped("res_model")), {"employer.organisation"})
        self.assertEqual(self._receive("ugo@nuova.example").employer_id, self.employer)

    def test_it_is_a_new_company(self):
        inbound = self._receive("Ugo <ugo@nuova.example>")
        made = inbound.employer_id
        self._dialog(inbound, answer="new", name="Nuova S.r.l.").action_apply()
        self.assertEqual(
            (made.name, made.to_identify, made.email), ("Nuova S.r.l.", False, "ugo@nuova.example")
        )
        self.assertEqual(inbound.scouting_id.name, "Nuova S.r.l.")
        self.assertIn("Call me.", str(inbound.scouting_id.message_ids.mapped("body")))
        self.assertTrue(inbound.interaction_id)
        self.assertEqual(made.level, "contacted")

    def test_a_suggestion_may_be_another_company(self):
        inbound = self._receive("nuovo@alfa.example")
        dialog = self._dialog(inbound)
        self.assertEqual((dialog.answer, dialog.employer_id), ("known", self.employer))
        dialog.write({"answer": "new", "name": "Alfa Logistica"})
        dialog.action_apply()
        self.assertEqual(inbound.employer_id.name, "Alfa Logistica")
        self.assertEqual(inbound.scouting_id.source, "inbound")

    def test_a_new_company_with_a_known_vat_number_names_the_other(self):
        self.employer.vat_number = "00488410010"
        inbound = self._receive("ugo@nuova.example")
        dialog = self._dialog(inbound, answer="new", name="X", vat_number="IT00488410010")
        with self.assertRaisesRegex(ValidationError, "Trattoria Alfa"), self.cr.savepoint():
            dialog.action_apply()

    def test_an_answer_needs_its_company(self):
        inbound = self._receive("ugo@nuova.example")
        for answer in ("known", "new", "person"):
            with self.assertRaises(UserError), self.cr.savepoint():
                self._dialog(inbound, answer=answer).action_apply()

    def test_not_for_us_leaves_no_figure_and_is_undone(self):
        inbound = self._receive("spam@spam.example")
        made = inbound.employer_id
        self._dialog(inbound, answer="nobody").action_apply()
        self.assertEqual((inbound.state, made.active), ("dismissed", False))
        self.assertFalse(inbound.scouting_id.active)
        self.assertFalse(inbound.interaction_id)
        self.as_role(inbound, "officer").action_reopen()
        self.assertTrue(made.active and inbound.scouting_id.active)

    def test_not_for_us_never_archives_a_company_we_know(self):
        inbound = self._receive("info@alfa.example")
        self.as_role(inbound, "officer").action_dismiss()
        self.assertTrue(self.employer.active)

    def test_who_may_decide(self):
        inbound = self._receive("ugo@nuova.example")
        for role in ("reader", "tutor", "employee"):
            with self.assertRaises(AccessError), self.cr.savepoint():
                self.as_role(inbound, role).action_dismiss()
        with self.assertRaises(AccessError), self.cr.savepoint():
            inbound.with_user(self.other_officer).action_dismiss()
        with self.assertRaises(AccessError), self.cr.savepoint():
            self.as_role("employer.inbound", "officer").create({"name": "X", "channel": "mail"})
