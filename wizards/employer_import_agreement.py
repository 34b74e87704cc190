# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from ..tools.column_mapping import Column
from ..tools.organisation_row import NUMBER
from .employer_import_fact import EMPLOYER_NUMBER, iso

COLUMNS = (
    NUMBER,
    EMPLOYER_NUMBER,
    Column("agreement_type", ("tipo", "tipo convenzione", "oggetto", "type", "kind")),
    Column(
        "agreement_start",
        ("validita dal", "dal", "decorrenza", "inizio validita", "valid from", "from", "start"),
    ),
    Column(
        "agreement_end",
        ("validita al", "al", "scadenza", "fine validita", "valid to", "to", "until", "end"),
    ),
    Column("protocol", ("protocollo", "n protocollo", "pg", "protocol", "protocol number")),
)
#: "Tipo" of an agreement: code of its type → spellings; the types' own names count too.
TYPES = {
    "internship": ("tirocini", "tirocinio", "convenzione di tirocinio", "internships"),
    "commissioned_training": (
        "formazione su commessa", "formazione", "corsi", "corso", "commissioned training",
    ),
    "framework": ("quadro", "accordo quadro", "convenzione quadro", "protocollo d'intesa"),
    "law_68_art_11": ("art. 11 L. 68/1999", "art. 11", "L. 68/1999", "collocamento mirato"),
    "decree_276_art_14": ("art. 14 D.Lgs. 276/2003", "art. 14"),
    "institution": ("protocollo con ente", "ente", "istituzione"),
    "delegated": ("gestione delegata", "delega", "delegated"),
}  # fmt: skip
#: How an agreement ended by hand: the list does not know of it and does not undo it.
ENDED_BY_HAND = ("terminated", "refused")


class EmployerImportAgreement(models.AbstractModel):
    """Sheets of agreements: in force from their own first to their own last day."""

    _name = "employer.import.agreement"
    _inherit = "employer.import.fact"
    _description = "Import of agreements"
    _record_model = "employer.agreement"
    _natural_fields = ("employer_id", "agreement_type_id", "start_date")
    _number_field = "name"
    _gap_fields = ("name",)

    def _label(self):
        return self.env._("Agreements")

    def _columns(self):
        return COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "agreement_type": self.env._("Type of agreement"),
            "agreement_start": self.env._("Agreement from"),
            "agreement_end": self.env._("Agreement until"),
            "protocol": self.env._("Protocol number"),
        }

    def _fits(self, keys):
        return {"employer_number", "agreement_start", "agreement_end"} <= keys and bool(
            {"number", "protocol"} & keys
        )

    def _read_row(self, row):
        start = row.day("agreement_start", required=True)
        end = row.day("agreement_end")
        if start and end and end < start:
            row.reasons.append(self._before_words("agreement_end", "agreement_start"))
        code = row.word("agreement_type", row.known["words"], required=True)
        row.name = row.text("number")
        row.values.update(
            employer_id=row.link("employer_number"),
            agreement_type_id=row.known["types"].get(code, False),
            start_date=iso(start),
            end_date=iso(end),
            protocol_number=row.text("protocol") or False,
            state=self._state_on(end),
        )
        if row.name:
            row.values["name"] = row.name
        missing = ["signature_date"] if end else ["end_date", "signature_date"]
        row.remarks.append(self._missing_words(map(self._field_label, missing)))
        if not end:
            row.remarks.append(
                self.env._("Without its last day it is in force on no day: fill it in.")
            )

    def _look_up(self, lines):
        """Look up the types of agreement; each goes by our spellings and by its own name."""
        types = (
            self.env["employer.agreement.type"]
            .with_context(active_test=False)
            .search_fetch([("code", "!=", False)], ["code", "name"])
        )
        return {
            "types": {kind.code: kind.id for kind in types},
            "words": {kind.code: (*TYPES.get(kind.code, ()), kind.name) for kind in types},
        }

    def _state_on(self, end):
        """Return the state of an agreement that ends on a day, by today's date."""
        today = fields.Date.context_today(self)
        return "expired" if end and end < today else "active"

    def _changes(self, fact, values, told, on_difference):
        changes, kept = super()._changes(fact, values, told, on_difference)
        if fact.state in ENDED_BY_HAND:
            changes.pop("state", None)
        return changes, kept

    def _past_milestones(self, fact):
        return [("active", fact.start_date)] if fact.state == "expired" else []

    def _server_fields(self):
        """It expires by itself; what ends it by hand says why and when."""
        return {"state"}
