# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from ..tools.column_mapping import Column
from ..tools.organisation_row import NOTES, OFFICER
from .employer_import_fact import EMPLOYER_NUMBER, iso

COLUMNS = (
    Column("contact_date", ("data", "data contatto", "giorno", "date", "contact date")),
    EMPLOYER_NUMBER,
    OFFICER,
    Column("channel", ("tipo", "canale", "mezzo", "type", "channel")),
    Column("contact_outcome", ("esito", "risultato", "outcome", "result")),
    NOTES,
)
#: "Tipo" of a contact: channel → spellings; mass mail is a channel of its own here.
CHANNELS = {
    "phone": ("telefono", "tel", "telefonata", "chiamata", "cellulare", "phone", "call"),
    "mail": ("mail", "email", "e-mail", "posta elettronica"),
    "visit": ("visita", "visita in azienda", "sopralluogo", "visit"),
    "whatsapp": ("WhatsApp", "wa", "whats app"),
    "mass_mail": ("Mail massiva", "mailing", "newsletter", "invio massivo", "mass mail"),
    "video": ("videochiamata", "video", "call online", "teams", "zoom", "meet", "video call"),
    "pec": ("PEC",),
    "sms": ("SMS",),
    "event": ("evento", "incontro di gruppo", "workshop", "fiera", "event"),
    "counter": ("sportello", "in ufficio", "allo sportello", "counter", "at our desk"),
}
#: "Esito" of a contact: outcome → spellings; "met" is an answer whatever came of it.
OUTCOMES = {
    "reached": ("risponde", "risposto", "raggiunta", "reached", "answered"),
    "call_back": ("richiamare", "da richiamare", "call back"),
    "no_answer": ("non risponde", "nessuna risposta", "no answer"),
    "interested": ("interessata", "interessato", "interested"),
    "not_interested": ("non interessata", "non interessato", "not interested"),
    "met": ("incontrata", "incontrato", "met"),
    "wrong_contact": ("numero errato", "numero sbagliato", "contatto errato", "wrong number"),
    "sent": ("inviata", "inviato", "spedita", "in attesa di risposta", "sent"),
}


class EmployerImportInteraction(models.AbstractModel):
    """Sheets of contacts made: the past of a relation, without next steps for today."""

    _name = "employer.import.interaction"
    _inherit = "employer.import.fact"
    _description = "Import of contacts made"
    _record_model = "employer.interaction"
    _natural_fields = ("employer_id", "date", "channel", "is_mass_mail", "user_id", "outcome")
    _loose_fields = (
        ("employer_id", "date", "channel", "is_mass_mail", "outcome"),
        ("employer_id", "date", "channel", "is_mass_mail", "user_id"),
    )

    def _label(self):
        return self.env._("Contacts made")

    def _columns(self):
        return COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "contact_date": self.env._("Date of the contact"),
            "channel": self.env._("Channel"),
            "contact_outcome": self.env._("Outcome of the contact"),
        }

    def _fits(self, keys):
        return {"contact_date", "employer_number"} <= keys and bool(
            {"channel", "contact_outcome"} & keys
        )

    def _read_row(self, row):
        day = row.day("contact_date", required=True)
        if day and day > fields.Date.context_today(self):
            row.reasons.append(self._future_words("contact_date"))
        channel = row.word("channel", CHANNELS, required=True)
        outcome = row.word("contact_outcome", OUTCOMES, required=True)
        is_mass_mail = channel == "mass_mail"
        row.values.update(
            employer_id=row.link("employer_number"),
            date=iso(day),
            channel="mail" if is_mass_mail else channel,
            is_mass_mail=is_mass_mail,
            outcome="reached" if outcome == "met" else outcome,
            summary=row.text("notes") or False,
        )
        user_id = row.colleague("officer")
        if user_id:
            row.values["user_id"] = user_id
        row.name = " · ".join(filter(None, [iso(day), row.link_name("employer_number")]))
