# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date
from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import freeze_time, new_test_user, tagged

from .common_signing import SigningCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestAgreementPortalMail(SigningCase):
    """Who signs on the portal is told that a text waits, and gets the complete file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada, cls.leo = (cls._member(login) for login in ("ada", "leo"))
        cls.ada.may_sign = True
        cls.agreement = cls._waiting()

    @classmethod
    def _member(cls, login, **vals):
        user = new_test_user(
            cls.env, f"ee_{login}", groups="base.group_portal", email=f"{login}@alfa.test"
        )
        user.partner_id.parent_id = cls.employer.partner_id
        return cls.env["employer.portal.member"].create(
            {
                "employer_id": cls.employer.id,
                "partner_id": user.partner_id.id,
                "name": login,
                **vals,
            }
        )

    def _mail(self):
        return self.env["employer.company.mail"].search(
            [("res_model", "=", "employer.agreement"), ("res_id", "=", self.agreement.id)]
        )

    def _today(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", "officer").search(
            [("kind", "=", "to_sign"), ("res_id", "=", self.agreement.id)]
        )

    def _sign(self, party):
        final = patch.object(type(self.agreement), "_render_final", lambda _self: b"%PDF-1.4 end")
        user = self.ada.partner_id.user_ids if party == "employer" else self.users["manager"]
        way = "portal" if party == "employer" else "office"
        with final:
            self.agreement._sign(party, way=way, person_name="Ada Rossi", user_id=user.id)

    def test_one_who_may_sign_is_told_by_the_mail_that_waits(self):
        self.assertFalse(self._mail(), "without a text there is nothing to sign")
        self.agreement._tell_portal_signer()
        mail = self._mail()
        self.assertEqual((mail.contact_id, mail.address), (self.ada.partner_id, "ada@alfa.test"))
        self.assertEqual((mail.deadline, mail.send_date), (date(2026, 3, 17), date(2026, 3, 10)))
        self.assertIn(f"/my/engagement/agreements/{self.agreement.id}", mail.body)
        self.assertNotIn("/engagement/sign/", mail.body)
        self.assertTrue(mail._is_about_something())
        self.employer.mail_paused_until = "2026-04-01"
        self.assertEqual(mail.problem, "paused", "they asked for none")
        self.employer.mail_paused_until = False
        mail._send_gathered()
        self.assertIn("last sent on 10/03/2026", self._today().title)

    def test_it_is_told_at_to_sign(self):
        agreement = self.agreement
        agreement.action_negotiate()
        self.assertFalse(self._mail())
        rendered = patch.object(type(agreement), "_render_document", lambda _self: b"%PDF-1.4 b")
        with rendered:
            agreement.action_to_sign()
        self.assertEqual(self._mail().contact_id, self.ada.partner_id)

    def test_who_signs_first_is_whom_we_know(self):
        bea = self._member("bea", may_sign=True)
        self.agreement.contact_id = bea.partner_id
        self.agreement._tell_portal_signer()
        self.assertEqual(self._mail().contact_id, bea.partner_id)

    def test_nobody_is_told_who_may_not_sign_here(self):
        bea = self._member("bea", may_sign=True, unit_id=self._unit(self.employer).id)
        signers = self.ada.partner_id | bea.partner_id
        self.assertEqual(self.agreement._portal_signers(), signers, "it covers every unit")
        apart = self._waiting(unit_ids=[Command.set(self._unit(self.employer).ids)])
        self.assertEqual(apart._portal_signers(), self.ada.partner_id, "another unit's")
        for vals in ({"may_sign": False}, {"active": False}):
            bea.write(vals)
            self.assertEqual(self.agreement._portal_signers(), self.ada.partner_id, vals)
            bea.write(dict.fromkeys(vals, True))
        self.kind.signing_way = "file"
        self.assertFalse(self.agreement._portal_signers())
        self.agreement._tell_portal_signer()
        self.assertFalse(self._mail())

    def test_what_is_true_no_more_does_not_leave(self):
        self.agreement._tell_portal_signer()
        mail = self._mail()
        self.assertTrue(mail._is_about_something())
        link, _token = self._link(self.agreement)
        self.assertFalse(mail._is_about_something(), "a link was mailed meanwhile")
        link._revoke()
        self.assertTrue(mail._is_about_something())
        self.ada.may_sign = False
        self.assertFalse(mail._is_about_something())
        self.ada.may_sign = True
        self.ada.action_remove()
        self.assertFalse(mail._is_about_something())
        self.ada.action_restore()
        self._sign("employer")
        self.assertFalse(mail._is_about_something())

    def test_what_they_signed_is_the_office_s_from_that_day(self):
        self.assertEqual(self._today().date, date(2026, 3, 17))
        with freeze_time("2026-03-12 09:00:00"):
            self._sign("employer")
            row = self._today()
            self.assertEqual(row.date, date(2026, 3, 12))
            self.assertIn("the office has to sign", row.title)

    def test_both_signed_and_the_file_goes_to_who_signed(self):
        self._sign("employer")
        copies = self.env["mail.mail"].search([("subject", "like", "Signed: ")])
        self._sign("office")
        copy = self.env["mail.mail"].search([("subject", "like", "Signed: ")]) - copies
        self.assertEqual(copy.email_to, "ada@alfa.test")
        self.assertEqual(copy.attachment_ids.raw, b"%PDF-1.4 end")
        self.assertIn("Ada Rossi", copy.body_html)

    def test_who_left_meanwhile_gets_no_file(self):
        self.employer.email = "info@alfa.test"
        self._sign("employer")
        self.ada.action_remove()
        self._sign("office")
        mails = self.env["mail.mail"].search([("subject", "like", "Signed: ")])
        self.assertIn("info@alfa.test", mails.mapped("email_to"))
        self.assertNotIn("ada@alfa.test", mails.mapped("email_to"))
