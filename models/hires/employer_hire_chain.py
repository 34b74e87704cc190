# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .employer_hire_contract import REHIRE_DAYS


class EmployerHire(models.Model):
    """How a hire joins what is on file: a further contract of a relation.

    Extensions, transformations and re-hires within the days of R12 go on the hire there is.
    """

    _inherit = "employer.hire"

    # as on the person: no domain passes by the rights on messages and their files
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    @api.model
    def _relation_on(self, candidate, employer, day):
        """Return the hire to which a contract of `candidate` there from `day` belongs, or none.

        The last one that began before `day` and goes on, or ended at most 30 days before.
        """
        if not (candidate and employer and day):
            return self.browse()
        return self.search(
            Domain("candidate_id", "=", candidate.id)
            & Domain("employer_id", "=", employer.id)
            & Domain("start_date", "<", day)
            & (
                Domain("end_date", "=", False)
                | Domain("end_date", ">=", day - timedelta(days=REHIRE_DAYS))
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
                        "%(person)s works at %(employer)s already, or did until 30 days before: "
                        "add a contract to hire %(hire)s instead of a new hire.",
                        person=hire.candidate_id.display_name,
                        employer=hire.employer_id.display_name,
                        hire=same.name,
                    )
                )

    def _same_relation(self):
        """Return a hire of the same person there, less than 30 days away from this one."""
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
        """Return whether this hire begins at most 30 days after `other` ended (or before)."""
        return not other.end_date or self.start_date <= other.end_date + timedelta(days=REHIRE_DAYS)

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
