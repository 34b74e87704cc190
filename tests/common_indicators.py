# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from .test_figures_funnel import FunnelCase

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
SEEN = date(2026, 6, 30)


class IndicatorCase(FunnelCase):
    """Figures of 2025 as seen on 30 June 2026, unless said otherwise."""

    def _values(self, period=YEAR, reference=SEEN, company=None, dimensions=None):
        """Return the figures, counted anew."""
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["employer.indicator.value"]._refresh(
            company or self.office, *period, reference, dimensions
        )

    def _value(self, code, dimension="total", member="", **scope):
        """Return one figure, counted anew."""
        return self._values(dimensions=[dimension], **scope).filtered(
            lambda value: value.indicator == code and value.member == member
        )

    def _count(self, code, dimension="total", member="", **scope):
        """Return the numerator of one figure, counted anew."""
        return self._value(code, dimension, member, **scope).numerator

    def _members(self, code, dimension, **scope):
        """Return {member: numerator} of a breakdown, without zeros."""
        return {
            value.member: value.numerator
            for value in self._values(dimensions=[dimension], **scope)
            if value.indicator == code and value.numerator
        }

    def _opened(self, value, user=None):
        """Return the rows that a figure opens."""
        action = value.with_user(user or self.env.user).action_open_rows()
        model = self.env[action["res_model"]].with_user(user or self.env.user)
        return model.with_context(**action["context"]).search(action["domain"])

    def _somebody(self):
        """Return a person who may work, with a host of their own."""
        person = self._person()
        return {"candidate_id": person.id, "employer_id": self._employer(person.code).id}
