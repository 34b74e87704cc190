# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

PROTECTED = "employer_engagement.employer_engagement_group_protected"


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

    @api.model
    def _may_be_counted(self):
        """Return whether the current user may see a figure broken down by such a group.

        With periods of one's own choice even a large figure tells who belongs to a group: so
        only who may read the rows sees it (the registry's suppressed figures come later).
        """
        return self.env.su or self.env.user.has_group(PROTECTED)

    _code_uniq = models.UniqueIndex("(code)", "This target group code exists already.")
