# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class EmployerInternship(models.Model):
    """A person's internship at a host, under a scheme.

    draft → ready → running → suspended → ended, or cancelled before it starts (then it is in no
    rate). It starts only when the rules of the dossier hold (R1, R6, R7, R10, R11...) or were
    lifted with a reason. Officers and tutors write; the person stands here by code.

    Here are its data; when it ends stands in `employer_internship_period.py`, its papers in
    `employer_internship_papers.py`, the rules in `employer_internship_rules.py`, how it goes on in
    `employer_internship_life.py`.
    """

    _name = "employer.internship"
    _description = "Internship"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "candidate_id.code", "employer_id.name"]
    _check_company_auto = True
    _transitions = {
        "draft": ("ready", "running", "cancelled"),
        "ready": ("draft", "running", "cancelled"),
        "running": ("suspended", "ended"),
        "suspended": ("running", "ended"),
        "ended": ("running",),
        "cancelled": ("draft",),
    }
    _milestone_dates = {"running": "start_date", "ended": "actual_end_date"}

    # Identity
    # as on the person: no domain passes by the rights on messages and their files
    message_ids = fields.One2many(bypass_search_access=False)
    website_message_ids = fields.One2many(bypass_search_access=False)

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    scheme_id = fields.Many2one(
        "employer.internship.scheme",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("ready", "Ready"),
            ("running", "Running"),
            ("suspended", "Suspended"),
            ("ended", "Ended"),
            ("cancelled", "Cancelled"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )

    # Responsible
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    tutor_id = fields.Many2one(
        "res.users",
        string="Centre tutor",
        compute="_compute_tutor_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        tracking=True,
    )
    team_id = fields.Many2one(
        "employer.team",
        compute="_compute_team_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        check_company=True,
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    is_imported = fields.Boolean(
        string="From earlier records",
        readonly=True,
        copy=False,
        help="Came with an import of the office's earlier records: nothing is asked for whose day "
        "was past by then.",
    )

    # Parties and chain
    candidacy_id = fields.Many2one(
        "employer.candidacy",
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
        check_company=True,
    )
    no_candidacy_reason = fields.Char(string="Why without a list")
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        compute="_compute_candidate_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    vacancy_id = fields.Many2one(related="candidacy_id.vacancy_id", store=True, index=True)
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Host",
        compute="_compute_employer_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    partner_id = fields.Many2one(
        related="employer_id.partner_id", string="Host contact", export_string_translation=False
    )
    unit_id = fields.Many2one(
        "res.partner",
        compute="_compute_unit_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        domain="[('parent_id', '=', partner_id), ('is_operating_unit', '=', True)]",
    )
    host_tutor_id = fields.Many2one(
        "res.partner",
        string="Host tutor",
        index="btree_not_null",
        domain="[('parent_id', 'child_of', partner_id), ('is_operating_unit', '=', False)]",
        help="The person of the host who follows the internship.",
    )
    agreement_id = fields.Many2one(
        "employer.agreement",
        compute="_compute_agreement_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        domain="[('employer_id', '=', employer_id)]",
    )
    programme_id = fields.Many2one(
        "employer.programme",
        compute="_compute_programme_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
    )
    occupation_id = fields.Many2one(
        "employer.occupation",
        compute="_compute_occupation_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    # Terms
    months = fields.Integer(
        compute="_compute_months",
        store=True,
        readonly=False,
        precompute=True,
        help="Length agreed at the start, without extensions and suspensions.",
    )
    start_date = fields.Date(string="First day", tracking=True, copy=False, index=True)
    agreed_end_date = fields.Date(
        string="Agreed end date", copy=False, help="Only for a plan that is not of whole months."
    )
    actual_end_date = fields.Date(string="Last day", tracking=True, copy=False, index=True)
    weekly_hours = fields.Float(string="Weekly hours", default=30)
    tasks = fields.Text()
    learning_goals = fields.Text(string="Learning goals")
    monthly_allowance = fields.Monetary(
        string="Monthly allowance",
        compute="_compute_monthly_allowance",
        store=True,
        readonly=False,
        precompute=True,
        help="Gross, of a full month.",
    )
    has_meal = fields.Boolean(string="Meal or canteen")
    is_public_host = fields.Boolean(string="Host is a public body")
    currency_id = fields.Many2one(related="company_id.currency_id")
    suspension_ids = fields.One2many(
        "employer.internship.suspension", "internship_id", string="Suspensions"
    )
    extension_ids = fields.One2many(
        "employer.internship.extension", "internship_id", string="Extensions"
    )

    interaction_count = fields.Integer(compute="_compute_interaction_count")
    rule_notes = fields.Text(
        string="To settle", compute="_compute_rule_notes", help="Rules not met as things stand."
    )

    # End
    end_kind = fields.Selection(
        [
            ("term", "At term"),
            ("early_person", "Early, by the person"),
            ("early_company", "Early, by the company"),
            ("early_centre", "Early, by the centre"),
            ("early_hired", "Early, because hired"),
        ],
        string="How it ended",
        copy=False,
        tracking=True,
    )
    end_reason = fields.Char(string="Why it ended", copy=False, help="Facts about work only.")
    outcome = fields.Selection(
        [("hired", "Hired"), ("not_hired", "Not hired"), ("unknown", "Not known")],
        copy=False,
        default="unknown",
        help="As told by the host or the person; the figures read the hires.",
    )
    outcome_channel = fields.Selection(
        [
            ("phone", "Phone"),
            ("mail", "E-mail"),
            ("visit", "Visit"),
            ("portal", "Portal"),
            ("person", "The person"),
        ],
        string="Outcome told by",
        copy=False,
    )
    outcome_date = fields.Date(string="Outcome known on", copy=False)

    # Written on the row itself: planned dates are computed, so the first day is what may be wrong
    _check_dates = models.Constraint(
        "CHECK(planned_end_date IS NULL OR start_date IS NULL OR planned_end_date >= start_date)",
        "R1: an internship must end on or after the day it starts.",
    )
    _check_actual = models.Constraint(
        "CHECK(actual_end_date IS NULL OR start_date IS NULL OR actual_end_date >= start_date)",
        "R1: an internship must end on or after the day it starts.",
    )
    _check_ended = models.Constraint(
        "CHECK(state != 'ended' OR (actual_end_date IS NOT NULL AND end_kind IS NOT NULL))",
        "An ended internship has its last day and the kind of end.",
    )
    _check_started = models.Constraint(
        "CHECK(start_date IS NOT NULL OR state IN ('draft', 'cancelled'))",
        "An internship that is ready has its first day.",
    )
    _check_origin = models.Constraint(
        "CHECK(candidacy_id IS NOT NULL OR COALESCE(no_candidacy_reason, '') != '')",
        "An internship comes from a list, or says why it does not.",
    )
    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This internship number exists already."
    )
    _candidacy_uniq = models.UniqueIndex(
        "(candidacy_id) WHERE candidacy_id IS NOT NULL AND state != 'cancelled'",
        "This candidacy has an internship already.",
    )

    # ------------------------------------------------------------------
    # What the record proposes
    # ------------------------------------------------------------------

    # One method a field: an entered field is left alone together with all that share its method

    @api.depends("candidacy_id")
    def _compute_candidate_id(self):
        self._propose("candidate_id", "candidacy_id.candidate_id")

    @api.depends("candidacy_id")
    def _compute_employer_id(self):
        self._propose("employer_id", "candidacy_id.employer_id")

    @api.depends("candidacy_id")
    def _compute_unit_id(self):
        self._propose("unit_id", "candidacy_id.vacancy_id.unit_id")

    @api.depends("candidacy_id")
    def _compute_programme_id(self):
        self._propose("programme_id", "candidacy_id.vacancy_id.programme_id")

    @api.depends("candidacy_id")
    def _compute_occupation_id(self):
        self._propose("occupation_id", "candidacy_id.vacancy_id.occupation_id")

    @api.depends("candidate_id")
    def _compute_tutor_id(self):
        self._propose("tutor_id", "candidate_id.tutor_id")

    @api.depends("candidate_id")
    def _compute_team_id(self):
        self._propose("team_id", "candidate_id.team_id")

    @api.depends("scheme_id")
    def _compute_months(self):
        self._propose("months", "scheme_id.default_months")

    @api.depends("scheme_id")
    def _compute_monthly_allowance(self):
        self._propose("monthly_allowance", "scheme_id.minimum_allowance")

    def _propose(self, name, source):
        """Write in `name` what `source`, a dotted path, says; if nothing, leave it."""
        for internship in self:
            value = internship
            for step in source.split("."):
                value = value[step]
            internship[name] = value or internship[name]

    @api.depends("employer_id", "unit_id", "scheme_id", "start_date")
    def _compute_agreement_id(self):
        """Propose the agreement that covers the first day; a chosen one of this host stays."""
        for internship in self:
            chosen = internship.agreement_id
            if not chosen or chosen.employer_id != internship.employer_id:
                internship.agreement_id = internship._find_agreement()
            else:
                internship.agreement_id = chosen

    def _compute_interaction_count(self):
        counts = dict(
            self.env["employer.interaction"]._read_group(
                [("internship_id", "in", self.ids)], ["internship_id"], ["__count"]
            )
        )
        for internship in self:
            internship.interaction_count = counts.get(internship._origin, 0)

    # ------------------------------------------------------------------
    # Constraints and CRUD
    # ------------------------------------------------------------------

    @api.constrains("candidacy_id", "candidate_id", "employer_id")
    def _check_candidacy(self):
        for internship in self.filtered("candidacy_id"):
            candidacy = internship.candidacy_id
            if (
                candidacy.candidate_id != internship.candidate_id
                or candidacy.employer_id != internship.employer_id
            ):
                raise ValidationError(
                    self.env._(
                        "%(internship)s comes from a list for another person or host. "
                        "Choose that person and host, or say why it comes from no list.",
                        internship=internship.display_name,
                    )
                )

    @api.constrains("months", "agreed_end_date", "start_date")
    def _check_length(self):
        for internship in self.filtered("start_date"):
            if not internship.planned_end_date:
                raise ValidationError(
                    self.env._(
                        "R1: %(internship)s must last at least one month, "
                        "or have an agreed last day.",
                        internship=internship.display_name,
                    )
                )

    @api.constrains("agreement_id", "employer_id")
    def _check_agreement(self):
        for internship in self.filtered("agreement_id"):
            if internship.agreement_id.employer_id != internship.employer_id:
                raise ValidationError(
                    self.env._(
                        "Agreement %(agreement)s is not with the host of %(internship)s. "
                        "Choose an agreement of the host.",
                        agreement=internship.agreement_id.display_name,
                        internship=internship.display_name,
                    )
                )

    @api.depends("name", "candidate_id.code")
    def _compute_display_name(self):
        for internship in self:
            names = (internship.name, internship.candidate_id.code)
            internship.display_name = " ".join(name for name in names if name)

    @api.model_create_multi
    def create(self, vals_list):
        """Number new internships."""
        sequence = self.env["ir.sequence"]
        for vals in vals_list:
            if vals.get("name", "/") == "/":
                company = vals.get("company_id") or self.env.company.id
                vals["name"] = (
                    sequence.with_company(company).next_by_code("employer.internship") or "/"
                )
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        for internship in self:
            if self._is_history():
                break
            if internship.state not in ("draft", "cancelled"):
                raise UserError(
                    self.env._(
                        "%(internship)s cannot be deleted: it counts in the figures. "
                        "Cancel it before it starts, or end it.",
                        internship=internship.display_name,
                    )
                )
