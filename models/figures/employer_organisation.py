# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict
from datetime import datetime, time, timedelta

from odoo import models
from odoo.fields import Domain


class EmployerOrganisation(models.Model):
    """The level of a relation on any day, from the facts dated until then."""

    _inherit = "employer.organisation"

    def _levels_on(self, day):
        """Return {organisation id: level} on `day`, by the rule of `level` itself.

        From all that is known now, so a fact entered late counts on its own date. A vacancy
        without a day of opening engages from the day it was entered, an agreement while it was
        in force. For sudo: `level` looks at all facts too.
        """
        days = self._collaborations_until(day)
        engaged = self._engaged_on(day)
        contacted = self._facts_until("interaction", day, Domain("is_contact", "=", 1))
        return {
            one.id: self._level_of_days(days[one.id], day)
            or (one.id in engaged and "engaged")
            or (one.id in contacted and "contacted")
            or "prospect"
            for one in self
        }

    def _collaborations_until(self, day):
        """Return {organisation id: set of dates} of the collaborations up to `day`."""
        days = defaultdict(set)
        domain = self._facts_domain("collaboration", day)
        for employer, date in self.env["employer.funnel.report"]._read_group(
            domain, ["employer_id", "date:day"]
        ):
            days[employer.id].add(date)
        return days

    def _engaged_on(self, day):
        """Return the ids with an agreement in force, a workshop behind or a vacancy open."""
        in_force = Domain("end_date", "=", False) | Domain("end_date", ">=", day)
        entered = datetime.combine(day + timedelta(days=1), time())
        vacancies = self.env["employer.vacancy"]._read_group(
            (
                Domain("employer_id", "in", self.ids)
                & (
                    Domain("opened_date", "<=", day)
                    | (Domain("opened_date", "=", False) & Domain("create_date", "<", entered))
                )
                & (Domain("closed_date", "=", False) | Domain("closed_date", ">", day))
            ),
            ["employer_id"],
        )
        return (
            self._facts_until("agreement", day, in_force)
            | self._facts_until("registration", day, Domain("attended_id", "!=", False))
            | {employer.id for (employer,) in vacancies}
        )

    def _facts_until(self, stage, day, more=Domain.TRUE):
        """Return the ids with a row of `stage` of the funnel dated until `day`."""
        domain = self._facts_domain(stage, day) & more
        groups = self.env["employer.funnel.report"]._read_group(domain, ["employer_id"])
        return {employer.id for (employer,) in groups}

    def _facts_domain(self, stage, day):
        return (
            Domain("stage", "=", stage)
            & Domain("employer_id", "in", self.ids)
            & Domain("date", "<=", day)
        )
