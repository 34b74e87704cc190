# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from base64 import b64decode

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.models.agreements.employer_signature import PARTIES
from odoo.addons.employer_engagement.tools.signed_file import compare, is_envelope, open_envelopes

ENVELOPES = {True: "fits", False: "wrong", None: "unchecked"}
#: One file may carry both signatures.
CHOICES = [*PARTIES, ("both", "Both, in one file")]


class EmployerAgreementFile(models.TransientModel):
    """Records a signed file that came back: a signed PDF, a `.p7m` or a scan, from either side.

    The file is kept byte for byte with its hash, compared with the text that was sent, and its
    digital signature read as far as we can.
    """

    _name = "employer.agreement.file"
    _description = "Record a signed file"

    agreement_id = fields.Many2one("employer.agreement", required=True, ondelete="cascade")
    party = fields.Selection(CHOICES, string="Signed by", required=True, default="employer")
    file = fields.Binary(required=True, attachment=False)
    filename = fields.Char()
    person_name = fields.Char(string="Who signed", required=True)
    person_role = fields.Char(string="Role")
    office_name = fields.Char(string="Who signed for the office")
    office_role = fields.Char(string="Role at the office")
    date = fields.Date(string="Signed on", required=True, default=fields.Date.context_today)
    protocol_number = fields.Char(string="Protocol number")
    act_number = fields.Char(string="Act number")
    pec_sent_date = fields.Date(string="PEC sent")
    pec_received_date = fields.Date(string="PEC received")
    file_check = fields.Char(string="File and text", compute="_compute_file_check")

    @api.model
    def default_get(self, fields):
        """Propose the party that is missing and the contact person of the organisation."""
        values = super().default_get(fields)
        agreement = self.env["employer.agreement"].browse(values.get("agreement_id"))
        missing = agreement._missing_parties() if agreement else []
        if missing:
            values["party"] = missing[0]
            values["person_name"] = missing[0] == "employer" and agreement.contact_id.name
            values["person_role"] = missing[0] == "employer" and agreement.contact_id.function
        return values

    @api.depends("file", "agreement_id")
    def _compute_file_check(self):
        """Say before it is recorded what the file is next to the text that was sent."""
        checks = dict(
            self.env["employer.signature"]._fields["file_check"]._description_selection(self.env)
        )
        for dialog in self:
            content = dialog._content()
            dialog.file_check = content and checks[dialog._compared(content)]
            signers = open_envelopes(content).signers if content else ()
            if signers:
                dialog.file_check += f" ({', '.join(signers)})"

    def _content(self):
        """Return the bytes of the file that was chosen."""
        self.ensure_one()
        return b64decode(self.with_context(bin_size=False).file or b"")

    def _compared(self, content):
        original = self.agreement_id._document("original")
        return compare(content, original._content()) if original else "none"

    def action_record(self):
        """Keep the file and record its signatures.

        :raise UserError: for a day to come, or when this party has signed already
        """
        self.ensure_one()
        agreement = self.agreement_id
        agreement.check_access("write")
        parties = ["employer", "office"] if self.party == "both" else [self.party]
        self._check(agreement, parties)
        content = self._content()
        received = self.env["employer.agreement.document"]._keep(
            agreement, "received", content, self.filename or "signed"
        )
        signed = agreement._document("original") or received
        vals = self._signature_vals(content, received)
        for party in parties:
            agreement._record_signature(party, signed, {**vals, **self._signer(party)})
        agreement.write(self._registry_vals(agreement))

    def _check(self, agreement, parties):
        """Refuse what cannot be.

        :raise UserError: naming it
        """
        if agreement.state not in ("to_sign", "active"):
            raise UserError(
                self.env._("A signed file belongs to an agreement to sign or an active one.")
            )
        if not set(parties) <= set(agreement._missing_parties()):
            raise UserError(
                self.env._("This party has signed “%s” already.", agreement.display_name)
            )
        if self.date > fields.Date.context_today(self):
            raise UserError(self.env._("It cannot have been signed on a day to come."))

    def _signer(self, party):
        is_second = self.party == "both" and party == "office"
        return {
            "person_name": (is_second and self.office_name) or self.person_name,
            "person_role": (is_second and self.office_role) or self.person_role,
        }

    def _signature_vals(self, content, received):
        """Return what both signatures of one file have in common."""
        opened = open_envelopes(content)
        check = ENVELOPES[opened.is_intact] if is_envelope(content) else "unchecked"
        return {
            "way": "file",
            "signed_at": self.agreement_id._noon(self.date),
            "received_id": received.id,
            "file_check": self._compared(content),
            "envelope_signers": ", ".join(opened.signers),
            "envelope_check": check,
            "protocol_number": self.protocol_number,
            "act_number": self.act_number,
            "pec_sent_date": self.pec_sent_date,
            "pec_received_date": self.pec_received_date,
        }

    def _registry_vals(self, agreement):
        """Return the registry numbers that the agreement lacks."""
        return {
            name: self[name]
            for name in ("protocol_number", "act_number")
            if self[name] and not agreement[name]
        }
