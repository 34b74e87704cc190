# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternship(models.Model):
    """A person's internship at a host, under a scheme.

    draft → ready → running → suspended → ended, or cancelled before it starts (then it is in no
    rate). It starts only when the rules of the dossier hold (R1, R6, R7, R10, R11...) or were lifted
    with a reason. Officers and tutors write; the person stands here by code.
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
    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    scheme_id = fields.Many2one(
        "employer.internship.scheme", required=True, ondelete="restrict", tracking=True
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
    tutor_id = fields.Many2one("res.users", string="Centre tutor", index=True, tracking=True)
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )

    # Parties and chain
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    candidacy_id = fields.Many2one(
        "employer.candidacy", index="btree_not_null", ondelete="restrict", check_company=True
    )
    no_candidacy_reason = fields.Char(string="Why without a list")
    vacancy_id = fields.Many2one(related="candidacy_id.vacancy_id", store=True, index=True)
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Host",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    unit_id = fields.Many2one("res.partner", string="Unit", index="btree_not_null")
    host_tutor_id = fields.Many2one("res.partner", string="Host tutor", index="btree_not_null")
    agreement_id = fields.Many2one(
        "employer.agreement", index="btree_not_null", ondelete="restrict", check_company=True
    )
    programme_id = fields.Many2one(
        "employer.programme", index="btree_not_null", ondelete="restrict", check_company=True
    )
    occupation_id = fields.Many2one(
        "employer.occupation", index="btree_not_null", ondelete="restrict"
    )

    # Terms
    months = fields.Integer(default=3)
    start_date = fields.Date(tracking=True, copy=False, index=True)
    planned_end_date = fields.Date(
        tracking=True, copy=False, help="First day plus months, less one day, plus suspended days."
    )
    actual_end_date = fields.Date(tracking=True, copy=False)
    weekly_hours = fields.Float(default=30)
    tasks = fields.Text()
    learning_goals = fields.Text()
    monthly_allowance = fields.Monetary()
    has_meal = fields.Boolean(string="Meal or canteen")
    is_public_host = fields.Boolean(string="Host is a public body")
    currency_id = fields.Many2one(related="company_id.currency_id")
    suspension_ids = fields.One2many(
        "employer.internship.suspension", "internship_id", string="Suspensions"
    )
    extension_ids = fields.One2many(
        "employer.internship.extension", "internship_id", string="Extensions"
    )

    # Papers
    plan_signed_person_date = fields.Date(string="Plan signed by the person", copy=False)
    plan_signed_host_date = fields.Date(string="Plan signed by the host", copy=False)
    plan_signed_centre_date = fields.Date(string="Plan signed by the centre", copy=False)
    insurance_inail = fields.Boolean(string="INAIL cover", copy=False)
    insurance_liability = fields.Boolean(string="Civil liability cover", copy=False)
    communication_due_date = fields.Date(
        string="Compulsory notice due by", compute="_compute_communication_due_date", store=True
    )
    communication_date = fields.Date(string="Compulsory notice sent on", copy=False)
    communication_protocol = fields.Char(string="Notice protocol", copy=False)
    is_communication_late = fields.Boolean(compute="_compute_communication_due_date", store=True)
    missing_papers = fields.Char(compute="_compute_missing_papers")

    # End
    end_kind = fields.Selection(
        [
            ("term", "At term"),
            ("early_person", "Early, by the person"),
            ("early_company", "Early, by the company"),
            ("early_centre", "Early, by the centre"),
            ("early_hired", "Early, because hired"),
        ],
        copy=False,
        tracking=True,
    )
    end_reason = fields.Char(copy=False)
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
        copy=False,
    )
    outcome_date = fields.Date(string="Outcome known on", copy=False)

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
    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This internship number exists already."
    )
