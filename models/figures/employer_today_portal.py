# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import FEATURES, SOURCES

SOURCES["portal_vacancy"] = ("employer.vacancy", None, "user_id")
FEATURES["_source_portal_vacancies"] = "vacancies"


class EmployerToday(models.Model):
    """Vacancies that companies opened on the portal, until somebody looked at them."""

    _inherit = "employer.today"
    _depends = {
        "employer.vacancy": ["portal_to_check", "create_date", "contact_id", "employer_id"],
    }

    kind = fields.Selection(selection_add=[("portal_vacancy", "Vacancy from the portal")])

    def action_done(self):
        """Seen: the vacancy stays a need, and the company may not change it any more."""
        rows = self.filtered(lambda row: row.kind == "portal_vacancy")
        for row in rows:
            vacancy = row._source_record()
            vacancy.check_access("write")
            vacancy.sudo().portal_to_check = False  # sudo: the server's field, right judged above
        return super(EmployerToday, self - rows).action_done()

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_portal_vacancies"):
            sources.append(self._source_portal_vacancies())
        return sources

    @api.model
    def _source_portal_vacancies(self):
        """Due on the day they came in: a company that opens one waits for a call."""
        return SQL(
            """
            SELECT 32, 'portal_vacancy', v.id, 'employer.vacancy', v.id, v.create_date::date,
                   v.create_date::date, v.name || ': ' || %(words)s, v.employer_id, v.contact_id,
                   NULL::integer, v.user_id, v.company_id
              FROM employer_vacancy v
             WHERE v.active AND v.portal_to_check AND v.stage_kind = 'need'
            """,
            words=self.env._("opened on the portal, check it"),
        )
