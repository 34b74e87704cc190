# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerVacancy(models.Model):
    """Partners asked whom they propose for a vacancy; filled or closed, it asks them no more."""

    _inherit = "employer.vacancy"

    dispatch_ids = fields.One2many(
        "employer.dispatch", "vacancy_id", string="Openings sent to partners"
    )
    dispatch_count = fields.Integer(string="Partners asked", compute="_compute_dispatch_count")

    @api.depends("dispatch_ids")
    def _compute_dispatch_count(self):
        counts = dict(
            self.env["employer.dispatch"]._read_group(
                [("vacancy_id", "in", self.ids)], ["vacancy_id"], ["__count"]
            )
        )
        for vacancy in self:
            vacancy.dispatch_count = counts.get(vacancy._origin, 0)

    def write(self, vals):
        result = super().write(vals)
        if "stage_id" in vals and not self._is_history():
            over = self.filtered(lambda one: not one._is_open())
            # sudo: what partners were asked follows the vacancy, whoever moved it
            over.sudo().dispatch_ids._end_with_vacancy()
        return result

    def action_dispatch(self):
        """Open the dialog that asks partners whom they propose.

        :raise UserError: when the vacancy is filled or closed
        """
        self.ensure_one()
        self._check_open_for_lists()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Ask partners for “%s”", self.display_name),
            "res_model": "employer.dispatch.send",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_vacancy_id": self.id},
        }

    def action_view_dispatches(self):
        """Open what partners were asked for this vacancy."""
        self.ensure_one()
        return self.env["employer.dispatch"]._action_of(
            [("vacancy_id", "=", self.id)], {"default_vacancy_id": self.id}
        )
