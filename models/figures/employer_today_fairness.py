# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.tools import SQL

from .employer_today import ABOUT_PERSON, FEATURES, SOURCES

SOURCES["unproposed"] = ("employer.candidate", "unproposed_ask_date", "tutor_id")
FEATURES["_source_unproposed"] = "lists"
ABOUT_PERSON.add("unproposed")


class EmployerToday(models.Model):
    """Persons available for long and never proposed: the tutor asks why, and looks for work.

    Due on the office's day, of persons noted late (an import) as many days after that; who put it
    off is asked again on the day chosen. The rows are those of `employer.fairness`.
    """

    _inherit = "employer.today"
    _depends = {
        "employer.candidate": ["unproposed_ask_date", "tutor_id", "company_id"],
        "employer.fairness": [],
    }

    kind = fields.Selection(selection_add=[("unproposed", "Never proposed")])

    @api.model
    def _sources(self, today):
        sources = super()._sources(today)
        if self._uses("_source_unproposed"):
            sources.append(self._source_unproposed(today))
        return sources

    @api.model
    def _source_unproposed(self, today):
        return SQL(
            """
            SELECT 28, 'unproposed', u.id, 'employer.candidate', u.id,
                   COALESCE(u.unproposed_ask_date, GREATEST(u.since, u.noted) + u.fair_days),
                   u.since, %(title)s, NULL::integer, NULL::integer, u.id, u.tutor_id,
                   u.company_id
              FROM (%(unproposed)s) u
             WHERE u.tutor_id IS NOT NULL AND u.noted <= %(today)s - u.fair_days
            """,
            title=self.env._("available for long and never proposed"),
            unproposed=self.env["employer.fairness"]._unproposed(today),
            today=today,
        )
