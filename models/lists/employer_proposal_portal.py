# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain


class EmployerProposal(models.Model):
    """A proposal as the partner reads it, and the partner's own figures.

    What happened to the person before we accepted the proposal is told to nobody: a person on the
    list already would otherwise be met the minute it was proposed, and so be known.
    """

    _inherit = "employer.proposal"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of the proposals of these organisations, or of persons of the units."""
        whole = members.filtered(lambda member: not member.unit_id)
        units = [
            Domain("organisation_id", "=", member.employer_id.id)
            & Domain("referral_id.unit_id", "=", member.unit_id.id)
            for member in members - whole
        ]
        return Domain.OR([Domain("organisation_id", "in", whole.employer_id.ids), *units])

    @api.model
    def _portal_search(self, text):
        """Return the domain of proposals whose job or person has these words."""
        return Domain.AND(
            Domain("vacancy_id.name", "ilike", word)
            | Domain("referral_id.identity_ids.first_name", "ilike", word)
            | Domain("referral_id.identity_ids.last_name", "ilike", word)
            for word in text.split()
        )

    @api.model
    def _portal_filters(self):
        return {
            "all": {"label": self.env._("All"), "domain": Domain.TRUE},
            "new": {
                "label": self.env._("Waiting for our answer"),
                "domain": Domain("state", "=", "new"),
            },
            "accepted": {
                "label": self.env._("Accepted"),
                "domain": Domain("state", "=", "accepted"),
            },
        }

    def _portal_values(self):
        """Return what the partner reads of each proposal, in constant queries."""
        labels = dict(self._fields["progress"]._description_selection(self.env))
        told = self._told()
        values = []
        for proposal in self:
            person = proposal.referral_id.identity_ids
            progress = proposal.progress if proposal in told else "accepted"
            values.append(
                {
                    "id": proposal.id,
                    "opening": proposal.dispatch_id.id,
                    "referral": proposal.referral_id.id,
                    "job": proposal.vacancy_id.name,
                    "person": f"{person.first_name} {person.last_name}"
                    if person
                    else proposal.referral_id.name or self.env._("A person you told us of"),
                    "date": proposal.proposed_date,
                    "progress": progress,
                    "words": labels[progress],
                    "feedback": proposal.feedback,
                }
            )
        return values

    def _portal_rows(self, members):
        """Return `_portal_values`: whom one unit proposed, another has not in its list at all."""
        return self._portal_values()

    def _told(self):
        """Return the proposals whose way is told: the person came to the list by this partner, or
        moved on there after we accepted."""
        accepted = self.filtered(lambda one: one.state == "accepted" and one.candidacy_id)
        foreign = accepted.filtered(lambda one: not one._is_own_candidacy())
        if not foreign:
            return self
        milestones = self.env["employer.milestone"]
        settled = self._last_milestones(milestones._living(foreign), "accepted")
        moved = self._last_milestones(milestones._living(foreign.candidacy_id))
        still = foreign.filtered(
            lambda one: moved.get(one.candidacy_id.id, 0) <= settled.get(one.id, 0)
        )
        return self - still

    def _is_own_candidacy(self):
        candidacy = self.candidacy_id
        is_partner = candidacy.origin == "partner"
        return is_partner and candidacy.partner_organisation_id == self.organisation_id

    @api.model
    def _last_milestones(self, living, milestone=None):
        """Return {record id: id of its last milestone}, of one kind or of any."""
        last = {}
        for (record_id, key), lines in living.items():
            if milestone in (None, key):
                last[record_id] = max(last.get(record_id, 0), lines[:1].id)
        return last

    @api.model
    def _portal_steps(self):
        """Return {field of a proposal: its words}: how far persons came, in the order of it."""
        return {
            "proposed": self.env._("Proposals for openings"),
            "accepted": self.env._("accepted"),
            "interviewed": self.env._("met the company"),
            "in_work": self.env._("in work"),
        }

    @api.model
    def _portal_results(self, members):
        """Return [{year, lines: [(words, number)]}] of these members, last year first.

        Of the persons and proposals of a year, what became of them until today.
        """
        words = {
            "referred": self.env._("Persons referred"),
            "taken_on": self.env._("taken on by a tutor"),
            **self._portal_steps(),
        }
        years = defaultdict(lambda: dict.fromkeys(words, 0))
        self._count_referrals(members, years)
        self._count_steps(members, years)
        return [
            {"year": year, "lines": [(words[step], years[year][step]) for step in words]}
            for year in sorted(years, reverse=True)
        ]

    @api.model
    def _count_referrals(self, members, years):
        referrals = self.env["employer.referral"]
        own = referrals._portal_domain(members) & Domain("state", "!=", "withdrawn")
        groups = referrals._read_group(own, ["received_at:year", "state"], ["__count"])
        for start, state, count in groups:
            years[start.year]["referred"] += count
            years[start.year]["taken_on"] += count if state == "taken_on" else 0

    @api.model
    def _count_steps(self, members, years):
        proposals = self.search(self._portal_domain(members))
        told = proposals._told()
        steps = self._portal_steps()
        for proposal in proposals:
            # before it is told, the way ends where we accepted
            for step in steps if proposal in told else ("proposed", "accepted"):
                years[proposal.proposed_date.year][step] += proposal[step]
