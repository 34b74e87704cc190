# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.exceptions import UserError


class EmployerCandidacy(models.Model):
    """A selected person may be hired straight from the list."""

    _inherit = "employer.candidacy"

    hire_ids = fields.One2many("employer.hire", "candidacy_id", string="Hires")

    def _guard_transition(self, target, vals):
        if target == "hired" and not self.env.su and not self.hire_ids:
            raise UserError(
                self.env._(
                    "“%s” has no hire. Record it with the button Record a hire: the candidacy "
                    "follows.",
                    self.display_name,
                )
            )
        return super()._guard_transition(target, vals)

    def _left_hire_early(self):
        """Return whether the person lost this position within the first days of a hire."""
        return (
            self.state == "not_selected"
            and self.last_state == "hired"
            and self.exit_reason_id.code == "ended_early"
        )

    def action_record_hire(self):
        """Open the dialog that records a hire from this list.

        :raise UserError: when the person is not selected
        """
        self.ensure_one()
        if self.state not in ("selected", "in_internship"):
            raise UserError(
                self.env._(
                    "“%(candidacy)s” is not selected: record the host's answer on the list "
                    "before a hire.",
                    candidacy=self.display_name,
                )
            )
        internship = self.internship_ids.filtered(
            lambda record: record.state in ("running", "suspended", "ended")
        )[:1]
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Record a hire"),
            "res_model": "employer.hire.record",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_candidacy_id": self.id,
                "default_internship_id": internship.id,
            },
        }
