# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

PARAMETER = "employer_engagement."
#: How many times one visitor may send the public form, and in how many minutes.
PAGE_LIMIT = 5
PAGE_LIMIT_MINUTES = 60


class ResConfigSettings(models.TransientModel):
    """Settings of what companies write to us and we to them."""

    _inherit = "res.config.settings"

    employer_alias_name = fields.Char(
        string="Address companies write to", compute="_compute_employer_alias_name", readonly=False
    )
    employer_alias_domain = fields.Char(related="company_id.alias_domain_id.name")
    employer_inbound_user_id = fields.Many2one(
        related="company_id.employer_inbound_user_id", readonly=False
    )
    employer_page_published = fields.Boolean(
        related="company_id.employer_page_published", readonly=False
    )
    employer_page_offer = fields.Html(related="company_id.employer_page_offer", readonly=False)
    employer_accessibility_url = fields.Char(
        related="company_id.employer_accessibility_url", readonly=False
    )
    employer_page_company_id = fields.Many2one(
        "res.company",
        string="Office of the page when no area fits",
        config_parameter=PARAMETER + "page_company_id",
    )
    employer_page_limit = fields.Integer(
        string="Forms from one visitor",
        default=PAGE_LIMIT,
        config_parameter=PARAMETER + "page_limit",
    )
    employer_page_limit_minutes = fields.Integer(
        string="Within minutes",
        default=PAGE_LIMIT_MINUTES,
        config_parameter=PARAMETER + "page_limit_minutes",
    )
    employer_mail_days = fields.Integer(related="company_id.employer_mail_days", readonly=False)
    employer_mail_press_days = fields.Integer(
        related="company_id.employer_mail_press_days", readonly=False
    )
    employer_not_now_days = fields.Integer(
        related="company_id.employer_not_now_days", readonly=False
    )

    @api.depends("company_id")
    def _compute_employer_alias_name(self):
        for settings in self:
            settings.employer_alias_name = settings.company_id.employer_alias_id.alias_name

    def set_values(self):
        """Make, rename or silence the office's address, as in project and expenses."""
        result = super().set_values()
        company, name = self.company_id, self.employer_alias_name
        if company.employer_alias_id:
            if company.employer_alias_id.alias_name != name:
                company.employer_alias_id.alias_name = name
        elif name:
            company.employer_alias_id = self.env["mail.alias"].create(
                {
                    "alias_name": name,
                    "alias_domain_id": company.alias_domain_id.id,
                    "alias_model_id": self.env["ir.model"]._get_id("employer.inbound"),
                    "alias_defaults": repr({"company_id": company.id}),
                    "alias_contact": "everyone",
                }
            )
        return result
