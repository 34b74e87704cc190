# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from dataclasses import dataclass

from odoo import fields, models

from ..tools import person_row
from ..tools.office_values import fold
from .employer_import_candidate import IDENTITY


@dataclass
class Known:
    """Who is known while rows are planned; nothing of it is shown but codes and row numbers.

    `persons`: code → person; `listed`: ids of those an import brought; `identities`: person id →
    its row; `doubles`: who → person id, and `rows`: who → first row of the file (see `_who`).
    """

    persons: dict
    listed: set
    identities: dict
    doubles: dict
    rows: dict


class EmployerImportCandidate(models.AbstractModel):
    """Which person a row of a list is: by the office's code alone; a doubt refuses the row."""

    _inherit = "employer.import.candidate"

    def _by_own_number(self, numbers):
        """A person keeps the list's code, whatever list or dialog brought it."""
        persons = self.env["employer.candidate"].search(
            [("code", "in", numbers), ("company_id", "=", self.env.company.id)]
        )
        return {person.code: person.id for person in persons}

    def _find(self, record, rows):
        """Return {line: person} of those that came with an earlier list; the others are new."""
        known = self._known(record, rows)
        found = {}
        for line, row in rows.items():
            person = known.persons.get(row.key)
            identity = self._identity(self._person_row(line))
            row.reasons += self._conflict_reasons(person, identity, known)
            row.reasons += self._double_reasons(line, person, identity, known)
            if person and not row.reasons:
                found[line] = person
        return found

    def _person_row(self, line):
        """Return the row read again, while its cells are there."""
        return person_row.read_person(line._cells(), fields.Date.context_today(self))

    def _known(self, record, rows):
        persons = self._office_persons(record, [row.key for row in rows.values()])
        identities = self._office_identities(record)
        return Known(
            persons={person.code: person for person in persons},
            listed=self._listed_ids(persons),
            identities=identities,
            doubles={
                who: candidate_id
                for candidate_id, row in identities.items()
                for who in self._who(row)
            },
            rows=self._file_rows(record),
        )

    def _office_persons(self, record, codes):
        """Return the persons of the office with these codes, archived and other teams' too.

        sudo: a code is taken whoever may see it.
        """
        persons = self.env["employer.candidate"].sudo().with_context(active_test=False)
        return persons.search_fetch(
            [("company_id", "=", record.company_id.id), ("code", "in", codes)], ["code"]
        )

    def _office_identities(self, record):
        """Return {person id: identity} of the office.

        sudo: somebody of another team must be found; nothing but the code is told.
        """
        identities = self.env["employer.candidate.identity"].sudo()
        found = identities.search_fetch(
            [("company_id", "=", record.company_id.id)], ["candidate_id", *IDENTITY]
        )
        return {row.candidate_id.id: row for row in found}

    def _listed_ids(self, persons):
        """Return the ids of persons that an import brought and none took back.

        sudo: also by a list of a colleague's, whose rows one may not read.
        """
        groups = (
            self.env["employer.import.line"]
            .sudo()
            ._read_group(
                [
                    ("res_model", "=", persons._name),
                    ("res_id", "in", persons.ids),
                    ("status", "in", ("done", "kept")),
                ],
                ["res_id"],
            )
        )
        return {res_id for (res_id,) in groups}

    def _file_rows(self, record):
        """Return {who: first row} of the persons of this file."""
        sheets = record.sheet_ids.filtered(lambda sheet: sheet.target == "candidate")
        rows = {}
        for line in sheets.line_ids.sorted("row"):
            for who in self._who(self._identity(self._person_row(line))):
                rows.setdefault(who, line)
        return rows

    def _who(self, identity):
        """Return what tells a person: name (in any order) with birth date, fiscal code."""
        names = sorted(fold(identity[name] or "") for name in ("first_name", "last_name"))
        by_name = [(*names, identity["birth_date"])] if identity["birth_date"] else []
        return [*by_name, *filter(None, [identity["fiscal_code"]])]

    def _conflict_reasons(self, person, identity, known):
        """Return that the code of a row is somebody else's here."""
        if not person:
            return []
        if person.id not in known.listed:
            return [self._by_hand_words(person.code)]
        row = known.identities.get(person.id)
        told = ("last_name", "first_name", "birth_date")
        different = [
            name
            for name in told
            if row and row[name] and identity[name] and not same(row[name], identity[name])
        ]
        return [self._another_words(person.code)] if len(different) > 1 else []

    def _double_reasons(self, line, person, identity, known):
        """Return that the person of a row stands in the file twice, or here under another code."""
        whos = self._who(identity)
        firsts = [known.rows[who] for who in whos if known.rows.get(who, line) != line]
        doubles = {known.doubles[who] for who in whos if who in known.doubles}
        if person:
            doubles.discard(person.id)
        return [
            *(self._repeat_person_words(first) for first in firsts[:1]),
            *(self._double_words(candidate_id) for candidate_id in list(doubles)[:1]),
        ]


def same(first, second):
    """Return whether two values of an identity are one, however they are written."""
    if isinstance(first, str) and isinstance(second, str):
        return fold(first) == fold(second)
    return first == second
