# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """After how long an office wakes up a relation that fell quiet.

    Source of the defaults: PEERS.md, section 13 (6 months without a placement, Immersion
    Facilitée; 330 days of a hiring cycle, La bonne alternance; both skip August).
    """

    _inherit = "res.company"

    employer_wake_months = fields.Integer(
        string="Months without collaboration before waking up",
        default=6,
        help="A company that collaborated once is shown under “To wake up” after so many months, "
        "August not counted.",
    )
    employer_wake_days = fields.Integer(
        string="Days without a vacancy before waking up",
        default=330,
        help="A company that offered a job once is shown under “To wake up” after so many days, "
        "August not counted.",
    )

    _check_employer_wake_up = models.Constraint(
        "CHECK(employer_wake_months BETWEEN 1 AND 120 AND employer_wake_days BETWEEN 1 AND 3650)",
        "A relation is woken up after one month or one day at least, ten years at most.",
    )
