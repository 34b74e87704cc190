# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerProgramme(models.Model):
    """What came of a programme's workshops, each company counted once."""

    _inherit = "employer.programme"

    workshop_html = fields.Html(
        string="What came of its workshops", compute="_compute_workshop_html", sanitize=False
    )

    def _compute_workshop_html(self):
        report = self.env["employer.workshop.report"]
        for programme in self:
            domain = [("programme_id", "=", programme._origin.id)]
            programme.workshop_html = report._summary_html(domain)

    def action_view_workshop_outcome(self):
        """Open the companies behind the figures."""
        self.ensure_one()
        return self.env["employer.workshop.report"]._action_rows(
            self.env._("What came of the workshops of “%(programme)s”", programme=self.name),
            [("programme_id", "=", self.id)],
        )
