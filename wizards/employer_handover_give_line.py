# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerHandoverGiveLine(models.TransientModel):
    """One kind of record in the dialog of a hand-over: how many move, how many stay."""

    _name = "employer.handover.give.line"
    _description = "What is handed over"

    give_id = fields.Many2one("employer.handover.give", required=True, ondelete="cascade")
    kind = fields.Selection(
        selection=lambda self: self._selection_kind(), string="What", required=True
    )
    count = fields.Integer(string="Move")
    stay_count = fields.Integer(string="Stay")
    is_taken = fields.Boolean(string="Hand over", default=True)

    def _selection_kind(self):
        lang = self.env.lang or "en_US"
        kinds = self.env["employer.handover"]._kinds()
        return [(kind, label._translate(lang)) for kind, (label, *_rest) in kinds.items()]
