# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.fields import Domain

from ..common.told_day import told_day

#: For whom the sheets are that an organisation reads, by what it is.
AUDIENCES = {"is_employer": ("employer",), "is_partner_organisation": ("partner", "person")}


class EmployerGuide(models.Model):
    """Information sheets as organisations read them on the portal: what may be sent today.

    A company reads those for companies, a partner those for partners and for the persons it helps.
    """

    _inherit = "employer.guide"

    @api.model
    def _portal_domain(self, members):
        """Return which sheets these people of organisations may read, in whatever language."""
        organisations = members.employer_id
        audiences = [
            audience
            for field, readers in AUDIENCES.items()
            if any(organisations.mapped(field))
            for audience in readers
        ]
        return (
            (self._usable_domain() if members else Domain.FALSE)
            & Domain("audience", "in", audiences)
            & Domain("company_id", "in", [*organisations.company_id.ids, False])
        )

    @api.model
    def _portal_language_domain(self, members):
        """Return the domain of the sheets in the reader's language, and of those it lacks."""
        own = Domain("language_id.code", "=", (self.env.lang or "en_US")[:2])
        written = self.search(self._portal_domain(members) & own).mapped("code")
        return own | Domain("code", "not in", written)

    @api.model
    def _portal_search(self, words):
        """Return the domain of what `words` look for: the title, or what it says on hiring."""
        return Domain("name", "ilike", words) | Domain("section_hire", "ilike", words)

    def _portal_values(self):
        """Return what a list shows, one dict a sheet."""
        subjects = dict(self._fields["subject"]._description_selection(self.env))
        return [
            {
                "id": guide.id,
                "title": guide.name,
                "subject": subjects[guide.subject],
                "language": guide.language_id.name,
                "code": guide.language_id.code,
                "is_foreign": guide.language_id.code != (self.env.lang or "en_US")[:2],
                "verified": self.env._("verified on %s", told_day(self.env, guide.verified_date)),
            }
            for guide in self
        ]

    def _portal_page_values(self, members):
        """Return what the page of one sheet shows, with the languages it is also written in."""
        self.ensure_one()
        others = self.search(
            self._portal_domain(members)
            & Domain("code", "=", self.code)
            & Domain("id", "!=", self.id)
        )
        return {
            **self._portal_values()[0],
            "sections": self._sections(),
            "imprint": self._imprint(),
            "others": others._portal_values(),
        }
