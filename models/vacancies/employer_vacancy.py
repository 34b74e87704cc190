# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

# What rule R13 asks a vacancy for; pay and collective agreement are asked as well.
R13_FIELDS = (
    "occupation_id",
    "positions",
    "place",
    "contract_family",
    "weekly_hours",
    "pay_from",
    "collective_agreement",
)
CLOSED_KINDS = ("filled", "closed")


class EmployerVacancy(models.Model):
    """A position an employer offers: an internship, a job, or an internship towards a job.

    need → open → selection → filled / closed (stages); any stage may be reached from any other,
    but closing says why and a stage left again forgets its closing day. The room *lists* moves it
    to *filled* when every position is taken and back when one is free again. It has no field for
    sex, age or citizenship, and its texts may not ask for them (R13). Every role reads, officers
    write.
    """

    _name = "employer.vacancy"
    _description = "Vacancy"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_names_search = ["reference", "name", "employer_id.name"]
    _check_company_auto = True
    _transition_field = "stage_id"
    _milestone_dates = {"open": "opened_date", "filled": "closed_date", "closed": "closed_date"}

    # Identity
    reference = fields.Char(required=True, readonly=True, copy=False, default="/")
    name = fields.Char(string="Title", required=True, help="As the employer calls the job.")
    kind = fields.Selection(
        [
            ("internship", "Internship"),
            ("job", "Job"),
            ("internship_to_job", "Internship towards a job"),
        ],
        required=True,
        default="internship",
        tracking=True,
    )
    stage_id = fields.Many2one(
        "employer.vacancy.stage",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        copy=False,
        group_expand="_read_group_expand_full",
        default=lambda self: self._default_stage_id(),
    )
    stage_kind = fields.Selection(related="stage_id.kind", string="Stage kind", store=True)
    stage_since = fields.Date(
        string="In this stage since", readonly=True, copy=False, default=fields.Date.context_today
    )
    opened_date = fields.Date(string="Opened on", copy=False)
    closed_date = fields.Date(string="Closed on", copy=False)
    close_reason = fields.Selection(
        [
            ("filled_by_us", "Filled through us"),
            ("filled_elsewhere", "Filled without us"),
            ("filled_unknown", "Filled, not known by whom"),
            ("withdrawn", "Withdrawn by the employer"),
            ("no_candidates", "No suitable persons"),
            ("no_answer", "No answer"),
            ("expired", "Nothing moved for too long"),
            ("other", "Other"),
        ],
        string="Reason for closing",
        copy=False,
    )

    # Responsible
    user_id = fields.Many2one(
        "res.users",
        string="Officer",
        index=True,
        tracking=True,
        copy=False,
        default=lambda self: self.env.user,
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)

    # Parties
    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    partner_id = fields.Many2one(related="employer_id.partner_id", string="Its contact")
    unit_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        domain="[('is_operating_unit', '=', True), ('commercial_partner_id', '=', partner_id)]",
    )
    contact_id = fields.Many2one(
        "res.partner",
        string="Contact person",
        index="btree_not_null",
        compute="_compute_contact_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    scouting_id = fields.Many2one(
        "employer.scouting",
        index="btree_not_null",
        check_company=True,
        ondelete="set null",
        copy=False,
    )
    agreement_id = fields.Many2one(
        "employer.agreement",
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        compute="_compute_agreement_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        help="Proposed: the employer's agreement in force.",
    )
    workshop_id = fields.Many2one(
        "event.event", index="btree_not_null", ondelete="set null", copy=False
    )

    # Terms
    occupation_id = fields.Many2one(
        "employer.occupation", index="btree_not_null", ondelete="restrict"
    )
    positions = fields.Integer(required=True, default=1)
    description = fields.Html()
    contract_family = fields.Selection(
        [
            ("open_ended", "Open-ended"),
            ("fixed_term", "Fixed-term"),
            ("apprenticeship", "Apprenticeship"),
            ("agency", "Agency work"),
            ("other", "Other"),
        ],
        string="Contract family",
    )
    weekly_hours = fields.Float(string="Weekly hours")
    shifts = fields.Char(string="Shifts in words")
    pay_from = fields.Monetary(string="Pay from")
    pay_to = fields.Monetary(string="Pay to")
    pay_period = fields.Selection(
        [("hour", "Hour"), ("month", "Month"), ("year", "Year")],
        string="Pay period",
        default="month",
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    collective_agreement = fields.Char(string="CCNL", help="National collective agreement applied.")
    place = fields.Char(compute="_compute_place", store=True, readonly=False, precompute=True)
    start_date = fields.Date(string="Start wanted", copy=False)
    deadline_date = fields.Date(string="Answer by", copy=False)
    interaction_ids = fields.One2many("employer.interaction", "vacancy_id", string="Interactions")
    requirement_ids = fields.One2many(
        "employer.vacancy.requirement", "vacancy_id", string="Requirements", copy=True
    )
    missing_items = fields.Char(
        string="Still missing", compute="_compute_missing_items", help="What rule R13 still misses."
    )
    completeness = fields.Integer(
        compute="_compute_completeness",
        store=True,
        aggregator="avg",
        help="Per cent of what rule R13 asks for.",
    )
    active = fields.Boolean(default=True)

    _check_positions = models.Constraint(
        "CHECK(positions > 0)", "A vacancy has at least one position."
    )
    _check_pay = models.Constraint(
        "CHECK(pay_to IS NULL OR pay_to = 0 OR pay_from IS NULL OR pay_to >= pay_from)",
        "The pay range must end at or above where it begins.",
    )
    _reference_uniq = models.UniqueIndex(
        "(reference, company_id) WHERE reference != '/'", "This vacancy reference exists already."
    )

    def _default_stage_id(self):
        return self.env["employer.vacancy.stage"].search([("kind", "=", "open")], limit=1)

    # ------------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------------

    @api.depends("reference", "name")
    def _compute_display_name(self):
        for vacancy in self:
            parts = (vacancy.reference, vacancy.name)
            vacancy.display_name = " · ".join(part for part in parts if part and part != "/")

    # One method a field: an entered field is left alone together with all that share its method

    @api.depends("employer_id")
    def _compute_agreement_id(self):
        """Propose the agreement in force of the employer chosen."""
        for vacancy in self:
            employer = vacancy.employer_id
            if vacancy.agreement_id.employer_id != employer:
                vacancy.agreement_id = employer._active_agreement() if employer else False

    @api.depends("employer_id")
    def _compute_contact_id(self):
        for vacancy in self:
            vacancy.contact_id = vacancy.contact_id or vacancy.employer_id.main_contact_id

    @api.depends("employer_id")
    def _compute_place(self):
        for vacancy in self:
            vacancy.place = vacancy.place or vacancy.employer_id.city

    @api.depends(*R13_FIELDS)
    def _compute_missing_items(self):
        for vacancy in self:
            vacancy.missing_items = ", ".join(vacancy._missing_r13({}))

    @api.depends(*R13_FIELDS)
    def _compute_completeness(self):
        for vacancy in self:
            vacancy.completeness = vacancy._per_cent_said({})

    def _per_cent_said(self, vals):
        """Return how much of what R13 asks for `vals` or the vacancy (or none) say."""
        said = [name for name in R13_FIELDS if vals.get(name, self[name])]
        return round(100 * len(said) / len(R13_FIELDS))

    def _missing_r13(self, vals):
        """Return the labels of what R13 asks that neither `vals` nor the vacancy (if any) say."""
        return [
            self._fields[name]._description_string(self.env)
            for name in R13_FIELDS
            if not vals.get(name, self[name])
        ]

    # ------------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            if vals.get("reference", "/") == "/":
                vals["reference"] = self._next_reference(vals.get("company_id"))
        vacancies = super().create(vals_list)
        for vacancy in vacancies if not self._is_history() else ():
            vacancy._settle_created()
        return vacancies

    @api.model
    def _next_reference(self, company_id=None):
        sequence = self.env["ir.sequence"].with_company(company_id or self.env.company)
        return sequence.next_by_code("employer.vacancy") or "/"

    def _settle_created(self):
        """Date what was created beyond *need* and refuse what a strict R13 does not let open."""
        today = fields.Date.context_today(self)
        kind = self.stage_id.kind
        if kind != "need" and not self.opened_date:
            self.opened_date = today
        if kind in CLOSED_KINDS and not self.closed_date:
            self.closed_date = today
        if kind == "open":
            self._check_created_open()

    def _check_created_open(self):
        """A strict R13 lets nothing incomplete begin as open: there is no record yet to lift it on.

        :raise UserError: naming what is missing and the stage to begin with
        """
        if self.missing_items and self._is_r13_strict(self.company_id):
            raise UserError(
                self.env._(
                    "“%(record)s” cannot begin as open (R13), it does not say: %(missing)s. "
                    "Fill it in, or save it under “Need” first.",
                    record=self.display_name,
                    missing=self.missing_items,
                )
            )

    @api.model
    def _is_r13_strict(self, company):
        """Return whether `company` lets no vacancy open that R13 finds incomplete."""
        return self.env["employer.rule"]._find("R13", company=company).level in ("ask", "stop")

    def write(self, vals):
        if "stage_id" not in vals:
            return super().write(vals)
        stage = self.env["employer.vacancy.stage"].browse(vals["stage_id"])
        moving = self.filtered(lambda vacancy: vacancy.stage_id != stage)
        for vacancy in moving:
            super(EmployerVacancy, vacancy).write({**vacancy._entering_vals(stage), **vals})
        return super(EmployerVacancy, self - moving).write(vals)

    def _entering_vals(self, stage):
        """Return the dates and the reason that come with entering `stage`."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        entering = {"stage_since": today}
        if stage.kind != "need" and not self.opened_date:
            entering["opened_date"] = today
        if stage.kind in CLOSED_KINDS:
            entering["closed_date"] = today
        else:
            entering.update(closed_date=False, close_reason=False)
        if stage.kind == "filled":
            entering["close_reason"] = "filled_by_us"
        return entering

    # ------------------------------------------------------------------
    # Transitions
    # ------------------------------------------------------------------

    def _guard_transition(self, target, vals):
        stage = self.env["employer.vacancy.stage"].browse(target)
        if stage.kind == "closed" and not vals.get("close_reason", self.close_reason):
            raise UserError(
                self.env._(
                    "Say why “%s” closes: use the button Close. The figures need it.",
                    self.display_name,
                )
            )
        if stage.kind == "open":
            self._guard_opening(vals)

    def _guard_opening(self, vals):
        """Apply R13 (what is missing) before a vacancy opens; shipped as a note."""
        missing = self._missing_r13(vals)
        if missing:
            sentence = self.env._("it does not say: %s.", ", ".join(missing))
            self.env["employer.rule"]._enforce(self, [("R13", sentence)])

    def _is_open(self):
        """Return whether persons may be proposed for it."""
        self.ensure_one()
        return self.stage_id.kind in ("need", "open")

    def _first_stage(self, *codes):
        """Return the first stage of these codes that exists (offices may rename or remove some)."""
        stages = self.env["employer.vacancy.stage"].search([("code", "in", codes)])
        return stages.sorted(lambda stage: codes.index(stage.code))[:1]

    def action_open(self):
        """Open the vacancy, or open it again."""
        self.write({"stage_id": self._first_stage("open", "selection").id})

    def action_close(self):
        """Open the dialog that asks why and since when these vacancies close."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Close"),
            "res_model": "employer.vacancy.close",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_vacancy_ids": [fields.Command.set(self.ids)]},
        }

    def action_board_move(self, stage_id):
        """Move a card of the board; a column that closes asks why.

        :return: the dialog of the column, or False when the card moved
        """
        self.ensure_one()
        stage = self.env["employer.vacancy.stage"].browse(stage_id)
        if stage.kind == "closed" and self.stage_kind != "closed":
            return self.action_close()
        self.write({"stage_id": stage.id})
        return False

    def action_copy_as_new(self):
        """Open the short dialog with all this vacancy says: the same job once more."""
        self.ensure_one()
        return self.env["employer.vacancy.quick"]._action_open({"default_former_id": self.id})

    def _interaction_values(self):
        """Return the links of an interaction made from a done activity of this record."""
        self.ensure_one()
        return {
            "employer_id": self.employer_id.id,
            "contact_id": self.contact_id.id,
            "vacancy_id": self.id,
        }

    def action_log_contact(self):
        """Open the dialog that logs a contact with the employer about this vacancy."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Log a contact"),
            "res_model": "employer.interaction.log",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_employer_id": self.employer_id.id,
                "default_contact_id": self.contact_id.id,
                "default_vacancy_id": self.id,
                "default_scouting_id": self.scouting_id.id,
            },
        }

    @api.model
    def _action_of(self, domain, context):
        """Return the act_window of the vacancies in `domain`, for a smart button."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "employer_engagement.employer_vacancy_action"
        )
        return {**action, "domain": domain, "context": context}
