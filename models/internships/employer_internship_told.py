# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerInternship(models.Model):
    """Was the person told, before saying yes, what the pay does to reception place and benefits?

    Asked for everybody alike, so that the answer says nothing about anyone. Who lives in a
    reception centre may lose the place above a year's social allowance. Source: DOMAIN.md §3.6,
    D.Lgs 142/2015 art. 14 and 23.
    """

    _inherit = "employer.internship"

    pay_told_date = fields.Date(
        string="Told what the pay changes",
        copy=False,
        help="The day the person was told, before accepting, what the pay does to the reception "
        "place and to benefits. Asked for everybody.",
    )

    def action_pay_told(self):
        """Say that the persons were told today."""
        self.filtered(lambda one: not one.pay_told_date).write(
            {"pay_told_date": fields.Date.context_today(self)}
        )

    def _breach_pay_told(self):
        if self.pay_told_date and self.pay_told_date <= self.start_date:
            return None
        return self.env._(
            "nobody wrote down that the person was told what the pay does to the reception place "
            "and to benefits."
        )

    @api.depends("pay_told_date")
    def _compute_rule_notes(self):
        return super()._compute_rule_notes()

    # ---- what the paper for the person says

    def _pay_total(self):
        """Return the allowance of all the months, gross; 0 without one."""
        return self.monthly_allowance * self.months

    def _pay_limit(self):
        """Return the yearly income above which reception may end and its year; nothing if unknown.

        That of the first day's year; until the line of a new year is added, the last one before.

        :return: (income, year) or False
        """
        day = self.start_date or fields.Date.context_today(self)
        rules = self.env["employer.rule"]._in_force("R7_PAY", day, self.company_id)
        if not rules or rules[0].level == "off":
            return False
        for rule in rules:
            lines = rule.parameter_ids.filtered(
                lambda line: (
                    line.key == "yearly_income" and line.valid_from and line.valid_from <= day
                )
            )
            last = lines.sorted("valid_from")[-1:]
            if last:
                return last.value, last.valid_from.year
        return False
