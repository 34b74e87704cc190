# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64encode
from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from cryptography.x509.oid import NameOID

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.base.models.ir_mail_server import IrMail_Server
from odoo.addons.employer_engagement.tools.signed_file import sha256
from odoo.addons.employer_engagement.tools.signed_pdf import page_count

from .common_signing import SigningCase


def envelope(content, name):
    """Return `content` in a `.p7m` signed by `name`."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime(2026, 1, 1, tzinfo=timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=900))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.Binary])


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestAgreementSigning(SigningCase):
    """Both ways to sign, and what comes of the second signature."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._to_sign()
        cls.original = cls.agreement._document("original")

    def _receive(self, content, role="officer", **vals):
        dialog = self.as_role("employer.agreement.file", role).with_context(
            force_report_rendering=True,
            bin_size=True,  # as the web client does
        )
        dialog = dialog.create(
            {
                "agreement_id": self.agreement.id,
                "file": b64encode(content),
                "filename": "back.pdf",
                "person_name": "Lia Sole",
                **vals,
            }
        )
        dialog.action_record()
        return self.agreement.signature_ids.sorted("id")[-1]

    def _sign_here(self, role="manager", **vals):
        dialog = self.as_role("employer.agreement.sign", role).with_context(
            force_report_rendering=True, bin_size=True
        )
        dialog = dialog.create(
            {"agreement_id": self.agreement.id, "person_role": "Head of service", **vals}
        )
        dialog.action_sign()

    # ---- the second signature

    def test_two_signatures_make_it_active_with_a_final_file(self):
        self.agreement._sign("employer", way="link", person_name="Lia Sole", person_role="Owner")
        self.assertEqual((self.agreement.state, self.agreement.waits_for), ("to_sign", "office"))
        with freeze_time("2026-03-12 10:00:00"):
            self._sign_here(is_confirmed=True)
        self.assertEqual(self.agreement.state, "active")
        self.assertEqual(self.agreement.signature_date, fields.Date.to_date("2026-03-12"))
        self.assertFalse(self.agreement.waits_for)
        self.assertTrue(self.agreement._is_fully_signed())
        final = self.agreement._document("final")
        self.assertEqual(self.agreement.signed_sha256, sha256(final._content()))
        self.assertNotEqual(final.sha256, self.original.sha256)
        self.assertEqual(page_count(final._content()), page_count(self.original._content()) + 1)
        text = self.text(final)
        manager = self.users["manager"].name
        for words in (
            "The parties shall be kind",
            "Signature sheet",
            "Lia Sole · Owner",
            f"{manager} · Head of service",
            "10 March 2026, 09:00:00 (UTC)",
            "12 March 2026, 10:00:00 (UTC)",
            "Simple electronic signature by personal link",
            "Simple electronic signature in the office's own system",
            "neither advanced nor qualified",
            self.original.sha256,
        ):
            self.assertIn(words, text)

    def test_a_party_signs_once(self):
        self.agreement._sign("employer", way="link", person_name="Lia")
        with self.assertRaises(UserError):
            self.agreement._sign("employer", way="link", person_name="Lia")
        self.assertEqual(len(self.agreement.signature_ids), 1)

    def test_only_what_waits_is_signed(self):
        for action in ("action_negotiate", "action_draft"):
            getattr(self.agreement, action)()
            with self.assertRaises(UserError):
                self.agreement._sign("employer", way="link", person_name="Lia")

    def test_a_rule_that_forbids_leaves_both_signatures_and_tells(self):
        self.agreement._sign("employer", way="link", person_name="Lia")
        refusal = UserError("A rule forbids it.")
        model = type(self.env["employer.agreement"])
        with patch.object(model, "_check_activation", side_effect=refusal):
            self.agreement._sign("office", way="office", person_name="Ugo")
        self.assertEqual(self.agreement.state, "to_sign")
        self.assertEqual(len(self.agreement._signatures()), 2)
        self.assertIn("A rule forbids it.", self.agreement.message_ids[:2].mapped("body")[0])
        row = self._today()
        self.assertIn("signed by both", row.title)

    def test_the_engine_gone_at_the_last_signature_records_nothing(self):
        self.agreement._sign("employer", way="link", person_name="Lia")
        engine = "odoo.addons.base.models.ir_actions_report.IrActionsReport.get_wkhtmltopdf_state"
        with (
            patch(engine, return_value="install"),
            self.assertRaises(UserError),
            self.cr.savepoint(),
        ):
            self.agreement._sign("office", way="office", person_name="Ugo")
        self.env.invalidate_all()
        self.assertEqual(self.agreement.waits_for, "office")

    # ---- here, for the office

    def test_who_signs_for_the_office(self):
        with self.assertRaises(UserError):
            self._sign_here("officer", is_confirmed=True)
        self.office.employer_signatory_ids = self.users["officer"]
        self.assertTrue(self.as_role(self.agreement, "officer").can_sign)
        self.assertFalse(self.as_role(self.agreement, "manager").can_sign)
        with self.assertRaises(UserError):
            self._sign_here("manager", is_confirmed=True)
        with self.assertRaises(UserError):
            self._sign_here("officer")
        self._sign_here("officer", is_confirmed=True)
        signature = self.agreement.signature_ids
        self.assertEqual(
            (signature.way, signature.user_id, signature.sha256),
            ("office", self.users["officer"], self.original.sha256),
        )

    def test_a_type_signed_by_file_takes_no_simple_signature(self):
        for way, feature in (("file", True), ("link", False)):
            self.kind.signing_way = way
            self.set_feature("signature_link", on=feature)
            with self.assertRaises(UserError):
                self._sign_here(is_confirmed=True)
            with self.assertRaises(UserError):
                self._link(self.agreement)

    # ---- signed files

    def test_a_signed_file_with_its_registry(self):
        signed = self.original._content() + b"1 0 obj << /ByteRange [0 1 2 3] >> %%EOF"
        signature = self._receive(
            signed,
            person_role="Owner",
            date="2026-03-09",
            protocol_number="PG 123/2026",
            act_number="DD 7",
            pec_sent_date="2026-03-05",
            pec_received_date="2026-03-09",
        )
        self.assertEqual(
            (signature.way, signature.party, signature.file_check, signature.envelope_check),
            ("file", "employer", "signed", "unchecked"),
        )
        self.assertEqual(signature.received_id.sha256, sha256(signed))
        self.assertEqual(signature.sha256, self.original.sha256)
        self.assertEqual(self.agreement.protocol_number, "PG 123/2026")
        self.assertEqual(self.agreement.act_number, "DD 7")
        self.assertEqual(self.agreement.waits_for, "office")
        p7m = envelope(signed, "Ugo Monti")
        second = self._receive(p7m, party="office", person_name="Ugo Monti", date="2026-03-10")
        self.assertEqual(
            (second.file_check, second.envelope_signers, second.envelope_check),
            ("signed", "Ugo Monti", "fits"),
        )
        self.assertEqual(self.agreement.state, "active")
        self.assertEqual(self.agreement.signature_date, fields.Date.to_date("2026-03-10"))
        text = self.text(self.agreement._document("final"))
        for words in (
            "Signed file, received and recorded by the office",
            "PG 123/2026",
            "DD 7",
            "sent on 5 March 2026, received on 9 March 2026",
            "the text sent, with a signature appended",
            sha256(p7m),
        ):
            self.assertIn(words, text)

    def test_a_scan_is_kept_and_said_to_be_one(self):
        scan = b"\x89PNG\r\n\x1a\n scan"
        signature = self._receive(scan, filename="scan.png")
        self.assertEqual(signature.file_check, "other")
        self.assertEqual(signature.received_id._content(), scan)

    def test_both_in_one_file(self):
        self._receive(
            self.original._content(), party="both", office_name="Ugo Monti", office_role="Head"
        )
        self.assertEqual(self.agreement.state, "active")
        names = self.agreement._signatures().mapped("person_name")
        self.assertEqual(names, ["Lia Sole", "Ugo Monti"])

    def test_a_day_to_come_and_a_party_twice_are_refused(self):
        with self.assertRaises(UserError):
            self._receive(b"x", date="2026-03-11")
        self._receive(b"x", date="2026-03-10")
        with self.assertRaises(UserError):
            self._receive(b"y")

    def test_a_file_that_follows_an_agreement_on_paper(self):
        """No text was made here: the file that came is what was signed."""
        self.agreement = self._agreement(
            start_date="2026-01-01", end_date="2027-12-31", signature_date="2025-12-20"
        )
        self.agreement.action_activate()
        self.assertFalse(self.agreement._is_fully_signed())
        signature = self._receive(b"paper", party="both", office_name="Ugo", date="2025-12-20")
        self.assertEqual((signature.file_check, signature.sha256), ("none", sha256(b"paper")))
        self.assertTrue(self.agreement._is_fully_signed())
        with self.assertRaises(UserError):
            self.agreement.end_date = "2028-01-01"

    def test_who_may_not_write_agreements_records_nothing(self):
        for role in ("reader", "tutor", "privacy"):
            with self.assertRaises(AccessError):
                self._receive(b"x", role)
        self.assertFalse(self.agreement.signature_ids)

    # ---- links

    def test_a_second_link_for_a_party_ends_the_first(self):
        first, _token = self._link(self.agreement)
        second, _token = self._link(self.agreement)
        self.assertEqual((first.state, second.state), ("revoked", "open"))
        office, _token = self._link(self.agreement, "office")
        self.assertEqual((second.state, office.state), ("open", "open"))

    def test_the_last_signature_ends_what_links_are_left(self):
        link, _token = self._link(self.agreement)
        self.agreement._sign("employer", way="link", person_name="Lia")
        self.agreement._sign("office", way="office", person_name="Ugo")
        self.assertEqual(link.state, "revoked")

    def test_a_link_for_the_office_is_for_who_signs_for_it(self):
        """An officer cannot sign for the office by a link to oneself."""
        manager, officer = self.users["manager"], self.users["officer"]
        dialogs = self.env["employer.agreement.link"]
        vals = {"agreement_id": self.agreement.id, "party": "office", "person_name": "Ugo"}
        for chosen in (False, officer.id):
            dialog = dialogs.with_user(officer).create({**vals, "user_id": chosen})
            for action in (dialog.action_show, dialog.action_send):
                with self.assertRaisesRegex(UserError, "for the office"):
                    action()
        dialog = dialogs.with_user(officer).create({**vals, "user_id": manager.id})
        with self.assertRaisesRegex(UserError, "by mail"):
            dialog.action_show()
        self.assertFalse(self.agreement._sign_links())

    def test_a_link_for_the_office_goes_to_the_signatory_s_own_address(self):
        manager = self.users["manager"]
        manager.partner_id.email = "boss@office.example"
        dialog = self.as_role("employer.agreement.link", "officer").create(
            {
                "agreement_id": self.agreement.id,
                "party": "office",
                "user_id": manager.id,
                "person_name": "Ugo",
                "person_email": "officer@elsewhere.example",
            }
        )
        link, _address = dialog._issue()
        self.assertEqual(link.person_email, "boss@office.example")
        self.assertEqual((link.person_name, link.partner_id), (manager.name, manager.partner_id))

    def _mailed(self, link=None):
        """Mail the first link (or the same again) and return what the mail server got."""
        got = []

        def send(server, message, **_kwargs):
            got.append(message)
            return message["Message-Id"]

        with (
            patch.object(IrMail_Server, "_disable_send", lambda _server: False),
            patch.object(IrMail_Server, "_connect__", lambda *_args, **_kwargs: None),
            patch.object(IrMail_Server, "send_email", send),
        ):
            if link:
                self.as_role(link, "officer").action_resend()
            else:
                dialog = self.as_role("employer.agreement.link", "officer").create(
                    {
                        "agreement_id": self.agreement.id,
                        "person_name": "Lia Sole",
                        "person_email": "lia@example.com",
                    }
                )
                dialog.action_send()
        self.assertEqual(len(got), 1)
        body = got[0].get_body(("html",)).get_content()
        return body[body.index("/engagement/sign/") :].split('"')[0].rpartition("/")[2]

    def test_a_link_is_mailed_and_nothing_of_the_mail_is_kept(self):
        token = self._mailed()
        link = self.env["employer.access.link"]._find(token, "sign")[0]
        self.assertEqual((link.person_email, link.party), ("lia@example.com", "employer"))
        self.assertEqual(link.sent_at, fields.Datetime.now())
        self.assertFalse(self.env["mail.mail"].search([("body_html", "ilike", token)]))
        self.assertFalse(self.env["mail.message"].search([("body", "ilike", token)]))

    def test_it_is_sent_again_once_in_24_hours(self):
        first = self._mailed()
        link = self.env["employer.access.link"]._find(first, "sign")[0]
        with freeze_time("2026-03-11 08:59:59"), self.assertRaises(UserError):
            self.as_role(link, "officer").action_resend()
        with freeze_time("2026-03-11 09:00:00"):
            again = self._mailed(link)
        self.assertNotEqual(first, again)
        self.assertFalse(self.env["employer.access.link"]._find(first, "sign")[0])

    def test_a_mail_that_does_not_leave_is_said(self):
        dialog = self.as_role("employer.agreement.link", "officer").create(
            {"agreement_id": self.agreement.id, "person_name": "Lia"}
        )
        for address in (False, "no address", "lia@example.com"):
            dialog.person_email = address  # no mail server sends in a test
            with self.assertRaises(UserError), self.cr.savepoint():
                dialog.action_send()
        self.env.invalidate_all()
        self.assertFalse(self.agreement._sign_links())

    # ---- Today

    def _today(self, role="officer"):
        self.env.flush_all()
        return self.as_role("employer.today", role).search(
            [("kind", "=", "to_sign"), ("res_id", "=", self.agreement.id)]
        )

    def test_today_says_who_has_to_sign_since_when(self):
        row = self._today()
        self.assertEqual((str(row.since), str(row.date)), ("2026-03-10", "2026-03-17"))
        self.assertIn("nobody has signed", row.title)
        self._mailed()
        self.agreement._sign("office", way="office", person_name="Ugo")
        row = self._today()
        self.assertIn("the organisation has to sign", row.title)
        self.assertIn("last sent on 10/03/2026", row.title)
        self.assertFalse(row.can_postpone)
        self.assertFalse(self._today("reader"))
        self.agreement._sign("employer", way="link", person_name="Lia")
        self.assertFalse(self._today())
