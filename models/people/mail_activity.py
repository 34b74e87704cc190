# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

#: What everybody reads of an activity.
TEXTS = ("summary", "note", "feedback")


class MailActivity(models.Model):
    """An activity on a person is seen by everyone, by code: names in it become the code.

    What was said when it was done, and the files that came with it, stand in the message on the
    person, closed like the name, and not in the activity, which is kept and open.
    """

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._take_names_out()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if {*TEXTS, "attachment_ids"} & vals.keys():
            self._take_names_out()
        return result

    def _take_names_out(self):
        persons = self.env["employer.candidate"]
        paths = persons._person_paths()
        for activity in self.filtered(lambda one: one.res_model in paths):
            if activity.sudo().attachment_ids:
                activity.attachment_ids = False
            if activity.feedback and activity.res_model == persons._name:
                activity.feedback = False
            for field in TEXTS:
                text = activity[field]
                plain = persons._without_names(activity.res_model, activity.res_id, text)
                if text and plain != str(text):
                    activity[field] = plain
