# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import HttpCase, tagged

from .common_signing import SigningCase


@tagged("post_install", "-at_install")
class TestAgreementTour(SigningCase, HttpCase):
    """An officer takes an agreement from its type to both signatures, by file, and to its gap."""

    def test_officer_drafts_signs_and_follows_an_agreement(self):
        mario = self._employer("Da Mario S.r.l.")
        with self.force_rendering():
            self.start_tour(
                f"/odoo/employers/{mario.id}",
                "employer_engagement_agreement",
                login=self.users["officer"].login,
            )
        agreement = self.env["employer.agreement"].search([("employer_id", "=", mario.id)])
        self.assertEqual(agreement.state, "active")
        registry = (agreement.protocol_number, agreement.act_number)
        self.assertEqual(registry, ("PG/2026/0042", "DD 117"), "the first stands")
        signatures = agreement.signature_ids
        self.assertEqual(signatures.mapped("person_name"), ["Lia Sole", "Ugo Monti"])
        self.assertEqual(signatures.mapped("party"), ["employer", "office"])
        self.assertEqual(set(signatures.mapped("file_check")), {"signed"})
        self.assertEqual(signatures.mapped("protocol_number"), ["PG/2026/0042", "PG/2026/0051"])
        self.assertEqual(set(signatures.mapped("sha256")), {agreement.document_sha256})
        original = agreement._document("original")
        for signature in signatures:
            received = signature.received_id._content()
            self.assertTrue(received.startswith(original._content()))
        self.assertIn("Da Mario S.r.l.", self.text(original))
        sheet = self.text(agreement._document("final"))
        for words in ("Lia Sole", "Ugo Monti", "PG/2026/0042", "DD 118"):
            self.assertIn(words, sheet)
        self.assertEqual(agreement.commitment_ids.gap, 2)
