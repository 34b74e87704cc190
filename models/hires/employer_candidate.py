# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class EmployerCandidate(models.Model):
    """A person with a hire that has not ended is *hired*, from the day it is recorded."""

    _inherit = "employer.candidate"

    hire_ids = fields.One2many("employer.hire", "candidate_id", string="Hires")
    hire_count = fields.Integer(compute="_compute_hire_count")

    def _compute_hire_count(self):
        counts = dict(
            self.env["employer.hire"]._read_group(
                [("candidate_id", "in", self.ids)], ["candidate_id"], ["__count"]
            )
        )
        for candidate in self:
            candidate.hire_count = counts.get(candidate._origin, 0)

    @api.depends("hire_ids.active", "hire_ids.start_date", "hire_ids.end_date")
    def _compute_state(self):
        return super()._compute_state()

    def _state_facts(self):
        facts = super()._state_facts()
        going_on = Domain("end_date", "=", False) | Domain("end_date", ">=", "today")
        groups = self.env["employer.hire"]._read_group(
            Domain("candidate_id", "in", self.ids) & going_on, ["candidate_id"]
        )
        facts.update({candidate.id: "hired" for (candidate,) in groups})
        return facts

    @api.model
    def _prospect_facts(self):
        """An employer knows the work it hired for, as its vacancy or internship says."""
        hired = SQL(
            """
            SELECT h.employer_id, 'hired', COALESCE(v.occupation_id, i.occupation_id), h.start_date
              FROM employer_hire h
              LEFT JOIN employer_vacancy v ON v.id = h.vacancy_id
              LEFT JOIN employer_internship i ON i.id = h.internship_id
             WHERE h.active
            """
        )
        return [*super()._prospect_facts(), hired]

    @api.model
    def _cron_end_hires(self, batch_size=500):
        """Give back their state to persons whose last contract ended yesterday or before."""
        candidates = self.search([("state", "=", "hired"), ("hire_ids.end_date", "<", "today")])
        for start in range(0, len(candidates), batch_size):
            batch = candidates[start : start + batch_size]
            batch._compute_state()
            self.env["ir.cron"]._commit_progress(len(batch))

    def action_open_hires(self):
        """Open this person's hires."""
        self.ensure_one()
        return self.env["employer.hire"]._action_of(
            [("candidate_id", "=", self.id)], {"default_candidate_id": self.id}
        )
