# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerLanguage(models.Model):
    """A language people speak (`res.lang` knows only those of the screens)."""

    _name = "employer.language"
    _description = "Language"
    _inherit = ["employer.vocabulary.mixin"]
    _order = "sequence, name"
    _rec_names_search = ["name", "code"]

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="ISO 639 code.")
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This language code exists already.")
