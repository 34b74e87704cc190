# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .about_record import open_about


class EmployerRuleException(models.Model):
    """Who went past which rule for which record, and why. Never edited, never deleted.

    Anyone may give the reason a rule *asks* for; a *stop* is lifted by managers alone, and
    rules that protect the person (R7, R14) by nobody. Everyone reads their own, managers and
    privacy officers read them all: a reason is free text.
    """

    _name = "employer.rule.exception"
    _description = "Rule exception"
    _order = "id desc"

    rule_id = fields.Many2one(
        "employer.rule", required=True, index=True, ondelete="restrict", readonly=True
    )
    level = fields.Selection(
        [("note", "Note"), ("ask", "Ask a reason"), ("stop", "Stop")],
        string="Level then",
        readonly=True,
        help="How strict the rule was when it was lifted.",
    )
    res_model = fields.Char(string="Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        string="Record", model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char(string="About", compute="_compute_record_name")
    reason = fields.Text(required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users",
        string="Decided by",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.user,
    )
    company_id = fields.Many2one(
        "res.company", readonly=True, index=True, default=lambda self: self.env.company
    )

    _record_idx = models.Index("(res_model, res_id, rule_id)")

    @api.depends("rule_id", "record_name")
    def _compute_display_name(self):
        for exception in self:
            exception.display_name = f"{exception.rule_id.code}: {exception.record_name}"

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        """Name the record as far as this reader may see it."""
        self.record_name = False
        for model, exceptions in self.grouped("res_model").items():
            if not model or model not in self.env:
                continue
            records = self.env[model].browse(exceptions.mapped("res_id")).exists()
            names = {record.id: record.display_name for record in records._filtered_access("read")}
            for exception in exceptions:
                exception.record_name = names.get(exception.res_id, False)

    @api.model_create_multi
    def create(self, vals_list):
        exceptions = super().create(
            [self._prepare_exception_vals(vals) for vals in vals_list],
        )
        for exception in exceptions:
            exception._check_may_lift()
        return exceptions

    def write(self, vals):
        if vals:
            raise UserError(
                self.env._("An exception is never edited: it tells who decided what and when.")
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("An exception is never deleted: it tells who decided what and when.")
        )

    def action_open_record(self):
        """Open the record the exception is about, as far as the user may."""
        return open_about(self)

    @api.model
    def _prepare_exception_vals(self, vals):
        """Return `vals` with what the server says: who, for which office, how strict it was."""
        record = self._record(vals.get("res_model"), vals.get("res_id"))
        company = record.company_id if "company_id" in record._fields else self.env.company
        rule = self.env["employer.rule"].browse(vals.get("rule_id"))
        level = rule.level if rule.level != "off" else False
        return {**vals, "user_id": self.env.uid, "company_id": company.id, "level": level}

    @api.model
    def _record(self, res_model, res_id):
        """Return the record an exception is about, which the user must be able to write.

        :raise ValidationError: when there is no such record
        """
        model = self.env.get(res_model)
        record = None if model is None or model._abstract else model.browse(res_id).exists()
        if not record:
            raise ValidationError(self.env._("The record this reason is about does not exist."))
        record.check_access("write")
        return record

    def _check_may_lift(self):
        """Refuse what this user may not lift.

        :raise UserError: naming the rule and who may lift it
        """
        self.ensure_one()
        if self.env.su or self.rule_id._may_be_lifted_by_user():
            return
        rule = self.rule_id.display_name
        if not self.rule_id.is_liftable:
            raise UserError(
                self.env._("%(rule)s protects the person: nobody may lift it.", rule=rule)
            )
        raise UserError(
            self.env._("%(rule)s is a stop that you cannot lift. Ask a manager.", rule=rule)
        )

    @api.model
    def _is_lifted(self, rule, record):
        """Return whether `rule` was lifted for `record`, as strictly as it stands today.

        The reason an officer gave when the rule only asked for one does not lift the stop
        that the rule has become since.
        """
        if rule.level == "stop" and not rule.is_liftable:
            return False
        domain = [
            ("rule_id.code", "=", rule.code),
            ("res_model", "=", record._name),
            ("res_id", "=", record.id),
        ]
        if rule.level == "stop":
            domain.append(("level", "=", "stop"))
        # sudo: whoever works on the record goes on, whoever gave the reason
        return bool(self.sudo().search_count(domain, limit=1))
