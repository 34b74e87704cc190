# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerTransitionMixin(models.AbstractModel):
    """What has a state or a stage: a transition table, guards and milestones.

    A model names its field (`_transition_field`), the allowed moves
    (`_transitions`: value -> tuple of values; empty = every move, as on a board)
    and the date on which a value was truly reached (`_milestone_dates`: value ->
    date field; without one, the day of recording).

    Every way in passes here, RPC, import and drag and drop included: a refused
    move raises and nothing is written; an accepted one leaves an
    `employer.milestone`; a corrected date cancels that milestone and adds another.
    """

    _name = "employer.transition.mixin"
    _description = "Transitions and milestones"
    _transition_field = "state"
    _transitions = {}
    _milestone_dates = {}

    milestone_ids = fields.One2many(
        "employer.milestone",
        "res_id",
        string="Milestones",
        domain=lambda self: [("res_model", "=", self._name)],
        bypass_search_access=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        for record in records:
            record._record_milestone()
        return records

    def write(self, vals):
        field = self._transition_field
        moving = self.browse()
        if field in vals:
            moving = self.filtered(
                lambda record: record._transition_value() != record._to_cache_value(vals[field])
            )
            for record in moving:
                record._check_transition(vals[field], vals)
        result = super().write(vals)
        for record in moving:
            record._record_milestone()
        (self - moving)._correct_milestones(vals)
        return result

    # ---- what a model may say differently

    def _milestone_key(self):
        """Return the stable key of the current value (a stage's code, a state's slug)."""
        self.ensure_one()
        value = self[self._transition_field]
        return value.code if isinstance(value, models.BaseModel) else value

    def _guard_transition(self, target, vals):
        """Refuse a move that breaks a rule; `target` is the new value as written.

        :raise UserError: naming the record, the rule and the way out
        """

    # ---- machinery

    def _to_cache_value(self, value):
        """Return a written value in the shape of `_transition_value`."""
        return value.id if isinstance(value, models.BaseModel) else value

    def _transition_value(self):
        value = self[self._transition_field]
        return value.id if isinstance(value, models.BaseModel) else value

    def _check_transition(self, target, vals):
        self.ensure_one()
        allowed = self._transitions.get(self._transition_value(), ())
        if self._transitions and target not in allowed:
            labels = dict(self._fields[self._transition_field]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "“%(record)s” is “%(current)s” and cannot become “%(target)s”. Possible next: %(next)s.",
                    record=self.display_name,
                    current=labels.get(self._transition_value()),
                    target=labels.get(target, target),
                    next=", ".join(labels[value] for value in allowed)
                    or self.env._("nothing, it is closed"),
                )
            )
        self._guard_transition(target, vals)

    def _milestone_date(self):
        """Return the day the current value was reached."""
        self.ensure_one()
        field = self._milestone_dates.get(self._milestone_key())
        return (field and self[field]) or fields.Date.context_today(self)

    def _record_milestone(self):
        self.ensure_one()
        if self._milestone_key():
            self.env["employer.milestone"]._add(self, self._milestone_key(), self._milestone_date())

    def _correct_milestones(self, vals):
        """A corrected date cancels its milestone and adds one with the new date."""
        for key, field in self._milestone_dates.items():
            if field in vals:
                for record in self.filtered(field):
                    self.env["employer.milestone"]._correct(record, key, record[field])
