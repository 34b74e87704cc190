# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["referral"] = ("employer.referral", "due_date", "user_id")
FEATURES["_source_referrals"] = "persons"


class EmployerToday(models.Model):
    """Persons whom partners refer, until the partner has its answer.

    With nobody yet it is the row of who looks after the partner: that somebody takes it.
    """

    _inherit = "employer.today"
    _depends = {
        "employer.referral": [
            "name",
            "state",
            "due_date",
            "received_at",
            "organisation_id",
            "contact_id",
            "user_id",
            "company_id",
        ],
    }

    kind = fields.Selection(selection_add=[("referral", "Referral to answer")])

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_referrals"):
            sources.append(self._source_referrals())
        return sources

    @api.model
    def _source_referrals(self):
        return SQL(
            """
            SELECT 33, 'referral', r.id, 'employer.referral', r.id, r.due_date,
                   r.received_at::date, r.name, r.organisation_id, r.contact_id, NULL::integer,
                   COALESCE(r.user_id, o.user_id), r.company_id
              FROM employer_referral r
              JOIN employer_organisation o ON o.id = r.organisation_id
             WHERE r.state = 'new'
            """
        )
