# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain


class EmployerImport(models.Model):
    """Which organisations of a list may be here twice, found once its import is done."""

    _inherit = "employer.import"

    duplicate_count = fields.Integer(
        string="Possible duplicates", compute="_compute_duplicate_count"
    )

    @api.depends("state")
    def _compute_duplicate_count(self):
        for record in self:
            record.duplicate_count = (
                self.env["employer.duplicate"].search_count(record._duplicate_domain())
                if record.state == "imported"
                else 0
            )

    def action_duplicates(self):
        """Open the possible duplicates among what this import made."""
        self.ensure_one()
        action = self.env["employer.duplicate"].action_open_list()
        pairs = self.env["employer.duplicate"].search(self._duplicate_domain())
        return {**action, "domain": [("id", "in", pairs.ids)]}

    def _move_to(self, state):
        result = super()._move_to(state)
        if state == "imported":
            # sudo: pairs are the server's; only those of the import's office are looked for
            self.env["employer.duplicate"].sudo()._refresh(self.company_id)
        return result

    def _duplicate_domain(self):
        """Return the open pairs with an organisation this import made."""
        made = self.env["employer.import.line"]._search(
            [
                ("import_id", "=", self.id),
                ("res_model", "=", "employer.organisation"),
                ("action", "in", ("create", "adopt")),
                ("status", "=", "done"),
            ]
        )
        ids = made.subselect("res_id")
        active = Domain("first_id.active", "=", True) & Domain("second_id.active", "=", True)
        return (
            Domain("state", "!=", "not_same")
            & active
            & (Domain("first_id", "in", ids) | Domain("second_id", "in", ids))
        )
