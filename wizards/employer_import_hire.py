# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Command

from ..tools.column_mapping import Column
from ..tools.organisation_row import NUMBER
from .employer_import_fact import EMPLOYER_NUMBER, iso
from .employer_import_internship import PERSON_NUMBER, add_answered
from .employer_import_internship_rules import reference
from .employer_import_target import snapshot

COLUMNS = (
    NUMBER,
    PERSON_NUMBER,
    EMPLOYER_NUMBER,
    Column("hire_date", ("data", "data assunzione", "assunto il", "inizio", "hired on", "date")),
    Column("contract", ("contratto", "tipo contratto", "tipologia contrattuale", "contract")),
    Column("contract_end", ("scadenza", "data scadenza", "fine contratto", "contract end")),
    Column(
        "internship_number",
        ("da tirocinio n", "tirocinio n", "n tirocinio", "da tirocinio", "from internship no"),
    ),
)
FAMILIES = {
    "open_ended": ("tempo indeterminato", "indeterminato", "open-ended"),
    "fixed_term": ("tempo determinato", "determinato", "a termine", "fixed-term"),
    "apprenticeship": ("apprendistato", "apprenticeship"),
    "agency": ("somministrazione", "interinale", "agency work"),
    "other": ("altro", "intermittente", "a chiamata", "other"),
}
#: What of a row stands on the contract; the rest is the hire's.
CONTRACT_FIELDS = ("start_date", "end_date", "family", "employer_id")


class EmployerImportHire(models.AbstractModel):
    """Sheets of hires: each row is a contract; those of one relation make one hire.

    Contracts of one person at one employer, each at most 30 days after the one before, are
    extensions, transformations and re-hires of one hire; a longer gap begins another.
    """

    _name = "employer.import.hire"
    _inherit = "employer.import.fact"
    _description = "Import of hires"
    _record_model = "employer.hire.contract"
    _colleague_columns = ()
    _natural_fields = ("candidate_id", "employer_id", "start_date")

    def _label(self):
        return self.env._("Hires")

    def _columns(self):
        return COLUMNS

    def _column_labels(self):
        return {
            **self._common_labels(),
            "person_number": self.env._("Code of the person"),
            "hire_date": self.env._("First day of the contract"),
            "contract": self.env._("Contract"),
            "contract_end": self.env._("Last day of the contract"),
            "internship_number": self.env._("Number of the internship"),
        }

    def _fits(self, keys):
        return {"person_number", "employer_number", "hire_date", "contract"} <= keys

    def _link_columns(self):
        return {
            "person_number": ("candidate", "candidate_id"),
            "employer_number": ("organisation", "employer_id"),
            "internship_number": ("internship", "internship_id"),
        }

    def _is_about_persons(self):
        return True

    # ---- reading

    def _read_row(self, row):
        start = row.day("hire_date", required=True)
        end = row.day("contract_end")
        family = row.word("contract", FAMILIES, required=True)
        row.values.update(
            candidate_id=row.link("person_number"),
            employer_id=row.link("employer_number"),
            start_date=iso(start),
            end_date=iso(end),
            family=family,
        )
        if start and end and end < start:
            row.reasons.append(self._before_words("contract_end", "hire_date"))
        if family == "fixed_term" and not end:
            row.remarks.append(self.env._("A fixed term without its last day."))
        if family == "open_ended" and end:
            row.remarks.append(
                self.env._("An open-ended contract with a last day: taken as it is.")
            )
        self._read_internship(row)
        row.name = " · ".join(
            filter(None, [row.code("person_number"), row.link_name("employer_number")])
        )

    def _read_internship(self, row):
        """Take the internship a row names, if it is this person's and began before."""
        number = row.code("internship_number")
        link = row.links["internship_number"].get(number)
        row.values["internship_id"] = False
        if not number:
            return
        if not link or link.problem:
            row.remarks.append(self._no_internship_words(number))
            return
        told = link.line.values or {}
        if told.get("candidate_id") != row.values["candidate_id"]:
            row.remarks.append(self._other_person_words(number))
        elif told.get("state") == "cancelled" or told["start_date"] > (
            row.values["start_date"] or ""
        ):
            row.remarks.append(self._not_begun_words(number))
        else:
            row.values["internship_id"] = link.value

    def _remark_rules(self, record, rows):
        """Remark a row that names an internship which another hire of the file named before."""
        named = {}
        sheets = record.sheet_ids.filtered(lambda sheet: sheet.target == "hire")
        planned = sheets.line_ids.filtered(
            lambda line: line.status != "new" and line.action != "refuse" and line.values
        )
        for line in planned.sorted("row"):
            named.setdefault(reference(line.values.get("internship_id")), (line, line.values))
        for line, row in rows.items():
            internship = reference(row.values["internship_id"])
            first, values = named.setdefault(internship, (line, row.values))
            if internship and first != line and not self._goes_on(values, row.values):
                row.remarks.append(self._named_twice_words(row.code("internship_number"), first))

    def _goes_on(self, before, after):
        """Return whether a contract goes on from one of the same relation."""
        last = fields.Date.to_date(before["end_date"])
        start = fields.Date.to_date(after["start_date"])
        return relation(before) == relation(after) and self._is_near(last, start)

    def _is_near(self, last, start):
        """Return whether a contract from `start` goes on from a relation that ended on `last`."""
        days = self.env["employer.hire"]._rehire_days(start)
        return not last or start <= last + timedelta(days=days)

    def _belongs(self, hire, start, end):
        return self._is_near(hire.end_date, start) and self._is_near(end, hire.start_date)

    # ---- which contract

    def _agrees(self, record, values):
        return record.candidate_id.id == values.get("candidate_id")

    def _changes(self, fact, values, told, on_difference):
        own = {name: values[name] for name in CONTRACT_FIELDS}
        return super()._changes(fact, own, told, on_difference)

    def _create_vals(self, record, values):
        return {"company_id": record.company_id.id}

    # ---- import

    def _apply(self, lines):
        """Bring in the contracts of one relation together, wherever in the sheet they stand."""
        wanted = {relation(line.values) for line in lines}
        mates = lines.sheet_id.line_ids.filtered(
            lambda line: line.status == "planned" and line.action == "create"
        )
        return super()._apply(
            lines | mates.with_env(lines.env).filtered(lambda line: relation(line.values) in wanted)
        )

    def _create_records(self, lines, vals_list):
        """Make one hire of the contracts that belong together, or add them to one that is here."""
        made = {}
        chains = self._chains(lines, vals_list, made)
        named = self._credited(chains)
        hires = self.env["employer.hire"].create(
            [self._hire_vals(chain, named) for chain in chains]
        )
        for chain, hire in zip(chains, hires, strict=True):
            by_start = {iso(contract.start_date): contract for contract in hire.contract_ids}
            for line, vals in chain:
                made[line] = by_start[vals["start_date"]]
        contracts = self.env[self._record_model].union(*made.values())
        self._remember_hires(made)
        return contracts.browse([made[line].id for line in lines])

    def _chains(self, lines, vals_list, made):
        """Return the new hires as chains of (row, values); what goes on from a hire here is added.

        :param made: filled with row → contract for what was added
        """
        here = self._hires_here(vals_list)
        relations = defaultdict(list)
        for line, vals in zip(lines, vals_list, strict=True):
            relations[relation(vals)].append((line, vals))
        chains = []
        for key, pairs in relations.items():
            last, chain = None, None
            for line, vals in sorted(pairs, key=lambda pair: pair[1]["start_date"]):
                start, end = (
                    fields.Date.to_date(vals[name]) for name in ("start_date", "end_date")
                )
                hire = next((hire for hire in here[key] if self._belongs(hire, start, end)), None)
                if hire:
                    made[line] = self.env[self._record_model].create(
                        {"hire_id": hire.id, **_contract(vals)}
                    )
                elif chain and self._is_near(last, start):
                    chain.append((line, vals))
                    last = end
                else:
                    chain, last = [(line, vals)], end
                    chains.append(chain)
        return chains

    def _hires_here(self, vals_list):
        """Return {relation: hires} that are here already."""
        hires = self.env["employer.hire"].search(
            [
                ("candidate_id", "in", [vals["candidate_id"] for vals in vals_list]),
                ("employer_id", "in", [vals["employer_id"] for vals in vals_list]),
                ("start_date", "!=", False),
            ]
        )
        here = defaultdict(list)
        for hire in hires:
            here[hire.candidate_id.id, hire.employer_id.id].append(hire)
        return here

    # ---- R12: which internship

    def _credited(self, chains):
        """Return {index of a chain: internship it names}, each internship once."""
        wanted = [
            next((vals["internship_id"] for _line, vals in chain if vals["internship_id"]), False)
            for chain in chains
        ]
        taken = set(
            self.env["employer.hire"]
            .search([("internship_id", "in", [one for one in wanted if one])])
            .internship_id.ids
        )
        named = {}
        for chain, internship_id in zip(chains, wanted, strict=True):
            if internship_id and internship_id not in taken:
                named[chain[0][0]] = internship_id
                taken.add(internship_id)
        return named

    def _hire_vals(self, chain, named):
        """Return the values of a hire: its contracts, where it comes from, who follows it."""
        line, first = chain[0]
        person = self.env["employer.candidate"].browse(first["candidate_id"])
        employer = self.env["employer.organisation"].browse(first["employer_id"])
        internship, reason = self._internship_of(line, first, person, employer, named)
        return {
            "candidate_id": person.id,
            "employer_id": employer.id,
            "company_id": first["company_id"],
            "user_id": employer.user_id.id or line.import_id.owner_id.id,
            "team_id": person.team_id.id,
            "is_imported": True,
            "known_from": "other",
            "origin": self._origin(internship, first, person, employer),
            "internship_id": internship.id,
            "internship_choice_reason": reason,
            "contract_ids": [Command.create(_contract(vals)) for _line, vals in chain],
        }

    def _internship_of(self, line, first, person, employer, named):
        """Return the internship credited, and why when it is not the one R12 proposes."""
        hires = self.env["employer.hire"]
        start = fields.Date.to_date(first["start_date"])
        proposed = hires._last_internship(person, start, employer)
        others = {other for row, other in named.items() if row != line}
        if proposed.hire_ids or proposed.id in others:
            proposed = proposed.browse()
        chosen = proposed.browse(named.get(line) or ())
        differs = bool(chosen and proposed) and chosen != proposed
        reason = differs and self.env._("As the office's own list says.")
        named[line] = (chosen or proposed).id
        return chosen or proposed, reason

    def _origin(self, internship, first, person, employer):
        if internship:
            here = internship.employer_id == employer
            return "internship_here" if here else "internship_elsewhere"
        start = fields.Date.to_date(first["start_date"])
        return self.env["employer.hire"]._propose_origin(person, start, employer) or "unknown"

    # ---- undo

    def _remember_hires(self, made):
        """Keep with each row how its hire stood."""
        names = self._own_fields("employer.hire")
        for line, contract in made.items():
            line.values = {**line.values, "hire": snapshot(contract.hire_id, names)}

    def _used_by(self, records, ignore=()):
        """Return what uses the hires of contracts: follow-ups answered and contracts added too."""
        hires = records.hire_id
        made_with = [("employer.hire.contract", "hire_id"), ("employer.followup", "hire_id")]
        used = add_answered(super()._used_by(hires, made_with), hires, "hire_id")
        # sudo: which contracts an import made, whoever ran it
        lines = self.env["employer.import.line"].sudo()
        groups = lines._read_group(
            [("res_model", "=", records._name), ("res_id", "in", hires.contract_ids.ids)],
            ["res_id"],
        )
        imported = {res_id for (res_id,) in groups}
        label = self.env["ir.model"].sudo()._get(records._name).name
        for contract in hires.contract_ids.filtered(lambda one: one.id not in imported):
            used[contract.hire_id.id] = sorted({*used.get(contract.hire_id.id, ()), label})
        return {one.id: used[one.hire_id.id] for one in records if one.hire_id.id in used}

    def _keep_reasons(self, line, fact, used):
        reasons = super()._keep_reasons(line, fact, used)
        if not fact:
            return reasons
        before = line.values.get("hire") or {}
        now = snapshot(fact.hire_id, before)
        changed = [name for name, value in before.items() if now[name] != value]
        hires = self.env["employer.hire"]
        labels = [hires._fields[name]._description_string(self.env) for name in changed]
        return reasons + ([self._hire_changed_words(labels)] if labels else [])

    def _unmake(self, records):
        """Delete contracts, and the hires of which nothing is left; outcomes go back as told."""
        hires = records.hire_id
        empty = hires.filtered(lambda hire: not hire.contract_ids - records)
        internships = empty.internship_id
        told = self._told_before(internships)
        result = super()._unmake(records - empty.contract_ids)
        empty.unlink()
        for internship in internships:
            outcome = (told.get(internship.id) or {}).get("outcome")
            if outcome and internship.outcome == "unknown":
                internship.outcome = outcome
        return result

    # ---- sentences

    def _no_internship_words(self, number):
        return self.env._(
            "Internship %s is not here, or its row was refused: the hire is taken without it.",
            number,
        )

    def _other_person_words(self, number):
        return self.env._(
            "Internship %s is another person's: the hire is taken without it.", number
        )

    def _not_begun_words(self, number):
        return self.env._(
            "Internship %s was cancelled or began after the hire: the hire is taken without it.",
            number,
        )

    def _named_twice_words(self, number, first):
        return self.env._(
            "Internship %(number)s is named by row %(row)s already, and credited to one hire only.",
            number=number,
            row=first.row,
        )

    def _hire_changed_words(self, labels):
        return self.env._("The hire was changed since the import: %s.", ", ".join(labels))


def relation(values):
    """Return the person and the employer of a row, as a key."""
    return reference(values["candidate_id"]), reference(values["employer_id"])


def _contract(vals):
    return {name: vals[name] for name in ("family", "start_date", "end_date")}
