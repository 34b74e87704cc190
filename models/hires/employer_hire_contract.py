# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models

FAMILIES = [
    ("open_ended", "Open-ended"),
    ("fixed_term", "Fixed-term"),
    ("apprenticeship", "Apprenticeship"),
    ("agency", "Agency work"),
    ("other", "Other"),
]


class EmployerHireContract(models.Model):
    """One contract of a hire, with its UNILAV code and dates; the end day is included."""

    _name = "employer.hire.contract"
    _description = "Contract"
    _order = "start_date, id"

    hire_id = fields.Many2one("employer.hire", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("first", "First"),
            ("extension", "Extension"),
            ("transformation", "Transformation"),
            ("rehire", "Re-hire"),
        ],
        compute="_compute_kind",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
    )
    family = fields.Selection(FAMILIES, required=True, default="fixed_term")
    unilav_code = fields.Char(string="UNILAV code")
    start_date = fields.Date(required=True)
    end_date = fields.Date(help="Last day, included. Empty: no end.")
    ended_date = fields.Date(string="Really ended on", help="Only when it ended on another day.")
    weekly_hours = fields.Float()
    pay_band = fields.Selection(
        [
            ("1", "Up to 600 € a month"),
            ("2", "600 to 1,000 €"),
            ("3", "1,000 to 1,400 €"),
            ("4", "Over 1,400 €"),
        ]
    )
    company_id = fields.Many2one(related="hire_id.company_id", store=True, index=True)

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR end_date >= start_date)",
        "A contract must end on or after the day it starts.",
    )
