# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerScouting(models.Model):
    """An answer to what was written from a scouting is a contact."""

    _inherit = "employer.scouting"

    def message_update(self, msg_dict, update_vals=None):
        self.env["employer.inbound"]._file_reply(self, msg_dict)
        return super().message_update(msg_dict, update_vals)

    def _message_post_after_hook(self, message, msg_values):
        if message._is_employer_answer():
            self.env["employer.inbound"]._answered(self.employer_id)
        return super()._message_post_after_hook(message, msg_values)
