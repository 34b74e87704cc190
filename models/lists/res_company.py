# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """How long lists may take: until one is made, is answered, and the persons are told; how long
    partners have to propose, companies are remembered for calls, and a person may wait for a
    first proposal."""

    _inherit = "res.company"

    employer_answer_days = fields.Integer(
        string="Days to answer a list",
        default=7,
        help="Days after sending by which a company should have answered a list.",
    )
    employer_list_days = fields.Integer(
        string="Days to make a list",
        default=7,
        help="After the opening of a vacancy without a deadline; then Today asks for its list.",
    )
    employer_tell_days = fields.Integer(
        string="Days to tell who was not chosen",
        default=60,
        help="So long Today reminds of persons nobody has spoken with since.",
    )
    employer_prospect_months = fields.Integer(
        string="Months back for whom to call",
        default=36,
        help="Companies that hosted, hired or asked for a kind of work within these months are "
        "shown on a person as whom to call.",
    )
    employer_dispatch_days = fields.Integer(
        string="Days a partner has to propose",
        default=10,
        help="From the day an opening is sent to a partner organisation, unless it says another.",
    )
    employer_travel_zip_minutes = fields.Integer(
        string="Minutes to travel within a postcode", default=20
    )
    employer_travel_town_minutes = fields.Integer(
        string="Minutes to travel within a town",
        default=45,
        help="To a job whose postcode begins with the same three digits.",
    )
    employer_travel_province_minutes = fields.Integer(
        string="Minutes to travel within a province",
        default=75,
        help="To a job whose postcode begins with the same two digits.",
    )
    employer_fair_days = fields.Integer(
        string="Days to propose an available person",
        default=30,
        help="Who is available for so long and was never proposed to a company is shown under "
        "Fairness, and Today asks the tutor.",
    )

    _check_dispatch_days = models.Constraint(
        "CHECK(employer_dispatch_days > 0)", "A partner has at least one day to propose."
    )
    _check_travel_minutes = models.Constraint(
        "CHECK(0 < employer_travel_zip_minutes"
        " AND employer_travel_zip_minutes < employer_travel_town_minutes"
        " AND employer_travel_town_minutes < employer_travel_province_minutes)",
        "The journey grows longer from a postcode to its town and to its province.",
    )
    _check_fair_days = models.Constraint(
        "CHECK(employer_fair_days > 0)", "A person waits for a proposal for at least one day."
    )
    _check_list_days = models.Constraint(
        "CHECK(employer_list_days >= 0 AND employer_tell_days > 0)",
        "A list is made after the opening, and who was not chosen is told in a day at least.",
    )
    _check_answer_days = models.Constraint(
        "CHECK(employer_answer_days > 0)", "A company has at least one day to answer."
    )
    _check_prospect_months = models.Constraint(
        "CHECK(employer_prospect_months > 0)", "Companies are remembered for at least one month."
    )

    def _travel_minutes(self):
        """Return what a journey is taken to last, by `matching.travel_band`, the nearest first."""
        self.ensure_one()
        return [self[f"employer_travel_{band}_minutes"] for band in ("zip", "town", "province")]
