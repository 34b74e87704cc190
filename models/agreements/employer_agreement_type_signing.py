# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

FEATURE = "employer_engagement.employer_engagement_feature_signature_link"
READER = "employer_engagement.employer_engagement_group_user"


class EmployerAgreementType(models.Model):
    """How agreements of a type are signed, and how long one waits for it."""

    _inherit = "employer.agreement.type"

    signing_way = fields.Selection(
        [("file", "Signed file received"), ("link", "By link")],
        string="Signed by",
        required=True,
        default="file",
        help="By link: a simple electronic signature, by personal link or here. A signed file can "
        "be recorded in either case.",
    )
    link_days = fields.Integer(
        string="Days a link to sign works", default=14, groups=FEATURE, required=True
    )
    resend_hours = fields.Integer(
        string="Hours between two reminders to sign", default=24, groups=FEATURE, required=True
    )
    shown_link_signs = fields.Boolean(
        string="A link shown here signs for the organisation",
        groups=FEATURE,
        help="Off: only a link that was mailed signs for the organisation. On: an officer may have "
        "it on screen and hand it over; signature and signature sheet say so.",
    )
    waiting_days = fields.Integer(
        string="Days to wait for a signature",
        default=7,
        required=True,
        help="Since it went to sign, or since the last reminder; then it is late in Today.",
    )

    _check_signing_days = models.Constraint(
        "CHECK(link_days > 0 AND resend_hours >= 0 AND waiting_days >= 0)",
        "A link to sign works at least one day, and nobody waits less than none.",
    )

    def _shown_link_signs(self, party):
        """Return whether a link that was shown, not mailed, may sign for this party.

        For the office it may: it is shown to nobody but who signs for it.
        """
        self.ensure_one()
        # sudo: whoever opens a link has no account, and not everybody has the feature's group
        return party == "office" or self.sudo().shown_link_signs

    def _signs_by_link(self):
        """Return whether links and the office's own system may be used for this type."""
        self.ensure_one()
        # sudo: whoever opens a link has no account; a feature is on for everyone with a role
        groups = self.env.ref(READER).sudo().all_implied_ids
        return self.signing_way == "link" and self.env.ref(FEATURE).sudo() in groups
