# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

#: What the signed text says: it does not change while a text waits for signatures or is signed.
FIXED_FIELDS = {
    "agreement_type_id",
    "amends_id",
    "body",
    "clause_ids",
    "commitment_ids",
    "company_id",
    "document_language",
    "employer_id",
    "end_date",
    "name",
    "original_id",
    "start_date",
    "title",
    "unit_ids",
    "version",
}
REOPENED = ("draft", "negotiation")


class EmployerAgreement(models.Model):
    """Signing: a document rendered once, two signatures on its hash, a final file.

    At *to sign* the document is rendered and kept; from then on neither it nor what it says
    changes. Both parties sign its SHA-256. With the second signature the final file is made and
    the agreement becomes active. Back in negotiation the document, its signatures and links are
    void (and kept). A signed agreement changes by amendment alone.
    """

    _inherit = "employer.agreement"

    document_ids = fields.One2many(
        "employer.agreement.document", "agreement_id", string="Documents", readonly=True
    )
    signature_ids = fields.One2many(
        "employer.signature", "agreement_id", string="Signatures", readonly=True
    )
    link_ids = fields.One2many(
        "employer.access.link",
        "res_id",
        string="Links to sign",
        domain=[("res_model", "=", "employer.agreement"), ("act", "=", "sign")],
        readonly=True,
        groups="employer_engagement.employer_engagement_group_officer",
    )
    document_attachment_id = fields.Many2one(
        "ir.attachment", string="Text to sign (PDF)", compute="_compute_documents"
    )
    document_sha256 = fields.Char(string="SHA-256 of the text", compute="_compute_documents")
    signed_attachment_id = fields.Many2one(
        "ir.attachment", string="Text with signatures (PDF)", compute="_compute_documents"
    )
    signed_sha256 = fields.Char(string="SHA-256 with signatures", compute="_compute_documents")
    signing_way = fields.Selection(related="agreement_type_id.signing_way")
    waits_for = fields.Selection(
        [("both", "Both parties"), ("employer", "The organisation"), ("office", "The office")],
        string="Signature missing",
        compute="_compute_waits_for",
    )
    can_sign = fields.Boolean(compute="_compute_can_sign")

    # ---- computed

    @api.depends("document_ids.kind", "document_ids.voided_at")
    def _compute_documents(self):
        for agreement in self:
            original, final = agreement._document("original"), agreement._document("final")
            agreement.document_attachment_id = original.attachment_id
            agreement.document_sha256 = original.sha256
            agreement.signed_attachment_id = final.attachment_id
            agreement.signed_sha256 = final.sha256

    @api.depends(
        "state", "document_ids.voided_at", "signature_ids.party", "signature_ids.voided_at"
    )
    def _compute_waits_for(self):
        for agreement in self:
            missing = agreement._missing_parties()
            is_waiting = agreement.state == "to_sign" or agreement._document("original")
            if not is_waiting or not missing:
                agreement.waits_for = False
            else:
                agreement.waits_for = missing[0] if len(missing) == 1 else "both"

    @api.depends_context("uid")
    @api.depends("waits_for", "state", "company_id.employer_signatory_ids")
    def _compute_can_sign(self):
        """Say whether this user may sign here for the office."""
        for agreement in self:
            agreement.can_sign = bool(
                agreement.state == "to_sign"
                and agreement.document_sha256
                and agreement.waits_for in ("both", "office")
                and agreement.company_id._may_sign(self.env.user)
            )

    def _document(self, kind):
        """Return the document of this kind that is not void."""
        self.ensure_one()
        living = self.document_ids.filtered(lambda one: one.kind == kind and not one.voided_at)
        return living.sorted("id")[-1:]

    def _signatures(self):
        """Return the signatures that are not void, in their order."""
        self.ensure_one()
        living = self.signature_ids.filtered(lambda one: not one.voided_at)
        return living.sorted(lambda one: (one.signed_at, one.id))

    def _missing_parties(self):
        """Return the parties that have not signed, the organisation first."""
        signed = self._signatures().mapped("party")
        return [party for party in ("employer", "office") if party not in signed]

    def _is_fully_signed(self):
        """Return whether both parties have signed."""
        self.ensure_one()
        return not self._missing_parties()

    # ---- the document

    def _on_to_sign(self):
        result = super()._on_to_sign()
        for agreement in self:
            agreement._make_document()
        return result

    def _on_reopened(self):
        for agreement in self:
            agreement._void_documents()
        return super()._on_reopened()

    def _make_document(self):
        """Render the text once and keep it: this file is what is signed.

        :raise UserError: without its dates, or without a PDF engine on this server
        """
        self.ensure_one()
        if not (self.start_date and self.end_date):
            raise UserError(
                self.env._(
                    "“%s” cannot go to sign without its first and last day.", self.display_name
                )
            )
        content = self._render_document()
        if content:
            name = self.env._("%(number)s text to sign.pdf", number=self._file_number())
            self.env["employer.agreement.document"]._keep(self, "original", content, name)

    def _void_documents(self):
        """Mark the documents and signatures void, and revoke the links: the text is open again."""
        self.ensure_one()
        # sudo: only the server writes them; the user has moved the agreement
        self.document_ids.sudo()._void()
        self.signature_ids.sudo()._void()
        self._sign_links()._revoke()

    def _sign_links(self):
        links = self.env["employer.access.link"]._of(self)
        return links.filtered(lambda link: link.act == "sign")

    def _file_number(self):
        """Return the number as it may stand in a file's name."""
        return f"{self.name.replace('/', '-')} v{self.version}"

    # ---- signing

    def _check_may_be_signed(self, party):
        """Refuse a signature that has no place.

        :raise UserError: when nothing waits for a signature of this party
        """
        self.ensure_one()
        if self.state != "to_sign" or not self._document("original"):
            raise UserError(
                self.env._("“%s” has no text that waits for signatures.", self.display_name)
            )
        if party not in self._missing_parties():
            raise UserError(self.env._("This party has signed “%s” already.", self.display_name))

    def _check_by_link(self):
        """Refuse simple electronic signatures where the type asks for a signed file.

        :raise UserError: naming the type
        """
        if not self.agreement_type_id._signs_by_link():
            raise UserError(
                self.env._(
                    "“%s” is signed by file: record the signed file, or change its type's setting.",
                    self.agreement_type_id.display_name,
                )
            )

    def _sign(self, party, **vals):
        """Record a signature of the text that waits, and finish when it was the last.

        :param vals: fields of `employer.signature` (who, how, from where)
        :return: the signature, in sudo
        :raise UserError: when nothing waits for it
        """
        self._check_may_be_signed(party)
        document = self._document("original")
        return self._record_signature(party, document, {"signed_at": fields.Datetime.now(), **vals})

    def _record_signature(self, party, document, vals):
        """Write the row, and finish when both parties have signed."""
        # sudo: only the server writes signatures; whoever calls has checked link, user or file
        signature = (
            self.env["employer.signature"]
            .sudo()
            .create(
                {
                    **vals,
                    "agreement_id": self.id,
                    "document_id": document.id,
                    "sha256": document.sha256,
                    "party": party,
                }
            )
        )
        # the server: a signatory by link has no account
        agreement = signature.agreement_id.with_user(SUPERUSER_ID)
        agreement.with_company(self.company_id)._after_signature()
        return signature

    def _after_signature(self):
        """Keep the final file and make the agreement active once both parties have signed."""
        self.ensure_one()
        self._message_log(body=self.env._("A signature was recorded."))
        if not self._is_fully_signed():
            return
        self._sign_links()._revoke()
        if self._document("original"):
            self._make_final()
        if not self.signature_date:
            last = self._signatures()[-1]
            self.signature_date = self._local_time(last.signed_at).date()
        if self.state == "to_sign":
            self._activate_signed()
        final = self._document("final")
        if final:
            self._signatures().link_id._mail_signed(final)
            self._mail_signed_on_portal(final)

    def _make_final(self):
        """Make the text with its signature sheet, and keep it."""
        content = self._render_final()
        if content:
            name = self.env._("%(number)s signed.pdf", number=self._file_number())
            self.env["employer.agreement.document"]._keep(self, "final", content, name)

    def _activate_signed(self):
        """Make it active; where a rule forbids, both signatures stay and the officer is told."""
        try:
            with self.env.cr.savepoint():
                self.action_activate()
        except UserError as error:
            self.invalidate_recordset()
            self._message_log(
                body=self.env._(
                    "Both parties have signed, but it could not become active: %s",
                    error.args[0],
                )
            )

    # ---- nothing signed changes

    def _is_fixed(self):
        """Return whether a text waits for signatures or is signed."""
        self.ensure_one()
        return bool(self._document("original") or self._signatures())

    def _check_fixed(self, names):
        """Refuse to change what a document says.

        :raise UserError: naming what is fixed and the way out
        """
        labels = [self._fields[name]._description_string(self.env) for name in sorted(names)]
        way_out = (
            self.env._("Take it back to negotiation: the text and its signatures become void.")
            if self.state == "to_sign"
            else self.env._("Amend it: a new version replaces it.")
        )
        raise UserError(
            self.env._(
                "“%(record)s” is fixed by its document, %(fields)s included. %(way_out)s",
                record=self.display_name,
                fields=", ".join(labels),
                way_out=way_out,
            )
        )

    def write(self, vals):
        names = FIXED_FIELDS & vals.keys()
        if not self.env.su and "signature_date" in vals:
            names.add("signature_date")
        if names and vals.get("state") not in REOPENED and not self._is_history():
            for agreement in self:
                agreement._refuse_fixed(names, vals)
        return super().write(vals)

    def _refuse_fixed(self, names, vals):
        changed = {name for name in names if self._differs(name, vals[name])}
        if changed == {"signature_date"} and not self._is_fully_signed():
            return
        if changed and self._is_fixed():
            self._check_fixed(changed)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_documents(self):
        for agreement in self.filtered("document_ids"):
            raise UserError(
                self.env._(
                    "“%s” has documents, void ones included: it stays. Refuse it instead.",
                    agreement.display_name,
                )
            )

    # ---- buttons

    def action_sign_here(self):
        """Open the dialog in which an entitled user signs for the office."""
        self._check_may_be_signed("office")
        return self._signing_dialog("employer.agreement.sign", self.env._("Sign for the office"))

    def action_send_link(self):
        """Open the dialog that sends a link to sign."""
        missing = self._missing_parties()
        self._check_may_be_signed(missing[0] if missing else "employer")
        return self._signing_dialog("employer.agreement.link", self.env._("Link to sign"))

    def action_receive_file(self):
        """Open the dialog that records a signed file."""
        return self._signing_dialog("employer.agreement.file", self.env._("Signed file received"))

    def action_open_document(self):
        """Open the text to sign, as it was kept."""
        return self._open_file(self._document("original"))

    def action_open_signed(self):
        """Open the text with its signatures, as it was kept."""
        return self._open_file(self._document("final"))

    def _open_file(self, document):
        if not document:
            raise UserError(self.env._("“%s” has no such file.", self.display_name))
        return document.action_open()

    def _signing_dialog(self, model, title):
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_agreement_id": self.id},
        }
