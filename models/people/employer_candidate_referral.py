# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_referral import IDENTITY_GROUP

#: Who follows a person: with it goes who may open what partners said of the person.
FOLLOWERS = {"tutor_id", "team_id"}


class EmployerCandidate(models.Model):
    """Which partners referred the person, and who of us follows it.

    The partner reads the tutor's name: who follows the person has its referrals too.
    """

    _inherit = "employer.candidate"

    referral_ids = fields.One2many("employer.referral", "candidate_id", string="Referrals")
    can_tell_referrer = fields.Boolean(
        compute="_compute_can_tell_referrer", export_string_translation=False
    )

    @api.depends("referrer_id", "referral_ids.state", "referral_ids.organisation_id")
    @api.depends_context("uid")
    def _compute_can_tell_referrer(self):
        own = self._among(self._own_team_domain())
        for person in self:
            told = person.referral_ids.filtered(lambda one: one.state == "taken_on")
            partner = person.referrer_id
            is_untold = bool(partner) and partner not in told.organisation_id
            person.can_tell_referrer = is_untold and person._origin in own

    def write(self, vals):
        if "referrer_id" in vals:
            changing = self.filtered(lambda one: one.referrer_id.id != vals["referrer_id"])
            # sudo: what the former partner was shown ends with it, whoever may read referrals
            changing.sudo().referral_ids._take_back_told()
        result = super().write(vals)
        if FOLLOWERS & vals.keys():
            self._give_referrals()
        return result

    def action_tell_referrer(self):
        """Show these persons to the partner that referred them: taken on, with the tutor's name.

        That the name left is a row of the register of disclosures.

        :raise AccessError: another team follows the person
        :raise UserError: when there is no partner, or no name to show
        """
        self._check_entitled(self._own_team_domain())
        for person in self.filtered("can_tell_referrer"):
            self.env["employer.referral"]._enter_told(person)

    def _give_referrals(self):
        """Let who follows these persons now hold their referrals, and be whom the partner reads."""
        # sudo: who follows the person was judged where it was written
        for referral in self.sudo().referral_ids.filtered(lambda one: one.state == "taken_on"):
            person = referral.candidate_id
            holder = person._follower() or referral.user_id
            tutor = person.tutor_id or referral.tutor_id
            if (holder, tutor) != (referral.user_id, referral.tutor_id):
                referral.write({"user_id": holder.id, "tutor_id": tutor.id})

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
