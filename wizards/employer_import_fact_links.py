# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from dataclasses import dataclass

from odoo import models

from ..tools import office_values


@dataclass(frozen=True)
class Link:
    """What a number of another sheet stands for.

    `value`: the record's id, or `{"line": id}` of the row that will become it. `is_earlier`: found
    in an earlier import, not in this file. `problem`: "refused" when its row is; `line`: that row.
    """

    line: models.BaseModel
    value: object = None
    is_earlier: bool = False
    problem: str = ""


class EmployerImportFact(models.AbstractModel):
    """How the office's own numbers link the sheets of a file, and of earlier ones."""

    _inherit = "employer.import.fact"

    def _links(self, record, lines):
        """Return {column: {number: Link}} for the numbers in these rows."""
        cells = [line._cells() for line in lines]
        links = {}
        for column, (kind, _field) in self._link_columns().items():
            numbers = {
                office_values.read_key(cell) for one in cells for cell in one.get(column, ())
            }
            links[column] = self._links_of(record, kind, list(numbers - {""}))
        return links

    def _links_of(self, record, kind, numbers):
        """Return {number: Link} of a kind of sheet: of this file, else of the latest import."""
        links = {}
        for line in self._lines_of(record, kind, numbers):
            if line.action == "refuse":
                links.setdefault(line.key, Link(line, problem="refused"))
            elif line.key not in links or links[line.key].problem:
                links[line.key] = Link(line, line.res_id or {"line": line.id})
        missing = [number for number in numbers if number not in links]
        target = self.env[self.env["employer.import.sheet"]._targets()[kind]]
        for number, res_id in target._by_own_number(missing).items():
            links[number] = Link(self.env["employer.import.line"], res_id)
        missing = [number for number in missing if number not in links]
        earlier = self._earlier_lines(record, kind, missing)
        model = earlier[:1].res_model
        existing = set(
            self.env[model].browse(earlier.mapped("res_id")).exists().ids if model else ()
        )
        for line in earlier:
            if line.res_id in existing:
                links.setdefault(line.key, Link(line, line.res_id, is_earlier=True))
        return links

    def _earlier_lines(self, record, kind, numbers=None, limit=None):
        """Return the rows of a kind this office imported earlier, latest first.

        sudo: also of an import that names persons, which only its importer may read; what is used
        of a row is its number, its name (a person's is a code) and its record.

        :param numbers: only those with these numbers of the office
        """
        domain = [
            ("company_id", "=", record.company_id.id),
            ("import_id", "!=", record.id),
            ("sheet_id.target", "=", kind),
            ("status", "in", ("done", "kept")),
            ("action", "!=", "refuse"),
            ("res_id", "!=", False),
        ]
        if numbers is not None:
            domain.append(("key", "in", numbers))
        return (
            self.env["employer.import.line"]
            .sudo()
            .search_fetch(
                domain,
                ["key", "row", "name", "action", "res_model", "res_id", "import_id"],
                order="import_id desc, id desc",
                limit=limit,
            )
        )
