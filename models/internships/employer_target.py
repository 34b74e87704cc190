# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerTarget(models.Model):
    """Targets on internships started in the period."""

    _inherit = "employer.target"

    indicator = fields.Selection(
        selection_add=[("internships", "Internships started")],
        ondelete={"internships": "cascade"},
    )

    def _actual_by_target(self):
        actuals = super()._actual_by_target()
        targets = self.filtered(lambda target: target.indicator == "internships")
        domain = [("state", "in", ("running", "suspended", "ended"))]
        actuals.update(targets._count_persons_facts("employer.internship", domain))
        return actuals

    def _count_persons_facts(self, model, domain):
        """Return {target id: records of `model` that start in its period}; one search for all.

        :param model: a model with company, team, programme, person and `start_date`
        """
        if not self:
            return {}
        # sudo: everyone reads the same figure; counts alone leave
        facts = (
            self.env[model]
            .sudo()
            .search(
                [
                    *domain,
                    ("company_id", "in", self.company_id.ids),
                    ("start_date", ">=", min(self.mapped("start_date"))),
                    ("start_date", "<=", max(self.mapped("end_date"))),
                ]
            )
        )
        groups = facts.candidate_id._target_group_ids() if self.target_group_id else {}
        return {
            target.id: sum(target._counts_fact(fact, groups) for fact in facts) for target in self
        }

    def _counts_fact(self, fact, groups):
        """Return whether `fact` (an internship, a hire) counts for this target.

        :param groups: {candidate id: target group ids}
        """
        group = self.target_group_id.id
        return (
            fact.company_id == self.company_id
            and self.start_date <= fact.start_date <= self.end_date
            and (not self.team_id or fact.team_id == self.team_id)
            and (not self.programme_id or fact.programme_id == self.programme_id)
            and (not group or group in groups.get(fact.candidate_id.id, ()))
        )
