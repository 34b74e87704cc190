# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields, models

#: The rule that says how much our pages take within an hour.
RULE = "PAGES"


class EmployerPostMixin(models.AbstractModel):
    """Whoever sends us something through a page, counted by the hour: beyond it a script plays.

    Each turn may write a row of a register, or a note or mail to somebody. Only what is sent is
    counted, by the server alone: opening a page writes nothing.
    """

    _name = "employer.post.mixin"
    _description = "Who sends through our pages"
    #: The number of rule `PAGES` that is theirs.
    _post_limit = None

    posts_since = fields.Datetime(
        string="Counted since", readonly=True, copy=False, export_string_translation=False
    )
    post_count = fields.Integer(
        string="Sent within the hour", readonly=True, copy=False, export_string_translation=False
    )

    def _count_post(self):
        """Count one more request that changes something.

        Two at the same moment count one after the other: the second is repeated by the server.

        :return: whether it is within what a person sends in an hour
        """
        self.ensure_one()
        now = fields.Datetime.now()
        is_new_hour = not self.posts_since or self.posts_since <= now - timedelta(hours=1)
        count = 1 if is_new_hour else self.post_count + 1
        if count > self._posts_an_hour():
            return False
        # sudo: nobody writes this but the server, for whoever was found by token or account
        self.sudo().write(
            {"post_count": count, "posts_since": now if is_new_hour else self.posts_since}
        )
        self.flush_recordset()  # now: whoever clicks twice waits here, before anything is read
        return True

    def _posts_an_hour(self):
        """Return how much is taken within an hour; no end where the office switched it off."""
        return self.env["employer.rule"]._limit(RULE, self._post_limit, self.company_id)
