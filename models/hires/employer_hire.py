# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerHire(models.Model):
    """A working relation between an employer and a person, and the contracts it consists of.

    Extensions, transformations and re-hires within 30 days are further contracts, never new
    hires. It credits at most one internship: the last of that person at that host within the
    window (R12). Officers and tutors write; the person stands here by code.
    """

    _name = "employer.hire"
    _description = "Hire"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "start_date desc, id desc"
    _rec_names_search = ["name", "candidate_id.code", "employer_id.name"]
    _check_company_auto = True

    name = fields.Char(string="Number", required=True, readonly=True, copy=False, default="/")
    employer_id = fields.Many2one(
        "employer.organisation",
        string="Employer",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    unit_id = fields.Many2one("res.partner", string="Unit", index="btree_not_null")
    legal_employer_id = fields.Many2one(
        "employer.organisation",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="Where an agency employs.",
    )
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    origin = fields.Selection(
        [
            ("internship_here", "Internship here"),
            ("internship_elsewhere", "Internship elsewhere"),
            ("direct", "Direct matching"),
            ("person", "Found by the person"),
            ("unknown", "Not known"),
        ],
        required=True,
    )
    candidacy_id = fields.Many2one(
        "employer.candidacy", index="btree_not_null", ondelete="restrict", check_company=True
    )
    internship_id = fields.Many2one(
        "employer.internship", index="btree_not_null", ondelete="restrict", check_company=True
    )
    internship_choice_reason = fields.Char(
        string="Why this internship", help="When it is not the one the rule proposes."
    )
    vacancy_id = fields.Many2one(related="candidacy_id.vacancy_id", store=True, index=True)
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    known_from = fields.Selection(
        [
            ("company", "The company"),
            ("person", "The person"),
            ("notice", "Compulsory notice"),
            ("partner", "A partner organisation"),
            ("other", "Other"),
        ],
        string="Known from",
        required=True,
        default="company",
    )
    known_date = fields.Date(string="Known on", required=True, default=fields.Date.context_today)
    contract_ids = fields.One2many(
        "employer.hire.contract", "hire_id", string="Contracts", copy=False
    )
    start_date = fields.Date(compute="_compute_contract_dates", store=True, index=True)
    end_date = fields.Date(compute="_compute_contract_dates", store=True)
    contract_family = fields.Selection(
        selection=lambda self: self.env["employer.hire.contract"]._fields["family"].selection,
        string="First contract",
        compute="_compute_contract_dates",
        store=True,
    )
    followup_ids = fields.One2many("employer.followup", "hire_id", string="Follow-ups")
    active = fields.Boolean(default=True)

    _name_uniq = models.UniqueIndex(
        "(name, company_id) WHERE name != '/'", "This hire number exists already."
    )
