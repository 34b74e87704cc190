# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerPreselection(models.Model):
    """What a sent list shows: the anonymous cards of its persons and nothing else."""

    _inherit = "employer.preselection"

    def _sent_cards(self):
        """Return the cards that go out with this list, in its order, reserves last."""
        self.ensure_one()
        return [candidacy._sent_card_values() for candidacy in self._shown()]

    def _shown(self):
        """Return whom the company sees, in order: those to be sent, or sent and still there."""
        self.ensure_one()
        shown = self._to_send()
        if self.state in ("sent", "answered"):
            seen = ("sent", "interview", "selected")
            shown = self._living().filtered(lambda one: one.state in seen)
        return shown.sorted(lambda one: (one.is_reserve, one.rank, one.id))

    def _sent_cards_html(self):
        """Return the cards as the fragment that the message holds."""
        return self.env["ir.qweb"]._render(
            "employer_engagement.employer_preselection_cards", {"cards": self._sent_cards()}
        )
