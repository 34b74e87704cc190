# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class EmployerHire(models.Model):
    """How a hire joins what is on file: a further contract of a relation.

    Extensions, transformations and re-hires within the days of R12 go on the hire there is.
    """

    _inherit = "employer.hire"

    # as on the person: no domain passes by the rights on messages and their files
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    def _rehire_days(self, day, company=None):
        """Return the days (R12) after which a contract from `day` is no longer the same hire."""
        company = company or self.company_id[:1] or self.env.company
        return int(self.env["employer.rule"]._parameter("R12", "rehire_days", day, company))

    @api.model
    def _relation_on(self, candidate, employer, day):
        """Return the hire to which a contract of `candidate` there from `day` belongs, or none.

        The last one that began before `day` and goes on, or ended at most the days of R12 before.
        """
        if not (candidate and employer and day):
            return self.browse()
        days = self._rehire_days(day, candidate.company_id)
        return self.search(
            Domain("candidate_id", "=", candidate.id)
            & Domain("employer_id", "=", employer.id)
            & Domain("start_date", "<", day)
            & (
                Domain("end_date", "=", False)
                | Domain("end_date", ">=", day - timedelta(days=days))
            ),
            order="start_date desc, id desc",
            limit=1,
        )

    @api.constrains("candidate_id", "employer_id", "active")
    def _check_not_again(self):
        """Refuse a second hire where a further contract of the first is meant."""
        for hire in self.filtered(lambda record: record.active and record.start_date):
            same = hire._same_relation()
            if same:
                raise ValidationError(
                    self.env._(
                        "%(person)s works at %(employer)s already, or did until %(days)s days "
                        "before: add a contract to hire %(hire)s instead of a new hire.",
                        days=hire._rehire_days(hire.start_date),
                        person=hire.candidate_id.display_name,
                        employer=hire.employer_id.display_name,
                        hire=same.name,
                    )
                )

    def _same_relation(self):
        """Return a hire of the same person there, no further away than the days of R12."""
        self.ensure_one()
        others = self.search(
            [
                ("id", "!=", self.id),
                ("candidate_id", "=", self.candidate_id.id),
                ("employer_id", "=", self.employer_id.id),
                ("start_date", "!=", False),
            ]
        )
        return others.filtered(lambda other: self._is_near(other) and other._is_near(self))[:1]

    def _is_near(self, other):
        """Return whether this hire begins near enough after `other` ended, or before."""
        days = timedelta(days=self._rehire_days(self.start_date))
        return not other.end_date or self.start_date <= other.end_date + days

    def action_add_contract(self):
        """Open the dialog that adds an extension, a transformation or a re-hire."""
        self.ensure_one()
        last = self.contract_ids.sorted("start_date")[-1:].start_date
        today = max(fields.Date.context_today(self), last + timedelta(days=1))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Further contract"),
            "res_model": "employer.hire.record",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_candidate_id": self.candidate_id.id,
                "default_employer_id": self.employer_id.id,
                "default_legal_employer_id": self.legal_employer_id.id,
                "default_origin": self.origin,
                "default_family": self.last_contract_family,
                "default_start_date": self.end_date + timedelta(days=1) if self.end_date else today,
            },
        }
