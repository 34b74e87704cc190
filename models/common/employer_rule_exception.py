# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerRuleException(models.Model):
    """Who went past which rule for which record, and why. Never edited, never deleted.

    Anyone may give the reason a rule *asks* for; a *stop* is lifted by managers alone, and
    rules that protect the person (R7, R14) by nobody. Managers read them all.
    """

    _name = "employer.rule.exception"
    _description = "Rule exception"
    _order = "id desc"

    rule_id = fields.Many2one(
        "employer.rule", required=True, index=True, ondelete="restrict", readonly=True
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    reason = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Decided by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", readonly=True, index=True, default=lambda self: self.env.company
    )

    _record_idx = models.Index("(res_model, res_id, rule_id)")

    @api.model_create_multi
    def create(self, vals_list):
        exceptions = super().create([{**vals, "user_id": self.env.uid} for vals in vals_list])
        for exception in exceptions:
            exception._check_may_lift()
        return exceptions

    def write(self, vals):
        raise UserError(
            self.env._("An exception is never edited: it tells who decided what and when.")
        )

    def _check_may_lift(self):
        """Refuse what this user may not lift, and records this user may not write."""
        self.ensure_one()
        self.env[self.res_model].browse(self.res_id).check_access("write")
        if not self.env.su and not self.rule_id._may_be_lifted_by_user():
            raise UserError(
                self.env._(
                    "%(rule)s is a stop that you cannot lift. Ask a manager.",
                    rule=self.rule_id.display_name,
                )
            )

    @api.model
    def _is_lifted(self, rule, record):
        """Return whether `rule` was lifted for `record`."""
        return bool(
            self.sudo().search_count(
                [
                    ("rule_id.code", "=", rule.code),
                    ("res_model", "=", record._name),
                    ("res_id", "=", record.id),
                ],
                limit=1,
            )
        )
