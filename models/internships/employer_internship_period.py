# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.calendar_months import (
    add_months,
    extend_for_suspensions,
    period_end,
    previous_day,
)

from .employer_internship_rules import BINDING

UNDER_WAY = ("running", "suspended")


class EmployerInternship(models.Model):
    """When an internship ends: its months, extensions and the suspensions that count (R1)."""

    _inherit = "employer.internship"

    base_end_date = fields.Date(
        string="End without suspensions",
        compute="_compute_planned_end_date",
        store=True,
        help="First day plus months and extensions, less one day.",
    )
    planned_end_date = fields.Date(
        string="Planned end",
        compute="_compute_planned_end_date",
        store=True,
        index=True,
        tracking=True,
        help="First day plus months and extensions, less one day, "
        "plus the suspended days that count.",
    )
    days_left = fields.Integer(
        string="Days left", compute="_compute_days_left", help="Below zero: the end is past."
    )

    @api.depends(
        "start_date",
        "months",
        "agreed_end_date",
        "extension_ids.months",
        "suspension_ids.start_date",
        "suspension_ids.end_date",
        "suspension_ids.is_counted",
        "suspension_ids.keeps_end",
    )
    def _compute_planned_end_date(self):
        for internship in self:
            internship.base_end_date = internship._base_end()
            internship.planned_end_date = internship._planned_end()

    def _planned_end(self, more_months=0):
        """Return the last day with suspensions, False when the terms are incomplete."""
        base_end = self._base_end(more_months)
        return base_end and extend_for_suspensions(
            base_end, self._counted_suspensions(), self.start_date
        )

    def _extension_months(self):
        """Return how many months an extension may add: as the scheme says, no more than is left.

        0: none is left; whether the scheme allows one more extension is R2's.
        """
        self.ensure_one()
        scheme = self.scheme_id
        used = self.months + sum(self.extension_ids.mapped("months"))
        left = scheme.maximum_months - used if scheme.maximum_months else scheme.extension_months
        return max(min(scheme.extension_months or left, left), 0)

    def _base_end(self, more_months=0):
        """Return the last day without suspensions, False when the terms are incomplete.

        Months and extensions are added up and counted from the first day, so that a month end
        is clamped once: from 31 January one month and one more end on 30 March.

        :param more_months: a further extension that is being considered
        """
        self.ensure_one()
        extra = sum(self.extension_ids.mapped("months")) + more_months
        if not self.start_date:
            return False
        if self.agreed_end_date:
            return previous_day(add_months(self.agreed_end_date + timedelta(days=1), extra))
        return self.months + extra >= 1 and period_end(self.start_date, self.months + extra)

    def _counted_suspensions(self):
        return [
            (suspension.start_date, suspension.end_date)
            for suspension in self.suspension_ids
            if suspension.is_counted and not suspension.keeps_end
        ]

    def _planned_ends(self):
        """Return {internship: its planned end}, to be compared after a suspension changed."""
        return {internship: internship.planned_end_date for internship in self}

    def _enforce_moved_end(self, before):
        """Judge the days a suspension adds after the end, as an extension's (R6, R7).

        That an internship has no agreement at all was settled, or remarked, at its start.

        :param before: what `_planned_ends` said; unknown internships had no end
        :raise UserError: naming the rule, and that the end may stay
        """
        for internship in self.filtered(lambda one: one.state in BINDING):
            end = internship.planned_end_date
            if not before.get(internship) or end <= before[internship]:
                continue
            codes = ("R6", "R7", "R7_EXPIRY") if internship.agreement_id else ("R7", "R7_EXPIRY")
            internship._enforce_rules(
                [
                    (code, internship._or_the_end_stays(code, sentence, before[internship]))
                    for code, sentence in internship._breaches(codes)
                ]
            )
            internship._schedule_right()

    def _or_the_end_stays(self, code, sentence, end):
        """Return what a moved end breaks, with the way out that leaves the end where it was."""
        if code == "R7_EXPIRY":  # a note: a task reminds of it
            return sentence
        return self.env._(
            "%(sentence)s Or tick “The end stays”: it ends on %(end)s as planned.",
            sentence=sentence,
            end=self._day(end),
        )

    @api.depends("state", "planned_end_date")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for internship in self:
            counts = internship.state in UNDER_WAY and internship.planned_end_date
            internship.days_left = (internship.planned_end_date - today).days if counts else 0
