# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAccessLink(models.Model):
    """A personal link also says whether a vacancy is still open."""

    _inherit = "employer.access.link"

    act = fields.Selection(
        selection_add=[("vacancy", "Say whether a job is still open")],
        ondelete={"vacancy": "cascade"},
    )
