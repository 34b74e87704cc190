# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import models

KEYS = ("company_id", "team_id", "programme_id", "employer_id", "date:day")


class EmployerTarget(models.Model):
    """Targets on the work with employers: attempts, contacts, companies reached."""

    _inherit = "employer.target"

    def _actual_by_target(self):
        actuals = super()._actual_by_target()
        targets = self.filtered(
            lambda one: (
                one.indicator in ("attempts", "contacts", "companies_reached")
                and one.start_date
                and one.end_date
            )
        )
        if targets:
            rows = targets._interaction_rows()
            actuals.update({target.id: target._count_interactions(rows) for target in targets})
        return actuals

    def _interaction_rows(self):
        """Return the interactions of all the periods: one query for any number of targets.

        :return: tuples (company, team, programme, employer, day, is contact, number of attempts)
        """
        # sudo: everyone reads the same figure, contacts about persons included; counts alone leave.
        interactions_sudo = self.env["employer.interaction"].sudo()
        rows = defaultdict(int)
        for *key, is_attempt, is_contact, count in interactions_sudo._read_group(
            [
                ("company_id", "in", self.company_id.ids),
                ("date", ">=", min(self.mapped("start_date"))),
                ("date", "<=", max(self.mapped("end_date"))),
                ("employer_id", "!=", False),
                ("is_mass_mail", "=", False),
            ],
            [*KEYS, "is_attempt", "is_contact"],
            ["__count"],
        ):
            rows[(*key, is_contact)] += count if is_attempt else 0
        return [(*key, count) for key, count in rows.items()]

    def _count_interactions(self, rows):
        """Return the actual of this target among `rows` of `_interaction_rows`."""
        self.ensure_one()
        mine = [
            (employer, day, is_contact, attempts)
            for company, team, programme, employer, day, is_contact, attempts in rows
            if company == self.company_id
            and self.start_date <= day <= self.end_date
            and self.team_id in (team, team.browse())
            and self.programme_id in (programme, programme.browse())
        ]
        if self.indicator == "attempts":
            return float(sum(attempts for *_row, attempts in mine))
        met = {(employer, day) for employer, day, is_contact, _attempts in mine if is_contact}
        if self.indicator == "contacts":
            return float(len(met))
        return float(len({employer for employer, _day in met if employer.is_employer}))
