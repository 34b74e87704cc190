# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

LEVELS = [
    ("prospect", "Prospect"),
    ("contacted", "Contacted"),
    ("engaged", "Engaged"),
    ("collaborating", "Collaborating"),
    ("stable", "Stable"),
    ("dormant", "Dormant"),
]


class EmployerOrganisation(models.Model):
    """An organisation as one office deals with it: the root of the whole chain.

    Its contact (`partner_id`) may be shared with the rest of the ERP; what the office knows
    and does stands here, chatter and activities included. The relation rises by facts alone
    (`level`): prospect, contacted, engaged, collaborating, stable, and dormant when nothing
    came any more. Every role reads it, officers write, another office's is invisible.
    """

    _name = "employer.organisation"
    _description = "Organisation"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "trade_name", "vat_number", "fiscal_code"]
    _check_company_auto = True

    # Identity
    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(related="partner_id.name", store=True, readonly=False, index="trigram")
    trade_name = fields.Char(index="trigram", help="Name on the sign (insegna).")
    kind = fields.Selection(
        [
            ("company", "Company"),
            ("association", "Employers' association"),
            ("institution", "Institution"),
            ("union", "Trade union"),
            ("third_sector", "Third sector"),
            ("agency", "Work agency"),
            ("employment_service", "Employment service"),
            ("social_health_service", "Social or health service"),
        ],
        required=True,
        default="company",
    )
    is_employer = fields.Boolean(default=True, tracking=True)
    is_partner_organisation = fields.Boolean(tracking=True)
    vat_number = fields.Char(string="VAT number", index=True)
    fiscal_code = fields.Char(index=True)
    active = fields.Boolean(default=True)

    # Contact, as the ERP holds it
    phone = fields.Char(related="partner_id.phone", readonly=False)
    email = fields.Char(related="partner_id.email", readonly=False)
    website = fields.Char(related="partner_id.website", readonly=False)
    street = fields.Char(related="partner_id.street", readonly=False)
    street2 = fields.Char(related="partner_id.street2", readonly=False)
    zip = fields.Char(related="partner_id.zip", readonly=False)
    city = fields.Char(related="partner_id.city", store=True, readonly=False)
    state_id = fields.Many2one(related="partner_id.state_id", readonly=False)
    country_id = fields.Many2one(related="partner_id.country_id", readonly=False)
    contact_ids = fields.One2many(
        related="partner_id.child_ids", string="People and units", readonly=False
    )
    main_contact_id = fields.Many2one(
        "res.partner", string="Main contact person", index="btree_not_null"
    )
    pec = fields.Char(string="PEC", help="Certified mail address.")
    preferred_channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("mail", "E-mail"),
            ("pec", "PEC"),
            ("whatsapp", "WhatsApp"),
            ("visit", "Visit"),
        ]
    )
    best_hours = fields.Char(help="When they are best reached.")

    # Economic activity and size
    ateco_code = fields.Char(string="ATECO code")
    ateco_edition = fields.Selection(
        [("2007", "ATECO 2007"), ("2025", "ATECO 2025")], string="ATECO edition"
    )
    economic_activity_id = fields.Many2one(
        "employer.economic.activity", index="btree_not_null", ondelete="restrict"
    )
    size_class = fields.Selection(
        [
            ("micro", "Micro (up to 9)"),
            ("small", "Small (10 to 49)"),
            ("medium", "Medium (50 to 249)"),
            ("large", "Large (250 or more)"),
        ]
    )
    headcount_ids = fields.One2many("employer.headcount", "employer_id", string="Headcount")
    association_id = fields.Many2one(
        "employer.organisation", index="btree_not_null", ondelete="set null", check_company=True
    )
    member_ids = fields.One2many("employer.organisation", "association_id", string="Members")

    # The relation
    user_id = fields.Many2one(
        "res.users", string="Owner", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one(
        "employer.team", index="btree_not_null", tracking=True, check_company=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    level = fields.Selection(LEVELS, compute="_compute_level", store=True, index=True)
    contact_rhythm_days = fields.Integer(default=90, help="Days after which a contact is due.")
    next_step_date = fields.Date(index="btree_not_null", copy=False)
    next_step = fields.Char(copy=False)
    last_contact_date = fields.Date(compute="_compute_contact_dates", store=True)
    notes = fields.Html()

    # Due diligence (feature)
    due_diligence_notes = fields.Text(
        groups="employer_engagement.employer_engagement_feature_due_diligence"
    )
    blocked_until = fields.Date(
        copy=False,
        tracking=True,
        groups="employer_engagement.employer_engagement_feature_due_diligence",
    )
    blocked_reason = fields.Char(
        copy=False, groups="employer_engagement.employer_engagement_feature_due_diligence"
    )

    # Chain
    scouting_ids = fields.One2many("employer.scouting", "employer_id", string="Scouting")
    interaction_ids = fields.One2many("employer.interaction", "employer_id", string="Interactions")
    scouting_count = fields.Integer(compute="_compute_organisation_counts")
    interaction_count = fields.Integer(compute="_compute_organisation_counts")

    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)", "This contact is already an organisation of this office."
    )
    _vat_number_uniq = models.UniqueIndex(
        "(vat_number, company_id) WHERE active AND vat_number IS NOT NULL",
        "An organisation with this VAT number exists already in this office.",
    )
    _fiscal_code_uniq = models.UniqueIndex(
        "(fiscal_code, company_id) WHERE active AND fiscal_code IS NOT NULL",
        "An organisation with this fiscal code exists already in this office.",
    )
