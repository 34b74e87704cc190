# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError


class EmployerRule(models.Model):
    """A rule of law or policy (R1-R20 of the dossier) as data: how strict, since when, from where.

    `level` says what a breach does: nothing, a note on the record, a reason asked for,
    or a stop that only a manager may lift (never where `is_liftable` is off). Numbers are
    dated `employer.rule.parameter` lines. Everyone with a role reads them, managers edit.
    """

    _name = "employer.rule"
    _description = "Rule"
    _order = "sequence, code"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    level = fields.Selection(
        [("off", "Off"), ("note", "Note"), ("ask", "Ask a reason"), ("stop", "Stop")],
        required=True,
        default="note",
    )
    is_liftable = fields.Boolean(
        string="May be lifted",
        default=True,
        help="A manager may lift this stop with a reason (not R7 and R14).",
    )
    source = fields.Char(help="Law, resolution or office decision this rule comes from.")
    valid_from = fields.Date()
    valid_to = fields.Date()
    parameter_ids = fields.One2many("employer.rule.parameter", "rule_id", string="Parameters")
    company_id = fields.Many2one(
        "res.company", help="Empty: the rule of every office without one of its own."
    )
    active = fields.Boolean(default=True)

    _check_validity = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A rule's validity must end on or after the day it begins.",
    )

    @api.depends("code", "name")
    def _compute_display_name(self):
        for rule in self:
            rule.display_name = f"{rule.code} {rule.name}" if rule.code else rule.name

    @api.model
    def _find(self, code, date=None, company=None):
        """Return the rule `code` in force on `date`, the office's own before the common one."""
        date = date or fields.Date.context_today(self)
        company = company or self.env.company
        rules = self.sudo().search([("code", "=", code), ("company_id", "in", (company.id, False))])
        in_force = rules.filtered(
            lambda rule: (
                (not rule.valid_from or rule.valid_from <= date)
                and (not rule.valid_to or rule.valid_to >= date)
            )
        )
        return in_force.sorted(
            lambda rule: (not rule.company_id, -(rule.valid_from or date.min).toordinal())
        )[:1]

    @api.model
    def _parameter(self, code, key, date=None, company=None):
        """Return the number `key` of rule `code` in force on `date` (float).

        :raise UserError: when no such parameter is in force, naming rule, key and menu
        """
        date = date or fields.Date.context_today(self)
        line = self._find(code, date, company).parameter_ids._in_force(key, date)
        if not line:
            raise UserError(
                self.env._(
                    "Rule %(code)s has no value “%(key)s” in force on %(date)s. "
                    "A manager can add it under Configuration, Rules.",
                    code=code,
                    key=key,
                    date=date,
                )
            )
        return line.value

    @api.model
    def _enforce(self, record, breaches, date=None):
        """Apply the levels of `breaches` (list of (rule code, sentence)) to `record`.

        :return: list of sentences of level *note*, for the screen
        :raise RedirectWarning: a reason may be given by this user (button to give it)
        :raise UserError: a stop this user cannot lift
        """
        notes, liftable, hard = [], [], []
        for code, sentence in breaches:
            rule = self._find(code, date, record.company_id)
            if not rule or rule.level == "off":
                continue
            if rule.level == "note":
                notes.append(sentence)
            elif not self.env["employer.rule.exception"]._is_lifted(rule, record):
                (liftable if rule._may_be_lifted_by_user() else hard).append((rule, sentence))
        if hard:
            raise UserError(self._breach_text(record, hard + liftable))
        if liftable:
            self._ask_reason(record, liftable)
        return notes

    def _may_be_lifted_by_user(self):
        """Return whether the current user may go on past this rule with a reason."""
        self.ensure_one()
        if self.level == "ask":
            return True
        return self.is_liftable and self.env.user.has_group(
            "employer_engagement.employer_engagement_group_manager"
        )

    @api.model
    def _breach_text(self, record, breaches):
        lines = [f"• {rule.code}: {sentence}" for rule, sentence in breaches]
        return "\n".join(
            [self.env._("“%(record)s” cannot go on:", record=record.display_name), *lines]
        )

    @api.model
    def _ask_reason(self, record, breaches):
        rules = self.browse([rule.id for rule, _sentence in breaches])
        raise RedirectWarning(
            self._breach_text(record, breaches),
            self.env.ref("employer_engagement.employer_rule_exception_action_give").id,
            self.env._("Give a reason and go on"),
            {
                "default_res_model": record._name,
                "default_res_id": record.id,
                "default_rule_ids": rules.ids,
            },
        )
