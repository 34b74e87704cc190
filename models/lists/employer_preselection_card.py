# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import models


class EmployerPreselection(models.Model):
    """What a sent list shows: the anonymous cards of its persons and nothing else."""

    _inherit = "employer.preselection"

    def _sent_cards(self):
        """Return the cards that go out with this list, in its order, reserves last."""
        self.ensure_one()
        return [candidacy._sent_card_values() for candidacy in self._shown_now()]

    def _shown(self):
        """Return whom the company sees, in order: those to be sent, or sent and still there."""
        self.ensure_one()
        shown = self._to_send()
        if self.state in ("sent", "answered"):
            seen = ("sent", "interview", "selected")
            shown = self._living().filtered(lambda one: one.state in seen)
        return shown.sorted(lambda one: (one.is_reserve, one.rank, one.id))

    def _shown_now(self):
        """Return those of `_shown` whom the company may see today: a yes ends by the clock as well.

        Whom it meets or selected agreed to be known by it. Where R14 lets lists go without a yes,
        or was lifted for this one, they stay.
        """
        return self._filter_willing(self._shown(), ("approved", "sent"))

    def _undoable(self):
        """Return those of whom the company may take back what it said: also refused ones."""
        undoable = self.candidacy_ids._filter_undoable()
        return self._filter_willing(undoable, ("sent", "not_selected"))

    def _filter_willing(self, candidacies, coded_states):
        """Return those who may stand before the company today.

        :param coded_states: where it knows nobody by name, and only a yes to being proposed counts
        """
        rule = self.env["employer.rule"]._find("R14", company=self.company_id)
        lifts = self.env["employer.rule.exception"]
        if not rule or rule.level in ("off", "note") or lifts._is_lifted(rule, self):
            return candidacies
        coded = candidacies.filtered(lambda one: one.state in coded_states)
        persons = coded.candidate_id
        silent = persons - persons._filter_consenting("proposal")
        return candidacies.filtered(lambda one: one not in coded or one.candidate_id not in silent)

    def _sent_cards_html(self):
        """Return the cards as the fragment that the message holds."""
        return self.env["ir.qweb"]._render(
            "employer_engagement.employer_preselection_cards", {"cards": self._sent_cards()}
        )
