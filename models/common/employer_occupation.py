# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerOccupation(models.Model):
    """Occupations of ISCO-08: two digits in full, four digits for the trades of the labs.

    Shipped with the addon; shared by all offices; edited by managers.
    """

    _name = "employer.occupation"
    _description = "Occupation"
    _inherit = ["employer.vocabulary.mixin"]
    _order = "code"
    _rec_names_search = ["code", "name"]
    _parent_store = True

    code = fields.Char(required=True, help="ISCO-08 code.")
    level = fields.Integer(required=True, default=4, help="Number of digits: 1, 2 or 4.")
    name = fields.Char(required=True, translate=True)
    parent_id = fields.Many2one("employer.occupation", index=True, ondelete="restrict")
    parent_path = fields.Char(index=True)
    esco_uri = fields.Char(string="ESCO URI")
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This occupation code exists already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for occupation in self:
            occupation.display_name = (
                f"{occupation.code} {occupation.name}" if occupation.code else occupation.name
            )

    @api.model
    def _spoken_words(self):
        """Return [(id, the words people use for it in any language)] of the single trades.

        It is what `tools.occupation_title.best_occupation` looks a job title up in.
        """
        trades = self.search([("level", "=", 4)])
        names = [
            trades.with_context(lang=lang).mapped("name")
            for lang, _name in self.env["res.lang"].get_installed()
        ]
        return [
            (trade.id, " ".join([trade.other_names or "", *spoken]))
            for trade, *spoken in zip(trades, *names, strict=True)
        ]
