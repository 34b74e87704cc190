# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.signed_file import open_envelopes, sha256


class EmployerAgreementDocument(models.Model):
    """A file of an agreement, byte for byte, with the hash of its bytes.

    *original*: rendered once when the agreement goes to sign, and what both parties sign.
    *received*: a signed file that a party sent. *final*: the original and the signature sheet.
    Append-only: only the server writes, a text negotiated again is marked void and kept. Whoever
    reads agreements reads them; the content stands in a guarded attachment (`ir.attachment`).
    """

    _name = "employer.agreement.document"
    _description = "Document of an agreement"
    _order = "id desc"

    name = fields.Char(string="File", required=True, readonly=True)
    agreement_id = fields.Many2one(
        "employer.agreement", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("original", "Text to sign"),
            ("received", "Signed file received"),
            ("final", "Text with signatures"),
        ],
        required=True,
        readonly=True,
    )
    version = fields.Integer(required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", string="Content", required=True, readonly=True, ondelete="restrict"
    )
    sha256 = fields.Char(string="SHA-256", required=True, readonly=True, index=True)
    voided_at = fields.Datetime(string="Void since", readonly=True)

    _attachment_uniq = models.UniqueIndex("(attachment_id)", "This file is kept already.")

    def write(self, vals):
        if set(vals) - {"voided_at"} or any(self.mapped("voided_at")):
            raise UserError(
                self.env._(
                    "A document of an agreement is never edited: its hash is what was signed."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A document of an agreement is never deleted."))

    # ---- keeping and showing

    @api.model
    def _keep(self, agreement, kind, content, name):
        """Store `content` as a document of `agreement`, for good."""
        # sudo: nobody writes documents but the server; the caller has checked the agreement.
        # Odoo makes big images smaller: then the hash would be of another file.
        attachment = (
            self.env["ir.attachment"]
            .sudo()
            .with_context(image_no_postprocess=True)
            .create(
                {
                    "name": name,
                    "raw": content,
                    "res_model": agreement._name,
                    "res_id": agreement.id,
                    "company_id": agreement.company_id.id,
                }
            )
        )
        return self.sudo().create(
            {
                "name": name,
                "agreement_id": agreement.id,
                "kind": kind,
                "version": agreement.version,
                "attachment_id": attachment.id,
                "sha256": sha256(content),
            }
        )

    def _content(self):
        """Return the exact bytes that were kept.

        :raise UserError: when the file in the store is not the one that was kept
        """
        self.ensure_one()
        # the web client asks for sizes in place of contents
        content = self.with_context(bin_size=False).attachment_id.raw or b""
        if sha256(content) != self.sha256:
            raise UserError(
                self.env._(
                    "The stored file “%s” is not the one that was kept: its hash differs. Restore "
                    "it from a backup.",
                    self.name,
                )
            )
        return content

    def action_open(self):
        """Open the file as it was kept."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}",
            "target": "new",
        }

    def _void(self):
        """Mark these documents void as of now; they stay."""
        living = self.filtered(lambda one: not one.voided_at)
        if living:
            living.voided_at = fields.Datetime.now()

    # ---- verifying

    @api.model
    def _identify(self, content):
        """Return the documents that are exactly `content`, or what its envelopes hold.

        The rights are those of this environment: a user finds documents of own offices.
        """
        hashes = {sha256(content), sha256(open_envelopes(content).content)}
        return self.search([("sha256", "in", sorted(hashes))])

    def _verdict(self):
        """Return in a sentence what a verified file is: which agreement, version, kind, state."""
        self.ensure_one()
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        words = self.env._(
            "%(agreement)s, version %(version)s: %(kind)s, of %(day)s.",
            agreement=self.agreement_id.display_name,
            version=self.version,
            kind=kinds[self.kind],
            day=fields.Date.to_string(self.create_date.date()),
        )
        if self.voided_at:
            day = fields.Date.to_string(self.voided_at.date())
            words += " " + self.env._("VOID since %s: the text was negotiated again.", day)
        return words
