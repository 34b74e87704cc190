# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Vacancies change hands until they are closed; a filled one still has its persons."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("stage_kind", "!=", "closed")
        label = _lt("Vacancies")
        return {**super()._kinds(), "vacancy": (label, "employer.vacancy", alive)}
