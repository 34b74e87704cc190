# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerImportColumn(models.Model):
    """What a column of an imported sheet means; an empty `key` leaves it out (the row keeps it)."""

    _name = "employer.import.column"
    _description = "Column of an import"
    _inherit = ["employer.record.mixin"]
    _order = "sheet_id, index"

    sheet_id = fields.Many2one(
        "employer.import.sheet", required=True, index=True, ondelete="cascade"
    )
    import_id = fields.Many2one(related="sheet_id.import_id", store=True, index=True)
    index = fields.Integer(readonly=True)
    name = fields.Char(string="Heading in the file", readonly=True)
    sample = fields.Char(string="First values", readonly=True)
    key = fields.Selection(
        selection=lambda self: self._selection_key(),
        string="Means",
        help="Empty: not imported; the file's row is kept as it came.",
    )
    company_id = fields.Many2one(related="sheet_id.company_id", store=True, index=True)

    def write(self, vals):
        if not self.env.su:
            self.import_id._expect_choices()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_imported(self):
        if not self.env.su:
            self.import_id._expect_choices()

    @api.model
    def _selection_key(self):
        labels = {}
        for model in self.env["employer.import.sheet"]._targets().values():
            labels.update(self.env[model]._column_labels())
        return list(labels.items())
