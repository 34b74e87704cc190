# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerTarget(models.Model):
    """What was promised: so much of an indicator in a period, by whom. Managers set them.

    Indicators and `actual` are those of the registry (room *figures*).
    """

    _name = "employer.target"
    _description = "Target"
    _order = "start_date desc, indicator"
    _check_company_auto = True

    indicator = fields.Selection(
        selection=lambda self: self._selection_indicator(),
        required=True,
        default="companies_reached",
    )
    value = fields.Float(required=True)
    start_date = fields.Date(string="Start date", required=True)
    end_date = fields.Date(string="End date", required=True)
    parent_id = fields.Many2one("employer.target", index=True, ondelete="restrict")
    child_ids = fields.One2many("employer.target", "parent_id", string="Of which")
    programme_id = fields.Many2one(
        "employer.programme", index=True, ondelete="cascade", check_company=True
    )
    team_id = fields.Many2one("employer.team", ondelete="restrict", check_company=True)
    target_group_id = fields.Many2one(
        "employer.target.group", string="Target group", ondelete="restrict"
    )
    beneficiary = fields.Selection(
        [("direct", "Direct"), ("indirect", "Indirect")], default="direct"
    )
    actual = fields.Float(compute="_compute_actual")
    gap = fields.Float(
        compute="_compute_actual", help="Target minus actual: what is still missing."
    )
    progress = fields.Float(compute="_compute_actual", help="Per cent of the target, at most 100.")
    is_group_hidden = fields.Boolean(
        string="Figure by group hidden",
        compute="_compute_is_group_hidden",
        help="Figures by target group are for who may see protected data.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    _check_period = models.Constraint(
        "CHECK(end_date >= start_date)", "A target's period must end after it begins."
    )

    @api.depends("indicator", "value")
    def _compute_display_name(self):
        labels = dict(self._fields["indicator"]._description_selection(self.env))
        for target in self:
            target.display_name = f"{labels.get(target.indicator, '')} {target.value:g}"

    @api.depends("target_group_id")
    @api.depends_context("uid")
    def _compute_is_group_hidden(self):
        hidden = not self.env["employer.target.group"]._may_be_counted()
        for target in self:
            target.is_group_hidden = hidden and bool(target.target_group_id)

    @api.depends_context("uid")
    @api.depends(
        "indicator",
        "value",
        "start_date",
        "end_date",
        "programme_id",
        "team_id",
        "target_group_id",
        "beneficiary",
        "company_id",
    )
    def _compute_actual(self):
        complete = self.filtered(
            lambda target: target.start_date and target.end_date and not target.is_group_hidden
        )
        actuals = complete._actual_by_target()
        for target in self:
            target.actual = actuals.get(target.id, 0.0)
            target.gap = max(target.value - target.actual, 0.0)
            target.progress = (
                min(100.0 * target.actual / target.value, 100.0) if target.value else 0
            )

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A target cannot be a part of itself."))

    @api.model
    def _selection_indicator(self):
        """Return the indicators a target may be about: the registry's, in the room *figures*."""
        return []

    def _actual_by_target(self):
        """Return {target id: actual}; all have a period, what nobody counts is absent: 0."""
        return {}
