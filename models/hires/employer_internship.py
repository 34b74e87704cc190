# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerInternship(models.Model):
    """An internship leads to a hire, or to follow-ups that ask about one."""

    _inherit = "employer.internship"

    hire_ids = fields.One2many("employer.hire", "internship_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")
    followup_ids = fields.One2many("employer.followup", "internship_id", string="Follow-ups")
    followup_count = fields.Integer(compute="_compute_followup_count")

    def _compute_hire_count(self):
        counts = dict(
            self.env["employer.hire"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.hire_count = counts.get(internship._origin, 0)

    def _compute_followup_count(self):
        counts = dict(
            self.env["employer.followup"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.followup_count = counts.get(internship._origin, 0)

    @api.model_create_multi
    def create(self, vals_list):
        internships = super().create(vals_list)
        # an import or a migration may bring some that have ended
        ended = internships.filtered(lambda record: record.state == "ended")
        self.env["employer.followup"]._sync_internships(ended)
        return internships

    def write(self, vals):
        result = super().write(vals)
        if {"state", "actual_end_date"} & vals.keys():
            self.env["employer.followup"]._sync_internships(self)
        return result

    def action_record_hire(self):
        """Open the dialog that records a hire after this internship.

        :raise UserError: before the internship has started
        """
        self.ensure_one()
        if self.state not in ("running", "suspended", "ended"):
            raise UserError(
                self.env._(
                    "%(internship)s has not started: record the hire from the list or the person.",
                    internship=self.display_name,
                )
            )
        return self._open_dialog("employer.hire.record", self.env._("Record a hire"))

    def action_open_followups(self):
        """Open the checks after this internship."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Follow-ups"),
            "res_model": "employer.followup",
            "view_mode": "list,form",
            "domain": [("internship_id", "=", self.id)],
        }

    def action_open_hires(self):
        """Open the hires credited to this internship."""
        self.ensure_one()
        return self.env["employer.hire"]._action_of([("internship_id", "=", self.id)])
