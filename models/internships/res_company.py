# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """When an office misses a presence sheet, and what it calls at risk.

    Source of the defaults: issue 5 (the 5th of the month, an end within 30 days); PEERS.md 16
    (missed days and no check-in as early warning); the other numbers are the office's own choice.
    """

    _inherit = "res.company"

    employer_sheet_day = fields.Integer(
        string="Presence sheets by the day",
        default=5,
        help="Day of the following month from which a missing sheet stands in Today.",
    )
    employer_stipend_days = fields.Integer(
        string="Stipends within days",
        default=30,
        help="Days after the end of a month from which an unpaid stipend stands in Today.",
    )
    employer_risk_missed_days = fields.Integer(
        string="Missed days",
        default=2,
        help="Days of absence in the last 30 from which an internship is at risk.",
    )
    employer_risk_silent_days = fields.Integer(
        string="Days without a contact",
        default=21,
        help="Days since anybody of ours spoke with the person or the host of a running "
        "internship; calls without an answer do not count.",
    )
    employer_risk_ending_days = fields.Integer(
        string="Days before an end",
        default=30,
        help="Days before a right to work or a contract ends that it is shown as at risk.",
    )

    employer_host_confirms = fields.Boolean(
        string="Hosts confirm presence online",
        default=True,
        help="A month that the host confirmed on the portal or by link is confirmed; otherwise it "
        "waits for the signed sheet all the same.",
    )
    employer_asks_hosts = fields.Boolean(
        string="Ask hosts by mail",
        default=True,
        help="At the end of a month for the presence, after the last day for the outcome, with a "
        "link that needs no account; gathered with other mails.",
    )
    employer_host_link_days = fields.Integer(
        string="Links to hosts work for days",
        default=30,
        help="Days for which a host may confirm a month or tell an outcome with the link.",
    )

    _check_employer_host_link = models.Constraint(
        "CHECK(employer_host_link_days BETWEEN 1 AND 365)",
        "A link to a host works between 1 and 365 days.",
    )
    _check_employer_presence = models.Constraint(
        "CHECK(employer_sheet_day BETWEEN 1 AND 28 AND employer_stipend_days >= 1"
        " AND employer_risk_missed_days >= 1 AND employer_risk_silent_days >= 1"
        " AND employer_risk_ending_days >= 1)",
        "Presence sheets are due between the 1st and the 28th, and risks are counted from one day.",
    )
