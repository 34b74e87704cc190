# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import models

PERSON = "employer.candidate"


class MailMessage(models.Model):
    """Messages on a person, and those with a file on a record about one, are closed like the name.

    Also to followers and recipients who may not open it; authors read what they wrote, and
    notices of Odoo's own (somebody was assigned) stay.
    """

    _inherit = "mail.message"

    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        query = super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)
        if self.env.su or bypass_access:
            return query
        found = self.browse(query)
        closed = found._closed_messages()
        return (found - closed)._as_query(bool(order)) if closed else query

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if operation == "create" or self.env.su:
            return forbidden
        return forbidden | (self - forbidden)._closed_messages()

    def _closed_messages(self):
        """Return those of these messages that are of persons whose data the user may not open."""
        persons = self.env[PERSON]
        paths = list(persons._person_paths())
        # sudo: only where a message stands, who wrote it and whether a file goes with it
        messages = self.sudo().search(
            [
                ("id", "in", self.ids),
                ("model", "in", paths),
                ("message_type", "!=", "user_notification"),
            ]
        )
        by_model, places = defaultdict(set), {}
        for message in messages:
            is_mine = self.env.user in (message.create_uid, *message.author_id.user_ids)
            if (
                message.res_id
                and not is_mine
                and (message.model == PERSON or message.attachment_ids)
            ):
                by_model[message.model].add(message.res_id)
                places[message.id] = (message.model, message.res_id)
        closed = persons._closed_documents(by_model) if by_model else set()
        return self.browse(one for one, place in places.items() if place in closed)
