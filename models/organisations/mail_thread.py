# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models

from odoo.addons.employer_engagement.tools.inbound_mail import is_automatic


class MailThread(models.AbstractModel):
    """Says to whoever files an answer that a machine wrote it: the headers are known here only."""

    _inherit = "mail.thread"

    @api.model
    def _message_route_process(self, message, message_dict, routes):
        if any(route[0].startswith("employer.") for route in routes or ()):
            self = self.with_context(employer_machine_wrote=is_automatic(message))
        return super()._message_route_process(message, message_dict, routes)
