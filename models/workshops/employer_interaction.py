# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """A contact may have been made at a workshop, or be about one."""

    _inherit = "employer.interaction"

    workshop_id = fields.Many2one("event.event", index="btree_not_null", ondelete="set null")
