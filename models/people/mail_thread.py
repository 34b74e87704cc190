# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class MailThread(models.AbstractModel):
    """A message with a file on a record about a person goes to colleagues who may open the name:
    a notification by mail carries the file."""

    _inherit = "mail.thread"

    def _notify_get_recipients(self, message, msg_vals=False, **kwargs):
        recipients = super()._notify_get_recipients(message, msg_vals, **kwargs)
        persons = self.env["employer.candidate"]
        if self._name not in persons._person_paths() or not message.sudo().attachment_ids:
            return recipients
        person = persons._persons_of(self._name, self.ids).get(self.id)
        if not person:
            return recipients
        # whom the author writes to outside is the author's choice, as with any letter
        return [
            one
            for one in recipients
            if not one.get("uid") or one.get("share") or person._may_be_told(one["uid"])
        ]
