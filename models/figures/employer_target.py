# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain

from .employer_indicator_measure import Figure, Scope
from .indicator_registry import INDICATORS, indicator_selection


class EmployerTarget(models.Model):
    """Targets on the indicators of the registry, counted as everywhere else.

    The actual is as of today. Of a rate or a ratio it is the per cent, and so is the target.
    """

    _inherit = "employer.target"

    unit = fields.Char(compute="_compute_unit", help="What value, actual and gap are told in.")

    @api.depends("indicator")
    def _compute_unit(self):
        units = {"rate": "%", "ratio": self.env._("per 100")}
        for target in self:
            indicator = INDICATORS.get(target.indicator)
            target.unit = indicator and units.get(indicator.kind, "")

    @api.model
    def _selection_indicator(self):
        return indicator_selection(self.env)

    def _actual_by_target(self):
        """Count the targets of a period together: those alike share their queries."""
        actuals = super()._actual_by_target()
        by_scope = self.grouped(
            lambda one: (one.company_id, one.start_date, one.end_date, one.target_group_id)
        )
        today = fields.Date.context_today(self)
        for (company, start, end, _group), targets in by_scope.items():
            scope = Scope(company, start, end, today, targets[0]._group_domain())
            actuals.update({target.id: target._count_in(scope) for target in targets})
        return actuals

    def _count_in(self, scope):
        """Return the actual of this target in its scope, 0 when its facts cannot be told apart."""
        measure, indicator = self.env["employer.indicator.measure"], INDICATORS[self.indicator]
        breakdown = [name for name in ("team_id", "programme_id") if self[name]]
        needed = [*breakdown, *(["candidate_id"] if self.target_group_id else [])]
        if not measure._has_fields(indicator, needed):
            return 0.0
        figures = scope.once(
            (self.indicator, *breakdown), lambda: measure._grouped(indicator, scope, breakdown)
        )
        figure = figures.get(tuple(self[name] for name in breakdown), Figure())
        return indicator.value_of(figure.numerator, figure.denominator)

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
