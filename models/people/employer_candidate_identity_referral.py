# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerCandidateIdentity(models.Model):
    """Who is erased is erased in the referrals of partners too."""

    _inherit = "employer.candidate.identity"

    @api.ondelete(at_uninstall=False)
    def _unlink_referrals(self):
        # sudo: the right to erase the person's data was judged; these are the same data
        self.candidate_id.sudo().referral_ids.identity_ids.unlink()
