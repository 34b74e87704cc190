# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_referral import IDENTITY_GROUP


class EmployerReferral(models.Model):
    """Whether we know the person already: asked after the partner has its answer, never before.

    What the partner sends is stored and nothing is looked up, so a known and an unknown person
    get the same answer in the same time. A job looks right after, and hands the referral to the
    tutor who follows that person, else to whom the office says.
    """

    _inherit = "employer.referral"

    routed_at = fields.Datetime(
        readonly=True, copy=False, index="btree_not_null", export_string_translation=False
    )
    match_ids = fields.Many2many(
        "employer.candidate",
        string="May be",
        compute="_compute_match_ids",
        groups=IDENTITY_GROUP,
        help="Persons followed already with this fiscal code, or this name and birth date.",
    )
    has_other_match = fields.Boolean(
        compute="_compute_match_ids", groups=IDENTITY_GROUP, export_string_translation=False
    )

    @api.depends("user_id", "state")
    @api.depends_context("uid")
    def _compute_match_ids(self):
        entitled = self._filter_entitled()
        persons = self.env["employer.candidate"]
        for referral in self:
            found = persons
            if referral._origin in entitled:
                # sudo: who may open the referral may know of matches; which, is cut below
                found = referral._origin.sudo()._matches().sudo(self.env.su)
            mine = found._among(persons._identity_entitlement_domain())
            referral.match_ids = mine
            referral.has_other_match = bool(found - mine)

    def _matches(self):
        self.ensure_one()
        persons = self.env["employer.candidate"]
        return self.identity_ids[:1]._matches() if self.identity_ids else persons

    def action_hand_over(self):
        """Hand the referral to the tutor of another team who follows this person, it seems."""
        self.ensure_one()
        self._check_held()
        # sudo: the user may open the referral; of the match only its tutor is used
        referral_sudo = self.sudo()
        others = referral_sudo._matches() - self.match_ids.sudo()
        tutor = others._follower()
        if tutor:
            referral_sudo.user_id = tutor

    def _route(self):
        """Hand each new referral, once, to who follows the person or to whom the office says."""
        for referral in self.filtered(lambda one: not one.routed_at):
            office = referral.company_id
            tutor = referral._matches()._follower() or office.employer_referral_user_id
            referral.write({"user_id": tutor.id, "routed_at": fields.Datetime.now()})

    @api.model
    def _cron_route(self):
        """Route what partners have just sent."""
        self.search([("routed_at", "=", False), ("state", "=", "new")])._route()
