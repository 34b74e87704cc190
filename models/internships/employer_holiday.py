# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain


class EmployerHoliday(models.Model):
    """A holiday added, moved or dropped plans the open months anew; confirmed ones keep theirs."""

    _inherit = "employer.holiday"

    @api.model_create_multi
    def create(self, vals_list):
        before = self._days_of_open_months()
        holidays = super().create(vals_list)
        self._replan_open_months(before)
        return holidays

    def write(self, vals):
        before = self._days_of_open_months()
        result = super().write(vals)
        self._replan_open_months(before)
        return result

    def unlink(self):
        before = self._days_of_open_months()
        result = super().unlink()
        self._replan_open_months(before)
        return result

    @api.model
    def _days_of_open_months(self):
        """Return {office: its holidays between the first and the last day of its open months}."""
        # sudo: months follow from the holidays of their office, whoever may read them
        groups = (
            self.env["employer.internship.month"]
            .sudo()
            ._read_group(
                [("state", "=", "open"), ("first_date", "!=", False)],
                ["company_id"],
                ["first_date:min", "last_date:max"],
            )
        )
        return {office: self._days(first, last, office) for office, first, last in groups}

    @api.model
    def _replan_open_months(self, before):
        """Plan anew the open months in which a day became, or is no more, a holiday.

        :param before: what `_days_of_open_months` said before the change
        """
        for office, days in self._days_of_open_months().items():
            moved = days ^ before.get(office, days)
            if not moved:
                continue
            # sudo: as above
            months = self.env["employer.internship.month"].sudo()
            held = Domain.OR(
                Domain("first_date", "<=", day) & Domain("last_date", ">=", day) for day in moved
            )
            domain = Domain("state", "=", "open") & Domain("company_id", "=", office.id) & held
            for month in months.search(domain):
                month._plan_anew(before[office], days)
