# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)


class EmployerHandover(models.Model):
    """Workshops to come, and those that Today may still ask to follow up, change hands too."""

    _inherit = "employer.handover"

    @api.model
    def _kinds(self):
        days = max(self.env.companies.mapped("employer_workshop_thank_days"), default=0)
        alive = (
            Domain("engagement_kind", "!=", False)
            & Domain("company_id", "!=", False)  # an event of every office is nobody's to give
            & Domain("kanban_state", "!=", "cancel")
            & Domain("date_end", ">", fields.Datetime.now() - timedelta(days=days))
        )
        return {**super()._kinds(), "workshop": (_lt("Workshops"), "event.event", alive)}
