# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import logging
from collections import defaultdict

import psycopg2

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import format_date
from odoo.tools.mail import html_to_inner_content

_logger = logging.getLogger(__name__)
#: Models in which the server notes what it sees of records: nothing is built on them by that.
OBSERVATIONS = ("employer.duplicate",)


class EmployerImportTarget(models.AbstractModel):
    """What the rows of a sheet become: the part of an import that knows the model.

    A kind of sheet inherits this, names its columns, plans rows (`_plan`, which also is the whole
    dry run), carries the plan out (`_apply`) and takes it back (`_undo`). Each gets a batch of
    `employer.import.line` of one sheet and leaves every one with its next status.
    """

    _name = "employer.import.target"
    _description = "Kind of sheet of an import"
    #: The model the rows become; every kind names it.
    _record_model = None
    #: Columns that hold the name of a colleague (`employer.import.colleague`).
    _colleague_columns = ()

    def _label(self):
        """Return the name of this kind of sheet."""
        raise NotImplementedError

    def _columns(self):
        """Return the `column_mapping.Column` this kind knows."""
        raise NotImplementedError

    def _column_labels(self):
        """Return the label of every key of `_columns`."""
        raise NotImplementedError

    def _fits(self, keys):
        """Return whether a sheet with columns of these meanings is of this kind."""
        raise NotImplementedError

    def _plan(self, lines):
        """Decide what to do with the rows and why not; write nothing but the plan."""
        raise NotImplementedError

    def _apply_batch(self, lines):
        """Do what is planned; what cannot be done raises a UserError."""
        raise NotImplementedError

    def _undo(self, lines):
        """Take back what was done; a row that cannot be taken back is kept, with the reason."""
        raise NotImplementedError

    # ---- shared: plan

    def _lines_of(self, record, kind, numbers):
        """Return the rows of an import's sheets of a kind with these numbers, planned or done."""
        sheets = record.sheet_ids.filtered(lambda sheet: sheet.target == kind)
        return self.env["employer.import.line"].search_fetch(
            [
                ("sheet_id", "in", sheets.ids),
                ("key", "in", numbers),
                ("status", "in", ("planned", "done", "kept")),
            ],
            ["key", "row", "name", "action", "sheet_id", "res_model", "res_id"],
        )

    def _first_by_number(self, record, kind, numbers):
        """Return {number: row} of the rows planned so far, but for refused ones."""
        lines = self._lines_of(record, kind, numbers)
        return {line.key: line for line in lines if line.action != "refuse"}

    def _repeat_number_words(self, number, line):
        return self.env._(
            "Number %(number)s stands in row %(row)s already: give one of them its own number.",
            number=number,
            row=line.row,
        )

    def _common_labels(self):
        """Return the labels of the columns that sheets share."""
        return {
            "number": self.env._("Number in the office's list"),
            "employer_number": self.env._("Number of the company"),
            "officer": self.env._("Colleague"),
            "notes": self.env._("Notes"),
        }

    # ---- shared: import

    def _apply(self, lines):
        """Carry out a batch; if one row fails, each alone, and the failing one is refused."""
        try:
            with self.env.cr.savepoint():
                self._apply_batch(lines)
            return
        except (UserError, psycopg2.Error):
            _logger.info("Import %s: a batch failed, row by row now", lines.import_id.id)
        for line in lines:
            try:
                with self.env.cr.savepoint():
                    self._apply_batch(line)
            except (UserError, psycopg2.Error) as error:
                line.invalidate_recordset()
                line._refuse(
                    [str(error) if isinstance(error, UserError) else self._database_words()]
                )
                line.status = "done"

    def _records(self, lines):
        """Return the records that rows became."""
        return self.env[self._record_model].browse(
            [line.res_id for line in lines if line.res_model == self._record_model]
        )

    def _told_before(self, records):
        """Return what the last import of each record said: id → values.

        sudo: whoever imported it; `values` never tell who a person is.
        """
        lines = (
            self.env["employer.import.line"]
            .sudo()
            .search_fetch(
                [
                    ("res_model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("status", "=", "done"),
                ],
                ["res_id", "values"],
                order="id",
            )
        )
        return {line.res_id: line.values for line in lines}

    def _own_fields(self, model=None):
        """Return the fields of the record (or of another model) that a person fills in."""
        model = self.env[model or self._record_model]
        skipped = {"id", "create_uid", "create_date", "write_uid", "write_date", "display_name"}
        skipped.add("board_column")  # a place on a board: what it says stands in other fields
        return [
            name
            for name, field in model._fields.items()
            if field.store
            and not field.readonly
            and field.type not in ("one2many", "many2many", "binary", "json")
            and name not in skipped
            and model._has_field_access(field, "read")
        ]

    # ---- shared: undo

    def _keep(self, line, reasons):
        """Say that a row is not taken back, and why."""
        line.write({"status": "kept", "reasons": "\n".join(reasons)})

    def _undo_updates(self, lines):
        """Give fields back their old value, but for those changed since."""
        for line in lines:
            record = self._records(line).exists()
            if not record:
                self._keep(line, [self.env._("The record no longer exists.")])
                continue
            later = [
                field
                for field, value in (line.after or {}).items()
                if plain_value(record, field) != value
            ]
            self._give_fields_back(
                record,
                {
                    field: value
                    for field, value in (line.before or {}).items()
                    if field not in later
                },
            )
            if later:
                self._keep(line, [self._later_words(later)])

    def _give_fields_back(self, record, vals):
        record.write(vals)

    def _built_upon_reasons(self, used):
        """Return that something refers to a record an import made; `used`: labels of models."""
        if not used:
            return []
        return [self.env._("Something was built on it since: %s.", ", ".join(used))]

    # ---- shared: sentences

    def _kept_words(self, record, field, value):
        return self.env._(
            "%(label)s: the list says “%(theirs)s”, “%(ours)s” stays.",
            label=self._field_label(field),
            theirs=self._display(record, field, value),
            ours=self._display(record, field, record[field]),
        )

    def _change_words(self, record, field, value):
        return self.env._(
            "%(label)s: “%(old)s” becomes “%(new)s”.",
            label=self._field_label(field),
            old=self._display(record, field, record[field]),
            new=self._display(record, field, value),
        )

    def _later_words(self, names):
        return self.env._("Changed since the import: %s.", ", ".join(map(self._field_label, names)))

    def _database_words(self):
        return self.env._("The database refused this row; import it again or enter it by hand.")

    def _field_label(self, field):
        return self.env[self._record_model]._fields[field]._description_string(self.env)

    def _display(self, record, name, value):
        """Return a value as a person reads it."""
        field = record._fields[name]
        if not value and field.type not in ("integer", "float"):
            return ""
        if field.type == "many2one":
            other = value if isinstance(value, models.BaseModel) else None
            return (other or self.env[field.comodel_name].browse(value)).display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "html":
            return html_to_inner_content(value)
        return str(value)

    # ---- sheets that name persons

    def _holds_persons(self):
        """Return whether rows of this kind say who a person is."""
        return False

    def _is_about_persons(self):
        """Return whether rows of this kind write what a person did, so that rights to names follow
        (a running internship gives its officer the name): not everybody may import them."""
        return self._holds_persons()

    def _telling_keys(self):
        """Return the keys whose mere heading shows that a sheet names persons."""
        return ()

    def _plain_keys(self):
        """Return the keys whose values tell nothing of who a person is."""
        return ()

    # ---- shared: checks

    def _by_own_number(self, numbers):
        """Return {number: id} of the office's records that carry the list's number themselves."""
        return {}

    def _shape_reasons(self, line):
        """Return why the shape of a row makes it unreadable: cut, or cells beyond the headings."""
        width = len(line.sheet_id.column_ids)
        cells = len(line.raw)
        if line.sheet_id.is_text and cells < width:
            return [
                self.env._(
                    "The row is cut: %(cells)s cells where the headings are %(width)s.",
                    cells=cells,
                    width=width,
                )
            ]
        if any(cell not in (None, "") for cell in line.raw[width:]):
            return [
                self.env._(
                    "The row has %(cells)s cells where the headings are %(width)s: "
                    "is a separator too many?",
                    cells=cells,
                    width=width,
                )
            ]
        return []

    def _used_by(self, records, ignore=()):
        """Return what else refers to records: id → labels of the models that do.

        :param ignore: (model, field) pairs that do not count
        """
        # sudo: only whether something exists is read, also where the user may not look
        used = defaultdict(set)
        for model, field in self._referring_fields(records._name):
            if (model, field) in ignore:
                continue
            groups = (
                self.env[model]
                .sudo()
                .with_context(active_test=False)
                ._read_group([(field, "in", records.ids)], [field])
            )
            for (record,) in groups:
                used[record.id].add(model)
        self._add_documents(records, used)
        labels = self.env["ir.model"].sudo()
        return {
            res_id: sorted({labels._get(model).name for model in models})
            for res_id, models in used.items()
        }

    def _referring_fields(self, comodel):
        """Return every stored relation of another model to `comodel`, as (model, field)."""
        return [
            (name, field.name)
            for name, model in self.env.registry.items()
            if model._auto
            and not model._abstract
            and not model._transient
            and name not in OBSERVATIONS
            for field in model._fields.values()
            if field.store
            and field.type in ("many2one", "many2many")
            and field.comodel_name == comodel
            and not (name == comodel and field.name in ("commercial_partner_id", "id"))
        ]

    def _add_documents(self, records, used):
        """Add what refers by model and id: activities, files, messages somebody wrote."""
        where = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        written = ("comment", "email", "email_outgoing")
        for model, domain in (
            ("mail.activity", where),
            ("ir.attachment", [*where, ("res_field", "=", False)]),
            (
                "mail.message",
                [
                    ("model", "=", records._name),
                    ("res_id", "in", records.ids),
                    ("message_type", "in", written),
                ],
            ),
        ):
            # sudo: as above, only existence is read
            found = self.env[model].sudo().search_fetch(domain, ["res_id"])
            for document in found:
                used[document.res_id].add(model)


def plain_value(record, field):
    """Return a field's value as JSON keeps it: an id for a record, text for a date."""
    value = record[field]
    if isinstance(value, models.BaseModel):
        return value.id
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)


def snapshot(record, names):
    """Return the values of fields as JSON keeps them."""
    return {name: plain_value(record, name) for name in names}
