# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter, defaultdict

from odoo import models
from odoo.fields import Domain

from .employer_import_target import plain_value


class EmployerImportFact(models.AbstractModel):
    """Which record a row is: by its number and agreeing facts, else by what it says."""

    _inherit = "employer.import.fact"

    def _find(self, record, rows):
        """Return {line: record} of these sound rows whose record exists, each record once.

        A row whose number is another fact's is refused.
        """
        sheet = next(iter(rows), self.env["employer.import.line"]).sheet_id
        taken = set(self._taken_ids(record))
        found = self._find_by_number(record, sheet, rows, taken)
        self._find_by_own_number(rows, found, taken)
        self._find_by_facts(record, sheet, rows, found, taken)
        return found

    def _taken_ids(self, record):
        """Return the ids of the records that rows of this import were found to be."""
        groups = self.env["employer.import.line"]._read_group(
            [
                ("import_id", "=", record.id),
                ("res_model", "=", self._record_model),
                ("status", "in", ("planned", "done")),
            ],
            ["res_id"],
        )
        return [res_id for (res_id,) in groups]

    def _facts_with_archived(self):
        return self.env[self._record_model].with_context(active_test=False)

    # ---- by number

    def _find_by_number(self, record, sheet, rows, taken):
        """Find records by the number an earlier import gave them, if the facts agree."""
        by_number = defaultdict(list)
        for line in self._earlier_lines(record, sheet.target, self._keys(rows)):
            by_number[line.key].append(line.res_id)
        model = self._facts_with_archived()
        ids = {res_id for res_ids in by_number.values() for res_id in res_ids}
        existing = set(model.browse(ids).exists().ids)
        found = {}
        for line, row in rows.items():
            for res_id in by_number.get(row.key, ()):
                fact = model.browse(res_id)
                if res_id in existing - taken and self._agrees(fact, row.values):
                    found[line] = fact
                    taken.add(res_id)
                    break
        return found

    def _keys(self, rows):
        return [row.key for row in rows.values() if row.key]

    def _find_by_own_number(self, rows, found, taken):
        """Find records that bear the number themselves; refuse rows that contradict them."""
        name = self._number_field
        wanted = {
            row.values[name]: line
            for line, row in rows.items()
            if name and line not in found and row.values.get(name)
        }
        if not wanted:
            return
        office = Domain("company_id", "=", self.env.company.id)
        domain = office & Domain(name, "in", list(wanted))
        for fact in self._facts_with_archived().search(domain):
            line = wanted[fact[name]]
            row = rows[line]
            if fact.id not in taken and self._agrees(fact, row.values):
                found[line] = fact
                taken.add(fact.id)
            else:
                row.reasons.append(self._number_taken_words(fact))

    # ---- by what it says

    def _find_by_facts(self, record, sheet, rows, found, taken):
        """Find records that say the same, as many times as they are there; then those of rows
        that were corrected in the list since an earlier import."""
        keyed = {
            line: self._natural_key(row.values)
            for line, row in rows.items()
            if line not in found and not row.reasons
        }
        keyed = {line: key for line, key in keyed.items() if key}
        if not keyed:
            return
        waiting = self._waiting_rows(record, sheet, rows)
        self._claim(record, sheet, waiting, taken)
        self._take_equal(self._natural_fields, keyed, found, taken)
        for names in self._loose_fields:
            loose = {
                line: tuple(rows[line].values.get(name) or False for name in names)
                for line in keyed
                if line not in found
            }
            self._take_corrected(record, sheet, names, loose, waiting, found, taken)

    def _waiting_rows(self, record, sheet, rows):
        """Return the rows of the sheet not planned yet, read, if earlier imports had this kind:
        what they say is not to be given to others."""
        if not self._earlier_lines(record, sheet.target, limit=1):
            return []
        lines = sheet.line_ids.filtered(lambda line: line.status == "new" and line not in rows)
        return list(self._read_rows(record, lines).values())

    def _claim(self, record, sheet, waiting, taken):
        """Leave records to the waiting rows that have their number and agree."""
        by_number = {row.key: row for row in waiting if row.key}
        if not by_number:
            return
        for line in self._earlier_lines(record, sheet.target, list(by_number)):
            fact = self._facts_with_archived().browse(line.res_id).exists()
            if fact and self._agrees(fact, by_number[line.key].values):
                taken.add(fact.id)

    def _natural_key(self, values):
        """Return what makes a row the same fact as a record; None if its record cannot exist."""
        key = tuple(values.get(name) or False for name in self._natural_fields)
        return None if any(isinstance(value, dict) for value in key) or not any(key) else key

    def _records_by(self, names, keys, taken):
        """Return {key: records in their order} of the office's records not taken."""
        domain = Domain("company_id", "=", self.env.company.id) & Domain.AND(
            Domain(name, "in", list({key[index] for key in keys}))
            for index, name in enumerate(names)
        )
        records = defaultdict(list)
        for fact in self._facts_with_archived().search_fetch(domain, list(names), order="id"):
            if fact.id not in taken:
                records[tuple(plain_value(fact, name) or False for name in names)].append(fact)
        return records

    def _take_equal(self, names, keyed, found, taken):
        """Give each row the next record that agrees with it in these fields."""
        records = self._records_by(names, keyed.values(), taken)
        for line, key in keyed.items():
            if records[key]:
                found[line] = records[key].pop(0)
                taken.add(found[line].id)

    def _take_corrected(self, record, sheet, names, keyed, waiting, found, taken):
        """Give rows the records an import made that no row of the sheet says any more."""
        records = self._records_by(names, keyed.values(), taken) if keyed else {}
        ids = [fact.id for facts in records.values() for fact in facts]
        if not ids:
            return
        made = set(self._made_ids(record, sheet, ids)) - self._awaited_ids(waiting, taken)
        for line, key in keyed.items():
            fact = next((one for one in records[key] if one.id in made - taken), None)
            if fact:
                found[line] = fact
                taken.add(fact.id)

    def _made_ids(self, record, sheet, ids):
        """Return which of these records an earlier import of this office made."""
        lines = self._earlier_lines(record, sheet.target)
        made = lines.filtered_domain([("res_id", "in", ids), ("action", "=", "create")])
        return made.mapped("res_id")

    def _awaited_ids(self, waiting, taken):
        """Return the records that waiting rows say exactly."""
        keys = Counter(self._natural_key(row.values) for row in waiting)
        del keys[None]
        records = self._records_by(self._natural_fields, keys, taken) if keys else {}
        return {fact.id for key, facts in records.items() for fact in facts[: keys[key]]}
