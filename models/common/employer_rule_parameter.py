# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerRuleParameter(models.Model):
    """One number of a rule, with its unit, validity and source.

    A new law is a new line with its first day; the old one keeps judging the past.
    Read by everyone with a role here, edited by managers.
    """

    _name = "employer.rule.parameter"
    _description = "Rule parameter"
    _order = "rule_id, key, valid_from desc"

    rule_id = fields.Many2one("employer.rule", required=True, index=True, ondelete="cascade")
    key = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    value = fields.Float(required=True)
    unit = fields.Char(translate=True)
    valid_from = fields.Date(string="Valid from")
    valid_to = fields.Date(string="Valid to")
    source = fields.Char()
    company_id = fields.Many2one(related="rule_id.company_id", store=True, index=True)

    _check_validity = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A parameter's validity must end on or after the day it begins.",
    )

    def _in_force(self, key, date):
        """Return the line of `key` in force on `date`, the one that began last (may be empty)."""
        lines = self.filtered(
            lambda line: (
                line.key == key
                and (not line.valid_from or line.valid_from <= date)
                and (not line.valid_to or line.valid_to >= date)
            )
        )
        return lines.sorted(lambda line: line.valid_from or date.min, reverse=True)[:1]
