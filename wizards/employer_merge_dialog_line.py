# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerMergeDialogLine(models.TransientModel):
    """One value that differs between two organisations about to be merged, and which one stays."""

    _name = "employer.merge.dialog.line"
    _description = "Value of a merge"
    _order = "id"

    dialog_id = fields.Many2one("employer.merge.dialog", required=True, ondelete="cascade")
    name = fields.Char(required=True, help="The field, or the first of those that go together.")
    label = fields.Char(string="Value")
    kept_text = fields.Char(string="What stays has")
    other_text = fields.Char(string="The other has")
    choice = fields.Selection(
        [("kept", "Keep"), ("other", "Take the other"), ("both", "Both, one below the other")],
        string="Then",
        required=True,
        default="kept",
    )
