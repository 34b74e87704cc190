# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.right_to_work import (
    right_over_period,
    right_to_work,
)

# beside the EU: EEA and Switzerland need no permit either (tools/right_to_work)
FREE_MOVEMENT_CODES = {"IS", "LI", "NO", "CH"}

#: What the right to work of a person rests on, as fields of the person.
WORK_FACTS = (
    "permit_ids.permit_type_id",
    "permit_ids.valid_from",
    "permit_ids.valid_to",
    "permit_ids.application_date",
    "permit_ids.is_renewal_requested",
    "protected_ids.citizenship_id",
)
#: The same, as fields of what has a `candidate_id`.
CANDIDATE_WORK_FACTS = tuple(f"candidate_id.{fact}" for fact in WORK_FACTS)


class EmployerCandidate(models.Model):
    """May this person work: the answer for every role, the papers for the own team alone."""

    _inherit = "employer.candidate"

    work_right = fields.Selection(
        [
            ("yes", "Yes"),
            ("limited", "Within limits"),
            ("from_date", "From a date"),
            ("no", "No"),
            ("to_verify", "To verify"),
        ],
        string="May work today",
        compute="_compute_work_right",
        compute_sudo=True,
        help="The answer alone; the papers it rests on are protected data.",
    )

    @api.depends(*WORK_FACTS)
    def _compute_work_right(self):
        today = fields.Date.context_today(self)
        facts = self._work_facts()
        for person in self:
            permits, is_free = facts[person._origin.id]
            person.work_right = right_to_work(permits, today, is_free).answer

    def _right_to_work(self, date=None):
        """Return whether the person may work on `date`, without why.

        :param date: the day asked about (today when empty)
        :return: dict of `answer` (yes, limited, from_date, to_verify, no), `from_date`,
            `until_date` (None: no known end) and `weekly_hours` (0: no limit)
        Source: DOMAIN.md §3.6.
        """
        self.ensure_one()
        permits, is_free = self._work_facts()[self.id]
        date = date or fields.Date.context_today(self)
        return self._right_values(right_to_work(permits, date, is_free))

    def _right_over_period(self, start, end):
        """Return the worst answer from `start` to `end`, as `_right_to_work` does (R7)."""
        self.ensure_one()
        permits, is_free = self._work_facts()[self.id]
        return self._right_values(right_over_period(permits, start, end, is_free))

    def _covers_work(self, start, end):
        """Return whether the person may work, limits of hours apart, on every day of the period."""
        return self._right_over_period(start, end)["answer"] in ("yes", "limited")

    @api.model
    def _right_values(self, right):
        return {
            "answer": right.answer,
            "from_date": right.from_date,
            "until_date": right.until,
            "weekly_hours": right.weekly_hours_limit,
        }

    def _work_facts(self):
        """Return {person id: (permits, needs no permit)}, in two reads for all of `self`.

        Searched in sudo, not read from the person's fields: those may be cached as cut by the
        rules of who asked before, and a missing paper would change the answer.
        """
        domain = [("candidate_id", "in", self._origin.ids)]
        # sudo: the answer leaves, the papers stay
        permits = self.env["employer.candidate.permit"].sudo().search(domain)
        protected = self.env["employer.candidate.protected"].sudo().search(domain)
        by_person = permits.grouped(lambda permit: permit.candidate_id.id)
        countries = {row.candidate_id.id: row.citizenship_id for row in protected}
        europe = self.env.ref("base.europe").country_ids
        return {
            person_id: (
                [permit._facts() for permit in by_person.get(person_id, ())],
                self._is_free_to_move(countries.get(person_id), europe),
            )
            for person_id in [*self._origin.ids, False]
        }

    @api.model
    def _is_free_to_move(self, country, europe):
        """Return whether this citizenship needs no permit, None when it is not known.

        :param europe: the countries of the EU, looked up once for many persons
        """
        if not country:
            return None
        return country.code in FREE_MOVEMENT_CODES or country in europe
