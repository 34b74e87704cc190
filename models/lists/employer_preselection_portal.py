# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import Counter, defaultdict

from odoo import api, models
from odoo.fields import Domain


class EmployerPreselection(models.Model):
    """What a company sees of its lists on the portal: those it may answer now, in numbers.

    The people of the company (`employer.portal.member`) see every list that went out, those of one
    unit the lists of its vacancies. Who is on a list stands on its page, as cards.
    """

    _inherit = "employer.preselection"

    @api.model
    def _portal_domain(self, members):
        """Return the domain of the lists these people of companies may see."""
        if not self.env["res.users"]._employer_feature_on("lists"):
            return Domain.FALSE
        return members._domain_of(unit="vacancy_id.unit_id") & Domain(
            "state", "in", ("sent", "answered")
        )

    @api.model
    def _portal_search(self, words):
        """Return the domain of what `words` look for: the vacancy."""
        return Domain("vacancy_id.name", "ilike", words) | Domain(
            "vacancy_id.reference", "ilike", words
        )

    @api.model
    def _portal_waiting_domain(self):
        """Return the domain of the lists with somebody on whom the company said nothing yet."""
        return Domain(
            "candidacy_ids", "any", [("state", "=", "sent"), ("company_answer", "=", False)]
        )

    def _portal_values(self):
        """Return what a list shows, one dict a list, in a constant number of queries."""
        counts = self._portal_counts()
        stopped = self._portal_stopped()
        return [
            {
                "id": one.id,
                "vacancy": one.vacancy_id.name,
                "reference": one.vacancy_id.reference,
                "unit": one.vacancy_id.unit_id.name or "",
                "sent_date": one.sent_date,
                "due_date": one.answer_due_date,
                "is_stopped": one in stopped,
                "waiting": counts[one.id]["sent", False],
                "wanted": counts[one.id]["sent", "meet"] + counts[one.id]["sent", "select"],
                "interviews": counts[one.id]["interview"],
                "selected": counts[one.id]["selected"],
            }
            for one in self
        ]

    def _portal_counts(self):
        """Return {list id: {state, or (state, company's answer): persons}}."""
        counts = defaultdict(Counter)
        groups = self.env["employer.candidacy"]._read_group(
            [("preselection_id", "in", self.ids)],
            ["preselection_id", "state", "company_answer"],
            ["__count"],
        )
        for one, state, said, count in groups:
            counts[one.id][state] += count
            counts[one.id][state, said] += count
        return counts

    def _portal_stopped(self):
        """Return the lists that take no answers now (R16): looked at once a company."""
        stopped = self.browse()
        for _employer, lists in self.grouped("employer_id").items():
            if not lists[0]._takes_answers():
                stopped |= lists.filtered(lambda one: not one._takes_answers())
        return stopped

    def _portal_officer(self):
        """Return under whom the company's answers are written."""
        self.ensure_one()
        return self.user_id or self.employer_id.user_id
