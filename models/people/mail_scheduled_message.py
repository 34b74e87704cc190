# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.exceptions import UserError


class MailScheduledMessage(models.Model):
    """No message waits on a person, or on a record about one: until it leaves, its text and its
    files would be open to others than the message is."""

    _inherit = "mail.scheduled.message"

    @api.model_create_multi
    def create(self, vals_list):
        paths = self.env["employer.candidate"]._person_paths()
        if any(vals.get("model") in paths for vals in vals_list):
            raise UserError(
                self.env._(
                    "Messages about a person are sent at once: one that waits is not closed like "
                    "the name. Plan an activity to remind you."
                )
            )
        return super().create(vals_list)
