# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import json

from odoo import models
from odoo.tools import hmac

from .employer_import_candidate import IDENTITY, PROTECTED

#: Rows with rights of their own, and what an import may fill there.
PARTS = {
    "employer.candidate.identity": IDENTITY,
    "employer.candidate.protected": PROTECTED,
}
#: What an import makes together with a person.
MADE_WITH = (
    *((model, "candidate_id") for model in PARTS),
    ("employer.participation", "candidate_id"),
    ("employer.disclosure", "candidate_id"),
)


class EmployerImportCandidate(models.AbstractModel):
    """How rows become persons, and how that is taken back."""

    _inherit = "employer.import.candidate"

    # ---- plan

    def _plan_updates(self, found, rows):
        """As of every fact; what is missing of who a person is, is filled, the rest stays."""
        result = super()._plan_updates(found, rows)
        parts = self._parts(self.env["employer.candidate"].union(*found.values()))
        told_by = self._told(found)
        for line, person in found.items():
            told = told_by[line]
            gaps = [name for name, value in told.items() if value and not parts[person.id][name]]
            different = [
                name
                for name, value in told.items()
                # of protected data not even that they differ: a list of guesses would find them
                if name in IDENTITY
                and value
                and name not in gaps
                and parts[person.id][name] != value
            ]
            words = [self._different_words(name) for name in different]
            line.remarks = "\n".join(filter(None, [line.remarks, *words])) or False
            if gaps:
                line.action = "update"
                line.values = {**line.values, "gaps": gaps}
                line.changes = "\n".join(filter(None, [line.changes, self._filled_words(gaps)]))
        return result

    def _told(self, lines):
        """Return {row: {field: value}} of what rows tell of who somebody is."""
        partners = self._partner_organisations()
        persons = {line: self._person_row(line) for line in lines}
        return {
            line: {**self._identity(person), **self._protected(person, partners)}
            for line, person in persons.items()
        }

    def _parts(self, persons):
        """Return {person id: {field: value}} of identity and protected data as they are.

        sudo: compared and filled by the server, after the right to import persons was checked;
        no value of them is shown.
        """
        parts = {person.id: dict.fromkeys((*IDENTITY, *PROTECTED), False) for person in persons}
        for model, names in PARTS.items():
            found = self.env[model].sudo().search([("candidate_id", "in", persons.ids)])
            for part in found:
                values = {name: part[name] for name in names}
                values = {
                    name: value.id if isinstance(value, models.BaseModel) else value
                    for name, value in values.items()
                }
                parts[part.candidate_id.id].update(values)
        return parts

    # ---- apply

    def _create_records(self, lines, vals_list):
        persons = super()._create_records(lines, vals_list)
        told = self._told(lines).values()
        for model, names in PARTS.items():
            self.env[model].create(
                [
                    {"candidate_id": person.id, **{name: values[name] for name in names}}
                    for person, values in zip(persons, told, strict=True)
                    if any(values[name] for name in names)
                ]
            )
        return persons

    def _create_vals(self, record, values):
        return {"company_id": record.company_id.id}

    def _apply_batch(self, lines):
        self = self.with_company(lines.import_id.company_id)
        result = super()._apply_batch(lines)
        self._fill_gaps(lines.filtered(lambda line: line.values and line.values.get("gaps")))
        self._seal(lines)
        return result

    def _fill_gaps(self, lines):
        """Fill what was missing of who a person is."""
        for line, told in self._told(lines).items():
            person = self._records(line)
            self._write_parts(person, {name: told[name] for name in line.values["gaps"]})

    def _write_parts(self, person, values):
        # sudo: the right to import persons was checked by the batch
        for model, names in PARTS.items():
            vals = {name: value for name, value in values.items() if name in names}
            part = self.env[model].sudo().search([("candidate_id", "=", person.id)])
            if vals and part:
                part.write(vals)
            elif any(vals.values()):
                part.create({"candidate_id": person.id, **vals})

    def _seal(self, lines):
        """Remember how the persons stood, and blank the cells that tell who they are."""
        done = lines.filtered(lambda line: line.action != "refuse" and line.res_id)
        prints = self._fingerprints(self._records(done))
        for line in done:
            plain = line.sheet_id.column_ids.filtered(lambda column: column._may_be_shown())
            kept = set(plain.mapped("index"))
            line.write(
                {
                    "values": {**line.values, "fingerprint": prints.get(line.res_id)},
                    "raw": [cell if index in kept else None for index, cell in enumerate(line.raw)],
                }
            )

    def _fingerprints(self, persons):
        """Return {person id: text} that changes with anything kept of who somebody is or was in.

        Keyed with the database's secret: nobody learns a name by trying.
        """
        # sudo: only the fingerprint leaves this method
        participations = (
            self.env["employer.participation"]
            .sudo()
            .search([("candidate_id", "in", persons.ids)], order="id")
            .grouped("candidate_id")
        )
        return {
            person_id: hmac(
                self.env(su=True),
                "employer_import_candidate",
                json.dumps(
                    [
                        {name: str(value or "") for name, value in values.items()},
                        [
                            [
                                str(one[name])
                                for name in ("id", "programme_id", "entered_date", "left_date")
                            ]
                            for one in participations.get(
                                self.env["employer.candidate"].sudo().browse(person_id), ()
                            )
                        ],
                    ],
                    sort_keys=True,
                ),
            )
            for person_id, values in self._parts(persons).items()
        }

    # ---- undo

    def _undo_ignores(self):
        return list(MADE_WITH)

    def _undo_updates(self, lines):
        result = super()._undo_updates(lines)
        gaps = lines.filtered(lambda line: line.values.get("gaps") and self._records(line).exists())
        prints = self._fingerprints(self._records(gaps))
        for line in gaps:
            if prints[line.res_id] == line.values["fingerprint"]:
                self._write_parts(self._records(line), dict.fromkeys(line.values["gaps"], False))
            else:
                self._keep(line, [*filter(None, [line.reasons]), self._touched_words()])
        return result

    def _used_by(self, records, ignore=()):
        """Add who opened, exported or sent a person's data: that register is never deleted."""
        used = super()._used_by(records, ignore)
        # sudo: only whether something exists is read
        disclosures = self.env["employer.disclosure"].sudo()
        groups = disclosures._read_group(
            [
                ("candidate_id", "in", records.ids),
                ("kind", "not in", ("entered", "entered_protected")),
            ],
            ["candidate_id"],
        )
        label = self.env["ir.model"].sudo()._get("employer.disclosure").name
        for (person,) in groups:
            used[person.id] = sorted({*used.get(person.id, ()), label})
        return used

    def _undo_created(self, lines):
        persons = self._records(lines).exists()
        prints = self._fingerprints(persons)
        untouched = lines.filtered(
            lambda line: (
                prints.get(line.res_id, line.values.get("fingerprint"))
                == line.values.get("fingerprint")
            )
        )
        for line in lines - untouched:
            self._keep(line, [self._touched_words()])
        return super()._undo_created(untouched)

    def _unmake(self, records):
        records.participation_ids.unlink()
        return super()._unmake(records)
