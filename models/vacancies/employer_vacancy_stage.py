# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancyStage(models.Model):
    """A column of the vacancy board; `kind` is what figures read."""

    _name = "employer.vacancy.stage"
    _description = "Vacancy stage"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stable key used by figures; do not change it.")
    kind = fields.Selection(
        [("need", "Need"), ("open", "Open"), ("filled", "Filled"), ("closed", "Closed")],
        required=True,
        default="open",
    )
    fold = fields.Boolean(string="Folded in the board")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This stage code exists already.")
