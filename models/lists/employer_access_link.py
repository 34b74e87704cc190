# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerAccessLink(models.Model):
    """A personal link also answers a list, person by person, until it closes."""

    _inherit = "employer.access.link"

    act = fields.Selection(
        selection_add=[("answer", "Answer a list")], ondelete={"answer": "cascade"}
    )

    def _shows_names(self):
        """Return whether the page behind it may tell names: it went to the company's own mailbox.

        One that was shown to be copied was on the screen of a colleague, who may know no names.
        """
        self.ensure_one()
        return bool(self.sent_at) and not self._is_ours()
