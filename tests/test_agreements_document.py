# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import tempfile
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from odoo.addons.employer_engagement.cli.employer_verify import verify
from odoo.addons.employer_engagement.tools.signed_file import sha256
from odoo.addons.employer_engagement.tools.signed_pdf import page_count

from .common_signing import SigningCase

ENGINE = "odoo.addons.base.models.ir_actions_report.IrActionsReport.get_wkhtmltopdf_state"


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestAgreementDocument(SigningCase):
    """The file that is signed: rendered once, kept byte for byte, never changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unit = cls._unit(cls.employer, name="Bottega")
        cls.office.partner_id.write({"street": "Via Roma 1", "zip": "20100", "city": "Milano"})
        cls.agreement = cls._to_sign(
            unit_ids=[Command.set(cls.unit.ids)],
            commitment_ids=[Command.create({"kind": "internship", "quantity": 3})],
        )
        cls.document = cls.agreement._document("original")

    def test_it_holds_letterhead_text_numbers_and_signature_blocks(self):
        text = self.text(self.document)
        for words in (
            self.office.name,
            "Via Roma 1",
            f"No. {self.agreement.name}, version 1",
            "Trattoria Alfa",
            "In force from 1 March 2026 to 29 February 2028.",
            "The parties shall be kind, from 1 March 2026.",
            "Internships hosted: 3",
            "Bottega",
            f"For {self.office.name}",
            "For Trattoria Alfa",
            "End of the document",
            f"{self.agreement.name} · version 1 · page 1 of {page_count(self.document._content())}",
        ):
            self.assertIn(words, text)

    def test_a_long_text_numbers_each_page(self):
        self.kind.template_body_en = "<p>Again and again.</p>" * 200
        document = self._to_sign()._document("original")
        pages = page_count(document._content())
        self.assertGreater(pages, 2)
        text = self.text(document)
        for page in range(1, pages + 1):
            self.assertIn(f"page {page} of {pages}", text)

    def test_what_the_text_places_itself_is_not_told_twice(self):
        self.kind.template_body_en = "<p>Promised:</p>{{ commitments }}<p>At {{ units }}.</p>"
        agreement = self._to_sign(
            unit_ids=[Command.set(self.unit.ids)],
            commitment_ids=[Command.create({"kind": "internship", "quantity": 3})],
        )
        text = self.text(agreement._document("original"))
        self.assertEqual(text.count("Internships hosted"), 1)
        self.assertEqual(text.count("Bottega"), 1)

    def test_italian_is_written_in_italian_whatever_odoo_speaks(self):
        agreement = self._agreement(
            agreement_type_id=self.kind.id, start_date="2026-03-01", end_date="2026-12-31"
        ).with_context(force_report_rendering=True)
        agreement.action_to_sign()
        text = self.text(agreement._document("original"))
        self.assertIn("In vigore dal 1 marzo 2026 al 31 dicembre 2026", text)
        self.assertIn("pagina 1 di", text)

    def test_its_hash_is_of_its_exact_bytes(self):
        self.assertEqual(self.agreement.document_sha256, sha256(self.document.attachment_id.raw))
        self.assertEqual(self.agreement.document_attachment_id, self.document.attachment_id)

    def test_it_is_rendered_once(self):
        before = self.document._content()
        self.office.name = "Another name"
        self.kind.template_body_en = "<p>Another text</p>"
        self.agreement.action_open_document()
        self.assertEqual(self.agreement._document("original")._content(), before)

    def test_without_its_days_it_does_not_go_to_sign(self):
        agreement = self._agreement(agreement_type_id=self.kind.id)
        with self.assertRaisesRegex(UserError, "first"):
            agreement.with_context(force_report_rendering=True).action_to_sign()

    def test_without_a_pdf_engine_signing_refuses_and_says_so(self):
        agreement = self._agreement(
            agreement_type_id=self.kind.id, start_date="2026-03-01", end_date="2026-12-31"
        ).with_context(force_report_rendering=True)
        with (
            patch(ENGINE, return_value="install"),
            self.assertRaises(UserError) as refused,
            self.cr.savepoint(),
        ):
            agreement.action_to_sign()
        self.assertIn("wkhtmltopdf", str(refused.exception))
        self.env.invalidate_all()
        self.assertEqual(agreement.state, "draft")
        self.assertFalse(agreement.document_ids)

    def test_taken_back_it_is_void_and_kept_and_sent_again_it_is_new(self):
        self.agreement._sign("office", way="office", person_name="Ugo")
        link, _token = self._link(self.agreement)
        self.agreement.action_negotiate()
        self.assertTrue(self.document.voided_at)
        self.assertTrue(self.agreement.signature_ids.voided_at)
        self.assertEqual(link.state, "revoked")
        self.assertFalse(self.agreement.document_sha256)
        self.agreement.title = "Another title"
        self.agreement.action_to_sign()
        self.assertEqual(self.agreement.document_ids.filtered("voided_at"), self.document)
        self.assertNotEqual(self.agreement.document_sha256, self.document.sha256)
        self.assertEqual(self.agreement.waits_for, "both")

    # ---- nothing signed changes

    def test_what_the_text_says_does_not_change(self):
        other = self.kind.copy({"code": "test_other"})
        values = {
            "start_date": "2026-03-02",
            "end_date": "2027-01-01",
            "employer_id": self.employer_2.id,
            "title": "Else",
            "body": "<p>Else</p>",
            "name": "Else",
            "unit_ids": [Command.clear()],
            "agreement_type_id": other.id,
            "document_language": "it",
            "company_id": self.other_office.id,
            "version": 7,
        }
        for name, value in values.items():
            for agreement in (self.agreement, self.as_role(self.agreement, "officer")):
                with self.subTest(name), self.assertRaises(UserError), self.cr.savepoint():
                    agreement.write({name: value})

    def test_once_active_too_and_the_way_out_is_an_amendment(self):
        self.agreement._sign("employer", way="link", person_name="Lia")
        self.agreement._sign("office", way="office", person_name="Ugo")
        self.assertEqual(self.agreement.state, "active")
        for name, value in (("end_date", "2029-01-01"), ("signature_date", "2026-01-01")):
            with self.assertRaises(UserError) as refused, self.cr.savepoint():
                self.as_role(self.agreement, "manager").write({name: value})
            self.assertIn("Amend it", str(refused.exception))
        with self.assertRaises(UserError), self.cr.savepoint():
            self.agreement.action_negotiate()
        draft = self.env["employer.agreement"].browse(self.agreement.action_amend()["res_id"])
        draft.end_date = "2027-06-30"
        self.assertEqual(draft.version, 2)
        self.assertFalse(draft.document_ids)

    def test_what_is_written_later_may_be_written(self):
        self.as_role(self.agreement, "officer").write(
            {"protocol_number": "PG 12", "act_number": "D 3", "notes": "x", "team_id": self.team.id}
        )
        self.assertEqual(self.agreement.protocol_number, "PG 12")

    def test_promises_do_not_change(self):
        commitment = self.agreement.commitment_ids
        for change in (
            lambda: commitment.write({"quantity": 1}),
            lambda: commitment.unlink(),
            lambda: commitment.copy(),
            lambda: self.agreement.write({"commitment_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                change()
        self.env.invalidate_all()
        self.assertEqual(self.agreement.commitment_ids.mapped("quantity"), [3])

    def test_the_file_does_not_change_and_is_not_deleted(self):
        attachment = self.document.attachment_id
        before = attachment.raw
        for change in (
            lambda one: one.write({"raw": b"else"}),
            lambda one: one.write({"datas": b"ZWxzZQ=="}),
            lambda one: one.write({"name": "else.pdf"}),
            lambda one: one.write({"res_id": False}),
            lambda one: one.write({"public": True}),
            lambda one: one.write({"type": "url", "url": "https://example.com"}),
            lambda one: one.unlink(),
            # as the chatter's delete button does
            lambda one: one.sudo()._delete_and_notify(),
        ):
            for role in ("officer", "manager"):
                with self.assertRaises(UserError), self.cr.savepoint():
                    change(self.as_role(attachment, role))
            with self.assertRaises(UserError), self.cr.savepoint():
                change(attachment)
        self.env.invalidate_all()
        self.assertEqual(attachment.raw, before)
        attachment.write({"raw": before})  # a move of the file store writes the same bytes

    def test_other_files_of_the_agreement_are_free(self):
        mine = self.env["ir.attachment"].create(
            {"name": "a.txt", "raw": b"a", "res_model": "employer.agreement"}
        )
        mine.write({"res_id": self.agreement.id, "raw": b"b"})
        mine.unlink()
        self.assertFalse(mine.exists())

    def test_rows_are_append_only(self):
        signature = self.agreement._sign("office", way="office", person_name="Ugo")
        for record in (self.document, signature):
            for role in ("officer", "manager"):
                mine = self.as_role(record, role)
                for right in ("create", "write", "unlink"):
                    self.assertFalse(mine.has_access(right), right)
                with self.assertRaises(AccessError), self.cr.savepoint():
                    mine.write({"voided_at": "2026-03-10"})
            with self.assertRaises(UserError), self.cr.savepoint():
                record.write({"sha256": "0"})
            with self.assertRaises(UserError), self.cr.savepoint():
                record.unlink()

    def test_an_agreement_with_documents_stays(self):
        self.agreement.action_negotiate()
        self.agreement.action_draft()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.agreement.unlink()

    def test_a_damaged_file_is_noticed(self):
        self.cr.execute(
            "UPDATE ir_attachment SET db_datas = 'x', store_fname = NULL WHERE id = %s",
            [self.document.attachment_id.id],
        )
        self.env.invalidate_all()
        with self.assertRaises(UserError):
            self.document._content()

    # ---- verifying

    def test_a_file_is_told_by_its_bytes(self):
        content = self.document._content()
        dialog = self._verify(content)
        self.assertIn(f"{self.agreement.display_name}, version 1: Text to sign", dialog.verdict)
        self.assertEqual(dialog.agreement_id, self.agreement)
        changed = content[:500] + bytes([content[500] ^ 1]) + content[501:]
        self.assertFalse(self._verify(changed).is_known)
        self.agreement.action_negotiate()
        self.assertIn("VOID", self._verify(content).verdict)

    def _verify(self, content, user=None):
        dialogs = self.env["employer.file.verify"].with_user(user or self.users["reader"])
        return dialogs.create({"file": self.env["ir.attachment"].new({"raw": content}).datas})

    def test_another_office_does_not_know_it(self):
        dialog = self._verify(self.document._content(), self.other_officer)
        self.assertFalse(dialog.is_known)

    def test_the_command_tells_the_same(self):
        good, bad = self._file(self.document._content()), self._file(b"else")
        lines, is_good = verify(self.env, [good])
        self.assertTrue(is_good)
        self.assertIn(self.agreement.name, lines[0])
        lines, is_good = verify(self.env, [good, bad])
        self.assertFalse(is_good)
        self.assertIn("UNKNOWN", lines[-1])

    def _file(self, content):
        file = self.enterContext(tempfile.NamedTemporaryFile(suffix=".pdf"))
        file.write(content)
        file.flush()
        return file.name
