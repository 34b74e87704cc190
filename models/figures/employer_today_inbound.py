# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import SOURCES

SOURCES["inbound"] = ("employer.inbound", "due_date", "user_id")


class EmployerToday(models.Model):
    """What companies wrote, until somebody looked at it or answered."""

    _inherit = "employer.today"
    _depends = {
        "employer.inbound": [
            "state",
            "due_date",
            "received_at",
            "user_id",
            "employer_id",
            "scouting_id",
            "contact_id",
        ],
    }

    kind = fields.Selection(selection_add=[("inbound", "They wrote to us")])

    def action_done(self):
        letters = self.filtered(lambda row: row.kind == "inbound")
        for row in letters:
            row._source_record().action_done()
        return super(EmployerToday, self - letters).action_done()

    @api.model
    def _sources(self, today):
        return [*super()._sources(today), self._source_inbound()]

    @api.model
    def _source_inbound(self):
        return SQL(
            """
            SELECT 13, 'inbound', r.id, 'employer.inbound', r.id, r.due_date,
                   r.received_at::date, r.name, r.employer_id, r.contact_id, NULL::integer,
                   r.user_id, r.company_id
              FROM employer_inbound r
             WHERE r.state = 'new'
            """
        )
