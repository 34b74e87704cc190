# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Follow-ups still to do change hands too."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("state", "=", "due")
        label = _lt("Follow-ups")
        return {**super()._kinds(), "followup": (label, "employer.followup", alive)}
