# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.employer_engagement.tools import ateco, headcount
from odoo.addons.employer_engagement.tools.phones import national_digits

#: Fewer digits are no phone number to search for.
MIN_PHONE_DIGITS = 4
PHONE_TERM = re.compile(r"\+?[\d\s()./\-–]+")
VAT_TERM = re.compile(r"(?:IT)?\d{5,11}", re.IGNORECASE)


class EmployerOrganisation(models.Model):
    """An organisation as one office deals with it: the root of the whole chain.

    Its contact (`partner_id`) may be shared with the rest of the ERP; what the office knows
    and does stands here, chatter and activities included. The relation rises by facts alone
    (`level`): prospect, contacted, engaged, collaborating, stable, and dormant when nothing
    came any more. Every role reads it, officers write, another office's is invisible.
    """

    _name = "employer.organisation"
    _description = "Organisation"
    _inherit = ["employer.identity.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "trade_name", "vat_number", "fiscal_code", "email", "pec"]
    _check_company_auto = True

    # Identity
    partner_id = fields.Many2one(
        "res.partner", string="Contact", required=True, index=True, ondelete="restrict"
    )
    name = fields.Char(related="partner_id.name", store=True, readonly=False, index="trigram")
    trade_name = fields.Char(string="Trade name", index="trigram", help="The name on the sign.")
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
    is_employer = fields.Boolean(string="Employer", default=True, tracking=True)
    is_partner_organisation = fields.Boolean(string="Partner organisation", tracking=True)
    vat_number = fields.Char(string="VAT number", index=True, copy=False)
    fiscal_code = fields.Char(string="Fiscal code", index=True, copy=False)
    active = fields.Boolean(default=True)

    # Contact, as the ERP holds it
    phone = fields.Char(related="partner_id.phone", readonly=False)
    phone_digits = fields.Char(
        compute="_compute_phone_digits",
        store=True,
        index="trigram",
        export_string_translation=False,
        help="Digits of every phone of the organisation, its units and its people, for the search.",
    )
    email = fields.Char(related="partner_id.email", readonly=False)
    website = fields.Char(related="partner_id.website", readonly=False)
    street = fields.Char(related="partner_id.street", readonly=False)
    street2 = fields.Char(related="partner_id.street2", readonly=False)
    zip = fields.Char(related="partner_id.zip", readonly=False)
    city = fields.Char(related="partner_id.city", store=True, readonly=False)
    state_id = fields.Many2one(related="partner_id.state_id", string="Province", readonly=False)
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
        ],
        string="Preferred channel",
    )
    best_hours = fields.Char(string="Best hours to call", help="When they are best reached.")

    # Economic activity and size
    ateco_code = fields.Char(string="ATECO code")
    ateco_edition = fields.Selection(
        [("2007", "ATECO 2007"), ("2025", "ATECO 2025")],
        string="ATECO edition",
        compute="_compute_ateco_edition",
        store=True,
        readonly=False,
        help="Guessed from the code when only one edition has it.",
    )
    economic_activity_id = fields.Many2one(
        "employer.economic.activity",
        string="Economic activity",
        compute="_compute_economic_activity_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    industry_id = fields.Many2one(related="partner_id.industry_id", string="Industry")
    size_class = fields.Selection(
        string="Size",
        selection=[
            ("micro", "Micro (up to 9)"),
            ("small", "Small (10 to 49)"),
            ("medium", "Medium (50 to 249)"),
            ("large", "Large (250 or more)"),
        ],
        compute="_compute_size_class",
        store=True,
        readonly=False,
        help="From the newest headcount of every unit; without one, as entered.",
    )
    headcount_ids = fields.One2many("employer.headcount", "employer_id")
    association_id = fields.Many2one(
        "employer.organisation",
        string="Member of",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
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
    contact_rhythm_days = fields.Integer(string="Contact every (days)", default=90)
    next_step_date = fields.Date(string="Next step on", index="btree_not_null", copy=False)
    next_step = fields.Char(string="Next step", copy=False)
    last_contact_date = fields.Date(
        string="Last contact", compute="_compute_contact_dates", store=True
    )
    notes = fields.Html()
    list_status = fields.Char(
        string="Status in the office's list",
        index="btree_not_null",
        help="What the office's own list said at its last import, for example “to call back”. The "
        "level comes from facts alone.",
    )

    # Due diligence (feature)
    due_diligence_notes = fields.Text(
        string="Due diligence notes",
        groups="employer_engagement.employer_engagement_feature_due_diligence",
    )
    blocked_until = fields.Date(
        string="Blocked until",
        copy=False,
        tracking=True,
        groups="employer_engagement.employer_engagement_feature_due_diligence",
    )
    blocked_reason = fields.Char(
        string="Blocked reason",
        copy=False,
        groups="employer_engagement.employer_engagement_feature_due_diligence",
    )

    # Chain
    scouting_ids = fields.One2many("employer.scouting", "employer_id")
    interaction_ids = fields.One2many("employer.interaction", "employer_id", string="Interactions")
    scouting_count = fields.Integer(compute="_compute_organisation_counts")
    interaction_count = fields.Integer(compute="_compute_organisation_counts")

    _partner_uniq = models.UniqueIndex(
        "(partner_id, company_id)",
        "This contact is already an organisation of this office, maybe an archived one: "
        "open or restore it.",
    )
    _vat_number_uniq = models.UniqueIndex(
        "(vat_number, company_id) WHERE active AND vat_number IS NOT NULL",
        "An organisation with this VAT number exists already in this office.",
    )
    _fiscal_code_uniq = models.UniqueIndex(
        "(fiscal_code, company_id) WHERE active AND fiscal_code IS NOT NULL",
        "An organisation with this fiscal code exists already in this office.",
    )

    # ------------------------------------------------------------
    # COMPUTES
    # ------------------------------------------------------------

    @api.depends("name", "trade_name")
    def _compute_display_name(self):
        for organisation in self:
            name, sign = organisation.name or "", organisation.trade_name
            differs = sign and sign.casefold() != name.casefold()
            organisation.display_name = f"{name} ({sign})" if differs else name

    @api.depends(
        "partner_id.phone", "partner_id.child_ids.phone", "partner_id.child_ids.child_ids.phone"
    )
    def _compute_phone_digits(self):
        for organisation in self:
            partner = organisation.partner_id
            partners = partner | partner.child_ids | partner.child_ids.child_ids
            numbers = {national_digits(phone) for phone in partners.mapped("phone") if phone}
            organisation.phone_digits = " ".join(sorted(numbers - {""})) or False

    @api.depends("ateco_code")
    def _compute_ateco_edition(self):
        for organisation in self:
            try:
                guess = ateco.guess_edition(organisation.ateco_code)
            except ValueError:
                guess = None
            organisation.ateco_edition = guess or organisation.ateco_edition

    @api.depends("ateco_code", "ateco_edition")
    def _compute_economic_activity_id(self):
        """Follow the code to its division of ATECO 2025; without one keep what was chosen."""
        divisions = {organisation: organisation._division_2025() for organisation in self}
        activities = self.env["employer.economic.activity"].search(
            [
                ("level", "=", "division"),
                ("edition", "=", "2025"),
                ("code", "in", list(filter(None, divisions.values()))),
            ]
        )
        by_code = {activity.code: activity for activity in activities}
        for organisation, division in divisions.items():
            organisation.economic_activity_id = (
                by_code.get(division) or organisation.economic_activity_id
            )

    @api.depends("headcount_ids.total", "headcount_ids.date", "headcount_ids.unit_id")
    def _compute_size_class(self):
        for organisation in self:
            persons = organisation._current_headcount()
            known = persons is not None and headcount.size_class((persons, persons))
            organisation.size_class = known or organisation.size_class

    @api.depends("interaction_ids.is_contact", "interaction_ids.date")
    def _compute_contact_dates(self):
        last = dict(
            self.env["employer.interaction"]._read_group(
                [("employer_id", "in", self.ids), ("is_contact", "=", True)],
                ["employer_id"],
                ["date:max"],
            )
        )
        for organisation in self:
            organisation.last_contact_date = last.get(organisation._origin)

    @api.depends("scouting_ids", "interaction_ids")
    def _compute_organisation_counts(self):
        scoutings = self._count_by_employer("employer.scouting")
        interactions = self._count_by_employer("employer.interaction")
        for organisation in self:
            organisation.scouting_count = scoutings.get(organisation._origin, 0)
            organisation.interaction_count = interactions.get(organisation._origin, 0)

    def _search_display_name(self, operator, value):
        """Find by name, sign, VAT, fiscal code, mail, phone, or the name of a contact person."""
        if operator not in ("like", "ilike") or not isinstance(value, str) or not value.strip():
            return super()._search_display_name(operator, value)
        term = value.strip()
        return Domain.OR(
            [
                super()._search_display_name(operator, term),
                Domain("partner_id.child_ids.name", operator, term),
                Domain("partner_id.child_ids.child_ids.name", operator, term),
                *self._number_domains(term),
            ]
        )

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_new_scouting(self):
        """Open a new scouting of this organisation."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New scouting"),
            "res_model": "employer.scouting",
            "view_mode": "form",
            "context": {
                "default_employer_id": self.id,
                "default_user_id": self.env.uid,
                "default_team_id": self.team_id.id,
            },
        }

    def action_add_unit(self):
        """Open a new operating unit: an address of this organisation, no company of its own."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Add an operating unit"),
            "res_model": "res.partner",
            "view_mode": "form",
            "views": [(self.env.ref("employer_engagement.res_partner_view_form_unit").id, "form")],
            "target": "new",
            "context": {
                "default_parent_id": self.partner_id.id,
                "default_type": "other",
                "default_is_company": False,
                "default_is_operating_unit": True,
                "default_user_id": False,
            },
        }

    def action_view_scoutings(self):
        """Open the scoutings of this organisation."""
        return self._action_view("employer_engagement.employer_scouting_action")

    def action_view_interactions(self):
        """Open the interactions of this organisation."""
        return self._action_view("employer_engagement.employer_interaction_action")

    # ------------------------------------------------------------
    # HELPERS
    # ------------------------------------------------------------

    def _action_view(self, xmlid):
        """Return the action `xmlid` on what belongs to this organisation, without its filters."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        action["domain"] = [("employer_id", "=", self.id)]
        action["context"] = {"default_employer_id": self.id}
        return action

    def _count_by_employer(self, model):
        """Return {organisation: number of records of `model`}, in one query."""
        return dict(
            self.env[model]._read_group(
                [("employer_id", "in", self.ids)], ["employer_id"], ["__count"]
            )
        )

    def _interaction_values(self):
        """Return the links of an interaction made from a done activity of this record."""
        self.ensure_one()
        return {"employer_id": self.id, "contact_id": self.main_contact_id.id}

    def _current_headcount(self):
        """Return the staff of all units by their newest declarations; None without any."""
        today = fields.Date.context_today(self)
        newest = {}
        for row in self.headcount_ids.sorted("date"):
            if row.date and row.date <= today:
                newest[row.unit_id] = row.total
        return sum(newest.values()) if newest else None

    def _division_2025(self):
        self.ensure_one()
        try:
            return ateco.to_2025(self.ateco_code, self.ateco_edition or None)
        except ValueError:
            return None

    @api.model
    def _number_domains(self, term):
        """Return the ways to read a search term as a phone number or a VAT number."""
        domains = []
        if PHONE_TERM.fullmatch(term):
            # "02/6504558-8": the dash may stand before an extension that is not recorded.
            readings = {term, re.sub(r"\s*[\-–]\s*\d{1,3}$", "", term)}
            digits = {national_digits(reading) for reading in readings}
            domains += [
                Domain("phone_digits", "like", one)
                for one in digits
                if len(one) >= MIN_PHONE_DIGITS
            ]
        number = re.sub(r"[\s.\-]", "", term)
        if VAT_TERM.fullmatch(number):
            number = re.sub(r"\D", "", number)
            domains += [
                Domain("vat_number", "like", number),
                Domain("fiscal_code", "like", number),
            ]
        return domains
