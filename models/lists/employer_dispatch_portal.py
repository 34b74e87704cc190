# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .employer_dispatch import OPEN_STATES

MAX_NOTE = 1000


class EmployerDispatch(models.Model):
    """An opening as the partner sees it on the portal, and what it answers there.

    What the bulletin says of a vacancy, the employer only where it agreed; an opening sent to the
    whole organisation is seen by all its units, one sent to a unit by that unit alone.
    """

    _inherit = "employer.dispatch"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of the openings sent to these persons' organisations, or units."""
        units = [
            Domain("organisation_id", "=", member.employer_id.id) & Domain("unit_id", "=", False)
            for member in members.filtered("unit_id")
        ]
        own = Domain.OR([members._domain_of("organisation_id", "unit_id"), *units])
        return own & Domain("state", "!=", "draft")

    @api.model
    def _portal_search(self, text):
        """Return the domain of openings whose job has these words."""
        return Domain.AND(
            Domain("vacancy_id.name", "ilike", word) | Domain("vacancy_id.reference", "ilike", word)
            for word in text.split()
        )

    @api.model
    def _portal_open(self):
        """Return the domain of what may still be answered today."""
        today = fields.Date.context_today(self)
        return Domain("state", "in", OPEN_STATES) & Domain("deadline_date", ">=", today)

    @api.model
    def _portal_waiting(self):
        """Return the domain of what the partner has not answered yet."""
        return self._portal_open() & Domain("state", "=", "sent")

    @api.model
    def _portal_filters(self):
        return {
            "open": {"label": self.env._("Open"), "domain": self._portal_open()},
            "all": {"label": self.env._("All"), "domain": Domain.TRUE},
        }

    @api.model
    def _portal_sortings(self):
        return {
            "deadline": {"label": self.env._("Soonest first"), "order": "deadline_date, id desc"},
            "newest": {"label": self.env._("Newest first"), "order": "sent_date desc, id desc"},
        }

    def _portal_values(self):
        """Return what a list shows, one dict an opening."""
        return [
            {
                "id": dispatch.id,
                "name": dispatch.vacancy_id.name,
                "deadline": dispatch.deadline_date,
                "unit": dispatch.unit_id.name,
                "places": dispatch.places,
                "free": dispatch._free_places(),
                "answer": dispatch.answer,
                "is_open": dispatch._is_portal_open(),
            }
            for dispatch in self
        ]

    def _portal_rows(self, members):
        """Return `_portal_values` as these members read them: who sees one unit alone reads of an
        opening sent to all what that unit answered, and nothing of what another did."""
        proposals = self.env["employer.proposal"]
        own = self.proposal_ids.filtered_domain(proposals._portal_domain(members))
        rows = self._portal_values()
        for dispatch, row in zip(self, rows, strict=True):
            if dispatch._is_shared(members):
                row["answer"] = "proposed" if own & dispatch.proposal_ids else False
        return rows

    def _portal_page_values(self, members):
        """Return what the page of one opening shows to these members."""
        self.ensure_one()
        row = self._portal_rows(members)[0]
        return {
            **row,
            "lines": self._lines(),
            "words": self.words,
            "can_propose": self._takes_proposals(),
            "can_decline": row["is_open"] and not self.answer and not self._is_shared(members),
        }

    def _is_shared(self, members):
        """Return whether it was sent to all units, and these members stand for one of them."""
        self.ensure_one()
        return bool(members._for(self.organisation_id).unit_id) and not self.unit_id

    def _is_portal_open(self):
        self.ensure_one()
        in_time = self.deadline_date >= fields.Date.context_today(self)
        return self.state in OPEN_STATES and in_time

    def _portal_propose(self, referral, note=None):
        """Propose a person the partner referred; twice the same is one.

        :param referral: an `employer.referral` of the same partner, known to us or not
        :param note: why this person, in the partner's words
        :raise UserError: withdrawn, closed, too late, or no place left
        """
        self.ensure_one()
        former = self.proposal_ids.filtered(lambda one: one.referral_id == referral)
        if former:
            return former
        is_own = referral.organisation_id == self.organisation_id
        if not is_own or not referral._is_proposable():
            raise UserError(self.env._("%s cannot be proposed any more.", referral.name))
        # officers read the note, and not whom the partner means
        note = referral.identity_ids._without_names((note or "")[:MAX_NOTE])
        proposal = self._propose(referral.candidate_id, note)
        if not proposal.referral_id:
            proposal.referral_id = referral
        return proposal

    def _portal_nobody(self, members, note=None):
        """Say that the partner has nobody for this opening.

        :raise UserError: when it proposed somebody already, or is asked no more, or these members
            speak for one of the units that were asked
        """
        self.ensure_one()
        if self._is_shared(members):
            raise UserError(
                self.env._(
                    "All units were asked: whether nobody has anybody, a colleague says who sees "
                    "them all."
                )
            )
        if self.proposal_ids:
            raise UserError(self.env._("You proposed somebody already: thank you."))
        self._answer("nobody", (note or "")[:MAX_NOTE])
