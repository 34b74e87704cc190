# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerGuideVerify(models.TransientModel):
    """A manager says that the sheets were checked against their sources, and until when."""

    _name = "employer.guide.verify"
    _description = "Verify information sheets"

    guide_ids = fields.Many2many("employer.guide", string="Sheets", required=True)
    review_date = fields.Date(
        string="Review by",
        required=True,
        compute="_compute_review_date",
        store=True,
        readonly=False,
        help="After this day they cannot be sent until somebody verifies them again.",
    )

    @api.depends("guide_ids")
    def _compute_review_date(self):
        """Propose as long as the last verification held."""
        today = fields.Date.context_today(self)
        for dialog in self:
            known = dialog.guide_ids.filtered(lambda one: one.verified_date and one.review_date)
            spans = [one.review_date - one.verified_date for one in known]
            dialog.review_date = dialog.review_date or (spans and today + min(spans))

    def action_confirm(self):
        """Verify the sheets."""
        self.ensure_one()
        self.guide_ids._verify(self.review_date)
