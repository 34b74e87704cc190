# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerSkill(models.Model):
    """A skill that a task asks for or a person has; a short list the office keeps itself."""

    _name = "employer.skill"
    _description = "Skill"
    _inherit = ["employer.vocabulary.mixin"]
    _order = "kind, name"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [
            ("technical", "Technical"),
            ("transversal", "Transversal"),
            ("language", "Language"),
            ("job_search", "Job search"),
        ],
        required=True,
        default="technical",
    )
    esco_uri = fields.Char(string="ESCO URI")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This skill code exists already.")
