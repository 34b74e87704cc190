# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from ..models.common.employer_record_mixin import HISTORY
from ..tools.column_mapping import Column
from .employer_import_target import plain_value, snapshot
from .import_fact_row import FactRow

#: Headings of the number of a row's company.
EMPLOYER_NUMBER = Column(
    "employer_number",
    ("azienda n", "n azienda", "azienda", "numero azienda", "company no", "company number"),
)


class EmployerImportFact(models.AbstractModel):
    """Sheets of facts: each row is one record (a contact, an agreement, an internship), dated in
    the past, linked to other sheets by the office's own numbers.

    What a kind of sheet says (everything else is here):

    - `_record_model`: the model its rows become; `_colleague_columns`: the columns that hold a
      colleague's name (they fill the list of colleagues on the form);
    - `_label`, `_columns`, `_column_labels`, `_fits`: as of every `employer.import.target`. A
      column's key means the same in all sheets; the office's own number of a row is `number`;
    - `_link_columns()`: column → (kind of sheet that has these numbers, field of our record);
    - `_read_row(row)`: fill `row.values` from the readers of `FactRow`; complain with `row.reasons`
      (refuse the row) and `row.remarks` (what is missing: a rule's sentence, an empty date);
    - `_remark_rules(record, rows)`: remarks that need to look around, for a batch at once;
    - `_look_up(lines)`: what `_read_row` needs of the database, looked up once for the batch: it is
      `row.known` (no search in `_read_row`: it runs once a row);
    - `_agrees(record, values)`: whether a record found by its number is the fact of this row;
    - `_natural_fields`: without a number, rows and records that agree in these are one fact; of
      several equal ones the n-th row is the n-th record. Empty: only by number. `_loose_fields`:
      tuples of fewer of them, in which a row corrected in the list still agrees with its record;
    - `_number_field`: the field of our record that holds the office's number, if it has one: a
      record of this number that is another fact refuses the row;
    - `_gap_fields`: fields that are only filled where they are empty;
    - `_create_vals(record, values)`: what a new record has beyond `values` (`record`: the import);
    - `_past_milestones(fact)`: [(key, day)] the record passed before the state it begins with;
    - `_server_fields()`: fields the server moves by itself, no reason to keep a record at an undo;
    - `_undo_ignores()`: [(model, field)] of what the fact made itself (contracts, follow-ups);
    - `_create_records(lines, vals_list)` and `_unmake(records)`: where a row is more than one
      `create` and one `unlink`.

    Facts are written by the superuser with the context HISTORY after the user's right to create
    that model was checked, and the record rules are judged on what was made: only the server may
    begin in the middle of a table, and no guard runs on the past.
    """

    _name = "employer.import.fact"
    _inherit = "employer.import.target"
    _description = "Kind of sheet of past facts"
    _colleague_columns = ("officer",)
    _natural_fields = ()
    _loose_fields = ()
    _number_field = None
    _gap_fields = ()

    # ---- what a kind may say differently

    def _link_columns(self):
        return {"employer_number": ("organisation", "employer_id")}

    def _look_up(self, lines):
        """Return what `_read_row` needs of the database, looked up once: `row.known`."""
        return {}

    def _read_row(self, row):
        """Fill `row.values` (and `row.name`, what the list of rows shows)."""
        raise NotImplementedError

    def _remark_rules(self, record, rows):
        """Add to the remarks of sound rows, a batch at once, what rules and guards would say."""

    def _agrees(self, record, values):
        return record.employer_id.id == values.get("employer_id")

    def _create_vals(self, record, _values):
        """The importing user is nobody's officer: an unknown colleague stays empty."""
        names = {"company_id": record.company_id.id, "user_id": False}
        model = self.env[self._record_model]
        return {name: value for name, value in names.items() if name in model._fields}

    def _past_milestones(self, _fact):
        return []

    def _server_fields(self):
        return set()

    def _undo_ignores(self):
        return []

    def _create_records(self, lines, vals_list):
        """Create one record a row, in the order of the rows (`self` is the superuser's).

        :param lines: the rows, for what `values` does not tell
        """
        return self.env[self._record_model].create(vals_list)

    def _unmake(self, records):
        """Delete what an import made; `records` are the superuser's, context HISTORY."""
        records.unlink()

    # ---- plan (the dry run)

    def _plan(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id)
        rows = self._read_rows(record, lines)
        self._refuse_repeats(record, rows)
        sound = {line: row for line, row in rows.items() if not row.reasons}
        self._remark_rules(record, sound)
        found = self._find(record, sound)
        for line, row in rows.items():
            line.write({"key": row.key or False, "name": row.name, "values": row.values})
            if row.reasons:
                line._refuse(row.reasons)
            elif line not in found:
                line._set_plan("create", remarks=row.remarks)
        self._plan_updates(found, rows)

    def _refuse_repeats(self, record, rows):
        """Refuse the rows whose number another row of this kind in the file has."""
        first = self._first_by_number(record, lines_target(rows), self._keys(rows))
        for line, row in rows.items():
            if row.key and not row.reasons and first.setdefault(row.key, line) != line:
                row.reasons.append(self._repeat_number_words(row.key, first[row.key]))

    def _read_rows(self, record, lines):
        """Return {line: what it says}; what many rows need is looked up once."""
        links, colleagues = self._links(record, lines), record._colleague_users()
        known = self._look_up(lines)
        rows = {line: FactRow(self, line, links, colleagues, known) for line in lines}
        for row in rows.values():
            self._read_row(row)
        return rows

    def _plan_updates(self, found, rows):
        """Plan the rows whose record exists: what changes, if anything."""
        records = self.env[self._record_model].union(*found.values())
        told = self._told_before(records)
        for line, fact in found.items():
            row = rows[line]
            changes, kept = self._changes(
                fact, row.values, told.get(fact.id, {}), line.import_id.on_difference
            )
            line._set_plan(
                "update" if changes else "unchanged",
                res_model=fact._name,
                res_id=fact.id,
                after=changes or False,
                changes=[self._change_words(fact, *change) for change in changes.items()],
                remarks=[*row.remarks, *kept],
            )

    def _changes(self, fact, values, told, on_difference):
        """Return what a row changes on its record, and in words what it would have.

        :param told: what the last import of this record said: what the list repeats is no news,
            whatever the office wrote meanwhile
        """
        changes, kept = {}, []
        for field, value in values.items():
            current = plain_value(fact, field) or False
            # An empty cell takes away only what the list said before
            no_news = told.get(field, False) == value or not (value or told.get(field))
            if current == (value or False) or no_news:
                continue
            is_ours = field not in self._gap_fields and on_difference == "replace"
            if not current or is_ours:
                changes[field] = value
            else:
                kept.append(self._kept_words(fact, field, value))
        return changes, kept

    def _display(self, record, name, value):
        if isinstance(value, dict):
            return self.env["employer.import.line"].browse(value["line"]).name
        return super()._display(record, name, value)

    # ---- apply

    def _apply_batch(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id)
        # the user's own right first, as what follows is written by the superuser
        self._check_right("create", self.env[self._record_model])
        ready = self._resolve(lines)
        self._create_facts(record, ready.filtered(lambda line: line.action == "create"))
        self._update_facts(ready.filtered(lambda line: line.action == "update"))
        lines.status = "done"
        self.env.flush_all()

    def _resolve(self, lines):
        """Put records where links name rows; refuse the rows whose link was refused meanwhile."""
        waiting = {
            value["line"]
            for line in lines
            for values in (line.values, line.after)
            for value in (values or {}).values()
            if isinstance(value, dict)
        }
        became = {
            line.id: line.res_id
            for line in self.env["employer.import.line"].browse(waiting)
            if line.action != "refuse"
        }
        ready = lines.browse()
        for line in lines.filtered(lambda line: line.action in ("create", "update")):
            named = [value["line"] for value in line.values.values() if isinstance(value, dict)]
            lost = [line_id for line_id in named if not became.get(line_id)]
            if lost:
                line._refuse([self._lost_words(self.env["employer.import.line"].browse(lost[0]))])
                continue
            if named:
                line.values = resolved(line.values, became)
                line.after = resolved(line.after, became) if line.after else False
            ready |= line
        return ready

    def _as_history(self):
        """Return this kind of sheet as the superuser who writes the past."""
        # sudo: only the server may begin in the middle of a table; the user's right to create the
        # model was checked, and the record rules are judged on what was made
        return self.sudo().with_context(**HISTORY)

    def _create_facts(self, record, lines):
        if not lines:
            return
        history = self._as_history()
        vals_list = [{**self._create_vals(record, line.values), **line.values} for line in lines]
        facts = history._create_records(lines, vals_list)
        self.env["employer.milestone"]._add(
            [(fact, key, day) for fact in facts for key, day in self._past_milestones(fact) if day]
        )
        self.env.flush_all()
        self._check_made(facts)
        names = self._own_fields()
        for line, fact in zip(lines, facts, strict=True):
            line.write({"res_model": fact._name, "res_id": fact.id, "after": snapshot(fact, names)})

    def _check_right(self, operation, facts):
        """Judge whether the user may do what the server is about to do.

        :raise AccessError: when not
        """
        facts.check_access(operation)

    def _check_made(self, facts):
        """Judge the record rules on what was made, as the user.

        :raise AccessError: naming them
        """
        facts.with_env(self.env).check_access("read")

    def _update_facts(self, lines):
        for line in lines:
            fact = self._as_history()._records(line)
            self._check_right("write", fact.with_env(self.env))
            line.before = snapshot(fact, line.after or ())
            fact.write(line.after or {})
            line.after = snapshot(fact, line.after or ())

    # ---- undo

    def _undo(self, lines):
        record = lines.import_id
        self = self.with_company(record.company_id)
        self._undo_updates(lines.filtered(lambda line: line.action == "update"))
        self._undo_created(lines.filtered(lambda line: line.action == "create"))
        lines.filtered(lambda line: line.status == "done").status = "undone"
        self.env.flush_all()

    def _give_fields_back(self, record, vals):
        self._check_right("write", record)
        self._as_history()._records_of(record).write(vals)

    def _records_of(self, records):
        return self.env[self._record_model].browse(records.ids)

    def _undo_created(self, lines):
        """Remove what the import made, unless something was built on it or changed since."""
        facts = self._as_history()._records(lines).exists()
        used = self._used_by(facts, ignore=self._undo_ignores())
        removable = facts.browse()
        for line in lines:
            fact = self._records(line).with_env(facts.env) & facts
            reasons = self._keep_reasons(line, fact, used)
            if reasons:
                self._keep(line, reasons)
            else:
                removable |= fact
        self._as_history()._unmake(removable)

    def _keep_reasons(self, line, fact, used):
        """Return why a record made by an import must stay."""
        if not fact:
            return []
        reasons = self._built_upon_reasons(used.get(fact.id))
        later = [
            field
            for field, value in line.after.items()
            if field not in self._server_fields() and plain_value(fact, field) != value
        ]
        return reasons + ([self._later_words(later)] if later else [])


def lines_target(rows):
    """Return the kind of sheet that rows (a batch: of one sheet) belong to."""
    return next((line.sheet_id.target for line in rows), False)


def resolved(values, became):
    """Return values with the records in place of the rows that became them."""
    return {
        field: became[value["line"]] if isinstance(value, dict) else value
        for field, value in values.items()
    }


def iso(day):
    """Return a day as JSON and `plain_value` keep it, False without one."""
    return day.isoformat() if day else False
