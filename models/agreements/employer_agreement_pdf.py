# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import datetime, time

import pytz
from babel.dates import format_datetime

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

from odoo.addons.employer_engagement.tools import agreement_text, signed_pdf

REPORT = "employer_engagement.employer_agreement_report"
SHEET_REPORT = "employer_engagement.employer_agreement_sheet_report"

#: Words of the document: its language is that of the agreement, whatever languages Odoo shows.
WORDS = {
    "it": {
        "number": "N.",
        "version": "versione",
        "text_of": "testo del",
        "period": "In vigore dal %(start)s al %(end)s",
        "parties": "Tra",
        "and": "e",
        "vat": "P. IVA",
        "fiscal_code": "C.F.",
        "commitments": "Impegni",
        "units": "Sedi coperte",
        "all_units": "tutte le sedi operative",
        "signatures": "Firme",
        "for": "Per",
        "name_role": "Nome, cognome e ruolo",
        "place_date": "Luogo e data",
        "signature": "Firma",
        "end": "Fine del documento",
        "page": "pagina %(page)s di %(pages)s",
        "sheet": "Foglio delle firme",
        "sheet_intro": "Le parti hanno firmato il documento allegato, identificato dall'impronta "
        "SHA-256 dei suoi byte. Il documento originale è incorporato in questo file.",
        "document_hash": "Impronta SHA-256 del documento firmato",
        "when": "Quando",
        "how": "Come",
        "hash": "Impronta SHA-256 firmata",
        "file_hash": "Impronta SHA-256 del file ricevuto",
        "file_check": "Confronto con il documento",
        "certificate": "Certificato intestato a",
        "protocol": "Protocollo",
        "act": "Atto",
        "pec": "PEC",
        "pec_sent": "inviata il",
        "pec_received": "ricevuta il",
        "employer": "Organizzazione",
        "office": "Ufficio",
        "way_link": "Firma elettronica semplice con link personale",
        "link": "Consegna del link",
        "link_mailed": "link inviato per e-mail a %(address)s",
        "link_shown": "link consegnato da %(officer)s, non inviato per e-mail",
        "way_portal": "Firma elettronica semplice nell'area riservata",
        "way_office": "Firma elettronica semplice nel sistema dell'ufficio",
        "way_file": "File firmato, ricevuto e registrato dall'ufficio",
        "check_same": "è il testo inviato, senza modifiche",
        "check_signed": "è il testo inviato, con una firma aggiunta",
        "check_other": "non sono gli stessi byte (scansione o altro testo)",
        "check_none": "nessun testo con cui confrontarlo",
        "kind": "La firma elettronica semplice (eIDAS, Reg. UE 910/2014, art. 25; CAD, D.Lgs. "
        "82/2005, art. 20 c. 1-bis) non è una firma avanzata né qualificata: il suo valore "
        "probatorio è liberamente valutabile in giudizio. L'identità di chi firma poggia sul "
        "possesso del link o dell'account personale.",
    },
    "en": {
        "number": "No.",
        "version": "version",
        "text_of": "text of",
        "period": "In force from %(start)s to %(end)s",
        "parties": "Between",
        "and": "and",
        "vat": "VAT",
        "fiscal_code": "Fiscal code",
        "commitments": "Commitments",
        "units": "Units covered",
        "all_units": "all operating units",
        "signatures": "Signatures",
        "for": "For",
        "name_role": "Name and role",
        "place_date": "Place and date",
        "signature": "Signature",
        "end": "End of the document",
        "page": "page %(page)s of %(pages)s",
        "sheet": "Signature sheet",
        "sheet_intro": "The parties have signed the document before this sheet, identified by the "
        "SHA-256 of its bytes. The original document travels inside this file.",
        "document_hash": "SHA-256 of the document signed",
        "when": "When",
        "how": "How",
        "hash": "SHA-256 signed",
        "file_hash": "SHA-256 of the file received",
        "file_check": "Compared with the document",
        "certificate": "Certificate of",
        "protocol": "Protocol",
        "act": "Act",
        "pec": "Certified mail (PEC)",
        "pec_sent": "sent on",
        "pec_received": "received on",
        "employer": "Organisation",
        "office": "Office",
        "way_link": "Simple electronic signature by personal link",
        "link": "How the link went out",
        "link_mailed": "link mailed to %(address)s",
        "link_shown": "link handed over by %(officer)s, not mailed",
        "way_portal": "Simple electronic signature in the portal",
        "way_office": "Simple electronic signature in the office's own system",
        "way_file": "Signed file, received and recorded by the office",
        "check_same": "the text sent, unchanged",
        "check_signed": "the text sent, with a signature appended",
        "check_other": "not the same bytes (a scan, or another text)",
        "check_none": "nothing to compare it with",
        "kind": "A simple electronic signature (eIDAS, Reg. (EU) 910/2014, art. 25; Italian CAD, "
        "D.Lgs. 82/2005, art. 20(1-bis)) is neither advanced nor qualified: a court weighs it "
        "freely. Who signed rests on holding the personal link or account.",
    },
}


class EmployerAgreement(models.Model):
    """The pages of an agreement: letterhead, text, numbers and signature blocks in the body."""

    _inherit = "employer.agreement"

    def _render_document(self):
        """Return the PDF to sign with its pages numbered.

        :return: bytes; empty in a test that does not force rendering (`force_report_rendering`)
        :raise UserError: without a PDF engine on this server
        """
        content = self._render_pdf(REPORT)
        if not content:
            return b""
        words = WORDS[self.document_language]
        footer = f"{self.name} · {words['version']} {self.version} · {words['page']}"
        return signed_pdf.number_pages(content, footer)

    def _render_final(self):
        """Return the text that was signed with its signature sheet, as one PDF."""
        sheet = self._render_pdf(SHEET_REPORT)
        if not sheet:
            return b""
        original = self._document("original")
        return signed_pdf.join(original._content(), sheet, f"{self._file_number()}.pdf")

    def _render_pdf(self, report):
        """Return one of our reports as PDF.

        :raise UserError: without a PDF engine on this server
        """
        self.ensure_one()
        # sudo: the text is the same whoever sends it to sign; letterhead and units are read too
        Report = self.env["ir.actions.report"].sudo()
        try:
            content, kind = Report._render_qweb_pdf(report, self.ids)
        except UserError as error:
            if Report.get_wkhtmltopdf_state() != "install":
                raise
            raise UserError(
                self.env._(
                    "This server has no PDF engine (wkhtmltopdf), so no document can be made and "
                    "nothing signed. Nothing was changed. Ask the administrator to install it."
                )
            ) from error
        return content if kind == "pdf" else b""

    # ---- what stands on the pages

    def _document_values(self):
        """Return what the document shows, in its language.

        What the text of the type tells itself (parties, days, promises, units) is not told twice.
        """
        language = self.document_language
        words = WORDS[language]
        text = self._source_text(language)
        asked = agreement_text.placeholders(text)
        lines = [one._document_line(language) for one in self.commitment_ids]
        days = (agreement_text.long_date(day, language) for day in (self.start_date, self.end_date))
        return {
            "words": words,
            "language": language,
            "address": self._address(self.company_id.partner_id),
            "employer_address": self._address(self.employer_id.partner_id),
            "has_parties": "employer" not in asked,
            "period": not {"start_date", "end_date"} <= set(asked)
            and words["period"] % dict(zip(("start", "end"), days, strict=True)),
            "made": self._moment(self.env.cr.now(), language),
            "body": False if is_html_empty(self.body) else self.body,
            "commitments": [] if "commitments" in asked else lines,
            "units": False if "units" in asked else self._unit_names(words),
        }

    def _unit_names(self, words):
        return ", ".join(self.unit_ids.mapped("name")) or words["all_units"]

    def _sheet_values(self):
        """Return what the signature sheet shows: who signed for whom, when, how, which bytes."""
        language = self.document_language
        words = WORDS[language]
        return {
            "words": words,
            "language": language,
            "address": self._address(self.company_id.partner_id),
            "document": self._document("original"),
            "made": self._moment(self.env.cr.now(), language),
            "rows": [one._sheet_row(words, language) for one in self._signatures()],
        }

    def _local_time(self, moment):
        """Return `moment` (UTC) in the time of the office."""
        return pytz.utc.localize(moment).astimezone(self._zone())

    def _zone(self):
        return pytz.timezone(self.company_id.partner_id.tz or self.user_id.tz or "UTC")

    def _noon(self, day):
        """Return the middle of `day` at the office, in UTC: a file says the day, not the hour."""
        noon = self._zone().localize(datetime.combine(day, time(12)))
        return noon.astimezone(pytz.utc).replace(tzinfo=None)

    def _moment(self, moment, language):
        """Return `moment` in the words of the document, with its time zone."""
        local = self._local_time(moment)
        locale = agreement_text.LOCALES[language]
        words = format_datetime(local, "d MMMM y, HH:mm:ss", locale=locale)
        return f"{words} ({local:%Z})"
