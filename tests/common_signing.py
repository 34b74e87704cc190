# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from io import BytesIO
from unittest.mock import patch

from pdfminer.high_level import extract_text

from odoo.fields import Command

from .common import EngagementCase


class SigningCase(EngagementCase):
    """An agreement on its way to be signed, with documents truly rendered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("report.print_delay", "0")
        cls.kind = cls.env["employer.agreement.type"].create(
            {
                "code": "test_sign",
                "name": "Protocol",
                "signing_way": "link",
                "template_body_en": "<p>The parties shall be kind, from {{ start_date }}.</p>",
                "template_body_it": "<p>Le parti saranno gentili, dal {{ start_date }}.</p>",
            }
        )
        cls.set_feature("signature_link", on=True)

    @classmethod
    def set_feature(cls, name, *, on):
        command = Command.link if on else Command.unlink
        feature = cls.env.ref(f"employer_engagement.employer_engagement_feature_{name}")
        group = cls.env.ref("employer_engagement.employer_engagement_group_user")
        group.implied_ids = [command(feature.id)]

    @classmethod
    def _to_sign(cls, *, rendered=True, **vals):
        """Return an agreement that waits for both signatures; rendering its file takes a second."""
        agreement = cls._agreement(
            agreement_type_id=cls.kind.id,
            user_id=cls.users["officer"].id,
            start_date="2026-03-01",
            end_date="2028-02-29",
            document_language="en",
            **vals,
        ).with_context(force_report_rendering=rendered)
        agreement.action_to_sign()
        return agreement

    @classmethod
    def _waiting(cls, **vals):
        """Return an agreement to sign with its document, without the time of rendering one."""
        agreement = cls._to_sign(rendered=False, **vals)
        documents = cls.env["employer.agreement.document"]
        documents._keep(agreement, "original", b"%%PDF-1.4 %d" % agreement.id, "text.pdf")
        return agreement

    @classmethod
    def _link(cls, agreement, party="employer", **person):
        """Return a link to sign and its token: the organisation's as mailed, the office's shown."""
        user = cls.users["manager" if party == "office" else "officer"]  # who signs for the office
        dialog = (
            cls.env["employer.agreement.link"]
            .with_user(user)
            .create(
                {
                    "agreement_id": agreement.id,
                    "party": party,
                    "user_id": party == "office" and user.id,
                    "person_name": "Lia Sole",
                    **person,
                }
            )
        )
        link, address = dialog._issue()
        if party == "employer":
            link.sudo().sent_at = cls.env.cr.now()
        return link, address.rpartition("/")[2]

    @staticmethod
    def text(document):
        """Return the words of a PDF."""
        return " ".join(extract_text(BytesIO(document._content())).split())

    def force_rendering(self):
        """Let requests of this test render PDFs: their context is the server's."""
        report = type(self.env["ir.actions.report"])
        render = report._render_qweb_pdf

        def forced(record, *args, **kwargs):
            return render(record.with_context(force_report_rendering=True), *args, **kwargs)

        return patch.object(report, "_render_qweb_pdf", forced)
