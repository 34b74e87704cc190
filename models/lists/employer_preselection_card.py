# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerPreselection(models.Model):
    """What a sent list shows: the anonymous cards of its persons and nothing else."""

    _inherit = "employer.preselection"

    def _sent_cards(self):
        """Return the cards that go out with this list, in its order, reserves last."""
        self.ensure_one()
        candidacies = self._to_send() or self._living().filtered(lambda one: one.state == "sent")
        ordered = candidacies.sorted(lambda one: (one.is_reserve, one.rank, one.id))
        return [candidacy._sent_card_values() for candidacy in ordered]

    def _sent_cards_html(self):
        """Return the cards as the fragment that the message holds."""
        return self.env["ir.qweb"]._render(
            "employer_engagement.employer_preselection_cards", {"cards": self._sent_cards()}
        )
