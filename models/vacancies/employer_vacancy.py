# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerVacancy(models.Model):
    """A position an employer offers: an internship, a job, or an internship towards a job.

    need → open → selection → filled / closed (stages). It has no field for sex, age or
    citizenship, by law (R13). Every role reads, officers write.
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
    stage_since = fields.Date(readonly=True, copy=False, default=fields.Date.context_today)
    opened_date = fields.Date(copy=False, default=fields.Date.context_today)
    closed_date = fields.Date(copy=False)
    close_reason = fields.Selection(
        [
            ("filled_by_us", "Filled through us"),
            ("filled_elsewhere", "Filled without us"),
            ("withdrawn", "Withdrawn by the employer"),
            ("no_candidates", "No suitable persons"),
            ("no_answer", "No answer"),
            ("other", "Other"),
        ],
        copy=False,
    )

    # Responsible
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
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
    unit_id = fields.Many2one("res.partner", string="Unit", index="btree_not_null")
    contact_id = fields.Many2one("res.partner", string="Contact person", index="btree_not_null")
    scouting_id = fields.Many2one(
        "employer.scouting", index="btree_not_null", check_company=True, ondelete="set null"
    )
    agreement_id = fields.Many2one(
        "employer.agreement", index="btree_not_null", check_company=True, ondelete="restrict"
    )
    workshop_id = fields.Many2one("event.event", index="btree_not_null", ondelete="set null")

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
        ]
    )
    weekly_hours = fields.Float()
    shifts = fields.Char()
    pay_from = fields.Monetary()
    pay_to = fields.Monetary()
    pay_period = fields.Selection(
        [("hour", "Hour"), ("month", "Month"), ("year", "Year")], default="month"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    collective_agreement = fields.Char(string="CCNL", help="National collective agreement applied.")
    place = fields.Char()
    start_date = fields.Date(string="Start wanted")
    deadline_date = fields.Date()
    requirement_ids = fields.One2many(
        "employer.vacancy.requirement", "vacancy_id", string="Requirements", copy=True
    )
    missing_items = fields.Char(compute="_compute_missing", help="What rule R13 still misses.")
    completeness = fields.Integer(
        compute="_compute_missing", help="Per cent of what rule R13 asks for."
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
