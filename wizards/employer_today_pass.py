# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerTodayPass(models.TransientModel):
    """Asks which colleague takes over rows of Today, and hands their sources over."""

    _name = "employer.today.pass"
    _description = "Pass on"

    row_refs = fields.Char(required=True, help="Ids of the rows of Today, comma separated.")
    user_id = fields.Many2one(
        "res.users", string="To", required=True, domain=[("share", "=", False)]
    )

    def action_pass(self):
        """Make the chosen colleague responsible for the rows' sources."""
        self.ensure_one()
        rows = self.env["employer.today"].browse(int(ref) for ref in self.row_refs.split(","))
        rows.exists()._pass_to(self.user_id)
        return {"type": "ir.actions.act_window_close"}
