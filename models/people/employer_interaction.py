# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.fields import Domain


class EmployerInteraction(models.Model):
    """An interaction may be about a person; then it is protected."""

    _inherit = "employer.interaction"

    candidate_id = fields.Many2one(
        "employer.candidate",
        string="About",
        index="btree_not_null",
        ondelete="cascade",
        check_company=True,
    )

    def _next_step_records(self):
        """The next step about a person is never written where everybody reads it."""
        return [] if self.candidate_id else super()._next_step_records()

    def _activity_record(self):
        return self.candidate_id or super()._activity_record()

    def _activity_summary(self):
        """Everyone sees a person's activities by code: they say when, not what."""
        return False if self.candidate_id else super()._activity_summary()

    def _is_told(self, today):
        return not self.candidate_id and super()._is_told(today)

    def _subject_domain(self):
        if self.candidate_id:
            return Domain("candidate_id", "=", self.candidate_id.id)
        return super()._subject_domain() & Domain("candidate_id", "=", False)
