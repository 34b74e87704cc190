# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.tools.mail import plaintext2html

from ..models.vacancies.employer_vacancy import CLOSED_KINDS, R13_FIELDS
from ..tools.column_mapping import Column
from ..tools.lawful_wording import unlawful_wordings
from ..tools.occupation_title import best_occupation
from ..tools.organisation_row import NOTES, NUMBER
from .employer_import_fact import EMPLOYER_NUMBER, iso

COLUMNS = (
    NUMBER,
    EMPLOYER_NUMBER,
    Column("job", ("mansione", "posizione", "profilo", "qualifica", "ruolo", "job", "position")),
    Column("positions", ("posti", "n posti", "numero posti", "places", "positions")),
    Column("opened", ("aperta il", "data apertura", "apertura", "opened on", "opened")),
    Column("closed", ("chiusa il", "data chiusura", "chiusura", "closed on", "closed")),
    Column("vacancy_outcome", ("esito", "stato", "outcome", "status")),
    NOTES,
)
#: "Esito" of a vacancy → spellings.
OUTCOMES = {
    "open": ("aperta", "aperto", "open"),
    "filled": ("coperta", "coperto", "filled"),
    "no_candidates": ("nessun candidato", "nessun candidato idoneo", "no candidates"),
    "withdrawn": ("ritirata", "ritirato", "annullata", "withdrawn"),
    "no_answer": ("nessuna risposta", "senza risposta", "no answer"),
    "other": ("altro", "other"),
}
#: Why a vacancy closed; of one that is covered the list does not say by whom.
CLOSE_REASONS = {"open": False, "filled": "filled_unknown"}


class EmployerImportVacancy(models.AbstractModel):
    """Sheets of vacancies: opened and closed on their own days.

    What R13 asks for and the list does not say is a remark. No agreement is guessed: the list does
    not say under which one a vacancy came.
    """

    _name = "employer.import.vacancy"
    _inherit = "employer.import.fact"
    _description = "Import of vacancies"
    _record_model = "employer.vacancy"
    _natural_fields = ("employer_id", "name", "opened_date")

    def _label(self):
        return self.env._("Vacancies")

    def _columns(self):
        return COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "job": self.env._("Job"),
            "positions": self.env._("Positions"),
            "opened": self.env._("Opened on"),
            "closed": self.env._("Closed on"),
            "vacancy_outcome": self.env._("Outcome of the vacancy"),
        }

    def _fits(self, keys):
        return {"employer_number", "job", "opened"} <= keys

    def _read_row(self, row):
        name = row.text("job", required=True)
        positions = row.number("positions")
        if positions is not None and positions < 1:
            row.reasons.append(self._unreadable_words("positions", "", str(positions)))
        opened, closed = row.day("opened", required=True), row.day("closed")
        outcome = row.word("vacancy_outcome", OUTCOMES, required=True)
        self._judge(row, name, opened, closed, outcome)
        row.name = " · ".join(filter(None, [name, row.link_name("employer_number")]))
        row.values.update(
            employer_id=row.link("employer_number"),
            name=name,
            positions=positions or 1,
            opened_date=iso(opened),
            closed_date=iso(closed),
            stage_id=row.known["open" if outcome == "open" else "closed"],
            stage_since=iso(opened if outcome == "open" else closed or opened),
            close_reason=CLOSE_REASONS.get(outcome, outcome),
        )
        notes = row.text("notes")
        if notes:
            row.values["description"] = str(plaintext2html(notes))

    def _judge(self, row, name, opened, closed, outcome):
        """Refuse what contradicts itself or the law, remark what is missing."""
        if opened and closed and closed < opened:
            row.reasons.append(self._before_words("closed", "opened"))
        if outcome == "open" and closed:
            row.reasons.append(
                self.env._("It is open and has a closing day: correct one of the two.")
            )
        for column, day in (("opened", opened), ("closed", closed)):
            if day and day > fields.Date.context_today(self):
                row.reasons.append(self._future_words(column))
        for finding in unlawful_wordings(name or ""):
            advice = self.env["employer.vacancy"]._lawful_advice()
            row.reasons.append(f"“{finding.words}”: {advice[finding.ground]}")
        known = {"positions", "place"}
        if best_occupation(name or "", row.known["words"]):
            known.add("occupation_id")
        missing = [one for one in R13_FIELDS if one not in known]
        if outcome and outcome != "open" and not closed:
            missing.append("closed_date")
        row.remarks.append(self._missing_words(map(self._field_label, [*missing, "kind"])))

    def _look_up(self, lines):
        """Look up what occupations are called, and the stages of open and of closed vacancies.

        A stage is found by its kind where it was renamed.
        """
        stages = self.env["employer.vacancy.stage"].search([("kind", "in", ("open", "closed"))])
        known = {
            kind: stages.filtered(lambda stage, kind=kind: stage.kind == kind)
            .sorted(lambda stage, kind=kind: stage.code != kind)[:1]
            .id
            for kind in ("open", "closed")
        }
        return {**known, "words": self.env["employer.occupation"]._spoken_words()}

    def _create_vals(self, record, values):
        return {**super()._create_vals(record, values), "agreement_id": False}

    def _create_records(self, lines, vals_list):
        """Propose the occupation that the title says: people are matched by it."""
        words = self.env["employer.occupation"]._spoken_words()
        for vals in vals_list:
            vals["occupation_id"] = best_occupation(vals["name"], words)
        return super()._create_records(lines, vals_list)

    def _past_milestones(self, fact):
        return [("open", fact.opened_date)] if fact.stage_id.kind in CLOSED_KINDS else []

    def _server_fields(self):
        """The contact person and the place follow the employer."""
        return {"contact_id", "place"}
