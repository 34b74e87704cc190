# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerProposal(models.Model):
    """A partner proposes a person it referred: who that is, the tutor says by answering.

    So every proposal is taken at once, whether we know the person or not.
    """

    _inherit = "employer.proposal"

    referral_id = fields.Many2one(
        "employer.referral",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Whom the partner means; the tutor's answer puts the person here.",
    )

    _referral_uniq = models.UniqueIndex(
        "(dispatch_id, referral_id) WHERE referral_id IS NOT NULL",
        "This person is proposed for this opening by the partner already.",
    )

    @api.depends("referral_id.name")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        for proposal in self.filtered(lambda one: one.referral_id and not one.candidate_id):
            partner = proposal.organisation_id.display_name or ""
            proposal.display_name = f"{proposal.referral_id.name} · {partner}"
        return result

    @api.model
    def _computed_names(self):
        return super()._computed_names() | {"referral_id"}

    def _check_acceptable(self, vals):
        """Name who says who it is, as long as that waits for the answer to the referral.

        :raise UserError: naming the colleague
        """
        referral = self.referral_id
        if referral.state == "new" and not vals.get("candidate_id", self.candidate_id):
            raise UserError(
                self.env._(
                    "Who this is, says the answer to %(referral)s. It is with %(user)s: ask for "
                    "it, then accept.",
                    referral=referral.name,
                    user=referral.user_id.name or self.env._("nobody yet"),
                )
            )
        return super()._check_acceptable(vals)

    def _fill_person(self, candidate):
        """Say who it is in what waits for that; who stands on an opening already stays once."""
        for proposal in self.filtered(lambda one: one.state == "new"):
            others = proposal.dispatch_id.proposal_ids - proposal
            if candidate not in others.candidate_id or not candidate:
                proposal.candidate_id = candidate
