# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class MailActivity(models.Model):
    """An activity on a person is seen by everyone, by code: names in it become the code."""

    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        activities._take_names_out()
        return activities

    def write(self, vals):
        result = super().write(vals)
        if {"summary", "note"} & vals.keys():
            self._take_names_out()
        return result

    def _take_names_out(self):
        persons = self.env["employer.candidate"]
        paths = persons._person_paths()
        for activity in self.filtered(lambda one: one.res_model in paths):
            for field in ("summary", "note"):
                text = activity[field]
                plain = persons._without_names(activity.res_model, activity.res_id, text)
                if text and plain != str(text):
                    activity[field] = plain
