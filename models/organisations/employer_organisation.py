# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.employer_engagement.tools import ateco, headcount
from odoo.addons.employer_engagement.tools.calendar_months import add_months
from odoo.addons.employer_engagement.tools.identifiers import normalise_fiscal_code, normalise_vat

LEVELS = [
    ("prospect", "Prospect"),
    ("contacted", "Contacted"),
    ("engaged", "Engaged"),
    ("collaborating", "Collaborating"),
    ("stable", "Stable"),
    ("dormant", "Dormant"),
]

#: Months in which a collaboration keeps a relation alive (DESIGN.md, section 5).
LEVEL_MONTHS = 24
AUGUST = 8
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
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "trade_name", "vat_number", "fiscal_code", "email", "pec"]
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
        [("2007", "ATECO 2007"), ("2025", "ATECO 2025")],
        string="ATECO edition",
        compute="_compute_ateco_edition",
        store=True,
        readonly=False,
        help="Guessed from the code when only one edition has it.",
    )
    economic_activity_id = fields.Many2one(
        "employer.economic.activity",
        compute="_compute_economic_activity_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    size_class = fields.Selection(
        [
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
        "(partner_id, company_id)",
        "This contact is already an organisation of this office, maybe an archived one: open or restore it.",
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
            numbers = {self._phone_digits_of(phone) for phone in partners.mapped("phone") if phone}
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

    @api.depends("interaction_ids.is_contact", "interaction_ids.employer_id")
    def _compute_level(self):
        """Set the level from facts alone; later rooms add their facts and their dependencies."""
        collaborations = self._collaboration_days()
        engaged, contacted = self._engagement_ids(), self._contacted_ids()
        for organisation in self:
            days = collaborations.get(organisation.id, set())
            organisation.level = (
                self._level_of_days(days)
                or (organisation.id in engaged and "engaged")
                or (organisation.id in contacted and "contacted")
                or "prospect"
            )

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
        """Find by name, sign, VAT, fiscal code, mail, any phone, or the name of a contact person."""
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
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._normalise(vals) for vals in vals_list]
        self._check_numbers_free(vals_list)
        self._adopt_or_create_partners(vals_list)
        organisations = super().create(vals_list)
        organisations._mark_partners()
        organisations._fill_industry()
        return organisations

    def write(self, vals):
        vals = self._normalise(vals)
        self._check_numbers_free([vals], self)
        industries = {organisation: organisation._industry() for organisation in self}
        result = super().write(vals)
        if {"is_employer", "is_partner_organisation", "active", "partner_id"} & set(vals):
            self._mark_partners()
        if {"ateco_code", "ateco_edition", "economic_activity_id"} & set(vals):
            self._fill_industry(industries)
        if vals.get("vat_number"):
            self._fill_partner_vat()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        self._mark_partners(partners)
        return result

    def copy_data(self, default=None):
        """A copy is another organisation: without the numbers and the contact of this one."""
        copies = super().copy_data(default)
        for organisation, vals in zip(self, copies, strict=True):
            vals.update(dict.fromkeys(("vat_number", "fiscal_code", "partner_id"), False))
            vals.update(default or {})
            vals.setdefault("name", self.env._("%s (copy)", organisation.name))
        return copies

    # ------------------------------------------------------------
    # ACTIONS
    # ------------------------------------------------------------

    def action_log_contact(self):
        """Open the dialog that logs a contact with this organisation."""
        self.ensure_one()
        return self.env["employer.interaction.log"]._action_open({"default_employer_id": self.id})

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
        """Open a new operating unit: an address of this organisation, never a company of its own."""
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
    # FACTS OF THE RELATION (hooks of later rooms)
    # ------------------------------------------------------------

    def _collaboration_days(self):
        """Return {organisation id: set of dates} of every collaboration, however old.

        A collaboration is an internship started, a hire, a vacancy whose people were met, a
        commissioned course held or a commitment delivered; never an agreement, a workshop seat
        or a call. Each later room adds its own to super(). The level looks at 24 months back,
        older days tell a dormant relation from one that never was.
        """
        return {}

    def _engagement_ids(self):
        """Return the ids with something beyond a contact (agreement, workshop, open vacancy)."""
        return set()

    def _contacted_ids(self):
        groups = self.env["employer.interaction"]._read_group(
            [("employer_id", "in", self.ids), ("is_contact", "=", True)], ["employer_id"]
        )
        return {employer.id for (employer,) in groups}

    @api.model
    def _level_of_days(self, days):
        """Return the level that collaborations on `days` give today, None without any."""
        today = fields.Date.context_today(self)
        days = {day for day in days if day <= today}
        if not days:
            return None
        if len([day for day in days if day >= add_months(today, -LEVEL_MONTHS)]) >= 2:
            return "stable"
        return "collaborating" if max(days) >= self._dormant_before(today) else "dormant"

    @api.model
    def _dormant_before(self, today):
        """Return the first day of the 24 months before `today`, Augusts not counted."""
        months = counted = 0
        while counted < LEVEL_MONTHS:
            months += 1
            counted += add_months(today, -months).month != AUGUST
        return add_months(today, -months)

    @api.model
    def _cron_refresh_levels(self):
        """Let relations grow old: a level also changes because time passes."""
        organisations = self.search([("level", "in", ("collaborating", "stable"))])
        self.env.add_to_compute(self._fields["level"], organisations)
        organisations._recompute_recordset(["level"])

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

    def _colleague_words(self):
        """Return the note of rule R17: a colleague was in touch within its days; False if none."""
        rule = self.env["employer.rule"]._find("R17", company=self.company_id)
        today = fields.Date.context_today(self)
        days = rule.parameter_ids._in_force("notice_days", today).value
        if not self or rule.level in (False, "off") or not days:
            return False
        last = self.env["employer.interaction"].search(
            [
                ("employer_id", "in", self.ids),
                ("user_id", "!=", self.env.uid),
                ("is_mass_mail", "=", False),
                ("date", ">", today - timedelta(days=int(days))),
                ("date", "<=", today),
            ],
            limit=1,
        )
        return bool(last) and self.env._(
            "%(officer)s was in touch with them on %(date)s (%(channel)s: %(outcome)s).",
            officer=last.user_id.name or self.env._("A colleague"),
            date=format_date(self.env, last.date),
            channel=last._label("channel"),
            outcome=last._label("outcome"),
        )

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
    def _phone_digits_of(self, phone):
        """Return the digits of a number without the Italian prefix, as everyone writes it here."""
        digits = re.sub(r"\D", "", phone)
        if phone.strip().startswith("+") or digits.startswith("00"):
            digits = re.sub(r"^(?:00)?39", "", digits)
        elif len(digits) > 10:
            # Written without the plus; an Italian mobile number has ten digits at most.
            digits = re.sub(r"^39(?=[03])", "", digits)
        return digits

    @api.model
    def _number_domains(self, term):
        """Return the ways to read a search term as a phone number or a VAT number."""
        domains = []
        if PHONE_TERM.fullmatch(term):
            # "02/6504558-8": the dash may stand before an extension that is not recorded.
            readings = {term, re.sub(r"\s*[\-–]\s*\d{1,3}$", "", term)}
            digits = {self._phone_digits_of(reading) for reading in readings}
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

    def _normalise(self, vals):
        """Return `vals` with VAT number, fiscal code and ATECO code in their one spelling.

        :raise ValidationError: naming the field, the rule broken and the way out
        """
        vals = dict(vals)
        for field, normalise in (
            ("vat_number", normalise_vat),
            ("fiscal_code", normalise_fiscal_code),
            ("ateco_code", ateco.parse),
        ):
            if field in vals and isinstance(vals[field], str):
                vals[field] = vals[field].strip() or False
            if vals.get(field):
                try:
                    vals[field] = normalise(vals[field])
                except ValueError as error:
                    raise ValidationError(self._number_error(field, vals, str(error))) from error
        return vals

    def _number_error(self, field, vals, reason):
        """Return the sentence for a number that cannot be, by the reason of the tools."""
        lengths = {
            "vat_number": self.env._("it has 11 digits"),
            "fiscal_code": self.env._("it has 11 digits, or 16 characters for a sole trader"),
        }
        rules = {
            "length": lengths.get(field, ""),
            "format": self.env._("it holds a character that cannot be there"),
            "check_digit": self.env._("its check digit does not fit, so one character is wrong"),
            "section": self.env._("a section letter alone tells no division"),
        }
        if field == "ateco_code":
            rules["format"] = self.env._("it is written like 56, 56.1, 56.10 or 56.10.11")
        return self.env._(
            "%(field)s “%(value)s” of “%(record)s” cannot be right: %(rule)s. "
            "Correct it, or leave the field empty and note it until you know.",
            field=self._fields[field]._description_string(self.env),
            value=vals[field],
            record=vals.get("name") or ", ".join(self.mapped("display_name")),
            rule=rules.get(reason, reason),
        )

    def _check_numbers_free(self, vals_list, among=None):
        """Refuse a VAT number or fiscal code another active organisation of the office has.

        The unique indexes refuse it too; here the message can name the other one.
        """
        for field in ("vat_number", "fiscal_code"):
            numbers = {vals[field] for vals in vals_list if vals.get(field)}
            if not numbers:
                continue
            companies = {vals.get("company_id") for vals in vals_list if vals.get("company_id")}
            companies = companies or set((among and among.company_id or self.env.company).ids)
            taken = self.search(
                [
                    (field, "in", list(numbers)),
                    ("company_id", "in", list(companies)),
                    ("id", "not in", (among or self.browse()).ids),
                ],
                limit=1,
            )
            if taken:
                raise ValidationError(
                    self.env._(
                        "%(field)s %(value)s belongs to “%(other)s” already: open that organisation "
                        "instead of making a second one.",
                        field=self._fields[field]._description_string(self.env),
                        value=taken[field],
                        other=taken.display_name,
                    )
                )

    # ------------------------------------------------------------
    # THE CONTACT OF THE ERP
    # ------------------------------------------------------------

    @api.model
    def _adopt_or_create_partners(self, vals_list):
        """Give every vals a `partner_id`: its own, the ERP's contact with its VAT, or a new one."""
        known = self._partners_by_vat(vals_list)
        for vals in vals_list:
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            partner = partner or known.get(vals.get("vat_number"), partner)
            if partner:
                self._adopt_partner(vals, partner)
            else:
                vals["partner_id"] = self.env["res.partner"].create(self._partner_values(vals)).id

    @api.model
    def _adopt_partner(self, vals, partner):
        """Deal with the contact's commercial entity; its name stays what the ERP says."""
        vals["partner_id"] = partner.commercial_partner_id.id
        if partner != partner.commercial_partner_id:
            vals.setdefault("main_contact_id", partner.id)
        vals.pop("name", None)

    @api.model
    def _partner_values(self, vals):
        if not vals.get("name"):
            raise ValidationError(
                self.env._("An organisation needs a name, or a contact of the ERP to take it from.")
            )
        values = {"name": vals["name"], "is_company": True}
        if vals.get("vat_number"):
            values["vat"] = f"IT{vals['vat_number']}"
        return values

    @api.model
    def _partners_by_vat(self, vals_list):
        """Return {VAT number: the one company contact of the ERP that has it and is free}."""
        numbers = [
            vals["vat_number"]
            for vals in vals_list
            if vals.get("vat_number") and not vals.get("partner_id")
        ]
        if not numbers:
            return {}
        spellings = {spelling: number for number in numbers for spelling in (number, f"IT{number}")}
        partners = self.env["res.partner"].search([("vat", "in", list(spellings))])
        found = partners.filtered(lambda one: one == one.commercial_partner_id)
        taken = self.with_context(active_test=False).search([("partner_id", "in", found.ids)])
        by_vat = (found - taken.partner_id).grouped(lambda one: spellings[one.vat])
        return {number: same for number, same in by_vat.items() if len(same) == 1}

    def _mark_partners(self, partners=None):
        """Mark the contacts as what they are to any office."""
        partners = partners or self.partner_id
        # sudo: another office may deal with the same contact, and its flags belong to all of
        # them; only the two flags are written, on contacts of organisations the user may write.
        every = self.sudo().search([("partner_id", "in", partners.ids)]).grouped("partner_id")
        for partner in partners.sudo().exists():
            same = every.get(partner, self.browse())
            flags = {
                field: any(same.mapped(field))
                for field in ("is_employer", "is_partner_organisation")
            }
            partner.write({key: value for key, value in flags.items() if partner[key] != value})

    def _industry(self):
        self.ensure_one()
        return self.economic_activity_id.industry_id

    def _fill_industry(self, before=None):
        """Give the contact the industry of the activity, unless the ERP chose one itself.

        :param before: {organisation: industry our activity gave until now}
        """
        for organisation in self:
            ours = (before or {}).get(organisation, self.env["res.partner.industry"])
            partner, industry = organisation.partner_id, organisation._industry()
            if industry and partner.industry_id in (ours, ours.browse()):
                partner.industry_id = industry

    def _fill_partner_vat(self):
        """A VAT number learnt later also helps the ERP, if it has none for this contact."""
        for organisation in self.filtered("vat_number"):
            if not organisation.partner_id.vat:
                organisation.partner_id.vat = f"IT{organisation.vat_number}"
