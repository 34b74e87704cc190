# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAccessLink(models.Model):
    """A personal link also confirms the presence of one month of an internship."""

    _inherit = "employer.access.link"

    act = fields.Selection(
        selection_add=[("presence", "Confirm presence")], ondelete={"presence": "cascade"}
    )
