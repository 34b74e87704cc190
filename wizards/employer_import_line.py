# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import api, fields, models

from ..models.common.about_record import open_about
from ..tools.table_reader import as_text


class EmployerImportLine(models.Model):
    """One row of an imported list, as it came (`raw`), what is or was done with it and why not.

    `values` is what the row says, cleaned; `before` and `after` are what an undo needs. Written by
    the server alone.
    """

    _name = "employer.import.line"
    _description = "Row of an import"
    _order = "import_id desc, sheet_id, row"

    import_id = fields.Many2one(
        "employer.import", required=True, readonly=True, index=True, ondelete="cascade"
    )
    sheet_id = fields.Many2one(
        "employer.import.sheet", required=True, readonly=True, index=True, ondelete="cascade"
    )
    row = fields.Integer(readonly=True, aggregator=False)
    name = fields.Char(readonly=True)
    key = fields.Char(
        string="Number",
        readonly=True,
        help="The office's own number of the row: other sheets refer to it.",
    )
    colour = fields.Selection(
        [
            ("red", "Red"),
            ("orange", "Orange"),
            ("yellow", "Yellow"),
            ("green", "Green"),
            ("blue", "Blue"),
            ("purple", "Purple"),
            ("grey", "Grey"),
        ],
        readonly=True,
        help="How the row is marked in the file; kept here, not imported.",
    )
    action = fields.Selection(
        [
            ("create", "New"),
            ("adopt", "Contact adopted"),
            ("update", "Updated"),
            ("unchanged", "Unchanged"),
            ("refuse", "Refused"),
        ],
        readonly=True,
        index=True,
    )
    status = fields.Selection(
        [
            ("new", "To check"),
            ("planned", "Planned"),
            ("done", "Done"),
            ("undone", "Undone"),
            ("kept", "Kept"),
        ],
        required=True,
        readonly=True,
        default="new",
    )
    reasons = fields.Text(readonly=True, help="Why it was refused, or kept at an undo.")
    remarks = fields.Text(readonly=True, help="What was left out of a row that is imported.")
    changes = fields.Text(readonly=True, help="What an update changes.")
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", string="Contact adopted or made", readonly=True, index="btree_not_null"
    )
    original = fields.Text(compute="_compute_original", string="As it came")
    company_id = fields.Many2one(related="import_id.company_id", store=True, index=True)

    raw = fields.Json(readonly=True)
    values = fields.Json(readonly=True)
    before = fields.Json(readonly=True)
    after = fields.Json(readonly=True)

    _status_idx = models.Index("(import_id, status, sheet_id, row)")
    _key_idx = models.Index("(company_id, key) WHERE key IS NOT NULL")

    @api.depends("raw")
    def _compute_original(self):
        for line in self:
            line.original = " ; ".join(map(as_text, line.raw or []))

    def action_open(self):
        """Open the record the row became or changed."""
        return open_about(self)

    def _cells(self):
        """Return the cells of the row by the key their column means."""
        self.ensure_one()
        cells = defaultdict(list)
        for column in self.sheet_id.column_ids:
            if column.key and column.index < len(self.raw):
                cells[column.key].append(self.raw[column.index])
        return cells

    def _refuse(self, reasons):
        """Plan that nothing is done with the row, and say every reason."""
        self.ensure_one()
        self._set_plan("refuse", reasons=reasons)

    def _set_plan(self, action, **vals):
        """Write the plan of the row; lists of sentences become lines of text."""
        self.ensure_one()
        texts = {
            name: "\n".join(vals.pop(name, ())) or False
            for name in ("reasons", "remarks", "changes")
        }
        self.write(
            {
                "action": action,
                "status": "planned",
                "res_model": False,
                "res_id": False,
                "partner_id": False,
                "before": False,
                "after": False,
                **texts,
                **vals,
            }
        )
