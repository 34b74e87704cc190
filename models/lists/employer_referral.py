# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.exceptions import UserError

#: Referrals that a partner may propose for an opening: who was sent elsewhere, is helped there.
PROPOSABLE = ("new", "taken_on", "not_now")


class EmployerReferral(models.Model):
    """A person referred is proposed for openings as often as the partner likes, with one profile.

    The tutor's answer says who it is in all of them; a referral withdrawn takes them along.
    """

    _inherit = "employer.referral"

    proposal_ids = fields.One2many("employer.proposal", "referral_id", string="Proposals")
    proposal_count = fields.Integer(compute="_compute_proposal_count")

    def _compute_proposal_count(self):
        counts = dict(
            self.env["employer.proposal"]._read_group(
                [("referral_id", "in", self.ids)], ["referral_id"], ["__count"]
            )
        )
        for referral in self:
            referral.proposal_count = counts.get(referral._origin, 0)

    def action_view_proposals(self):
        """Open the openings for which the partner proposes this person."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Proposals of %s", self.name),
            "res_model": "employer.proposal",
            "views": [(False, "list"), (False, "form")],
            "domain": [("referral_id", "=", self.id)],
        }

    def _settle(self, answer, *, candidate=None, reply=None):
        result = super()._settle(answer, candidate=candidate, reply=reply)
        if candidate:
            # sudo: who answers the referral says who it is, whoever moves proposals
            self.sudo().proposal_ids._fill_person(candidate)
        return result

    def action_reopen(self):
        result = super().action_reopen()
        # sudo: as above
        self.sudo().proposal_ids._fill_person(self.env["employer.candidate"])
        return result

    def _withdraw(self):
        accepted = self.proposal_ids.filtered(lambda one: one.state == "accepted")
        if accepted:
            raise UserError(
                self.env._(
                    "The person is on the list for “%s”: please call us.",
                    accepted[0].vacancy_id.name,
                )
            )
        self.proposal_ids.filtered(lambda one: one.state == "new").unlink()
        return super()._withdraw()

    # ---- on the portal

    def _portal_page_values(self):
        """Add the openings for which the person was proposed."""
        return {
            **super()._portal_page_values(),
            "proposals": self.proposal_ids._portal_values(),
            "can_propose": self._is_proposable(),
        }

    def _is_proposable(self):
        self.ensure_one()
        return self.state in PROPOSABLE and bool(self.identity_ids)
