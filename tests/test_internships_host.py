# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged

from odoo.addons.mail.tests.common import MockEmail

from .common_internships import RunningInternshipCase

OVER = "2026-04-01"


@tagged("post_install", "-at_install")
@freeze_time(OVER)
class TestHost(RunningInternshipCase, MockEmail):
    """The host confirms a month and asks for an extension by itself; the office answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chef = cls.env["res.partner"].create(
            {"name": "Chef", "parent_id": cls.employer.partner_id.id, "email": "chef@example.com"}
        )
        cls.internship.host_tutor_id = cls.chef
        cls.internship.user_id = cls.users["officer"]
        cls.who = {"contact": cls.chef, "name": "Chef"}

    def _rows(self, role):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", role).search([("kind", "=", "host_request")])

    def _mails(self):
        mails = self.env["employer.company.mail"].search([("employer_id", "=", self.employer.id)])
        return mails.filtered(lambda mail: mail.state == "waiting")

    def test_who_was_removed_from_the_portal_is_asked_no_more(self):
        self.assertEqual(self.internship._host_contact(), self.chef)
        member = self.env["employer.portal.member"].create(
            {"employer_id": self.employer.id, "partner_id": self.chef.id, "name": "Chef"}
        )
        self.assertEqual(self.internship._host_contact(), self.chef)
        member.action_remove()
        self.assertNotEqual(self.internship._host_contact(), self.chef)
        self.assertTrue(self.internship._host_contact())

    # ---- presence

    def test_a_month_is_confirmed_as_planned_the_day_after_its_last(self):
        with freeze_time("2026-03-31"):
            self.assertFalse(self.march._waits_for_host())
            with self.refused("is not over"):
                self.march._host_says(None, **self.who)
        self.assertTrue(self.march._host_says(None, **self.who))
        self.assertEqual((self.march.state, self.march.host_name), ("confirmed", "Chef"))
        self.assertEqual((self.march.host_date, self.march.sheet_date), (date(2026, 4, 1), False))
        self.assertTrue(self.march._host_says(None, **self.who), "the second click")
        with self.refused("confirmed this month meanwhile"):
            self.march._host_says(100, **self.who)
        self.as_role(self.march, "tutor").action_reopen()
        self.assertFalse(self.march.host_date or self.march.host_name)
        self.assertTrue(self.march._waits_for_host())

    def test_where_the_sheet_counts_the_month_waits_for_it(self):
        self.office.employer_host_confirms = False
        self.assertTrue(self.march._host_says(None, **self.who))
        self.assertEqual((self.march.state, self.march.host_name), ("open", "Chef"))
        self.assertFalse(self.march._waits_for_host())
        self.as_role(self.march, "tutor").action_confirm()
        self.assertEqual(self.march.sheet_date, date(2026, 4, 1))

    def test_other_hours_wait_for_the_tutor_who_takes_them(self):
        self.assertFalse(self.march._host_says(120, words="Two days off", **self.who))
        self.assertEqual((self.march.state, self.march.hours_present), ("open", 132))
        row = self._rows("tutor")
        self.assertEqual((row.employer_id, row.contact_id), (self.employer, self.chef))
        self.assertFalse(self._rows("officer"))
        request = self.march.request_ids
        self.assertEqual(self.march._host_says(120, words="Two days off", **self.who), False)
        self.assertEqual(self.march.request_ids, request, "the second click")
        for other in (90, None):
            with self.refused("asked already"):
                self.march._host_says(other, **self.who)
        self.as_role(request, "tutor").action_accept()
        self.assertEqual((self.march.state, self.march.hours_present), ("confirmed", 120))
        self.assertEqual((request.state, self.march.host_name), ("accepted", "Chef"))
        self.assertFalse(self._rows("tutor"))
        self.assertEqual(self._mails().contact_id, self.chef)

    def test_a_month_confirmed_from_its_sheet_settles_what_was_said(self):
        self.march._host_says(120, **self.who)
        self.as_role(self.march, "tutor").action_confirm()
        self.assertEqual(self.march.request_ids.state, "accepted")

    # ---- an extension

    def test_an_extension_is_asked_once_and_written_by_the_officer(self):
        with self.refused("from 1 to 3"):
            self.internship._host_ask_extension(4, "More practice", **self.who)
        request = self.internship._host_ask_extension(2, "More practice", **self.who)
        self.assertEqual(
            self.internship._host_ask_extension(2, "More practice", **self.who), request
        )
        with self.refused("Chef asked already"):
            self.internship._host_ask_extension(3, "More practice", **self.who)
        self.assertEqual(self._rows("officer").res_id, request.id)
        action = self.as_role(request, "officer").action_accept()
        dialog = self.as_role(action["res_model"], "officer").with_context(**action["context"])
        with Form(dialog) as form:
            self.assertEqual((form.months, form.reason), (2, "More practice"))
            form.is_person_agreed = True
        form.record.action_apply()
        self.assertEqual(request.state, "accepted")
        self.assertIn("08/01/2026", self._mails().body)
        self.assertEqual(self.internship._host_months(), 0, "the scheme allows one")
        with self.refused("cannot be extended"):
            self.internship._host_ask_extension(1, "Again", **self.who)

    def test_a_refusal_needs_words_and_the_host_reads_them(self):
        request = self.internship._host_ask_extension(1, "More", **self.who)
        mine = self.as_role(request, "officer")
        with self.refused("Write the answer first"):
            mine.action_refuse()
        mine.answer = "No money is left"
        mine.action_refuse()
        self.assertIn("No money is left", self._mails().body)
        self.assertEqual(request.answered_date, date(2026, 4, 1))
        again = self.internship._host_ask_extension(1, "More", **self.who)
        self.assertNotEqual(again, request)

    def test_the_name_a_host_writes_becomes_the_code(self):
        self.env["employer.candidate.identity"].create(
            {"candidate_id": self.person.id, "first_name": "Fatoumata", "last_name": "Diallo"}
        )
        request = self.internship._host_ask_extension(1, "Diallo learns well", **self.who)
        said = f"{self.person.code} learns well"
        self.assertEqual(request.reason, said)
        # a host that may not know the name learns from no answer that it guessed right
        self.assertFalse(self.internship._host_may_know())
        for words in ("Diallo learns well", said, "Rossi learns well"):
            again = self.internship._host_ask_extension(1, words, **self.who)
            self.assertEqual(again, request)
        self.assertEqual(request.reason, f"{said}\nRossi learns well", "all it wrote is kept")
        self.assertNotIn(self.person.code, str(request._portal_values()))

    def test_what_the_host_said_is_nobody_s_to_write(self):
        request = self.internship._host_ask_extension(1, "More", **self.who)
        for vals in ({"months": 3}, {"said_by": "Me"}, {"reason": "Other"}):
            with self.assertRaises(UserError):
                self.as_role(request, "officer").write(vals)
        for role in ("reader", "privacy", "employee"):
            with self.assertRaises(AccessError):
                self.as_role(request, role).read(["reason"])

    # ---- who it is

    def test_the_name_is_told_to_a_host_that_may_know_and_leaves_a_row(self):
        self.env["employer.candidate.identity"].create(
            {"candidate_id": self.person.id, "first_name": "Ada", "last_name": "Fiori"}
        )
        told = [("candidate_id", "=", self.person.id), ("kind", "=", "sent")]
        self.assertFalse(self.internship._disclose_host_names())
        self.assertFalse(self.env["employer.disclosure"].search_count(told))
        self._say_yes(self.person, self.employer_2)
        self.assertFalse(self.internship._host_may_know(), "the yes was for another")
        self._say_yes(self.person, self.employer)
        self.assertEqual(self.internship._disclose_host_names(), {self.internship.id: "Ada Fiori"})
        self.assertEqual(self.env["employer.disclosure"].search_count(told), 1)

    # ---- mails

    def _ask(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "employer_engagement.employer_internship_month_cron_ask_hosts"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_the_host_is_asked_once_by_a_mail_with_a_link(self):
        with freeze_time("2026-03-31"):
            self._ask()
            self.assertFalse(self._mails())
        self._ask()
        self._ask()
        mail = self._mails()
        self.assertEqual((mail.contact_id, mail.deadline), (self.chef, date(2026, 4, 5)))
        self.assertIn(self.person.code, mail.subject)
        self.assertTrue(mail._is_about_something())
        self.assertIn("/engagement/presence/", mail._after_body())
        link = self.env["employer.access.link"]._of(self.march)
        self.assertEqual((link.act, link.partner_id), ("presence", self.chef))
        self.assertEqual(
            (link.user_id, str(link.expires_at.date())), (self.users["officer"], "2026-05-01")
        )
        self.march._host_says(None, **self.who)
        self.assertFalse(mail._is_about_something())

    def test_an_officer_or_tutor_asks_by_a_link_to_hand_over_or_by_mail(self):
        self._ask()
        waiting = self._mails()
        self.chef.phone = "333 1234567"
        with freeze_time("2026-03-31"):
            self.assertFalse(self.internship.host_waits)
        self.internship.invalidate_recordset()
        self.assertTrue(self.internship.host_waits)
        dialog = self._dialog("tutor")
        self.assertEqual((dialog.act, dialog.month_id), ("presence", self.march))
        self.assertEqual((dialog.contact_id, dialog.email), (self.chef, "chef@example.com"))
        shown = dialog.action_link()["context"]
        self.assertIn("/engagement/presence/", shown["default_address"])
        self.assertTrue(shown["default_whatsapp"].startswith("https://wa.me/393331234567?text="))
        link = self.env["employer.access.link"]._of(self.march)
        self.assertFalse(link._shows_names(), "a colleague saw the address")
        self.assertEqual(waiting.state, "dropped", "the host is not asked twice")
        self.assertEqual(self.march.host_asked_date, date(2026, 4, 1))
        token = shown["default_address"].rpartition("/")[2]
        self.assertNotIn(token, "".join(self.internship.message_ids.mapped("body")))
        self.assertEqual(self.internship.open_link_count, 1)
        mine = self.as_role(self.internship, "tutor")
        found = self.as_role("employer.access.link", "tutor").search(
            mine.action_view_links()["domain"]
        )
        found.action_revoke()
        self.assertEqual(link.state, "revoked")
        with self.mock_mail_gateway(mail_unlink_sent=True):
            self._dialog("officer").action_mail()
        self.assertSentEmail(
            self.users["officer"].email_formatted,
            ["chef@example.com"],
            body_content="/engagement/presence/",
        )
        self.march._host_says(None, **self.who)
        with self.refused("Nothing of this waits"):
            dialog.action_link()

    def _dialog(self, role):
        action = self.as_role(self.internship, role).action_host_link()
        dialogs = self.as_role(action["res_model"], role).with_context(**action["context"])
        return dialogs.create({})

    def test_the_outcome_is_asked_the_same_way(self):
        with freeze_time("2026-06-02"):
            self.internship._end({"actual_end_date": date(2026, 6, 1), "end_kind": "term"})
            self.internship.month_ids.write({"state": "confirmed"})
            dialog = self._dialog("officer")
            self.assertEqual((dialog.act, dialog.month_id.id), ("outcome", False))
            self.assertIn("/outcome/", dialog.action_link()["context"]["default_address"])
            self.assertEqual(self.internship.host_outcome_asked_date, date(2026, 6, 2))

    def test_not_asked_where_the_office_does_not_want_it_nor_of_long_ago(self):
        self.office.employer_asks_hosts = False
        self._ask()
        self.assertFalse(self._mails())
        self.office.employer_asks_hosts = True
        with freeze_time("2026-05-16"):
            self._ask()
            self.assertFalse(self._mails().filtered(lambda mail: mail.res_id == self.march.id))

    # ---- the portal

    def test_the_portal_shows_the_own_and_the_own_unit_s_by_code(self):
        unit = self._unit(self.employer)
        members = self.env["employer.portal.member"].create(
            [
                {"employer_id": self.employer.id, "partner_id": self.chef.id, "name": "Chef"},
                {
                    "employer_id": self.employer.id,
                    "partner_id": self.users["reader"].partner_id.id,
                    "name": "Shop",
                    "unit_id": unit.id,
                },
                {"employer_id": self.employer_2.id, "partner_id": self.chef.id, "name": "Chef"},
            ]
        )
        internships = self.env["employer.internship"]
        draft = self._internship(candidate_id=self.person_2.id)
        for member, seen in zip(members, (True, False, False), strict=True):
            found = internships.search(internships._portal_domain(member))
            self.assertEqual(self.internship in found, seen)
            self.assertNotIn(draft, found)
        self.internship.unit_id = unit
        self.assertIn(self.internship, internships.search(internships._portal_domain(members[1])))
        row = self.internship._portal_values()[0]
        self.assertEqual((row["code"], row["months_waiting"]), (self.person.code, 1))
        page = self.internship._portal_page_values()
        self.assertEqual([month["waits"] for month in page["months"]], [True])
        waiting = internships.search(internships._portal_waiting_domain())
        self.assertIn(self.internship, waiting)
        self.march._host_says(None, **self.who)
        self.assertNotIn(self.internship, internships.search(internships._portal_waiting_domain()))
        feature = self.env.ref("employer_engagement.employer_engagement_feature_internships")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids -= feature
        self.assertFalse(internships.search(internships._portal_domain(members)))
