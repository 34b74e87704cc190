# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerScoutingLose(models.TransientModel):
    """Ask why an employer was lost; the reasons, together, teach the next workshop."""

    _name = "employer.scouting.lose"
    _description = "Lose a scouting"

    scouting_ids = fields.Many2many("employer.scouting", required=True)
    lost_reason_id = fields.Many2one("employer.lost.reason", string="Reason", required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    note = fields.Text(help="Written in the history of the scouting; no names of persons.")

    def action_lose(self):
        """Move the scoutings to the lost stage, with the reason."""
        self.ensure_one()
        stage = self.env["employer.scouting.stage"]._of_kind("lost")
        self.scouting_ids.write(
            {
                "stage_id": stage.id,
                "lost_reason_id": self.lost_reason_id.id,
                "stage_since": self.date,
            }
        )
        if self.note:
            for scouting in self.scouting_ids:
                scouting.message_post(body=self.note)
        return {"type": "ir.actions.act_window_close"}
