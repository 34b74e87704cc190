# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from ..models.people.employer_candidate import CODE_PATTERN
from ..tools import person_row
from ..tools.countries import country_code
from ..tools.names import same_name
from ..tools.office_values import fold

IDENTITY = ("last_name", "first_name", "birth_date", "fiscal_code", "phone")
#: The United Kingdom's external id is not its code.
OTHER_IDS = {"GB": "UK"}
PROTECTED = ("gender", "citizenship_id", "source", "source_name")
#: What an office writes in the place of an organisation that sent the person.
SOURCES = {
    "self": ("autonomo", "autonoma", "spontaneo", "da solo", "da sola", "on one's own", "self"),
    "social_services": ("servizio sociale", "servizi sociali", "assistente sociale",
                        "servizio sociale professionale", "social services"),
    "employment_service": ("cpi", "centro per l'impiego", "centro impiego", "afol",
                           "employment centre", "job centre"),
}  # fmt: skip


class EmployerImportCandidate(models.AbstractModel):
    """Sheets of persons: each row is a person under the office's own code.

    What tells who it is never stands in `values`, `changes`, `before` or `after`: it is read from
    the row when it is needed, goes to the rows with rights of their own, and is blanked in the row
    once that is done. Of a person already here an import only fills what is missing of it: so an
    old value is never shown, nor kept for an undo. `values` holds a fingerprint (keyed with the
    database's secret) by which an undo sees that nobody changed it since.
    """

    _name = "employer.import.candidate"
    _inherit = "employer.import.fact"
    _description = "Import of persons"
    _record_model = "employer.candidate"
    _colleague_columns = ("tutor",)

    def _label(self):
        return self.env._("Persons")

    def _columns(self):
        return person_row.COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "last_name": self.env._("Last name"),
            "first_name": self.env._("First name"),
            "birth_date": self.env._("Birth date"),
            "gender": self.env._("Gender"),
            "citizenship": self.env._("Citizenship"),
            "fiscal_code": self.env._("Fiscal code"),
            "phone": self.env._("Phone"),
            "referrer": self.env._("Sent by"),
            "entered_date": self.env._("Taken in charge on"),
            "tutor": self.env._("Tutor"),
        }

    def _fits(self, keys):
        return "last_name" in keys and bool({"birth_date", "entered_date", "gender"} & keys)

    def _link_columns(self):
        return {}

    # ---- what tells who a person is

    def _holds_persons(self):
        return True

    def _telling_keys(self):
        return person_row.TELLING

    def _plain_keys(self):
        return person_row.PLAIN

    def _check_right(self, operation, facts):
        """Persons are written by the server for who may bring in names, whatever team they are of.

        :raise AccessError: for anybody else
        """
        self.env["employer.import"]._check_may_import_persons()

    # ---- reading

    def _read_row(self, row):
        today = fields.Date.context_today(self)
        person = person_row.read_person(row.cells, today)
        row.key = row.name = person.facts.get("code", "")
        if row.key and not CODE_PATTERN.fullmatch(row.key):
            row.reasons.append(self._no_code_words(row.key))
        row.reasons += [self._problem_words(*finding) for finding in person.problems]
        row.remarks += [self._remark_words(*finding) for finding in person.remarks]
        source = self._read_source(person, row.known["partners"])
        if source.get("source") == "other":
            row.remarks.append(self._no_partner_words(source["source_name"]))
        citizenship = person.protected.get("citizenship")
        if citizenship and not self._country_id(citizenship):
            row.remarks.append(self._remark_words("unknown", "citizenship"))
        if "entered_date" not in person.facts:
            row.remarks.append(self.env._("No day taken in charge: the person is not in service."))
        row.values = self._facts(row, person, source)

    def _facts(self, row, person, source):
        """Return what of a row stands on the person: nothing that tells who it is."""
        tutor_id = row.colleague("tutor")
        team = self._team_of(tutor_id) or row.line.import_id.team_id
        entered = person.facts.get("entered_date")
        return {
            "code": row.key,
            "tutor_id": tutor_id,
            "team_id": team.id,
            "referrer_id": source.get("referrer_id", False),
            "entered_date": entered.isoformat() if entered else False,
        }

    def _team_of(self, user_id):
        teams = self.env["res.users"].browse(user_id or ()).employer_team_ids
        return teams.filtered(lambda team: team.company_id == self.env.company)[:1]

    def _look_up(self, lines):
        return {"partners": self._partner_organisations()}

    def _read_source(self, person, partners):
        """Return who sent the person: a kind of source, or one of our partner organisations."""
        text = person.facts.get("referrer")
        if not text:
            return {}
        for key, spellings in SOURCES.items():
            if fold(text) in map(fold, spellings):
                return {"source": key}
        for partner in partners:
            if same_name(text, partner.name) or same_name(text, partner.trade_name or ""):
                return {"source": "partner", "referrer_id": partner.id}
        return {"source": "other", "source_name": text}

    def _partner_organisations(self):
        return self.env["employer.organisation"].search_fetch(
            [("is_partner_organisation", "=", True), ("company_id", "=", self.env.company.id)],
            ["name", "trade_name"],
        )

    def _identity(self, person):
        return {name: person.identity.get(name, False) for name in IDENTITY}

    def _protected(self, person, partners):
        source = self._read_source(person, partners)
        return {
            "gender": person.protected.get("gender", False),
            "citizenship_id": self._country_id(person.protected.get("citizenship")),
            "source": source.get("source", False),
            "source_name": source.get("source_name", False),
        }

    def _country_id(self, text):
        code = country_code(text)
        # most countries' external ids are their codes, and those are cached
        xmlid = f"base.{OTHER_IDS.get(code, code).lower()}" if code else ""
        return bool(code) and self.env["ir.model.data"]._xmlid_to_res_id(xmlid)
