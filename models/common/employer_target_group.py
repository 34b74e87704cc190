# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerTargetGroup(models.Model):
    """A group a programme is meant for. Special categories (GDPR art. 9 and 10) stay inside.

    The vocabulary is public to staff; which person belongs to which group is protected data.
    """

    _name = "employer.target.group"
    _description = "Target group"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    is_special_category = fields.Boolean(
        string="Special category",
        help="GDPR art. 9 or 10: never leaves the office, not even as a filter.",
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This target group code exists already.")
