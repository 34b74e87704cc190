# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Courses still to be held change hands too."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        alive = Domain("state", "in", ("draft", "open", "running"))
        return {**super()._kinds(), "course": (_lt("Courses"), "employer.course", alive)}
