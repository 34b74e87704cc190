# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import HttpCase, freeze_time, tagged

from .common import EngagementCase


class CompanyMailCase(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.officer.partner_id.write({"phone": "02 5555 0101", "email": "officer@office.example"})
        cls.employer.email = "info@alfa.example"
        cls.mails = cls.env["employer.company.mail"]

    def _later(self, subject="Your agreement ends", body="Shall we renew it?", **more):
        return self.employer._mail_later(subject, body, **more)

    def _sent(self):
        return self.env["mail.mail"].search([("email_to", "=", "info@alfa.example")])

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "employer_engagement.employer_company_mail_cron_send"
            ).method_direct_trigger()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestCompanyMail(CompanyMailCase):
    def _on(self, day):
        frozen = freeze_time(f"{day} 09:00:00")
        frozen.start()
        self.addCleanup(frozen.stop)

    def test_what_waits_leaves_as_one_signed_mail(self):
        self._on("2026-03-10")
        self._later()
        self._later("A workshop", "Come on Tuesday.")
        self._run()
        mail = self._sent()
        self.assertEqual(len(mail), 1)
        for words in ("Shall we renew it?", "Come on Tuesday.", "02 5555 0101", self.officer.name):
            self.assertIn(words, mail.body_html)
        self.assertIn("/engagement/not-now/", mail.body_html)
        in_the_chatter = mail.mail_message_id.body
        self.assertIn("Come on Tuesday.", in_the_chatter)
        self.assertNotIn("/engagement/not-now/", in_the_chatter, "the link is one person's")
        self.assertIn("officer@office.example", mail.email_from)
        self.assertEqual((mail.model, mail.res_id), ("employer.organisation", self.employer.id))

    def test_the_link_works_as_long_as_the_office_says(self):
        self._on("2026-03-10")
        self.office.employer_not_now_days = 10
        self._later()
        self._run()
        link = self.env["employer.access.link"]._of(self.employer)
        self.assertEqual(link.expires_at.date(), fields.Date.to_date("2026-03-20"))

    def test_what_became_of_it_is_what_the_mail_says(self):
        self._on("2026-03-10")
        mail = self.as_role(self._later(), "officer")
        self.assertFalse(mail.delivery)
        self._run()
        self.assertEqual((mail.state, mail.delivery), ("sent", "queued"))
        outgoing = self._sent()
        outgoing._postprocess_sent_message([], [], "refused by the server", "mail_smtp")
        self.assertEqual(mail.delivery, "failed")
        self.assertIn("Connection failed", mail.failure)
        outgoing._postprocess_sent_message([], ["info@alfa.example"])
        self.assertEqual((mail.delivery, mail.failure), ("sent", False))

    def test_a_mail_that_came_back_says_so_and_waits_in_today_once(self):
        self._on("2026-03-10")
        mail = self._later()
        self._run()
        bounce = {
            "bounced_email": "info@alfa.example",
            "bounced_partner": self.env["res.partner"],
            "bounced_msg_ids": [],
            "bounced_message": self._sent().mail_message_id,
            "body": "<p>No such mailbox</p>",
            "email_from": "mailer-daemon@alfa.example",
            "to": "bounce@office.example",
            "message_id": "<1@alfa.example>",
        }
        for _time in range(2):
            self.env["mail.thread"]._routing_handle_bounce(None, bounce)
        self.assertEqual(self.as_role(mail, "officer").delivery, "bounced")
        self.assertTrue(mail.failure)
        told = self.employer.activity_ids.filtered(lambda one: "info@alfa.example" in one.summary)
        self.assertEqual(len(told), 1)
        self.assertEqual(told.user_id, self.officer)

    def test_one_in_a_week_and_not_a_day_sooner(self):
        self._on("2026-03-10")
        self._later()
        self._run()
        later = self._later("Another")
        self.assertEqual(later.send_date, fields.Date.to_date("2026-03-17"))
        self._on("2026-03-16")
        self._run()
        self.assertEqual(later.state, "waiting")
        self._on("2026-03-17")
        self._run()
        self.assertEqual((later.state, len(self._sent())), ("sent", 2))

    def test_a_deadline_presses_and_takes_the_rest_along(self):
        self._on("2026-03-10")
        self._later()
        self._run()
        rest = self._later("Another")
        urgent = self._later("Urgent", deadline=fields.Date.to_date("2026-03-15"))
        self._on("2026-03-11")
        self._run()
        self.assertEqual(urgent.state, "waiting", "four days are no hurry")
        self._on("2026-03-12")
        self._run()
        self.assertEqual((urgent.state, rest.state), ("sent", "sent"))
        self.assertEqual(len(self._sent()), 2)

    def test_the_trace_is_no_contact(self):
        self._on("2026-03-10")
        self._later()
        self._run()
        trace = self.employer.interaction_ids
        self.assertEqual(
            (trace.channel, trace.outcome, trace.user_id.id), ("mail", "sent", self.officer.id)
        )
        self.assertFalse(trace.is_attempt or trace.is_contact)
        self.assertEqual(self.employer.level, "prospect")

    def test_the_same_about_the_same_waits_once(self):
        first = self._later()
        again = self._later(body="Anew")
        self.assertEqual(first, again)
        self.assertIn("Anew", first.body)
        self.assertNotEqual(self._later(record=self._agreement()), first)

    def test_to_the_person_asked_in_their_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        person = self.env["res.partner"].create(
            {
                "name": "Ugo",
                "email": "ugo@alfa.example",
                "lang": "it_IT",
                "parent_id": self.employer.partner_id.id,
            }
        )
        template = self.env["mail.template"].create(
            {
                "name": "T",
                "model_id": self.env["ir.model"]._get_id("employer.organisation"),
                "subject": "Hello {{ object.name }}",
                "body_html": "<p>Body of <t t-out='object.name'/></p>",
            }
        )
        template.with_context(lang="it_IT").subject = "Ciao {{ object.name }}"
        mail = self.employer._mail_later(template=template, contact=person)
        self.assertEqual((mail.subject, mail.address), ("Ciao Trattoria Alfa", "ugo@alfa.example"))
        self.assertIn("Body of Trattoria Alfa", mail.body)

    def test_text_is_text_and_markup_is_markup(self):
        self.assertIn("&lt;b&gt;", self._later(body="<b>x</b>").body)
        self.assertIn("<b>", self._later("Other", Markup("<b>x</b>")).body)

    def test_without_an_address_the_officer_is_told_once(self):
        self._on("2026-03-10")
        for email, pec, problem in (
            (False, False, "none"),
            (False, "alfa@pec.example", "pec"),
            ("alfa@legalmail.it", False, "pec"),
        ):
            employer = self._employer(f"No mail {problem} {email}")
            employer.write({"email": email, "pec": pec})
            mail = employer._mail_later("Subject", "Body")
            self._run()
            self._run()
            self.assertEqual((mail.problem, mail.state), (problem, "waiting"))
            rows = self.as_role("employer.today", "officer").search(
                [("employer_id", "=", employer.id)]
            )
            self.assertEqual(len(rows), 1)

    def test_about_something_deleted_it_is_dropped(self):
        self._on("2026-03-10")
        agreement = self._agreement()
        mail = self._later(record=agreement)
        agreement.unlink()
        self._run()
        self.assertEqual(mail.state, "dropped")
        self.assertFalse(self._sent())

    def test_paused_means_paused_until_that_day(self):
        self._on("2026-03-10")
        self.employer.mail_paused_until = "2026-03-12"
        mail = self._later(deadline=fields.Date.to_date("2026-03-11"))
        self._run()
        self.assertEqual((mail.problem, mail.state), ("paused", "waiting"))
        with self.assertRaises(UserError):
            self.as_role(mail, "officer").action_send_now()
        self._on("2026-03-13")
        self.env.invalidate_all()
        self._run()
        self.assertEqual(mail.state, "sent")

    def test_the_officer_lets_them_go_again(self):
        self.employer.mail_paused_until = "2099-01-01"
        mail = self._later()
        self.as_role(self.employer, "officer").action_resume_mails()
        self.assertFalse(mail.problem)

    def test_send_now_and_drop(self):
        mail, other = self._later(), self._later("Other")
        officer_mail = self.as_role(mail, "officer")
        officer_mail.action_drop()
        self.assertEqual(mail.state, "dropped")
        officer_mail.action_restore()
        officer_mail.action_drop()
        self.as_role(other, "officer").action_send_now()
        self.assertEqual((mail.state, other.state), ("dropped", "sent"))
        self.as_role(other, "officer").action_drop()
        self.assertEqual(other.state, "sent", "what is sent is sent")

    def test_nobody_writes_or_makes_one_by_hand(self):
        mail = self._later()
        with self.assertRaises(AccessError):
            self.as_role(mail, "manager").subject = "Other"
        with self.assertRaises(AccessError):
            self.as_role("employer.company.mail", "officer").create(
                {"employer_id": self.employer.id, "subject": "X", "body": "X"}
            )
        for role in ("reader", "tutor"):
            with self.assertRaises(AccessError):
                self.as_role(mail, role).action_send_now()
        with self.assertRaises(AccessError):
            mail.with_user(self.other_officer).action_drop()

    def test_the_answer_comes_to_the_office_address(self):
        domain = self.env["mail.alias.domain"].create(
            {"name": "office.example", "company_ids": [Command.set(self.office.ids)]}
        )
        self.office.employer_alias_id = self.env["mail.alias"].create(
            {
                "alias_name": "companies",
                "alias_domain_id": domain.id,
                "alias_model_id": self.env["ir.model"]._get_id("employer.inbound"),
                "alias_defaults": repr({"company_id": self.office.id}),
            }
        )
        self.as_role(self._later(), "officer").action_send_now()
        self.assertIn("companies@office.example", self._sent().reply_to)

    def test_the_queue_costs_the_same_for_two_and_twenty(self):
        def queries(count):
            mails = self.mails
            for number in range(count):
                employer = self._employer(f"Company {count} {number}", email=f"a{number}@b.example")
                mails |= employer._mail_later("Subject", "Body")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            fields_read = ["employer_id", "subject", "address", "problem", "send_date", "state"]
            self.as_role(mails, "officer").read(fields_read)
            return self.cr.sql_log_count - before

        queries(1)
        # two more at most: the user's own row is read again or not
        self.assertLessEqual(queries(20), queries(2) + 2)


@tagged("post_install", "-at_install")
class TestNotNow(CompanyMailCase, HttpCase):
    """The link *not now*, as a stranger: asked first, done by POST alone, told to the officer."""

    def setUp(self):
        super().setUp()
        self.link, url = self.env["employer.access.link"]._issue(
            self.employer, "not_now", self.employer.partner_id, days=5
        )
        self.path = url[url.index("/engagement/") :]

    def _token(self, page):
        return page.text.split('name="csrf_token" value="')[1].split('"')[0]

    def _send(self, **data):
        token = self._token(self.url_open(self.path))
        return self.url_open(self.path, data={"csrf_token": token, **data})

    def test_opening_it_changes_nothing(self):
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Trattoria Alfa", page.text)
        self.assertFalse(self.employer.mail_paused_until or self.link.used_at)

    def test_a_choice_pauses_and_tells_the_officer(self):
        page = self._send(until="3")
        self.assertEqual(page.status_code, 200)
        expected = fields.Date.add(fields.Date.today(), months=3)
        self.assertEqual(self.employer.mail_paused_until, expected)
        self.assertEqual(self.employer.activity_ids.user_id, self.officer)
        self.assertTrue(self.link.used_at)
        self.assertEqual(self.url_open(self.path).status_code, 410)

    def test_a_day_within_a_year_and_no_other(self):
        today = fields.Date.today()
        for day in (today, fields.Date.add(today, days=367), "nonsense", ""):
            page = self._send(until="date", date=str(day))
            self.assertEqual(page.status_code, 422, day)
        self.assertFalse(self.employer.mail_paused_until)
        day = fields.Date.add(today, days=1)
        self._send(until="date", date=str(day))
        self.assertEqual(self.employer.mail_paused_until, day)

    def test_without_the_token_of_the_form_nothing_happens(self):
        page = self.url_open(self.path, data={"until": "1"})
        self.assertEqual(page.status_code, 400)
        self.assertFalse(self.employer.mail_paused_until)

    def test_a_wrong_link_says_nothing(self):
        page = self.url_open("/engagement/not-now/" + "x" * 43)
        self.assertEqual(page.status_code, 404)
        self.assertNotIn("Trattoria Alfa", page.text)
