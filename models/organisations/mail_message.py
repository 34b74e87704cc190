# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class MailMessage(models.Model):
    """Tells an answer to a company from a note among colleagues."""

    _inherit = "mail.message"

    def _is_employer_answer(self):
        """Return whether a colleague wrote this to the outside."""
        self.ensure_one()
        return (
            self.message_type in ("comment", "email", "email_outgoing")
            and not self.is_internal
            and self.subtype_id == self.env.ref("mail.mt_comment")
            and bool(self.author_id.main_user_id)
            and not self.author_id.partner_share
        )
