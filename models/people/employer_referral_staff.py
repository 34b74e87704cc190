# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

IDENTITY = "employer.referral.identity"


class EmployerReferral(models.Model):
    """A person the partner told us of by phone or at the counter, entered by the tutor.

    Taken on from its first moment, so that the partner finds the person among its own, with the
    tutor's name, and proposes it like any other. Of the person it holds first and last name alone.
    Only the tutor's own act makes one; another *Referred by* on the person takes it back: who did
    not refer the person sees nothing of it.
    """

    _inherit = "employer.referral"

    is_by_staff = fields.Boolean(
        string="Entered by the office",
        readonly=True,
        copy=False,
        help="The partner told us of the person in another way than on the portal.",
    )

    @api.model
    def _enter_told(self, person):
        """Return the referral that shows `person` to the partner that referred it, in sudo.

        The caller has looked at whether the user may give the name.

        :raise UserError: when there is no partner, or no name to show
        """
        identity_sudo = person._row_sudo("employer.candidate.identity")
        if not person.referrer_id or not identity_sudo:
            raise UserError(
                self.env._(
                    "Enter the personal data of %s and the partner that referred the person first.",
                    person.code,
                )
            )
        today = fields.Date.context_today(self)
        referral_sudo = self.sudo().create(  # sudo: nobody makes referrals but the server
            {
                "organisation_id": person.referrer_id.id,
                "company_id": person.company_id.id,
                "state": "taken_on",
                "candidate_id": person.id,
                "tutor_id": person.tutor_id.id,
                "user_id": person.sudo()._follower().id,
                "answered_date": today,
                "routed_at": fields.Datetime.now(),
                "is_by_staff": True,
            }
        )
        names = {name: identity_sudo[name] for name in ("first_name", "last_name")}
        self.env[IDENTITY].sudo().create(
            {**names, "referral_id": referral_sudo.id, "consent_channel": False}
        )
        self.env["employer.disclosure"]._log(
            person,
            "sent",
            employer=person.referrer_id,
            what=self.env._("That we follow the person, to the partner that referred it"),
        )
        return referral_sudo

    def _take_back_told(self):
        """Hide from the partner what staff had shown it; in sudo."""
        told = self.filtered(lambda one: one.is_by_staff and one.state == "taken_on")
        told.identity_ids.unlink()
        told.write({"state": "withdrawn"})

    @api.model
    def _portal_domain(self, members):
        """Leave out what staff took back: it was shown to the wrong partner."""
        taken_back = Domain("is_by_staff", "=", True) & Domain("state", "=", "withdrawn")
        return super()._portal_domain(members) & ~taken_back
