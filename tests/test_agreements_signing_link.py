# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging
import re
from base64 import b64encode
from io import BytesIO

from PIL import Image

from odoo.exceptions import UserError
from odoo.tests import HttpCase, freeze_time, tagged

from .common_signing import SigningCase


@tagged("post_install", "-at_install")
class TestSigningByLink(SigningCase, HttpCase):
    """The company in its own browser: no account, one link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.agreement = cls._to_sign()
        cls.original = cls.agreement._document("original")
        cls.link, cls.token = cls._link(cls.agreement, person_role="Owner")
        cls.url = f"/engagement/sign/{cls.token}"

    def _form(self, page, **changes):
        """Return what the form of `page` sends, filled in."""
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))
        return {**hidden, "name": "Lia Sole", "role": "Owner", "confirm": "1", **changes}

    def _rows(self):
        self.env.invalidate_all()
        return self.agreement.signature_ids

    def test_opening_changes_nothing(self):
        for _time in range(2):
            page = self.url_open(self.url)
            self.assertEqual(page.status_code, 200)
        file = self.url_open(f"{self.url}/document.pdf")
        self.assertEqual(file.content, self.original._content())
        self.assertFalse(self._rows())
        self.assertEqual(self.link.state, "open")
        self.assertFalse(self.link.used_ip)
        for words in (
            "simple electronic signature",
            "art. 25 and 26",
            "art. 20",
            "not</strong> an advanced or qualified",
            self.original.sha256,
            "Trattoria Alfa",
        ):
            self.assertIn(words, page.text)

    def test_a_page_goes_nowhere_else(self):
        page = self.url_open(self.url)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertIn("default-src 'self'", page.headers["Content-Security-Policy"])
        self.assertEqual(page.headers["Referrer-Policy"], "same-origin")
        loaded = re.findall(r'(?:src|href|data|action)="([^"]+)"', page.text)
        away = [one for one in loaded if not re.match(r"/|data:,|tel:|mailto:", one)]
        self.assertFalse(away)

    def test_head_signs_nothing(self):
        self.opener.head(self.base_url() + self.url)
        self.assertFalse(self._rows())

    def test_signing_twice_is_signing_once(self):
        page = self.url_open(self.url)
        form = self._form(page)
        thanks = self.url_open(self.url, form)
        self.assertEqual(thanks.status_code, 200)
        self.assertIn("Thank you", thanks.text)
        again = self.url_open(self.url, form)
        self.assertIn("Thank you", again.text)
        signature = self._rows()
        self.assertEqual(len(signature), 1)
        moment = signature.agreement_id._moment(signature.signed_at, "en")
        self.assertIn(
            f"signed on\n                    {moment}.", thanks.text, "with its time zone"
        )
        self.assertEqual(
            (signature.person_name, signature.person_role, signature.party, signature.way),
            ("Lia Sole", "Owner", "employer", "link"),
        )
        self.assertEqual(signature.sha256, self.original.sha256)
        self.assertTrue(signature.from_ip)
        self.assertIn("python-requests", signature.from_agent)
        self.assertEqual((signature.link_id, self.link.state), (self.link, "used"))
        copy = self.url_open(f"{self.url}/document.pdf")
        self.assertEqual(copy.content, self.original._content())
        self.assertEqual(self.url_open(f"{self.url}/signed.pdf").status_code, 404)

    def test_what_is_missing_is_said_and_nothing_recorded(self):
        page = self.url_open(self.url)
        cases = {
            "first and last name": {"name": " "},
            "Type your role": {"role": ""},
            "Tick the box": {"confirm": ""},
            "has changed since": {"sha256": "0" * 64},
            "drawing could not be read": {"drawing": "data:image/png;base64,AAAA"},
        }
        for words, change in cases.items():
            answer = self.url_open(self.url, self._form(page, **change))
            self.assertEqual(answer.status_code, 422, words)
            self.assertIn(words, answer.text)
        self.assertFalse(self._rows())
        self.assertEqual(self.link.state, "open")

    def test_without_the_token_of_the_form_nothing_is_signed(self):
        page = self.url_open(self.url)
        with self.assertLogs("odoo.http", logging.WARNING) as caught:
            answer = self.url_open(self.url, self._form(page, csrf_token="wrong"))
        self.assertEqual(answer.status_code, 400)
        self.assertFalse(self._rows())
        self.assertNotIn(self.token, str(caught.output))

    def test_a_drawing_is_kept_for_good(self):
        image = BytesIO()
        Image.new("RGB", (20, 10), "white").save(image, "PNG")
        drawn = b64encode(image.getvalue()).decode()
        page = self.url_open(self.url)
        self.url_open(self.url, self._form(page, drawing=f"data:image/png;base64,{drawn}"))
        signature = self._rows()
        self.assertEqual(signature.drawing.decode(), drawn)
        attachment = self.env["ir.attachment"].search(
            [("res_model", "=", "employer.signature"), ("res_field", "=", "drawing")]
        )
        with self.assertRaisesRegex(Exception, "never"), self.cr.savepoint():
            attachment.write({"raw": b"x"})

    def test_a_wrong_link_says_what_to_do_and_shows_nothing(self):
        for token in ("x", self.token[:-2] + "zz", self.link.sudo().token_hash):
            for path in ("", "/document.pdf", "/signed.pdf"):
                answer = self.url_open(f"/engagement/sign/{token}{path}")
                self.assertEqual(answer.status_code, 404)
                self.assertNotIn(self.agreement.name, answer.text)
                self.assertNotIn("Trattoria", answer.text)

    def test_an_expired_link_says_what_to_do(self):
        with freeze_time(self.link.expires_at):
            page = self.url_open(self.url)
            self.assertEqual(page.status_code, 410)
            self.assertIn("expired", page.text)

    def test_a_revoked_link_says_what_to_do(self):
        form = self._form(self.url_open(self.url))
        self.link.action_revoke()
        for answer in (self.url_open(self.url), self.url_open(self.url, form)):
            self.assertEqual(answer.status_code, 410)
            self.assertIn("withdrawn by the office", answer.text)
            self.assertIn(self.users["officer"].name, answer.text)
        self.assertEqual(self.url_open(f"{self.url}/document.pdf").status_code, 404)
        self.assertFalse(self._rows())

    def test_a_link_opens_its_own_agreement_alone(self):
        other = self._to_sign(title="Other")
        other_link, other_token = self._link(other)
        page = self.url_open(self.url)
        self.assertIn(self.agreement.name, page.text)
        self.assertNotIn(other.name, page.text)
        self.url_open(self.url, self._form(page, sha256=other.document_sha256))
        self.assertFalse(self._rows())
        self.assertFalse(other.signature_ids)
        self.assertEqual(other_link.state, "open")
        file = self.url_open(f"/engagement/sign/{other_token}/document.pdf")
        self.assertEqual(file.content, other._document("original")._content())

    def test_switched_off_no_link_works(self):
        self.set_feature("signature_link", on=False)
        self.env.registry.clear_cache("groups")
        self.assertEqual(self.url_open(self.url).status_code, 410)

    def test_both_by_link_then_the_final_file(self):
        _link, office_token = self._link(self.agreement, "office", person_name="Ugo Monti")
        with self.force_rendering():
            self.url_open(self.url, self._form(self.url_open(self.url)))
            office = f"/engagement/sign/{office_token}"
            thanks = self.url_open(office, self._form(self.url_open(office), name="Ugo Monti"))
        self.assertIn("Both parties have signed", thanks.text)
        self._rows()
        self.assertEqual(self.agreement.state, "active")
        final = self.agreement._document("final")
        for url in (self.url, office):
            self.assertEqual(self.url_open(f"{url}/signed.pdf").content, final._content())

    def test_a_void_signature_is_said(self):
        self.url_open(self.url, self._form(self.url_open(self.url)))
        self._rows()
        self.agreement.action_negotiate()
        page = self.url_open(self.url)
        self.assertIn("void", page.text)
        self.assertEqual(self.url_open(f"{self.url}/document.pdf").status_code, 404)

    # ---- how the link went out

    def _shown(self):
        """Return the token of a link of the organisation that its officer had on screen."""
        dialog = self.as_role("employer.agreement.link", "officer").create(
            {"agreement_id": self.agreement.id, "person_name": "Lia Sole"}
        )
        return dialog.action_show()["context"]["default_address"].rpartition("/")[2]

    def test_a_link_that_was_shown_does_not_sign_for_the_organisation(self):
        with self.assertRaisesRegex(UserError, "by a link that was mailed"):
            self._shown()
        self.kind.shown_link_signs = True
        url = f"/engagement/sign/{self._shown()}"
        form = self._form(self.url_open(url))
        self.kind.shown_link_signs = False  # taken back: neither read nor signed any more
        for answer in (self.url_open(url), self.url_open(url, form)):
            self.assertEqual(answer.status_code, 410)
        self.assertFalse(self._rows())

    def test_where_shown_links_sign_row_and_sheet_say_who_handed_it_over(self):
        self.kind.shown_link_signs = True
        url = f"/engagement/sign/{self._shown()}"
        with self.force_rendering():
            self.url_open(url, self._form(self.url_open(url)))
            self._rows()
            self.agreement._sign("office", way="office", person_name="Ugo Monti")
        officer = self.users["officer"].name
        words = f"link handed over by {officer}, not mailed"
        signature = self.as_role(self._rows()[0], "reader")
        self.assertEqual(signature.link_way, words)
        self.assertIn(words, self.text(self.agreement._document("final")))

    def test_a_mailed_link_says_where_it_was_mailed(self):
        link, token = self._link(self.agreement, person_email="lia@alfa.example")
        url = f"/engagement/sign/{token}"
        with self.force_rendering():
            self.url_open(url, self._form(self.url_open(url)))
            self._rows()
            self.agreement._sign("office", way="office", person_name="Ugo Monti")
        by_link, here = self._rows()
        self.assertEqual(
            (by_link.link_way, here.link_way), ("link mailed to lia@alfa.example", False)
        )
        sheet = self.text(self.agreement._document("final"))
        self.assertIn("link mailed to lia@alfa.example", sheet)
        self.assertNotIn("handed over", sheet)
        self.assertEqual(by_link.link_id, link)

    def test_an_officer_mails_the_link_of_an_organisation_to_no_colleague(self):
        officer = self.users["officer"]
        officer.partner_id.email = "officer@office.example"
        for address in ("officer@office.example", "Lia <Officer@office.example>"):
            dialog = self.as_role("employer.agreement.link", "officer").create(
                {
                    "agreement_id": self.agreement.id,
                    "person_name": "Lia Sole",
                    "person_email": address,
                }
            )
            with self.assertRaisesRegex(UserError, "address of a colleague"):
                dialog.action_send()
