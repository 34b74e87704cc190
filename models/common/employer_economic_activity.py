# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerEconomicActivity(models.Model):
    """Sections and divisions of ATECO 2025 (ISTAT), in Italian and English.

    Shipped with the addon; shared by all offices; edited by managers.
    """

    _name = "employer.economic.activity"
    _description = "Economic activity"
    _order = "code"
    _rec_names_search = ["code", "name"]
    _parent_store = True

    code = fields.Char(required=True)
    edition = fields.Char(required=True, default="2025")
    level = fields.Selection([("section", "Section"), ("division", "Division")], required=True)
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one("employer.economic.activity", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    industry_id = fields.Many2one(
        "res.partner.industry", string="Industry of the contact", ondelete="set null"
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code, edition)", "This code exists already in this edition.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for activity in self:
            activity.display_name = (
                f"{activity.code} {activity.name}" if activity.code else activity.name
            )
