# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAccessLink(models.Model):
    """A personal link also answers an invitation to a workshop."""

    _inherit = "employer.access.link"

    act = fields.Selection(
        selection_add=[("workshop", "Answer an invitation")], ondelete={"workshop": "cascade"}
    )
