# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """After how long an office wakes up a relation that fell quiet, and how many a day.

    Source of the defaults: PEERS.md, section 13 (6 months without a placement, Immersion
    Facilitée; 330 days of a hiring cycle, La bonne alternance; both skip August). How many a day
    an officer is reminded of is the office's own choice: 5 calls are about an hour.
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
    employer_rhythm_rows = fields.Integer(
        string="Companies past their contact rhythm in Today",
        default=5,
        help="Today reminds each officer of so many own companies a day, the longest overdue "
        "first; 0: of none.",
    )

    _check_employer_rhythm_rows = models.Constraint(
        "CHECK(employer_rhythm_rows BETWEEN 0 AND 50)",
        "Today reminds of 50 companies past their contact rhythm at most.",
    )
    _check_employer_wake_up = models.Constraint(
        "CHECK(employer_wake_months BETWEEN 1 AND 120 AND employer_wake_days BETWEEN 1 AND 3650)",
        "A relation is woken up after one month or one day at least, ten years at most.",
    )
