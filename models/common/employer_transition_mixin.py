# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError


class EmployerTransitionMixin(models.AbstractModel):
    """What has a state or a stage: a transition table, guards and milestones.

    A model names its field (`_transition_field`), the allowed moves
    (`_transitions`: value -> tuple of values; empty = every move, as on a board)
    and the date on which a value was truly reached (`_milestone_dates`: value, or
    the stage's code -> stored date field; else `_since_field`, the date since when the
    current value holds; without one, the day of recording).

    Every way in passes here, RPC, import and drag and drop included: a refused
    move raises and nothing is written; an accepted one leaves an
    `employer.milestone`. A corrected date cancels its milestone and adds another, a
    cleared one only cancels. A user creates a record with the first state of its table;
    only the server itself (superuser: migration, import of a history) may begin further on, and
    what an import writes of the past passes unguarded (`_is_history`).
    """

    _name = "employer.transition.mixin"
    _description = "Transitions and milestones"
    _inherit = ["employer.record.mixin"]
    _transition_field = "state"
    _transitions = {}
    _milestone_dates = {}
    _since_field = None

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
        if not self.env.su:
            for record, vals in zip(records, vals_list, strict=True):
                record._check_beginning(vals)
        records._record_milestones()
        return records

    def write(self, vals):
        moving = self._filter_moving(vals)
        for record in moving if not self._is_history() else ():
            record._check_transition(vals[self._transition_field], vals)
        dates_before = self._milestone_dates_before(vals, moving)
        result = super().write(vals)
        self._correct_milestones(dates_before, moving)
        moving._record_milestones(vals)
        return result

    def unlink(self):
        milestones = self.env["employer.milestone"]._of(self)
        result = super().unlink()
        if self._is_history():
            milestones.unlink()  # an import taken back leaves things as they were
        else:
            milestones._forget_deleted()
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

    # ---- checks

    def _transition_value(self):
        """Return the current value as it is written: a slug, or a stage's id."""
        self.ensure_one()
        value = self[self._transition_field]
        return value.id if isinstance(value, models.BaseModel) else value

    def _filter_moving(self, vals):
        """Return the records that `vals` moves: writing the value they have is no move."""
        if self._transition_field not in vals:
            return self.browse()
        target = vals[self._transition_field]
        return self.filtered(lambda record: record._transition_value() != target)

    def _check_beginning(self, vals):
        """Refuse a record that a user creates in the middle of its table.

        :raise UserError: the record must begin with the first state
        """
        first = self._fields[self._transition_field].default(self)
        first = first.id if isinstance(first, models.BaseModel) else first
        current = self._transition_value()
        if current == first:
            return
        if self._transitions:
            labels = self._transition_labels()
            raise UserError(
                self.env._(
                    "A new record begins as “%(first)s”, not as “%(current)s”. "
                    "Save it first, then move it on.",
                    first=labels.get(first, first),
                    current=labels.get(current, current),
                )
            )
        self._guard_transition(current, vals)

    def _check_transition(self, target, vals):
        """Refuse a move that the table does not know or a guard forbids.

        :raise UserError: naming the record, where it stands and where it may go
        """
        current = self._transition_value()
        allowed = self._transitions.get(current, ())
        if self._transitions and target not in allowed:
            labels = self._transition_labels()
            raise UserError(
                self.env._(
                    "“%(record)s” is “%(current)s” and cannot become “%(target)s”. "
                    "Possible next: %(next)s.",
                    record=self.display_name,
                    current=labels.get(current, current),
                    target=labels.get(target, target),
                    next=", ".join(labels[value] for value in allowed)
                    or self.env._("nothing, it is closed"),
                )
            )
        self._guard_transition(target, vals)

    def _transition_labels(self):
        return dict(self._fields[self._transition_field]._description_selection(self.env))

    # ---- milestones

    def _record_milestones(self, vals=None):
        """Add the milestone of the value each record has just reached, in one create.

        `vals` are those of the write that moved them (None: the records are new). A date
        written together with the move is the day of the move. Otherwise the date field
        tells it, unless an earlier milestone told it already: a record that comes back
        to a value (resumed, reopened) reached it today.
        """
        Milestone = self.env["employer.milestone"].sudo()  # nobody writes them but the mixin
        living = Milestone._living(self) if vals is not None else {}
        facts, again = [], Milestone
        for record in self:
            key = record._milestone_key()
            if not key:
                continue
            told = living.get((record.id, key), Milestone)
            day = record._milestone_day(key, told, vals or {})
            if key in self._milestone_dates:
                again |= told.filtered_domain([("date", "=", day)])
            facts.append((record, key, day))
        again._cancel()
        Milestone._add(facts)

    def _milestone_day(self, key, told, vals):
        """Return the day the record reached `key`, given its milestones `told` before."""
        field = self._milestone_field(key)
        day = field and self[field]
        if not day or (field not in vals and day in told.mapped("date")):
            return fields.Date.context_today(self)
        return day

    def _milestone_field(self, key):
        """Return the date field that tells when `key` was reached (None: the day of recording)."""
        return self._milestone_dates.get(key, self._since_field)

    def _milestone_dates_before(self, vals, moving):
        """Return {(record id, key): date} of the milestone dates that `vals` may change.

        The date since when a value holds belongs to the value that stays.
        """
        before = {
            (record.id, key): record[field]
            for key, field in self._milestone_dates.items()
            if field in vals
            for record in self
        }
        if self._since_field in vals:
            for record in self - moving:
                before.setdefault((record.id, record._milestone_key()), record[self._since_field])
        return before

    def _correct_milestones(self, dates_before, moving):
        """Cancel the milestones whose date was corrected or cleared, and add the new ones.

        A record that is just moving to a value gets that milestone anyway.
        """
        changed = self._changed_dates(dates_before, moving)
        if not changed:
            return
        Milestone = self.env["employer.milestone"].sudo()  # nobody writes them but the mixin
        living = Milestone._living(self)
        cancelled, facts = Milestone, []
        for record, key, before, after in changed:
            told = living.get((record.id, key), Milestone)
            wrong = told.filtered_domain([("date", "=", before)]) or told[:1]
            cancelled |= wrong.filtered_domain([("date", "!=", after)])
            is_new_fact = wrong.date != after if wrong else record._milestone_key() == key
            if after and is_new_fact:
                facts.append((record, key, after))
        cancelled._cancel()
        Milestone._add(facts)

    def _changed_dates(self, dates_before, moving):
        """Return [(record, key, date before, date after)] of the dates that truly changed."""
        changed = []
        for (record_id, key), before in dates_before.items():
            record = self.browse(record_id)
            after = record[self._milestone_field(key)]
            if after != before and not (record in moving and record._milestone_key() == key):
                changed.append((record, key, before, after))
        return changed
