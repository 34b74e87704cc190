# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreement(models.Model):
    """Courses commissioned under an agreement (R15)."""

    _inherit = "employer.agreement"

    course_ids = fields.One2many("employer.course", "agreement_id", string="Courses")
    course_count = fields.Integer(compute="_compute_course_count")

    def _compute_course_count(self):
        counts = dict(
            self.env["employer.course"]._read_group(
                [("agreement_id", "in", self.ids)], ["agreement_id"], ["__count"]
            )
        )
        for agreement in self:
            agreement.course_count = counts.get(agreement._origin, 0)

    def action_view_courses(self):
        """Open the courses under this agreement."""
        self.ensure_one()
        return self.env["employer.course"]._action_of(
            [("agreement_id", "=", self.id)],
            {"default_agreement_id": self.id, "default_employer_id": self.employer_id.id},
        )
