# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import SOURCES

SOURCES["handover"] = ("employer.handover", None, None)


class EmployerToday(models.Model):
    """Rows of the care for the relation: hand-overs that end."""

    _inherit = "employer.today"
    _depends = {
        "employer.handover": ["state", "until_date", "to_user_id"],
    }

    kind = fields.Selection(selection_add=[("handover", "Hand-over ends")])

    @api.model
    def _sources(self, today):
        return [*super()._sources(today), self._source_handovers(today)]

    @api.model
    def _source_handovers(self, today):
        """What a colleague lent until today: tell them how things stand; tonight it goes back."""
        return SQL(
            """
            SELECT 11, 'handover', r.id, 'employer.handover', r.id, r.until_date,
                   r.create_date::date, r.name, NULL::integer, NULL::integer, NULL::integer,
                   r.to_user_id, r.company_id
              FROM employer_handover r
             WHERE r.state = 'active' AND r.until_date <= %(today)s
            """,
            today=today,
        )
