# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerScoutingStage(models.Model):
    """A column of the scouting board. `kind` tells the open ones from won and lost."""

    _name = "employer.scouting.stage"
    _description = "Scouting stage"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, help="Stable key used by figures; do not change it.")
    kind = fields.Selection(
        [("open", "Open"), ("won", "Won"), ("lost", "Lost")], required=True, default="open"
    )
    fold = fields.Boolean(string="Folded in the board")
    requirements = fields.Text(
        translate=True, help="What to do at this stage, shown to the officer."
    )
    active = fields.Boolean(default=True)

    _code_uniq = models.UniqueIndex("(code)", "This stage code exists already.")

    @api.model
    def _of_kind(self, kind):
        """Return the first stage of `kind` (open, won, lost).

        :raise UserError: when the office has none left
        """
        stage = self.search([("kind", "=", kind)], limit=1)
        if not stage:
            raise UserError(
                self.env._(
                    "There is no scouting stage of the kind “%s”: a manager can add or restore one "
                    "under Configuration.",
                    dict(self._fields["kind"]._description_selection(self.env))[kind],
                )
            )
        return stage
