# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class ResCompany(models.Model):
    """How companies reach this office, and how often the office writes to them by itself."""

    _inherit = "res.company"

    employer_alias_id = fields.Many2one(
        "mail.alias", string="Address companies write to", copy=False, ondelete="set null"
    )
    employer_inbound_user_id = fields.Many2one(
        "res.users",
        string="Who looks at what comes from no area",
        domain="[('share', '=', False)]",
        ondelete="set null",
    )
    employer_page_published = fields.Boolean(string="Public page for companies")
    employer_page_offer = fields.Html(
        string="What we offer companies",
        translate=True,
        help="Shown on top of the public page; empty: a general text.",
    )
    employer_mail_days = fields.Integer(
        string="Days between two automatic mails",
        default=7,
        help="A company receives at most one automatic mail in so many days.",
    )
    employer_mail_press_days = fields.Integer(
        string="Days in which a deadline presses",
        default=3,
        help="What is due within so many days does not wait for the next mail.",
    )

    employer_not_now_days = fields.Integer(
        string="Days the link “Not now” works",
        default=60,
        help="Counted from the automatic mail it stands in.",
    )

    _check_mail_days = models.Constraint(
        "CHECK(employer_mail_days > 0 AND employer_mail_press_days >= 0)",
        "There is at least one day between two automatic mails.",
    )
    _check_not_now_days = models.Constraint(
        "CHECK(employer_not_now_days > 0)", "The link “Not now” works at least one day."
    )

    def _employer_alias_email(self):
        """Return the address companies write to, False without one."""
        alias = self.employer_alias_id
        return alias.alias_name and alias.alias_full_name
