# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from ..tools.calendar_months import months_between, period_end
from ..tools.column_mapping import Column
from ..tools.lawful_wording import unlawful_wordings
from ..tools.occupation_title import best_occupation
from ..tools.organisation_row import NUMBER
from .employer_import_fact import EMPLOYER_NUMBER, iso

#: Headings of the code of a row's person.
PERSON_NUMBER = Column(
    "person_number",
    ("persona", "codice persona", "cod persona", "tirocinante", "person", "person code"),
)
COLUMNS = (
    NUMBER,
    PERSON_NUMBER,
    EMPLOYER_NUMBER,
    Column("job", ("mansione", "mansioni", "posizione", "profilo", "ruolo", "job", "position")),
    Column("payer", ("indennita a carico", "a carico", "a carico di", "indennita", "paid by")),
    Column("internship_start", ("inizio", "data inizio", "inizio tirocinio", "dal", "start")),
    Column("planned_end", ("fine prevista", "data fine prevista", "al", "planned end")),
    Column("internship_end", ("fine effettiva", "data fine effettiva", "actual end", "last day")),
    Column("internship_state", ("stato", "stato tirocinio", "state", "status"), is_exact=True),
    Column(
        "internship_outcome",
        ("dopo il tirocinio", "esito tirocinio", "esito occupazionale", "after the internship"),
    ),
)
PAYERS = {
    "municipality": ("Comune", "municipality", "city"),
    "company": ("Azienda", "ente ospitante", "company", "host"),
}
#: "Stato" of an internship: how it stands or ended → spellings.
STATES = {
    "term": ("concluso", "terminato", "finito", "ended"),
    "early_person": ("interrotto dalla persona", "ritirato", "ended by the person"),
    "early_company": ("interrotto dall'azienda", "ended by the company"),
    "early_centre": ("interrotto dal centro", "interrotto dall'ente", "ended by the centre"),
    "early_hired": ("assunto prima", "assunta prima", "hired before the end"),
    "cancelled": ("annullato", "mai iniziato", "cancelled"),
    "running": ("in corso", "attivo", "running"),
}
OUTCOMES = {
    "hired": ("assunto", "assunta", "hired"),
    "not_hired": ("non assunto", "non assunta", "not hired"),
    "unknown": ("non noto", "non si sa", "not known"),
}


class EmployerImportInternship(models.AbstractModel):
    """Sheets of internships: the past with its own days; what the rules would say is remarked."""

    _name = "employer.import.internship"
    _inherit = "employer.import.fact"
    _description = "Import of internships"
    _record_model = "employer.internship"
    _colleague_columns = ()
    _natural_fields = ("candidate_id", "employer_id", "start_date")

    def _label(self):
        return self.env._("Internships")

    def _columns(self):
        return COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "person_number": self.env._("Code of the person"),
            "job": self.env._("Job"),
            "payer": self.env._("Stipend paid by"),
            "internship_start": self.env._("First day of the internship"),
            "planned_end": self.env._("Planned end"),
            "internship_end": self.env._("Last day of the internship"),
            "internship_state": self.env._("How the internship stands"),
            "internship_outcome": self.env._("After the internship"),
        }

    def _fits(self, keys):
        return {"person_number", "employer_number", "internship_start"} <= keys and bool(
            {"planned_end", "internship_end", "payer"} & keys
        )

    def _link_columns(self):
        return {
            "person_number": ("candidate", "candidate_id"),
            "employer_number": ("organisation", "employer_id"),
        }

    def _is_about_persons(self):
        return True

    # ---- reading

    def _read_row(self, row):
        start = row.day("internship_start", required=True)
        planned = row.day("planned_end", required=True)
        last = row.day("internship_end")
        how = row.word("internship_state", STATES, required=True)
        payer = row.word("payer", PAYERS, required=True)
        row.values.update(
            candidate_id=row.link("person_number"),
            employer_id=row.link("employer_number"),
            scheme_id=self._scheme(row.known["schemes"], payer, start).id,
            start_date=iso(start),
            outcome=row.word("internship_outcome", OUTCOMES) or "unknown",
            **self._plan_values(start, planned),
            **self._state_values(how, last),
            **self._job_values(row),
        )
        if payer and not row.values["scheme_id"]:
            row.reasons.append(self._no_scheme_words(payer))
        row.reasons += self._order_reasons(how, start, planned, last)
        if how not in ("running", "cancelled", None) and not row.says("internship_end"):
            row.reasons.append(self._no_end_words())
        row.name = " · ".join(
            filter(None, [row.code("person_number"), row.link_name("employer_number")])
        )

    def _look_up(self, lines):
        """Look up the schemes of the office, and what occupations are called."""
        schemes = self.env["employer.internship.scheme"]
        return {
            "schemes": schemes.search([("company_id", "in", (False, self.env.company.id))]),
            "words": self.env["employer.occupation"]._spoken_words(),
        }

    def _job_values(self, row):
        """Return the work and the occupation its title proposes: whom to call rests on it.

        Nothing where the sheet says no job. Words that discriminate are left out and remarked:
        the past is past, but the project of a running internship prints them.
        """
        job = row.text("job")
        if not job:
            return {}
        occupation = best_occupation(job, row.known["words"])
        if not occupation:
            row.remarks.append(self._missing_words([self._field_label("occupation_id")]))
        advice = self.env["employer.vacancy"]._lawful_advice()
        findings = unlawful_wordings(job)
        row.remarks += [f"“{one.words}”: {advice[one.ground]}" for one in findings]
        return {"occupation_id": occupation or False, "tasks": False if findings else job}

    def _scheme(self, schemes, payer, day):
        """Return the scheme that this payer pays under, in force on the first day."""
        return schemes.filtered(
            lambda scheme: (
                scheme.payer == payer
                and (not day or (scheme.valid_from or day) <= day <= (scheme.valid_to or day))
            )
        )[:1]

    def _plan_values(self, start, planned):
        """Return the planned length: whole months, else the agreed last day."""
        if not start or not planned or planned < start:
            return {}
        months = months_between(start, planned)
        if months and period_end(start, months) == planned:
            return {"months": months, "agreed_end_date": False}
        return {"agreed_end_date": iso(planned)}

    def _planned_end(self, values):
        """Return the planned last day that `_plan_values` gave."""
        start = fields.Date.to_date(values["start_date"])
        agreed = fields.Date.to_date(values["agreed_end_date"])
        return agreed or period_end(start, values["months"])

    def _state_values(self, how, last):
        if how in ("running", "cancelled"):
            return {"state": how, "end_kind": False, "actual_end_date": False}
        return {"state": "ended", "end_kind": how, "actual_end_date": iso(last)}

    def _order_reasons(self, how, start, planned, last):
        """Return why the days of a row cannot be: out of order, to come, or against its state."""
        today = fields.Date.context_today(self)
        reasons = []
        for column, day in (("planned_end", planned), ("internship_end", last)):
            if start and day and day < start:
                reasons.append(self._before_words(column, "internship_start"))
        if how == "running" and last:
            reasons.append(self._end_while_running_words())
        if last and last > today and how != "running":
            reasons.append(self._future_words("internship_end"))
        if how == "running" and start and start > today:
            reasons.append(self._future_words("internship_start"))
        return reasons

    # ---- which internship, and what comes with it

    def _agrees(self, record, values):
        return record.candidate_id.id == values.get("candidate_id")

    def _create_vals(self, record, values):
        employer = self.env["employer.organisation"].browse(values["employer_id"])
        return {
            **super()._create_vals(record, values),
            "is_imported": True,
            "no_candidacy_reason": self.env._("From the office's own list, before this system."),
            "user_id": employer.user_id.id or record.owner_id.id,
        }

    def _past_milestones(self, fact):
        return [("running", fact.start_date)] if fact.state == "ended" else []

    def _undo_ignores(self):
        return [("employer.followup", "internship_id")]

    def _used_by(self, records, ignore=()):
        """Add the follow-ups somebody answered."""
        return add_answered(super()._used_by(records, ignore), records, "internship_id")


def add_answered(used, records, field):
    """Add to what uses records (id → labels of models) the follow-ups somebody answered."""
    # sudo: only whether something exists is read, also where the user may not look
    followups = records.env["employer.followup"].sudo()
    groups = followups._read_group([(field, "in", records.ids), ("state", "=", "done")], [field])
    label = records.env["ir.model"].sudo()._get("employer.followup").name
    for (record,) in groups:
        used[record.id] = sorted({*used.get(record.id, ()), label})
    return used
