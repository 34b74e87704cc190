# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from math import inf

from odoo import api, fields, models
from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import ormcache

MANAGER = "employer_engagement.employer_engagement_group_manager"
#: Rules that protect the person: no stop of theirs is lifted, not even by an office's own rule.
NEVER_LIFTED = ("R7", "R14")


class EmployerRule(models.Model):
    """A rule of law or policy (R1-R20 of the dossier) as data: how strict, since when, from where.

    `level` says what a breach does: nothing, a note on the screen, a reason asked for,
    or a stop that only a manager may lift (never where `is_liftable` is off). Numbers are
    dated `employer.rule.parameter` lines. An office may have a rule of its own, which then
    replaces the common one. Everyone with a role reads them, managers edit.
    """

    _name = "employer.rule"
    _description = "Rule"
    _inherit = ["mail.thread", "employer.remembered.mixin"]
    _order = "sequence, code"
    _rec_names_search = ["code", "name"]

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    description = fields.Text(translate=True)
    wording = fields.Text(
        string="Printed text",
        translate=True,
        help="What a document must say because of this rule; empty where it prints nothing.",
    )
    level = fields.Selection(
        [("off", "Off"), ("note", "Note"), ("ask", "Ask a reason"), ("stop", "Stop")],
        required=True,
        default="note",
        tracking=True,
        help="Off: not looked at. Note: said on the screen. Ask a reason: goes on with a reason. "
        "Stop: only a manager may lift it, where it may be lifted at all.",
    )
    is_liftable = fields.Boolean(
        string="May be lifted",
        default=True,
        tracking=True,
        help="A manager may lift this stop with a reason (not R7 and R14).",
    )
    source = fields.Char(help="Law, resolution or office decision this rule comes from.")
    valid_from = fields.Date(string="Valid from", tracking=True)
    valid_to = fields.Date(string="Valid to", tracking=True)
    parameter_ids = fields.One2many("employer.rule.parameter", "rule_id", string="Parameters")
    exception_ids = fields.One2many("employer.rule.exception", "rule_id", string="Exceptions")
    exception_count = fields.Integer(compute="_compute_exception_count")
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: the rule of every office without one of its own."
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

    @api.depends("exception_ids")
    def _compute_exception_count(self):
        counts = dict(
            self.env["employer.rule.exception"]._read_group(
                [("rule_id", "in", self.ids)], ["rule_id"], ["__count"]
            )
        )
        for rule in self:
            rule.exception_count = counts.get(rule, 0)

    @api.constrains("code", "is_liftable")
    def _check_never_lifted(self):
        for rule in self:
            if rule.is_liftable and rule.code in NEVER_LIFTED:
                raise ValidationError(
                    self.env._(
                        "%(rule)s protects the person: nobody may lift it. Leave “May be lifted” "
                        "empty.",
                        rule=rule.display_name,
                    )
                )

    def action_view_exceptions(self):
        """Open the exceptions to this rule that the user may read."""
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "employer_engagement.employer_rule_exception_action"
            ),
            "domain": [("rule_id", "=", self.id)],
        }

    # ---- which rule, which number

    @api.model
    @ormcache("code", "date", "company_id")
    def _in_force_ids(self, code, date, company_id):
        # sudo: the rules in force bind whoever works here, whatever may be read
        rules = self.sudo().search(
            Domain("code", "=", code)
            & Domain("company_id", "in", (company_id, False))
            & Domain("active", "=", True)
            & (Domain("valid_from", "=", False) | Domain("valid_from", "<=", date))
            & (Domain("valid_to", "=", False) | Domain("valid_to", ">=", date))
        )
        return rules.sorted(
            lambda rule: (not rule.company_id, -(rule.valid_from or date.min).toordinal())
        ).ids

    @api.model
    def _in_force(self, code, date=None, company=None):
        """Return the rules `code` in force on `date`, the office's own first, the newest first."""
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        company = company or self.env.company
        return self.sudo().browse(self._in_force_ids(code, date, company.id))

    @api.model
    def _find(self, code, date=None, company=None):
        """Return the rule `code` in force on `date`, the office's own before the common one."""
        return self._in_force(code, date, company)[:1]

    @api.model
    def _parameter(self, code, key, date=None, company=None):
        """Return the number `key` of rule `code` in force on `date` (float).

        An office's own rule need not repeat the numbers: those it lacks are the common ones.

        :raise UserError: when no such parameter is in force, naming rule, key and menu
        """
        date = fields.Date.to_date(date) or fields.Date.context_today(self)
        line = self._line(code, key, date, company)
        if line:
            return line.value
        raise UserError(
            self.env._(
                "Rule %(code)s has no value “%(key)s” in force on %(date)s. "
                "A manager can add it under Configuration, Rules.",
                code=code,
                key=key,
                date=date,
            )
        )

    @api.model
    def _limit(self, code, key, company=None):
        """Return the number `key` of rule `code` in force today as a limit: no end (inf) where the
        office switched the rule off, or where it says none."""
        if self._find(code, company=company).level == "off":
            return inf
        line = self._line(code, key, fields.Date.context_today(self), company)
        return line.value if line else inf

    @api.model
    def _line(self, code, key, date, company):
        """Return the parameter in force, the office's own before the common one (may be empty)."""
        rules = self._in_force(code, date, company)
        lines = (rule.parameter_ids._in_force(key, date) for rule in rules)
        return next(filter(None, lines), self.env["employer.rule.parameter"])

    # ---- what a breach does

    @api.model
    def _enforce(self, record, breaches, date=None):
        """Apply the levels of `breaches` (list of (rule code, sentence)) to `record`.

        Notes are shown to the user as they are, beside being returned.

        :return: list of sentences of level *note*, for the screen
        :raise RedirectWarning: a reason may be given by this user (button to give it)
        :raise UserError: a stop this user cannot lift
        """
        company = record.company_id if "company_id" in record._fields else None
        notes, liftable, hard = [], [], []
        for code, sentence in breaches:
            rule = self._find(code, date, company)
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
        self._show_notes(record, notes)
        return notes

    def _may_be_lifted_by_user(self):
        """Return whether the current user may go on past this rule with a reason."""
        self.ensure_one()
        if self.level == "ask":
            return True
        return self.is_liftable and self.env.user.has_group(MANAGER)

    @api.model
    def _breach_text(self, record, breaches):
        lines = [self.env._("“%(record)s” cannot go on:", record=record.display_name)]
        lines += [f"• {rule.code}: {sentence}" for rule, sentence in breaches]
        if for_manager := self._for_manager([rule for rule, _sentence in breaches]):
            lines.append(
                self.env._("A manager may lift %(rules)s with a reason.", rules=for_manager)
            )
        return "\n".join(lines)

    def _for_manager(self, rules):
        """Return the codes of the stops that a manager could lift and this user cannot."""
        return ", ".join(
            rule.code for rule in rules if rule.is_liftable and not rule._may_be_lifted_by_user()
        )

    @api.model
    def _ask_reason(self, record, breaches):
        rules = self.browse([rule.id for rule, _sentence in breaches])
        raise RedirectWarning(
            self._breach_text(record, breaches),
            self.env.ref("employer_engagement.employer_rule_exception_action_give").id,
            self.env._("Give a reason"),
            {
                "default_res_model": record._name,
                "default_res_id": record.id,
                "default_rule_ids": rules.ids,
            },
        )

    @api.model
    def _show_notes(self, record, notes):
        """Show sentences of level *note* to the user as a notification (not in an import)."""
        if notes and not self.env.context.get("import_file"):
            self.env.user._bus_send(
                "simple_notification",
                {
                    "type": "warning",
                    "title": record.display_name,
                    "message": "\n".join(notes),
                },
            )
