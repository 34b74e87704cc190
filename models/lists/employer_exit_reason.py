# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerExitReason(models.Model):
    """Why a candidacy ended before a hire; `exit_state` limits it to one kind of exit."""

    _name = "employer.exit.reason"
    _description = "Exit reason"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    exit_state = fields.Selection(
        [
            ("excluded", "Excluded"),
            ("withdrawn", "Withdrawn"),
            ("declined", "Declined by the person"),
            ("not_selected", "Not selected by the company"),
        ],
        string="Leads to",
        help="Empty: fits every exit.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This reason code exists already.")
