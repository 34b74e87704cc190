# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Agreements being made or in force change hands too."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("state", "in", ("draft", "negotiation", "to_sign", "active"))
        label = _lt("Agreements")
        return {**super()._kinds(), "agreement": (label, "employer.agreement", alive)}
