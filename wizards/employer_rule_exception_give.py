# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerRuleExceptionGive(models.TransientModel):
    """The dialog in which a user says why a record goes on past a rule.

    Opened by the button of the warning that `employer.rule._enforce` raises. It writes one
    `employer.rule.exception` for each rule and says on the record which rules were passed; the
    reason itself, free text, stays in the register.
    """

    _name = "employer.rule.exception.give"
    _description = "Give a reason"

    res_model = fields.Char(required=True, readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", required=True, readonly=True)
    rule_ids = fields.Many2many("employer.rule", string="Rules", required=True)
    reason = fields.Text(
        required=True,
        help="It is kept in the register of exceptions: no names, nothing about health.",
    )

    def action_give(self):
        """Write the exceptions, note them on the record and show it again."""
        self.ensure_one()
        exceptions = self.env["employer.rule.exception"].create(
            [self._exception_vals(rule) for rule in self.rule_ids]
        )
        self._post_note(exceptions)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Noted. You can go on now."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def _exception_vals(self, rule):
        """Return the exception to `rule` as it is written; rooms add what they asked for."""
        self.ensure_one()
        return {
            "rule_id": rule.id,
            "res_model": self.res_model,
            "res_id": self.res_id,
            "reason": self.reason,
        }

    def _post_note(self, exceptions):
        record = self.env[self.res_model].browse(self.res_id)
        if "message_ids" not in record._fields:
            return
        record.message_post(
            body=self.env._(
                "Goes on past %(rules)s with a reason, kept in the register of exceptions.",
                rules=", ".join(exceptions.rule_id.mapped("display_name")),
            )
        )
