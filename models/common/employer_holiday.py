# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import ormcache

from odoo.addons.employer_engagement.tools.holidays import after_easter, day_in_year


class EmployerHoliday(models.Model):
    """A public holiday that comes back every year: no presence is planned on it.

    The national ones are shipped, dated with their law; an office adds the day of its patron
    saint. Everybody with a role here reads them, managers write. A change of the law is a last
    day here, or a new line: months already confirmed keep their hours, open ones are planned anew.
    Source: L. 260/1949 and its changes.
    """

    _name = "employer.holiday"
    _description = "Public holiday"
    _inherit = ["employer.record.mixin", "employer.remembered.mixin"]
    _order = "month, day, id"

    name = fields.Char(required=True, translate=True)
    follows_easter = fields.Boolean(
        string="Moves with Easter", help="It lies so many days after Easter Sunday every year."
    )
    month = fields.Integer(aggregator=None)
    day = fields.Integer(aggregator=None)
    easter_days = fields.Integer(string="Days after Easter", default=1, aggregator=None)
    next_date = fields.Date(string="Next", compute="_compute_next_date")
    valid_from = fields.Date(string="Valid from")
    valid_to = fields.Date(string="Valid to")
    source = fields.Char(help="The law or the decision of the municipality it comes from.")
    company_id = fields.Many2one(
        "res.company",
        index=True,
        default=lambda self: self.env.company,
        help="Empty: a holiday of every office.",
    )
    active = fields.Boolean(default=True)

    # 2000 is a leap year: 29 February may be a patron's day
    _check_day = models.Constraint(
        "CHECK(follows_easter OR (month BETWEEN 1 AND 12 AND day BETWEEN 1 AND CASE"
        " WHEN month = 2 THEN 29 WHEN month IN (4, 6, 9, 11) THEN 30 ELSE 31 END))",
        "A holiday needs a month and a day that exist, or follows Easter.",
    )
    _check_validity = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A holiday's validity must end on or after the day it begins.",
    )

    @api.depends("follows_easter", "month", "day", "easter_days", "valid_from", "valid_to")
    def _compute_next_date(self):
        today = fields.Date.context_today(self)
        for holiday in self:
            days = (holiday._date_in(year) for year in range(today.year, today.year + 9))
            holiday.next_date = next((day for day in days if day and day >= today), False)

    def _date_in(self, year):
        """Return the day of this holiday in a year, None when it is none."""
        self.ensure_one()
        if self.follows_easter:
            day = after_easter(year, self.easter_days)
        else:
            day = day_in_year(year, self.month, self.day)
        is_before = day and self.valid_from and day < self.valid_from
        is_after = day and self.valid_to and day > self.valid_to
        return None if is_before or is_after else day

    # ---- which days

    @api.model
    def _days(self, first, last, company):
        """Return the set of holidays from `first` to `last` in an office."""
        years = range(first.year, last.year + 1)
        days = (day for year in years for day in self._days_of_year(year, company.id))
        return {day for day in days if first <= day <= last}

    @api.model
    @ormcache("year", "company_id")
    def _days_of_year(self, year, company_id):
        # sudo: whoever has a presence sheet here has the holidays of its office
        holidays = self.sudo().search(
            Domain("company_id", "in", (company_id, False)) & Domain("active", "=", True)
        )
        return tuple(sorted(day for one in holidays if (day := one._date_in(year))))
