# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter

from odoo import api, fields, models

from ..tools import column_mapping
from ..tools.office_values import read_key
from ..tools.organisation_row import OWN_HEADINGS
from ..tools.table_reader import as_text
from ..tools.workbook_writer import SheetColumn


class EmployerImportSheet(models.Model):
    """One sheet of an imported file: what its rows become (`target`) and how it was read.

    A kind of sheet is an abstract model that inherits `employer.import.target`; naming it in
    `_targets` is all it takes to import another kind.
    """

    _name = "employer.import.sheet"
    _description = "Sheet of an import"
    _inherit = ["employer.record.mixin"]
    _order = "sequence, id"

    import_id = fields.Many2one("employer.import", required=True, index=True, ondelete="cascade")
    name = fields.Char(string="Sheet", readonly=True)
    title = fields.Char(readonly=True)
    target = fields.Selection(
        selection=lambda self: self._selection_target(),
        string="Import as",
        help="Empty: this sheet is left out.",
    )
    sequence = fields.Integer(
        compute="_compute_sequence",
        store=True,
        export_string_translation=False,
        help="What others refer to comes first, whatever the order of the file; undone last.",
    )
    header_row = fields.Integer(
        string="Header row", readonly=True, help="Row of the headings; 0: the file has none."
    )
    row_count = fields.Integer(string="Rows", readonly=True)
    is_text = fields.Boolean(readonly=True)
    encoding = fields.Char(readonly=True)
    separator = fields.Char(readonly=True)
    column_ids = fields.One2many("employer.import.column", "sheet_id", string="Columns")
    line_ids = fields.One2many("employer.import.line", "sheet_id", string="Rows read")
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)

    hint = fields.Char(string="To know", compute="_compute_hint")
    create_count = fields.Integer(string="New", compute="_compute_counts")
    update_count = fields.Integer(string="Updated", compute="_compute_counts")
    unchanged_count = fields.Integer(string="Unchanged", compute="_compute_counts")
    refuse_count = fields.Integer(string="Refused", compute="_compute_counts")
    remark_count = fields.Integer(string="With remarks", compute="_compute_counts")

    @api.depends("target")
    def _compute_hint(self):
        unknown = self.env._("Not recognised and left out: say what it is to import it.")
        for sheet in self:
            sheet.hint = False if sheet.target else unknown

    @api.depends("line_ids.action", "line_ids.remarks")
    def _compute_counts(self):
        groups = self.env["employer.import.line"]._read_group(
            [("sheet_id", "in", self.ids)], ["sheet_id", "action"], ["__count", "remarks:count"]
        )
        counts = {}
        for sheet, action, count, remarks in groups:
            mine = counts.setdefault(sheet.id, Counter())
            mine["create" if action == "adopt" else action] += count
            mine["remark"] += remarks if action != "refuse" else 0
        for sheet in self:
            mine = counts.get(sheet.id, {})
            for name in ("create", "update", "unchanged", "refuse", "remark"):
                sheet[f"{name}_count"] = mine.get(name, 0)

    def write(self, vals):
        if not self.env.su and {"target", "import_id", "column_ids", "line_ids"} & vals.keys():
            self.import_id._expect_choices()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        if not self.env.su:
            self.import_id._expect_choices()

    def action_lines(self):
        """Open the rows of this sheet, with what happens to each."""
        self.ensure_one()
        action = self.import_id.action_lines()
        return {**action, "name": self.name, "domain": [("sheet_id", "=", self.id)]}

    def _targets(self):
        """Return the kinds of sheets, key → model: what others refer to comes first."""
        return {
            "organisation": "employer.import.organisation",
            "interaction": "employer.import.interaction",
            "agreement": "employer.import.agreement",
            "vacancy": "employer.import.vacancy",
            "candidate": "employer.import.candidate",
            "internship": "employer.import.internship",
            "hire": "employer.import.hire",
        }

    @api.depends("target")
    def _compute_sequence(self):
        order = list(self._targets())
        for sheet in self:
            sheet.sequence = order.index(sheet.target) if sheet.target else len(order)

    @api.model
    def _selection_target(self):
        return [(key, self.env[model]._label()) for key, model in self._targets().items()]

    def _target(self):
        """Return the model that plans, imports and undoes the rows of this sheet."""
        self.ensure_one()
        return self.env[self._targets()[self.target]]

    @api.model
    def _recogniser(self):
        """Return a function that tells whether a text is a heading of any kind of sheet."""
        columns = [
            column for model in self._targets().values() for column in self.env[model]._columns()
        ]
        return column_mapping.recogniser(columns)

    @api.model
    def _prepare(self, record, table, is_only):
        """Return the values of a sheet for a table read, with the columns proposed."""
        target, keys = self._propose(table, is_only)
        return {
            "import_id": record.id,
            "name": table.name,
            "title": table.title,
            "target": target,
            "header_row": table.header_row or 0,
            "row_count": len(table.rows),
            "is_text": table.is_text,
            "encoding": table.encoding,
            "separator": {"\t": "TAB"}.get(table.separator, table.separator),
            "column_ids": [
                fields.Command.create(
                    {
                        "index": index,
                        "name": " ".join(filter(None, (table.groups[index], heading))),
                        "sample": self._sample(table, index),
                        "key": keys[index],
                    }
                )
                for index, heading in enumerate(table.headings)
            ],
        }

    @api.model
    def _propose(self, table, is_only):
        """Return the kind of sheet and the meaning of its columns, as good as can be told.

        The only sheet of a file is taken for the kind that fits best; of several, those that fit.
        """
        headings = ["" if heading in OWN_HEADINGS else heading for heading in table.headings]
        best = ((False, 0), None, [None] * len(headings))
        for key, model in self._targets().items():
            target = self.env[model]
            keys = column_mapping.propose(headings, target._columns(), table.groups)
            score = (target._fits(set(keys)), len(set(keys) - {None}))
            if score > best[0] and (is_only or score[0]):
                best = (score, key, keys)
        return best[1:]

    def _key_of(self, cells):
        """Return the office's own number of a row, to refer to it by; False without one."""
        column = self.column_ids.filtered(lambda column: column.key == "number")[:1]
        is_there = column and column.index < len(cells)
        return (read_key(cells[column.index]) if is_there else "") or False

    def _colleague_cells(self, table):
        """Return the cells of the file's table that name a colleague."""
        names = self._target()._colleague_columns
        indexes = self.column_ids.filtered(lambda column: column.key in names).mapped("index")
        return [row.cells[i] for row in table.rows for i in indexes if i < len(row.cells)]

    @api.model
    def _sample(self, table, index):
        """Return the first values of a column, to recognise it by."""
        texts = (str(row.cells[index]).strip() for row in table.rows if index < len(row.cells))
        return " · ".join([text for text in texts if text and text != "None"][:3])

    # ---- the file of refused rows

    def _lines_to_mend(self, what):
        """Return the refused rows, or the imported ones with remarks."""
        domain = [("action", "=", "refuse")]
        if what == "remarks":
            domain = [("action", "!=", "refuse"), ("remarks", "!=", False)]
        return self.env["employer.import.line"].search([("sheet_id", "=", self.id), *domain])

    def _mend_headings(self):
        """Return the headings of the columns, such as are read again as what they mean now.

        The office's own heading stays where it is; one that would be read as something else (a
        double heading on one line, a meaning somebody chose) gives way to one we know.
        """
        self.ensure_one()
        known = self._target()._columns()
        names = self.column_ids.mapped("name")
        spelling = {column.key: column.headings[0].capitalize() for column in known}
        read_as = column_mapping.propose([name or "" for name in names], known)
        return [
            spelling[column.key] if column.key in spelling and column.key != key else column.name
            for column, key in zip(self.column_ids, read_as, strict=True)
        ]

    def _mend_table(self, lines, field):
        """Return columns and rows of a sheet to mend: reasons, row number, the row as it came.

        Cells beyond the headings get columns of their own, so that nothing is lost.
        """
        headings = self._mend_headings()
        width = max(len(headings), *(len(line.raw) for line in lines))
        labels = [*OWN_HEADINGS, *headings, *[""] * (width - len(headings))]
        columns = [
            SheetColumn(label, "text", 60 if index == 0 else 18)
            for index, label in enumerate(labels)
        ]
        rows = [
            [
                line[field],
                str(line.row),
                *(as_text(cell) for cell in line.raw),
                *[""] * (width - len(line.raw)),
            ]
            for line in lines
        ]
        return columns, rows
