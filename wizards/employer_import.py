# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import base64
import logging

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import clean_context

from ..tools import table_reader
from ..tools.workbook_writer import SheetColumn, WorkbookWriter

_logger = logging.getLogger(__name__)

#: Rows per call: small enough for the bar to move every second or two.
PLAN_BATCH = 200
APPLY_BATCH = 50
UNDO_BATCH = 100

RUNNING = ("checking", "importing", "undoing")


class EmployerImport(models.Model):
    """A list somebody received and brings in: checked first, then imported, undone if wrong.

    draft → checking → checked → importing → imported → undoing → undone. What runs advances
    batch by batch through `action_step`, each call a transaction of its own: after a crash it goes
    on where it stood. Every row of the file stays here as it came, with what became of it.
    Officers work with those of their office.
    """

    _name = "employer.import"
    _description = "Import of a list"
    _inherit = ["employer.record.mixin"]
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="File name", required=True)
    file = fields.Binary(required=True, attachment=True)
    state = fields.Selection(
        [
            ("draft", "To check"),
            ("checking", "Checking"),
            ("checked", "Checked"),
            ("importing", "Importing"),
            ("imported", "Imported"),
            ("undoing", "Undoing"),
            ("undone", "Undone"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        string="Imported by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    owner_id = fields.Many2one(
        "res.users",
        string="Owner of new organisations",
        help="Empty: nobody's yet, so that they do not fill anyone's list.",
    )
    team_id = fields.Many2one("employer.team", check_company=True)
    on_difference = fields.Selection(
        [("replace", "Take the list's value"), ("keep", "Keep ours, fill gaps only")],
        string="When a value differs",
        required=True,
        default="replace",
        help="A value corrected here after an earlier import of the same list stays. "
        "Contacts the ERP already had only get what they lack, whatever is chosen.",
    )
    sheet_ids = fields.One2many("employer.import.sheet", "import_id", string="Sheets")
    column_ids = fields.One2many(
        "employer.import.column", "import_id", string="Columns", readonly=False
    )
    line_ids = fields.One2many("employer.import.line", "import_id", string="Rows")
    colleague_ids = fields.One2many(
        "employer.import.colleague", "import_id", string="Colleagues", readonly=False
    )

    sheet_count = fields.Integer(compute="_compute_to_choose")
    unknown_sheets = fields.Char(
        compute="_compute_to_choose", help="Sheets nobody said what they are: left out."
    )
    unknown_colleagues = fields.Char(
        compute="_compute_to_choose", help="Colleagues nobody said who they are: no officer."
    )
    line_count = fields.Integer(string="Rows in the file", compute="_compute_counts")
    create_count = fields.Integer(string="New", compute="_compute_counts")
    adopt_count = fields.Integer(string="Contacts adopted", compute="_compute_counts")
    update_count = fields.Integer(string="Updated", compute="_compute_counts")
    unchanged_count = fields.Integer(string="Unchanged", compute="_compute_counts")
    refuse_count = fields.Integer(string="Refused", compute="_compute_counts")
    remark_count = fields.Integer(string="With remarks", compute="_compute_counts")
    kept_count = fields.Integer(string="Kept at undo", compute="_compute_counts")
    progress = fields.Integer(
        compute="_compute_progress", help="Per cent of the rows gone through."
    )

    @api.depends("sheet_ids.target", "colleague_ids.user_id")
    def _compute_to_choose(self):
        for record in self:
            sheets = record.sheet_ids
            record.sheet_count = len(sheets)
            unknown = sheets.filtered(lambda sheet: not sheet.target)
            record.unknown_sheets = ", ".join(filter(None, unknown.mapped("name")))
            nobody = record.colleague_ids.filtered(lambda one: not one.user_id)
            record.unknown_colleagues = ", ".join(filter(None, nobody.mapped("name")))

    @api.depends("line_ids.action", "line_ids.status", "line_ids.remarks")
    def _compute_counts(self):
        groups = self.env["employer.import.line"]._read_group(
            [("import_id", "in", self.ids)], ["import_id", "action"], ["__count"]
        )
        counts = {(record.id, action): count for record, action, count in groups}
        lines = self.env["employer.import.line"]
        for record in self:
            for action in ("create", "adopt", "update", "unchanged", "refuse"):
                record[f"{action}_count"] = counts.get((record.id, action), 0)
            record.line_count = sum(
                count for (import_id, _action), count in counts.items() if import_id == record.id
            )
            mine = [("import_id", "=", record.id)]
            record.remark_count = lines.search_count([*mine, ("remarks", "!=", False)])
            record.kept_count = lines.search_count([*mine, ("status", "=", "kept")])

    @api.depends("state", "line_ids.status")
    def _compute_progress(self):
        for record in self:
            done, total = record._progress() if record.state in RUNNING else (0, 0)
            record.progress = 100 * done // total if total else 0

    @api.constrains("owner_id")
    def _check_owner(self):
        for record in self:
            record._check_colleague(record.owner_id)

    def _check_colleague(self, user):
        """Refuse who does not work in the office of this import.

        :raise ValidationError: naming them
        """
        # sudo: in which offices a colleague works
        if user and (user.sudo().share or self.company_id not in user.sudo().company_ids):
            raise ValidationError(
                self.env._(
                    "%(user)s does not work in %(office)s: choose a colleague of that office.",
                    user=user.sudo().name,
                    office=self.company_id.name,
                )
            )

    # ---- CRUD

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            record._read_sheets()
        return records

    def write(self, vals):
        self._refuse_names(set() if self.env.su else {"state", "user_id", "company_id"}, vals)
        if "file" in vals and any(record.state not in ("draft", "checked") for record in self):
            raise UserError(
                self.env._("This list was already imported: start a new import for another file.")
            )
        result = super().write(vals)
        if "file" in vals:
            for record in self:
                record._read_sheets()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        for record in self:
            if record.state not in ("draft", "checking", "checked", "undone"):
                raise UserError(
                    self.env._(
                        "“%s” was imported: its rows are what an undo needs. Undo it first.",
                        record.name,
                    )
                )

    # ---- actions

    def action_check(self):
        """Dry run: plan every row and write nothing but the plan."""
        self.ensure_one()
        self._expect("draft", "checked")
        if not self.sheet_ids.filtered("target"):
            raise UserError(
                self.env._("Choose at least one sheet: “%s” has none to import.", self.name)
            )
        self._read_lines()
        self._move_to("checking")
        return True

    def action_import(self):
        """Plan every row again, as things may have changed since the check, and do it."""
        self.ensure_one()
        self._expect("checked")
        self._lines_sudo().status = "new"
        self._move_to("importing")
        _logger.info(
            "Import %s of %s rows started by user %s", self.id, self.line_count, self.env.uid
        )
        return True

    def action_undo(self):
        """Take back what this import did, but for what was built upon or changed since."""
        self.ensure_one()
        self._expect("imported")
        self._move_to("undoing")
        _logger.info("Undo of import %s started by user %s", self.id, self.env.uid)
        return True

    def action_step(self):
        """Do the next batch of what is running.

        :return: dict with `progress` (per cent) and `finished`
        """
        self.ensure_one()
        self.check_access("write")
        if self.state in RUNNING and self.try_lock_for_update():
            self._without_context()._step()
        finished = self.state not in RUNNING
        return {"progress": 100 if finished else self.progress, "finished": finished}

    def action_back_to_draft(self):
        """Stop a check, or throw the plan away to choose other columns."""
        self.ensure_one()
        self._expect("checking", "checked")
        self._lines_sudo().unlink()
        self._move_to("draft")
        return True

    def action_lines(self):
        """Open the rows; the context's `import_filter` names the filter to switch on."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_import_line_action"
        )
        chosen = self.env.context.get("import_filter")
        action["domain"] = [("import_id", "=", self.id)]
        action["context"] = {f"search_default_{chosen}": 1} if chosen else {}
        return action

    def action_refused_file(self):
        """Download the refused rows, and those with remarks, each with its reasons."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/employer_engagement/import/{self.id}/refused.xlsx",
            "target": "download",
        }

    def _write_refused(self, target):
        """Write the refused rows, and those with remarks, as they came, each with its reasons.

        Two columns stand before those of the list; mended and read again they are left out.
        """
        self.ensure_one()
        with WorkbookWriter(target) as workbook:
            for sheet in self.sheet_ids.filtered("target"):
                for label, field, lines in (
                    (self.env._("Refused"), "reasons", sheet._lines_to_mend("refuse")),
                    (self.env._("Remarks"), "remarks", sheet._lines_to_mend("remarks")),
                ):
                    if lines:
                        name = " ".join(filter(None, (label, sheet.name)))
                        columns, rows = sheet._mend_table(lines, field)
                        workbook.add_sheet(name, columns, rows)
            if not (self.refuse_count or self.remark_count):
                workbook.add_sheet(self.env._("Refused"), [SheetColumn(self.env._("No row"))], [])

    # ---- reading the file

    def _read_sheets(self):
        """Find the sheets of the file, propose what each is and what its columns mean."""
        self.ensure_one()
        self._lines_sudo().unlink()
        self.sheet_ids.unlink()
        tables = self._tables()
        self.env["employer.import.sheet"].create(
            [
                self.env["employer.import.sheet"]._prepare(self, table, len(tables) == 1)
                for table in tables
            ]
        )
        self._refresh_colleagues(tables)
        self._move_to("draft")

    def _tables(self):
        """Return the tables of the file.

        :raise UserError: in words, when the file cannot be read
        """
        data = base64.b64decode(self.with_context(bin_size=False).file or b"")
        is_heading = self.env["employer.import.sheet"]._recogniser()
        try:
            return table_reader.read_tables(data, is_heading)
        except ValueError as error:
            raise UserError(self._read_error(str(error)))

    def _read_error(self, code):
        sentences = {
            "empty": self.env._("“%s” is empty.", self.name),
            "xls": self.env._(
                "“%s” is in the old Excel format. Open it in Excel or LibreOffice, save it as "
                ".xlsx and try again.",
                self.name,
            ),
            "too_long": self.env._(
                "“%(name)s” has more than %(rows)s rows: split it.",
                name=self.name,
                rows=table_reader.MAX_ROWS,
            ),
        }
        return sentences.get(
            code, self.env._("“%s” is no list: save it as .xlsx or .csv and try again.", self.name)
        )

    def _read_lines(self):
        """Keep every row of the chosen sheets as it stands in the file."""
        self._lines_sudo().unlink()
        tables = {table.name: table for table in self._tables()}
        self._refresh_colleagues(tables.values())
        self._lines_sudo().create(
            [
                {
                    "import_id": self.id,
                    "sheet_id": sheet.id,
                    "row": row.number,
                    "raw": row.cells,
                    "key": sheet._key_of(row.cells),
                    "colour": row.colour or False,
                }
                for sheet in self.sheet_ids.filtered("target")
                for row in tables[sheet.name or ""].rows
            ]
        )

    def _refresh_colleagues(self, tables):
        """List the colleagues whose names stand in the sheets to import."""
        sheets = {sheet.name or "": sheet for sheet in self.sheet_ids.filtered("target")}
        self.env["employer.import.colleague"].with_company(self.company_id)._refresh(
            self,
            [
                cell
                for table in tables
                for cell in (
                    sheets[table.name]._colleague_cells(table) if table.name in sheets else ()
                )
            ],
        )

    def _colleague_users(self):
        """Return {key of a colleague's name: user id} of those chosen."""
        return {one.key: one.user_id.id for one in self.colleague_ids if one.user_id}

    # ---- running

    def _move_to(self, state):
        """Write the state, which no client may: rows and undo rest on it."""
        self.check_access("write")
        self.sudo().state = state  # sudo: the user was checked just before

    def _expect(self, *states):
        if self.state not in states:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(name)s” is “%(state)s”: this can be done when it is “%(states)s”.",
                    name=self.name,
                    state=labels[self.state],
                    states=" / ".join(labels[state] for state in states),
                )
            )

    def _expect_choices(self):
        """Refuse to change what sheets and columns are once rows became records: an undo goes by
        it.

        :raise UserError: when one of these imports is past its check
        """
        for record in self:
            record._expect("draft", "checked")

    def _run(self):
        """Step until nothing is left to do (without the bar: tests, scripts)."""
        while not self.action_step()["finished"]:
            continue
        return self

    def _step(self):
        """Do one batch, or close the phase when none is left."""
        step = {
            "checking": ("checked", [("new", PLAN_BATCH, "_plan")]),
            "importing": (
                "imported",
                [("new", PLAN_BATCH, "_plan"), ("planned", APPLY_BATCH, "_apply")],
            ),
            "undoing": ("undone", [("done", UNDO_BATCH, "_undo")]),
        }
        next_state, phases = step[self.state]
        for status, size, method in phases:
            lines = self._next_lines(status, size)
            if lines:
                target = lines.sheet_id.with_env(self.env)._target()
                getattr(target, method)(lines)
                break
        if not any(self._next_lines(status, 1) for status, _size, _method in phases):
            self._move_to(next_state)
            _logger.info("Import %s is %s", self.id, next_state)

    def _next_lines(self, status, size):
        """Return the next rows of one sheet in the order of the file, backwards for an undo."""
        order = "sheet_id desc, row desc" if status == "done" else "sheet_id, row"
        lines = self._lines_sudo().search(
            [("import_id", "=", self.id), ("status", "=", status)], limit=size, order=order
        )
        return lines.filtered(lambda line: line.sheet_id == lines[0].sheet_id)

    def _lines_sudo(self):
        """Return the rows of this import, to write them.

        sudo: rows decide what an undo deletes, so nobody writes them but this code; the user was
        checked on the import itself, and what is imported is written as the user.
        """
        self.check_access("write")
        return self._without_context().line_ids.sudo()

    def _without_context(self):
        """Return this import without what a call's context would fill in: rows and facts hold what
        the file says, and what the server makes of it.
        """
        return self.with_context(clean_context(self.env.context), active_test=True)

    def _progress(self):
        """Return how much of the running phase is done, as (done, of how much)."""
        weights = {
            "checking": {"planned": 1},
            "importing": {"planned": 1, "done": 5},
            "undoing": {"undone": 1, "kept": 1},
        }[self.state]
        groups = self.env["employer.import.line"]._read_group(
            [("import_id", "=", self.id)], ["status"], ["__count"]
        )
        done = sum(weights.get(status, 0) * count for status, count in groups)
        return done, max(weights.values()) * sum(count for _status, count in groups)
