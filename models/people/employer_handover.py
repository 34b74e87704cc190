# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Courses still to be held and referrals to answer change hands too.

    A referral carries the name of whom the partner means; those answered follow the person.
    """

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("state", "in", ("draft", "open", "running"))
        return {
            **super()._kinds(),
            "course": (_lt("Courses"), "employer.course", alive),
            "referral": (
                _lt("Referrals to answer"),
                "employer.referral",
                Domain("state", "=", "new"),
            ),
        }

    @api.model
    def _named_persons(self, records):
        """Add whom partners mean: nobody of ours yet, so each referral stands for its person."""
        if records._name != "employer.referral":
            return super()._named_persons(records)
        return {referral.id: {("referral", referral.id)} for referral in records}
