# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

from .employer_indicator_measure import Figure, Scope
from .indicator_registry import INDICATORS, indicator_selection


class EmployerTarget(models.Model):
    """Targets on the indicators of the registry, counted as everywhere else.

    The actual is as of today. Of a rate or a ratio it is the per cent, and so is the target.
    """

    _inherit = "employer.target"

    @api.model
    def _selection_indicator(self):
        return indicator_selection(self.env)

    def _actual_by_target(self):
        """Count in one query all targets of an indicator, a period and the same breakdown."""
        actuals = super()._actual_by_target()
        alike = defaultdict(self.browse)
        for target in self:
            alike[target._counted_alike()] |= target
        for targets in alike.values():
            actuals.update(targets._count_alike())
        return actuals

    def _counted_alike(self):
        """Return what the targets of one query have in common."""
        self.ensure_one()
        return (
            self.indicator,
            self.company_id,
            self.start_date,
            self.end_date,
            self.target_group_id,
            self._breakdown(),
        )

    def _breakdown(self):
        return tuple(name for name in ("team_id", "programme_id") if self[name])

    def _count_alike(self):
        """Return {target id: actual} of targets that differ in team and programme alone."""
        first, measure = self[0], self.env["employer.indicator.measure"]
        indicator = INDICATORS[first.indicator]
        if not measure._has_fields(indicator, first._needed_fields()):
            return {}
        scope = Scope(
            first.company_id,
            first.start_date,
            first.end_date,
            fields.Date.context_today(self),
            first._group_domain(),
        )
        figures = measure._grouped(indicator, scope, first._breakdown())
        actuals = {}
        for target in self:
            members = tuple(target[name] for name in target._breakdown())
            figure = figures.get(members, Figure())
            actuals[target.id] = indicator.value_of(figure.numerator, figure.denominator)
        return actuals

    def _needed_fields(self):
        return (*self._breakdown(), *(["candidate_id"] if self.target_group_id else []))

    def _group_domain(self):
        """Return the facts about persons of the target group; all without one."""
        if not self.target_group_id:
            return Domain.TRUE
        # sudo: whoever may not see such a figure was stopped before (`is_group_hidden`)
        protected = self.env["employer.candidate.protected"].sudo()
        groups = protected._read_group(
            [("target_group_ids", "in", self.target_group_id.ids)], ["candidate_id"]
        )
        return Domain("candidate_id", "in", [person.id for (person,) in groups])
