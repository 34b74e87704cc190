# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.employer_engagement.tools.agreement_text import long_date

OFFICER = "employer_engagement.employer_engagement_group_officer"
#: Who signs: one signature of each makes the agreement.
PARTIES = [("employer", "Organisation"), ("office", "Office")]


class EmployerSignature(models.Model):
    """That a party has signed: who, in which role, when, from where, how, and which bytes.

    Append-only: written by the server alone when a link is used, an entitled user signs or a signed
    file is recorded; never edited or deleted, marked void when the text is negotiated again. Who
    reads agreements reads them; address and browser are for officers. It names people who sign for
    an organisation or the office, never persons we follow.
    """

    _name = "employer.signature"
    _description = "Signature"
    _order = "signed_at, id"
    _rec_name = "person_name"

    agreement_id = fields.Many2one(
        "employer.agreement", required=True, readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="agreement_id.company_id", store=True, index=True)
    document_id = fields.Many2one(
        "employer.agreement.document",
        string="What was signed",
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    sha256 = fields.Char(string="SHA-256 of what was signed", required=True, readonly=True)
    party = fields.Selection(PARTIES, string="For", required=True, readonly=True)
    person_name = fields.Char(string="Who", required=True, readonly=True)
    person_role = fields.Char(string="Role", readonly=True)
    signed_at = fields.Datetime(string="When", required=True, readonly=True)
    way = fields.Selection(
        [
            ("link", "Personal link"),
            ("portal", "Portal"),
            ("office", "Office's own system"),
            ("file", "Signed file received"),
        ],
        string="How",
        required=True,
        readonly=True,
    )
    user_id = fields.Many2one(
        "res.users", string="Recorded by", readonly=True, default=lambda self: self.env.user
    )
    from_ip = fields.Char(string="From address", readonly=True, groups=OFFICER)
    from_agent = fields.Char(string="With browser", readonly=True, groups=OFFICER)
    drawing = fields.Binary(string="Drawn", readonly=True, attachment=True)
    link_id = fields.Many2one(
        "employer.access.link",
        string="Personal link",
        readonly=True,
        ondelete="restrict",
        groups=OFFICER,
    )
    link_way = fields.Char(
        string="How the link went out", compute="_compute_link_way", compute_sudo=True
    )
    received_id = fields.Many2one(
        "employer.agreement.document", string="File received", readonly=True, ondelete="restrict"
    )
    file_check = fields.Selection(
        [
            ("same", "The text sent, unchanged"),
            ("signed", "The text sent, with a signature appended"),
            ("other", "Not the same bytes: a scan, or another text"),
            ("none", "Nothing to compare with"),
        ],
        string="File and text",
        readonly=True,
    )
    envelope_signers = fields.Char(string="Named in the certificate", readonly=True)
    envelope_check = fields.Selection(
        [
            ("fits", "Fits the certificate it brings; validity of the certificate not checked"),
            ("wrong", "Does not fit the content"),
            ("unchecked", "Not checked"),
        ],
        string="Digital signature",
        readonly=True,
    )
    protocol_number = fields.Char(string="Protocol number", readonly=True)
    act_number = fields.Char(string="Act number", readonly=True)
    pec_sent_date = fields.Date(string="PEC sent", readonly=True)
    pec_received_date = fields.Date(string="PEC received", readonly=True)
    voided_at = fields.Datetime(string="Void since", readonly=True)

    _link_uniq = models.UniqueIndex("(link_id)", "This link was used already.")
    _party_uniq = models.UniqueIndex(
        "(agreement_id, party) WHERE voided_at IS NULL", "This party has signed already."
    )

    @api.depends("link_id.sent_at", "link_id.person_email", "link_id.user_id")
    def _compute_link_way(self):
        """Tell whether the link was mailed, and where to, or who handed it over.

        A used link changes no more, so this stays what it was on the day.
        """
        for signature in self:
            link = signature.link_id
            mailed = self.env._("link mailed to %s", link.person_email)
            shown = self.env._("link handed over by %s, not mailed", link.user_id.name)
            told = mailed if link.sent_at else shown
            signature.link_way = told if link else False

    def write(self, vals):
        if set(vals) - {"voided_at"} or any(self.mapped("voided_at")):
            raise UserError(
                self.env._("A signature is never edited: it tells who signed what, when and how.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("A signature is never deleted: amend the agreement instead."))

    def _sheet_row(self, words, language):
        """Return what the signature sheet tells of this signature, as (label, text) lines.

        From where it came (address, browser) stays in the record: it is nobody's to carry around.
        """
        self.ensure_one()
        name = " · ".join(filter(None, (self.person_name, self.person_role)))
        when = self.agreement_id._moment(self.signed_at, language)
        if self.way == "file":
            when = long_date(self.agreement_id._local_time(self.signed_at).date(), language)
        lines = [
            (words["when"], when),
            (words["how"], words[f"way_{self.way}"]),
            (words["link"], self._sheet_link(words)),
            (words["hash"], self.sha256),
            *self._sheet_file_lines(words, language),
        ]
        return {
            "party": words[self.party],
            "name": name,
            "lines": [line for line in lines if line[1]],
            "drawing": self.with_context(bin_size=False).drawing,
        }

    def _sheet_link(self, words):
        """Return how the link of this signature went out, in the words of the sheet."""
        link = self.sudo().link_id  # sudo: readers of agreements do not read links
        if not link:
            return ""
        told = {"address": link.person_email, "officer": link.user_id.name}
        return words["link_mailed" if link.sent_at else "link_shown"] % told

    def _sheet_file_lines(self, words, language):
        """Return the lines about a signed file that was received."""
        days = (("pec_sent", self.pec_sent_date), ("pec_received", self.pec_received_date))
        told = [f"{words[key]} {long_date(day, language)}" for key, day in days if day]
        return [
            (words["file_hash"], self.received_id.sha256),
            (words["file_check"], self.file_check and words[f"check_{self.file_check}"]),
            (words["certificate"], self.envelope_signers),
            (words["protocol"], self.protocol_number),
            (words["act"], self.act_number),
            (words["pec"], ", ".join(told)),
        ]

    def _void(self):
        """Mark these signatures void as of now; they stay."""
        living = self.filtered(lambda one: not one.voided_at)
        if living:
            living.voided_at = fields.Datetime.now()
