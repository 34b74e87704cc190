# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerOrganisation(models.Model):
    """A hire is a collaboration of the employer where the person works."""

    _inherit = "employer.organisation"

    hire_ids = fields.One2many("employer.hire", "employer_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")

    def _compute_hire_count(self):
        counts = dict(
            self.env["employer.hire"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.hire_count = counts.get(organisation._origin, 0)

    @api.depends("hire_ids.active", "hire_ids.start_date")
    def _compute_level(self):
        return super()._compute_level()

    def _collaboration_days(self):
        days = super()._collaboration_days()
        groups = self.env["employer.hire"]._read_group(
            [("employer_id", "in", self.ids), ("start_date", "!=", False)],
            ["employer_id"],
            ["start_date:array_agg"],
        )
        for employer, starts in groups:
            days.setdefault(employer.id, set()).update(starts)
        return days

    def action_open_hires(self):
        """Open the hires at this employer."""
        self.ensure_one()
        return self.env["employer.hire"]._action_of(
            [("employer_id", "=", self.id)], {"default_employer_id": self.id}
        )
