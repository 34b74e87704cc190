# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

from .employer_referral import IDENTITY_GROUP


class EmployerCandidate(models.Model):
    """Which partners referred the person, and who of us follows it."""

    _inherit = "employer.candidate"

    referral_ids = fields.One2many("employer.referral", "candidate_id", string="Referrals")

    def _follower(self):
        """Return the tutor who follows the first of these persons that has one, in sudo.

        The person's own tutor, else somebody of the team; empty for who may not open names.
        """
        for person in self:
            team = person.team_id
            for user in (person.tutor_id, team.leader_id, *team.member_ids):
                if user.active and user.has_group(IDENTITY_GROUP):
                    return user
        return self.env["res.users"]
