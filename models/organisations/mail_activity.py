# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from markupsafe import Markup

from odoo import fields, models
from odoo.tools import html2plaintext

#: Category of an activity type -> channel of the interaction it makes.
CHANNELS = {"phonecall": "phone", "meeting": "visit"}


class MailActivity(models.Model):
    """A call or meeting done on one of our records is a contact: nobody logs it twice.

    A record is ours when its model has `_interaction_values()` (links of the interaction).
    Only for users who may log contacts; everyone else's activities stay as they are.
    """

    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        done = [
            (activity, activity.date_deadline, activity._interaction_of_done(feedback))
            for activity in self
            if activity._makes_interaction()
        ]
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        for activity, planned_date, values in done:
            interaction = self.env["employer.interaction"].create(values)
            interaction._clear_next_step(planned_date)
            interaction._trace_done(activity)
        return result

    def _makes_interaction(self):
        """Return whether doing this activity is a contact by this user with a record of ours."""
        self.ensure_one()
        return (
            self._activity_channel()
            and not self.env.context.get("employer_interaction_logged")
            and self.env["employer.interaction"].has_access("create")
            and self._engagement_record()
        )

    def _activity_channel(self):
        """Return the channel of a call or meeting, None for every other kind."""
        self.ensure_one()
        return CHANNELS.get(self.activity_type_id.category)

    def _engagement_record(self):
        """Return the record of ours this activity is about, readable by the user, or None."""
        self.ensure_one()
        model = self.env.get(self.res_model) if self.res_model else None
        if model is None or not hasattr(model, "_interaction_values"):
            return None
        record = model.browse(self.res_id).exists()
        return record if record and record.has_access("read") else None

    def _interaction_of_done(self, feedback):
        summary = html2plaintext(Markup(feedback)) if feedback else self.summary
        return {
            **self._engagement_record()._interaction_values(),
            "channel": self._activity_channel(),
            "outcome": "reached",
            "date": fields.Date.context_today(self),
            "summary": summary or False,
        }
