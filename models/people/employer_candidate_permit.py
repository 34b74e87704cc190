# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.right_to_work import Permit


class EmployerCandidatePermit(models.Model):
    """A residence title of a person with its dates; protected like the reason it reveals."""

    _name = "employer.candidate.permit"
    _description = "Permit"
    _inherit = ["employer.record.mixin"]
    _order = "valid_from desc, id desc"
    _rec_names_search = ["candidate_id.code", "permit_type_id.name"]

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    permit_type_id = fields.Many2one(
        "employer.permit.type", string="Type", required=True, ondelete="restrict"
    )
    application_date = fields.Date(string="Application date")
    valid_from = fields.Date(string="Valid from")
    valid_to = fields.Date(string="Valid to", help="Empty: no end.")
    is_renewal_requested = fields.Boolean(string="Renewal requested")
    renewal_receipt_date = fields.Date(string="Renewal receipt date")
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)",
        "A permit must end on or after the day it begins.",
    )

    @api.depends("candidate_id.code", "permit_type_id.name")
    def _compute_display_name(self):
        for permit in self:
            permit.display_name = f"{permit.candidate_id.code}: {permit.permit_type_id.name or ''}"

    def _facts(self):
        """Return the permit as `tools.right_to_work` reads it."""
        self.ensure_one()
        kind = self.permit_type_id
        return Permit(
            work_right=kind.work_right,
            start=self.valid_from or None,
            end=self.valid_to or None,
            application_date=self.application_date or None,
            days_after_application=kind.days_after_application,
            weekly_hours_limit=kind.weekly_hours_limit,
            yearly_hours_limit=kind.yearly_hours_limit,
            is_renewing=self.is_renewal_requested,
            renewal_keeps_right=kind.renewal_keeps_right,
        )
