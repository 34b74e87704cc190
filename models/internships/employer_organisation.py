# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain


class EmployerOrganisation(models.Model):
    """An internship started is a collaboration of its host."""

    _inherit = "employer.organisation"

    internship_ids = fields.One2many("employer.internship", "employer_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")

    def _compute_internship_count(self):
        counts = dict(
            self.env["employer.internship"]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )
        for organisation in self:
            organisation.internship_count = counts.get(organisation._origin, 0)

    @api.depends("internship_ids.state", "internship_ids.start_date")
    def _compute_level(self):
        return super()._compute_level()

    def _collaboration_days(self):
        days = super()._collaboration_days()
        groups = self.env["employer.internship"]._read_group(
            [
                ("employer_id", "in", self.ids),
                ("state", "in", ("running", "suspended", "ended")),
                ("start_date", "!=", False),
            ],
            ["employer_id"],
            ["start_date:array_agg"],
        )
        for employer, starts in groups:
            days.setdefault(employer.id, set()).update(starts)
        return days

    @api.model
    def _busy_domain(self):
        running = Domain("state", "in", ("ready", "running", "suspended"))
        return super()._busy_domain() | Domain("internship_ids", "any", running)

    def action_open_internships(self):
        """Open the internships at this host."""
        self.ensure_one()
        return self.env["employer.internship"]._action_of(
            [("employer_id", "=", self.id)], {"default_employer_id": self.id}
        )

    def action_send_guide(self):
        """Open the dialog that sends an information sheet to this organisation."""
        self.ensure_one()
        return self.env["employer.guide"]._action_send_dialog(
            {"default_employer_ids": self.ids, "default_contact_id": self.main_contact_id.id}
        )
