# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.fields import Domain


class EmployerCommitment(models.Model):
    """A promised course is delivered on the last day of one held."""

    _inherit = "employer.commitment"

    kind = fields.Selection(
        selection_add=[("course", "Commissioned courses")], ondelete={"course": "cascade"}
    )

    @api.depends("employer_id.course_ids.state", "employer_id.course_ids.end_date")
    def _compute_delivered(self):
        return super()._compute_delivered()

    def _delivered_facts(self, kind):
        facts = super()._delivered_facts(kind)
        if kind != "course":
            return facts
        course = self.env["employer.course"]
        held = course.search_fetch(
            course._held_domain() & Domain("employer_id", "in", self.employer_id.ids),
            ["employer_id", "end_date"],
        )
        return facts + [(one.employer_id, one.end_date, 1, ()) for one in held]
