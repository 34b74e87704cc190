# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase

NOW = "2026-03-10 09:00:00"
REPORT = "employer_engagement.report_employer_guide"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestGuide(EngagementCase):
    """Information sheets: verified or not sent, in versions, to a company and about nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("it_IT")
        cls.english = cls._guide()
        cls.italian = cls._guide(
            name="Assumere", language_id=cls.env.ref("employer_engagement.employer_language_it").id
        )
        cls.contact = cls.env["res.partner"].create(
            {
                "name": "Contact",
                "email": "contact@example.com",
                "parent_id": cls.employer.partner_id.id,
                "lang": "it_IT",
            }
        )
        cls.employer.email = "alfa@example.com"

    @classmethod
    def _guide(cls, **vals):
        return cls.env["employer.guide"].create(
            {
                "name": "Hiring",
                "code": "hiring",
                "language_id": cls.env.ref("employer_engagement.employer_language_en").id,
                "section_hire": "<p>Yes</p>",
                "sources": "A law",
                "company_id": cls.office.id,
                **vals,
            }
        )

    def _verify(self, guide, until=date(2026, 9, 10), role="manager"):
        dialog = self.as_role("employer.guide.verify", role).create(
            {"guide_ids": [(6, 0, guide.ids)], "review_date": until}
        )
        dialog.action_confirm()

    def _send(self, guide, employers=None, contact=None, role="officer"):
        dialog = self.as_role("employer.guide.send", role).create(
            {
                "guide_id": guide.id,
                "employer_ids": [(6, 0, (employers or self.employer).ids)],
                "contact_id": contact and contact.id,
            }
        )
        dialog.action_send()
        return self.env["employer.interaction"].search([("summary", "ilike", "v1)")])

    # ---- verification

    def test_not_verified_goes_nowhere(self):
        self.assertFalse(self.english.is_usable)
        for way in (
            lambda: self.as_role(self.english, "officer").action_send(),
            lambda: self.as_role(self.english, "officer").action_print(),
            lambda: self._send(self.english),
            lambda: self.env["ir.actions.report"]._render_qweb_html(REPORT, self.english.ids),
        ):
            with self.assertRaisesRegex(UserError, "neither be sent nor printed"):
                way()
        self._verify(self.english)
        self.assertEqual(
            (self.english.verified_by_id, self.english.verified_date, self.english.valid_from),
            (self.users["manager"], date(2026, 3, 10), date(2026, 3, 10)),
        )
        self.as_role(self.english, "officer").action_print()

    def test_a_stale_one_waits_for_a_new_verification(self):
        self._verify(self.english, date(2026, 4, 1))
        for day, is_usable in (("2026-04-01", True), ("2026-04-02", False)):
            with freeze_time(day):
                self.env.invalidate_all()
                self.assertEqual(self.english.is_usable, is_usable, day)
                found = self.env["employer.guide"].search([("is_usable", "=", True)])
                self.assertEqual(self.english in found, is_usable, day)
        with freeze_time("2026-04-02"):
            with self.assertRaisesRegex(UserError, "review date"):
                self._send(self.english)
            self._verify(self.english, date(2026, 6, 1))
            self._send(self.english)

    def test_managers_verify_and_nobody_by_hand(self):
        with self.assertRaises(AccessError):
            self._verify(self.english, role="officer")
        officer = self.as_role(self.english, "officer")
        with self.assertRaises(AccessError):
            officer.action_verify()
        for vals in ({"state": "verified"}, {"review_date": date(2027, 1, 1)}):
            for role in ("officer", "manager"):
                with self.assertRaises(UserError):
                    self.as_role(self.english, role).write(vals)
        made = self.as_role("employer.guide", "officer").create(
            {
                "name": "New",
                "code": "new",
                "language_id": self.english.language_id.id,
                "review_date": date(2027, 1, 1),
                "verified_by_id": self.users["manager"].id,
            }
        )
        self.assertFalse(made.review_date or made.verified_by_id)

    def test_nothing_to_check_is_not_verified(self):
        for vals in ({"sources": False}, {"section_hire": False}):
            guide = self._guide(code="bare", version=vals and 1, **vals)
            with self.assertRaisesRegex(UserError, "its answers and its sources"):
                self._verify(guide)
            guide.unlink()
        with self.assertRaisesRegex(UserError, "after today"):
            self._verify(self.english, date(2026, 3, 10))

    def test_taken_back_it_goes_nowhere(self):
        self._verify(self.english)
        self.as_role(self.english, "officer").action_to_verify()
        self.assertFalse(self.english.is_usable)

    def test_the_dialog_proposes_as_long_as_last_time(self):
        self._verify(self.english, date(2026, 3, 30))
        with freeze_time("2026-03-30"):
            dialog = self.env["employer.guide.verify"].new({"guide_ids": self.english.ids})
            self.assertEqual(dialog.review_date, date(2026, 4, 19))
        self.assertFalse(self.env["employer.guide.verify"].new({}).review_date)

    # ---- versions

    def test_what_was_verified_changes_in_a_new_version_only(self):
        self.english.section_hire = "<p>Yes, always</p>"
        self._verify(self.english)
        self.english.action_to_verify()
        for vals in ({"section_hire": "<p>No</p>"}, {"sources": "Another"}, {"name": "X"}):
            with self.assertRaisesRegex(UserError, "new version"):
                self.as_role(self.english, "manager").write(vals)
        with self.assertRaises(UserError):
            self.english.unlink()

    def test_the_next_version_follows_on(self):
        self._verify(self.english)
        action = self.as_role(self.english, "officer").action_new_version()
        after = self.env["employer.guide"].browse(action["res_id"])
        self.assertEqual((after.version, after.state), (2, "to_verify"))
        self.assertFalse(after.verified_date or after.review_date)
        self.assertTrue(self.english.is_usable, "until the next one is verified")
        after.valid_from = date(2026, 4, 1)
        self._verify(after)
        self.assertEqual(self.english.valid_to, date(2026, 3, 31))
        for day, old, new in (("2026-03-31", True, False), ("2026-04-01", False, True)):
            with freeze_time(day):
                self.env.invalidate_all()
                self.assertEqual((self.english.is_usable, after.is_usable), (old, new), day)
        self.assertFalse(self.italian.valid_to, "another language is another sheet")

    # ---- sending

    def test_in_the_contact_s_language_and_logged_as_sent(self):
        self._verify(self.english + self.italian)
        interaction = self._send(self.english, contact=self.contact)
        self.assertEqual(interaction.summary, "Assumere (it, v1)")
        self.assertEqual(
            (interaction.channel, interaction.outcome, interaction.contact_id),
            ("mail", "sent", self.contact),
        )
        self.assertEqual((interaction.attempts, interaction.contacts), (1, 0))
        mail = self.env["mail.mail"].sudo().search([("subject", "=", "Assumere")])
        self.assertEqual(mail.recipient_ids, self.contact)
        self.assertEqual((mail.model, mail.res_id), (self.employer._name, self.employer.id))
        self.assertIn("Yes", mail.body_html)

    def test_in_the_language_there_is_where_the_other_is_not_verified(self):
        self._verify(self.english)
        interaction = self._send(self.english, contact=self.contact)
        self.assertEqual(interaction.summary, "Hiring (en, v1)")

    def test_to_many_it_is_mass_mail(self):
        self._verify(self.english)
        self.employer_2.email = "beta@example.com"
        sent = self._send(self.english, self.employer + self.employer_2)
        self.assertEqual(len(sent), 2)
        self.assertTrue(all(sent.mapped("is_mass_mail")))
        self.assertFalse(any(sent.mapped("is_attempt")))

    def test_without_an_address_nothing_is_sent_at_all(self):
        self._verify(self.english)
        with self.assertRaisesRegex(UserError, self.employer_2.name), self.env.cr.savepoint():
            self._send(self.english, self.employer + self.employer_2)
        self.assertFalse(self.env["employer.interaction"].search([("summary", "ilike", "v1)")]))

    def test_the_sheet_says_until_when_and_from_where(self):
        self._verify(self.english)
        html = str(self.english._body_html())
        for words in ("May I hire or host?", "A law", "09/10/2026", "about no person"):
            self.assertIn(words, html)
        self.assertNotIn("What must I file?", html, "no answer, no question")

    # ---- rights

    def test_who_may_what(self):
        self._verify(self.english)
        self.assertEqual(self.as_role(self.english, "reader").name, "Hiring")
        with self.assertRaises(AccessError):
            self.as_role(self.italian, "tutor").name = "X"
        with self.assertRaises(AccessError):
            self._send(self.english, role="tutor")
        seen = self.env["employer.guide"].with_user(self.other_officer)
        self.assertFalse(seen.search([("id", "=", self.english.id)]))
        self.english.company_id = False
        self.assertTrue(seen.search([("id", "=", self.english.id)]))

    def test_a_person_s_page_leads_to_all_sheets(self):
        """Which sheets are shown would tell which papers the person has."""
        action = self.as_role(self._person(), "officer").action_view_guides()
        self.assertFalse(action.get("domain"))
        self.assertNotIn("candidate", str(action["context"]))

    def test_reached_from_organisation_and_vacancy(self):
        vacancy = self._vacancy(contact_id=self.contact.id)
        for record in (self.employer, vacancy):
            action = self.as_role(record, "officer").action_send_guide()
            self.assertEqual(action["context"]["default_employer_ids"], self.employer.ids)

    def test_the_shipped_sheets_wait_for_the_office(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "employer_engagement"), ("model", "=", "employer.guide")]
        )
        guides = self.env["employer.guide"].browse(data.mapped("res_id"))
        self.assertEqual(len(guides), 16)
        self.assertFalse(any(guides.mapped("is_usable")))
        self.assertTrue(all(guides.mapped("sources")))
        by_code = guides.grouped("code")
        for versions in by_code.values():
            self.assertEqual(sorted(versions.mapped("language_id.code")), ["en", "it"])

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_a_printed_file_comes_out(self):
        self._verify(self.english)
        report = self.as_role("ir.actions.report", "reader").with_context(
            force_report_rendering=True
        )
        content, _kind = report._render_qweb_pdf(REPORT, self.english.ids)
        self.assertTrue(content.startswith(b"%PDF-"))
