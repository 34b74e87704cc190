# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipSuspension(models.Model):
    """Days on which an internship rests for an allowed reason: they extend the end (R1)."""

    _name = "employer.internship.suspension"
    _description = "Suspension"
    _order = "start_date"

    internship_id = fields.Many2one(
        "employer.internship", required=True, index=True, ondelete="cascade"
    )
    reason = fields.Selection(
        [
            ("maternity", "Maternity"),
            ("accident", "Accident"),
            ("illness", "Illness"),
            ("closure", "Company closure"),
        ],
        required=True,
    )
    start_date = fields.Date(required=True, default=fields.Date.context_today)
    end_date = fields.Date(help="Empty: still suspended.")
    note = fields.Char()
    company_id = fields.Many2one(related="internship_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR end_date >= start_date)",
        "A suspension must end on or after the day it begins.",
    )
