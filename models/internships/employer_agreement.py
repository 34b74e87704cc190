# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAgreement(models.Model):
    """Internships stand under an agreement."""

    _inherit = "employer.agreement"

    internship_ids = fields.One2many("employer.internship", "agreement_id", string="Internships")
    internship_count = fields.Integer(compute="_compute_internship_count")

    def _compute_internship_count(self):
        counts = dict(
            self.env["employer.internship"]._read_group(
                [("agreement_id", "in", self.ids)], ["agreement_id"], ["__count"]
            )
        )
        for agreement in self:
            agreement.internship_count = counts.get(agreement._origin, 0)

    def action_open_internships(self):
        """Open the internships under this agreement."""
        self.ensure_one()
        return self.env["employer.internship"]._action_of(
            [("agreement_id", "=", self.id)],
            {"default_agreement_id": self.id, "default_employer_id": self.employer_id.id},
        )
