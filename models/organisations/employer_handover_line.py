# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from ..common.about_record import open_about


class EmployerHandoverLine(models.Model):
    """One record of a hand-over and who had it; read and written as the hand-over is."""

    _name = "employer.handover.line"
    _description = "Record handed over"
    _inherit = ["employer.record.mixin"]
    _order = "res_model, res_id"

    handover_id = fields.Many2one(
        "employer.handover", required=True, readonly=True, index=True, ondelete="cascade"
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    kind_name = fields.Char(string="What", compute="_compute_record_name")
    record_name = fields.Char(string="Name", compute="_compute_record_name")
    user_id = fields.Many2one("res.users", string="Who had it", required=True, readonly=True)
    company_id = fields.Many2one(related="handover_id.company_id", store=True, index=True)

    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        """Name the records as far as this reader may see them."""
        self.record_name = self.kind_name = False
        for model, lines in self.grouped("res_model").items():
            if not model or model not in self.env:
                continue
            records = self.env[model].browse(lines.mapped("res_id")).exists()
            names = {one.id: one.display_name for one in records._filtered_access("read")}
            kind = self.env["ir.model"]._get(model).name
            for line in lines:
                line.kind_name = kind
                line.record_name = names.get(line.res_id, False)

    def action_open_record(self):
        """Open the record that changed hands, as far as the user may."""
        return open_about(self)
