# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """Who signs agreements for the office."""

    _inherit = "res.company"

    employer_signatory_ids = fields.Many2many(
        "res.users",
        "employer_company_signatory_rel",
        "company_id",
        "user_id",
        string="Who signs agreements",
        help="Empty: managers of Employer Engagement.",
    )

    def _may_sign(self, user):
        """Return whether `user` may sign for this office in the system itself."""
        self.ensure_one()
        named = self.sudo().employer_signatory_ids  # sudo: readers do not read companies' settings
        if named:
            return user in named
        return user.has_group("employer_engagement.employer_engagement_group_manager")
