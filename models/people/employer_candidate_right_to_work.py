# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.right_to_work import (
    Permit,
    right_over_period,
    right_to_work,
)

# beside the EU: EEA and Switzerland need no permit either (tools/right_to_work)
FREE_MOVEMENT_CODES = {"IS", "LI", "NO", "CH"}


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

    @api.depends(
        "permit_ids.permit_type_id",
        "permit_ids.valid_from",
        "permit_ids.valid_to",
        "permit_ids.application_date",
        "permit_ids.is_renewal_requested",
        "protected_ids.citizenship_id",
    )
    def _compute_work_right(self):
        today = fields.Date.context_today(self)
        for person in self:
            person.work_right = person._right_on(today).answer

    def _right_to_work(self, date=None):
        """Return whether the person may work on `date`, without why.

        :param date: the day asked about (today when empty)
        :return: dict of `answer` (yes, limited, from_date, to_verify, no), `from_date`,
            `until_date` (None: no known end) and `weekly_hours` (0: no limit)
        Source: DOMAIN.md §3.6.
        """
        self.ensure_one()
        right = self.sudo()._right_on(date or fields.Date.context_today(self))
        return self._right_values(right)

    def _right_over_period(self, start, end):
        """Return the worst answer from `start` to `end`, as `_right_to_work` does (R7)."""
        self.ensure_one()
        person = self.sudo()  # sudo: the answer leaves, the papers stay
        return self._right_values(
            right_over_period(person._permit_facts(), start, end, person._is_free_to_move())
        )

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

    def _right_on(self, date):
        return right_to_work(self._permit_facts(), date, self._is_free_to_move())

    def _permit_facts(self):
        """Return the permits on file as `tools.right_to_work` reads them; call in sudo."""
        return [
            Permit(
                work_right=permit.permit_type_id.work_right,
                start=permit.valid_from or None,
                end=permit.valid_to or None,
                application_date=permit.application_date or None,
                days_after_application=permit.permit_type_id.days_after_application,
                weekly_hours_limit=permit.permit_type_id.weekly_hours_limit,
                yearly_hours_limit=permit.permit_type_id.yearly_hours_limit,
                is_renewing=permit.is_renewal_requested,
                renewal_keeps_right=permit.permit_type_id.renewal_keeps_right,
            )
            for permit in self.permit_ids
        ]

    def _is_free_to_move(self):
        """Return whether the citizenship needs no permit, None if not known; call in sudo."""
        country = self.protected_ids.citizenship_id[:1]
        if not country:
            return None
        return (
            country.code in FREE_MOVEMENT_CODES
            or country in self.env.ref("base.europe").country_ids
        )
