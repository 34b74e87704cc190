# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAccessLink(models.Model):
    """A personal link also tells what became of an internship that ended."""

    _inherit = "employer.access.link"

    act = fields.Selection(
        selection_add=[("outcome", "Tell an outcome")], ondelete={"outcome": "cascade"}
    )
