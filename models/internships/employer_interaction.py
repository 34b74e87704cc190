# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerInteraction(models.Model):
    """An interaction about an internship is about its person too; then it is protected."""

    _inherit = "employer.interaction"

    internship_id = fields.Many2one(
        "employer.internship", index="btree_not_null", ondelete="set null", check_company=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._about_person(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._about_person(vals))

    def _about_person(self, vals):
        """Return `vals` with the internship's person: what protects one protects the other."""
        if not vals.get("internship_id") or vals.get("candidate_id"):
            return vals
        internship = self.env["employer.internship"].browse(vals["internship_id"])
        return {**vals, "candidate_id": internship.candidate_id.id}
