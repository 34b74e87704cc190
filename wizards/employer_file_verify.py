# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64decode

from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.signed_file import open_envelopes, sha256


class EmployerFileVerify(models.TransientModel):
    """Says which agreement a file belongs to, byte for byte, or that it is unknown."""

    _name = "employer.file.verify"
    _description = "Verify a file"

    file = fields.Binary(attachment=False)
    filename = fields.Char()
    sha256 = fields.Char(string="SHA-256", compute="_compute_verdict")
    verdict = fields.Text(string="It is", compute="_compute_verdict")
    is_known = fields.Boolean(compute="_compute_verdict")
    agreement_id = fields.Many2one("employer.agreement", compute="_compute_verdict")

    @api.depends("file")
    def _compute_verdict(self):
        for dialog in self:
            content = b64decode(dialog.with_context(bin_size=False).file or b"")
            documents = self.env["employer.agreement.document"]._identify(content)
            documents = documents if content else documents.browse()
            dialog.sha256 = content and sha256(content)
            dialog.is_known = bool(documents)
            dialog.agreement_id = documents[:1].agreement_id
            dialog.verdict = content and dialog._words(documents, content)

    def _words(self, documents, content):
        if not documents:
            return self.env._(
                "Unknown: no document of your offices has these bytes. One changed byte is enough."
            )
        lines = [document._verdict() for document in documents]
        signers = open_envelopes(content).signers
        if signers:
            lines.append(self.env._("Found inside an envelope signed by: %s", ", ".join(signers)))
        return "\n".join(lines)

    def action_open_agreement(self):
        """Open the agreement the file belongs to."""
        return self.agreement_id._open_form()
