# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerConsent(models.Model):
    """One of the two yeses of a person, kept apart.

    `proposal`: may be proposed without a name (asked at intake, expires). `identity`: this company
    may know who I am (asked from the list). A withdrawal is dated, never a deletion. Written by
    officers and tutors, seen by every role by code.
    """

    _name = "employer.consent"
    _description = "Consent"
    _order = "asked_datetime desc, id desc"
    _check_company_auto = True

    candidate_id = fields.Many2one(
        "employer.candidate", required=True, index=True, ondelete="cascade", check_company=True
    )
    kind = fields.Selection(
        [
            ("proposal", "May be proposed without a name"),
            ("identity", "This company may know who I am"),
        ],
        required=True,
        default="proposal",
    )
    employer_id = fields.Many2one(
        "employer.organisation", index="btree_not_null", ondelete="restrict", check_company=True
    )
    answer = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("not_reached", "Not reached")], required=True, default="yes"
    )
    asked_datetime = fields.Datetime(string="Asked on", required=True, default=fields.Datetime.now)
    user_id = fields.Many2one(
        "res.users", string="Asked by", required=True, default=lambda self: self.env.user
    )
    channel = fields.Selection(
        [
            ("in_person", "In person"),
            ("phone", "Phone"),
            ("message", "Message"),
            ("paper", "On paper"),
        ],
        required=True,
        default="in_person",
    )
    language_id = fields.Many2one("employer.language", string="Language used", ondelete="restrict")
    legal_basis = fields.Char(default="GDPR art. 6(1)(a)")
    expiry_date = fields.Date()
    withdrawn_date = fields.Date(copy=False)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _check_employer = models.Constraint(
        "CHECK(kind != 'identity' OR employer_id IS NOT NULL)",
        "The yes to be known names the company it is given to.",
    )
