# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import format_date

STEP = ("next_step", "next_step_date")
STAGE = ("stage_id", "stage_since", "closed_date")
ACTIVITY = ("activity_type_id", "summary", "note", "date_deadline", "user_id", "automated")


class EmployerInteraction(models.Model):
    """A contact logged by mistake is taken back: as if it had never been logged.

    What it moved (stage and its milestone, next step, planned activity) is kept beside it as it
    was before and after. Whoever logged it takes it back on the same day, while all of that still
    stands as the log left it; otherwise the reason is said. The row is deleted, its milestone is
    cancelled, the organisation's history tells that something was taken back.
    """

    _inherit = "employer.interaction"

    undo_trace = fields.Json(
        copy=False,
        groups=NO_ACCESS,
        export_string_translation=False,
        help="What this contact moved: as it was before, and as it left it.",
    )
    can_undo = fields.Boolean(string="Can be taken back", compute="_compute_can_undo")

    @api.depends_context("uid")
    def _compute_can_undo(self):
        for interaction in self:
            interaction.can_undo = interaction._logged_day() == fields.Date.context_today(self)

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_undo(self):
        """Take back a contact logged by mistake, with all it moved.

        :raise UserError: saying why it stays
        """
        self.ensure_one()
        reason = self._undo_refusal()
        if reason:
            raise UserError(reason)
        # sudo: it is the user's own row of today, and what it moved stands as it left it
        interaction_sudo = self.sudo()
        trace = interaction_sudo.undo_trace
        interaction_sudo._restore(trace)
        for record_sudo in interaction_sudo._next_step_records():
            record_sudo._message_log(body=self.env._("A contact logged by mistake was taken back."))
        interaction_sudo._tell_taken_back(trace)
        interaction_sudo.unlink()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Taken back: everything is as it was before."),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # ------------------------------------------------------------
    # MAY IT BE TAKEN BACK
    # ------------------------------------------------------------

    def _undo_refusal(self):
        """Return why this contact cannot be taken back, False if it can."""
        self.ensure_one()
        if self.create_uid != self.env.user:
            return self.env._(
                "%s logged this contact: only who logged it takes it back.", self.create_uid.name
            )
        # sudo: the trace of the user's own row; and whether something came later, not what
        trace, day = self.sudo().undo_trace, self._logged_day()
        if not trace:
            return self.env._(
                "It was not logged by hand (import, server): correct it instead of taking it back."
            )
        if day != fields.Date.context_today(self):
            return self.env._(
                "It was logged on %s: only what was logged today is taken back. Correct it.",
                format_date(self.env, day),
            )
        later = self._subject_domain() & Domain("id", ">", self.id)
        if self.sudo().search_count(later, limit=1):
            return self.env._(
                "Another contact with them was logged after this one: take that one back first."
            )
        return self._changed_since(trace["after"])

    def _logged_day(self):
        """Return the day the user logged this contact by hand; None if somebody else did."""
        self.ensure_one()
        # sudo: when the user's own row was logged, not what it moved
        trace = self.create_uid == self.env.user and self.sudo().undo_trace
        return fields.Date.to_date(trace["day"]) if trace else None

    def _changed_since(self, after):
        """Return what was built upon the contact since, in words; False if nothing was."""
        now = self.sudo()._chain_state()
        for key, values in after["records"].items():
            current = now["records"].get(key, {})
            model, record_id = key.split(",")
            record = self.env[model].browse(int(record_id))
            for name, value in values.items():
                if current.get(name) != value:
                    return self.env._(
                        "“%(field)s” of “%(record)s” was changed after it: it stays.",
                        field=record._fields[name]._description_string(self.env),
                        record=record.sudo().display_name,
                    )
        if now["activities"] != after["activities"]:
            return self.env._("The step it planned was changed or done meanwhile: it stays.")
        return False

    # ------------------------------------------------------------
    # THE TRACE
    # ------------------------------------------------------------

    def _move_chain(self):
        """Keep what one contact logged by hand moves; an import or the server leaves no trace."""
        if len(self) != 1 or self.env.su:
            return super()._move_chain()
        before = self.sudo()._chain_state()
        result = super()._move_chain()
        self._keep_trace(before)
        return result

    def _keep_trace(self, before):
        """Write down what stood `before` and what stands now; for the server alone."""
        self.sudo().undo_trace = {
            "day": fields.Date.to_string(fields.Date.context_today(self)),
            "before": before,
            "after": self.sudo()._chain_state(),
        }

    def _trace_done(self, activities):
        """Add to the trace activities this contact has done, and what that moved."""
        # sudo: the trace is the server's
        trace = self.sudo().undo_trace
        if not trace:
            return
        before = trace["before"]
        done = {str(one.id): self._activity_state(one) for one in activities.sudo()}
        before["activities"] = {**done, **before["activities"]}
        self._keep_trace(before)

    def _chain_state(self):
        """Return what a contact may move, as it stands: records, activities, milestones."""
        self.ensure_one()
        records = self._undo_records()
        scoutings = self.env["employer.scouting"].union(
            *(one for one in records if one._name == "employer.scouting")
        )
        milestones = self.env["employer.milestone"]._of(scoutings)
        activities = self._undo_activities(records)
        return {
            "records": {f"{one._name},{one.id}": self._record_state(one) for one in records},
            "activities": {str(one.id): self._activity_state(one) for one in activities},
            "milestones": milestones.filtered(lambda one: not one.cancelled_at).ids,
        }

    def _undo_records(self):
        """Return the records, sudo, whose step, stage or activity this contact may move."""
        interaction_sudo = self.sudo()
        scoutings = interaction_sudo.scouting_id | self.env["employer.scouting"].sudo().search(
            [("employer_id", "=", self.employer_id.id), ("stage_kind", "=", "open")]
        )
        records = [interaction_sudo.employer_id, *scoutings]
        carrier = interaction_sudo._activity_record()
        if carrier and carrier not in records:
            records.append(carrier)
        return [record for record in records if record]

    def _undo_activities(self, records):
        """Return the activities of the officer, and of who logged, on `records`."""
        users = self.user_id | self.env.user
        activities = self.env["mail.activity"].sudo()
        for record in records:
            activities |= record.activity_ids
        return activities.filtered(lambda one: one.user_id in users)

    def _record_state(self, record):
        names = [name for name in (*STEP, *STAGE) if name in record._fields]
        return self._plain(record, names)

    def _activity_state(self, activity):
        return {
            **self._plain(activity, ACTIVITY),
            "res_model": activity.res_model,
            "res_id": activity.res_id,
        }

    @api.model
    def _plain(self, record, names):
        """Return {name: value} as JSON keeps it."""
        values = {}
        for name in names:
            value = record[name]
            match record._fields[name].type:
                case "many2one":
                    value = value.id
                case "date":
                    value = fields.Date.to_string(value)
                case "html":
                    value = value and str(value)
            values[name] = value or False
        return values

    # ------------------------------------------------------------
    # BACK
    # ------------------------------------------------------------

    def _restore(self, trace):
        """Set everything as it was before; for sudo, after `_undo_refusal` said nothing."""
        before, after = trace["before"], trace["after"]
        for key, values in before["records"].items():
            changed = {
                name: value
                for name, value in values.items()
                if after["records"].get(key, values)[name] != value
            }
            if changed:
                model, record_id = key.split(",")
                self.env[model].browse(int(record_id)).write(
                    {**values, **changed} if "stage_id" in changed else changed
                )
        self._restore_milestones(before["milestones"])
        self._restore_activities(before["activities"], after["activities"])

    def _restore_milestones(self, living):
        """Cancel the milestones the contact, and its taking back, have added."""
        scoutings = self.env["employer.scouting"].union(
            *(one for one in self._undo_records() if one._name == "employer.scouting")
        )
        added = (
            self.env["employer.milestone"]
            ._of(scoutings)
            .filtered(lambda one: not one.cancelled_at and one.id not in living)
        )
        added._cancel()

    def _restore_activities(self, before, after):
        """Take away what was planned, plan again what was replaced or done."""
        Activity = self.env["mail.activity"]
        Activity.browse(int(key) for key in after.keys() - before.keys()).exists().unlink()
        for key, values in before.items():
            activity = Activity.browse(int(key)).exists()
            if not activity:
                model_id = self.env["ir.model"]._get_id(values["res_model"])
                plain = {name: values[name] for name in ACTIVITY}
                Activity.create({**plain, "res_model_id": model_id, "res_id": values["res_id"]})
            elif values != after.get(key):
                activity.write({**{name: values[name] for name in ACTIVITY}, "active": True})

    def _tell_colleagues(self):
        """Remember who was told, for the day it is taken back."""
        told = super()._tell_colleagues()
        for interaction, verdict in (told or {}).items():
            interaction_sudo = interaction.sudo()  # the trace is the server's
            if interaction_sudo.undo_trace:
                interaction_sudo.undo_trace = {
                    **interaction_sudo.undo_trace,
                    "told": [verdict["user_id"], verdict["twin_id"]],
                }
        return told

    def _tell_taken_back(self, trace):
        """Tell the colleague who was told of the contact that there was none."""
        user_id, twin_id = trace.get("told") or (None, None)
        if not user_id:
            return
        colleague = self.env["res.users"].browse(user_id)
        twin = self.employer_id.browse(twin_id).with_context(lang=colleague.lang)
        twin.message_notify(
            partner_ids=colleague.partner_id.ids,
            subject=twin.display_name,
            body=twin.env._(
                "%(officer)s was not in touch with %(name)s: it was logged by mistake.",
                officer=self.env.user.name,
                name=twin.display_name,
            ),
        )
