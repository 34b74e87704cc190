# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models


class EmployerConsent(models.Model):
    """A “no”, or a yes taken back, ends what rests on it on the lists; a yes moves it on."""

    _inherit = "employer.consent"

    @api.model_create_multi
    def create(self, vals_list):
        consents = super().create(vals_list)
        yeses = consents.filtered(lambda one: one.kind == "identity" and one.answer == "yes")
        for consent in yeses if not self._is_history() else ():
            # sudo: whoever may record the answer moves on what waited for it
            consent.sudo()._move_on()
        return consents

    def _move_on(self):
        """Move on where this company waits for the person, and tell it so."""
        self.ensure_one()
        wanted = self.candidate_id.candidacy_ids.filtered(
            lambda one: one.employer_id == self.employer_id and one.company_answer
        )
        for candidacy in wanted._follow_answer():
            candidacy._tell_company_agreed()

    def _on_withdrawal(self):
        for consent in self:
            # sudo: whoever may record the answer ends what rests on it, rights on lists aside
            consent.sudo()._end_candidacies()
        return super()._on_withdrawal()

    def _end_candidacies(self):
        """Take the person off the lists it speaks of; the officer tells what had gone out."""
        self.ensure_one()
        candidacies = self.candidate_id.candidacy_ids.filtered(self._concerns)
        target, code = (
            ("declined", "no_consent")
            if self.kind == "identity"
            else ("withdrawn", "consent_withdrawn")
        )
        known = candidacies.filtered(lambda one: one.state not in ("proposed", "approved"))
        candidacies.write({"state": target, "exit_reason_id": candidacies._reason(code).id})
        known._ask_to_tell_company()
        known._note_on_lists()

    def _concerns(self, candidacy):
        """Return whether this answer ends `candidacy`.

        No to being proposed ends what waits or went out without a name; no to one company
        ends what that company has, until an internship or a hire.
        """
        if self.candidate_id._has_consent(self.kind, self.employer_id):
            return False
        if self.kind == "proposal":
            return candidacy.state in ("proposed", "approved", "sent")
        return candidacy.employer_id == self.employer_id and candidacy.state in (
            "sent",
            "interview",
            "selected",
        )
