# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import format_date


class EmployerOrganisation(models.Model):
    """Who looks after an organisation for whom, and until when."""

    _inherit = "employer.organisation"

    handover_words = fields.Char(
        string="In place of",
        compute="_compute_handover_words",
        help="Whose it is again the day after.",
    )

    @api.depends("user_id")
    def _compute_handover_words(self):
        """Say of those lent for a time to whom they go back and when, in one query."""
        # sudo: that a colleague is away for a time is for everyone who may read the organisation
        lines_sudo = (
            self.env["employer.handover.line"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("handover_id.state", "=", "active"),
                ],
                order="id",
            )
        )
        lent = {line.res_id: line for line in lines_sudo}
        self.handover_words = False
        for organisation in self:
            line = lent.get(organisation._origin.id)
            if line and line.handover_id.to_user_id == organisation.user_id:
                organisation.handover_words = self.env._(
                    "%(user)s, until %(date)s",
                    user=line.user_id.name,
                    date=format_date(self.env, line.handover_id.until_date),
                )

    def write(self, vals):
        if "user_id" in vals:
            changing = self.filtered(lambda one: one.user_id.id != vals["user_id"])
            self.env["employer.handover"]._check_owner_change(changing)
        return super().write(vals)

    def action_hand_over(self):
        """Open the dialog that hands these organisations and what hangs on them over."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand over"),
            "res_model": "employer.handover.give",
            "view_mode": "form",
            "target": "new",
            "context": {"default_employer_ids": self.ids},
        }
