# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerLostReason(models.Model):
    """Why a scouting was lost. Managers edit; a used one is archived, not deleted."""

    _name = "employer.lost.reason"
    _description = "Lost reason"
    _order = "sequence, name"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
