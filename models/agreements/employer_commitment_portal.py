# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models

from ..common.told_day import told_day


class EmployerCommitment(models.Model):
    """What an organisation sees in the portal of what it promised and what it has kept so far."""

    _inherit = "employer.commitment"

    def _portal_values(self):
        """Return what the page of an agreement shows, one dict a promise.

        How much of a promise for a target group was kept is shown to nobody outside: it would say
        of persons the organisation knows that they belong to the group.
        """
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        states = dict(self._fields["status"]._description_selection(self.env))
        return [
            {
                "kind": kinds[commitment.kind],
                "group": commitment._portal_group(),
                "words": commitment._portal_words(),
                "period": commitment._portal_period(),
                "status": not commitment.target_group_id and states.get(commitment.status),
            }
            for commitment in self
        ]

    def _portal_words(self):
        """Return how much was promised and done, in a sentence."""
        if self.target_group_id:
            return self.env._(
                "%(quantity)s promised. What was done is counted by the office.",
                quantity=self.quantity,
            )
        numbers = {"done": self.delivered, "quantity": self.quantity, "missing": self.gap}
        if not self.gap:
            return self.env._("%(done)s done of %(quantity)s", **numbers)
        return self.env._("%(done)s done of %(quantity)s, %(missing)s missing", **numbers)

    def _portal_period(self):
        """Return when it is to be kept, or nothing before the agreement has dates."""
        start = self.start_date or self.agreement_id.start_date
        if not (start and self.due_date):
            return False
        return self.env._(
            "from %(start)s to %(end)s",
            start=told_day(self.env, start),
            end=told_day(self.env, self.due_date),
        )

    def _portal_group(self):
        """Return for whom it was promised, where the text says it: special categories are never
        named."""
        group = self.target_group_id
        return not group.is_special_category and group.name
