# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidacy(models.Model):
    """One person on one list.

    proposed → approved → sent → interview → selected → in_internship → hired (or selected →
    hired); exits excluded / withdrawn / declined / not_selected with a reason. `last_state` keeps
    how far it got. A person excluded from a vacancy is not offered for it again unless lifted.
    Interview and what follows need the `identity` consent for that company (R14).
    """

    _name = "employer.candidacy"
    _description = "Candidacy"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "preselection_id desc, is_reserve, rank, id"
    _check_company_auto = True
    _transitions = {
        "proposed": ("approved", "excluded", "withdrawn", "declined"),
        "approved": ("proposed", "sent", "excluded", "withdrawn", "declined"),
        "sent": ("interview", "selected", "not_selected", "excluded", "withdrawn", "declined"),
        "interview": ("sent", "selected", "not_selected", "withdrawn", "declined"),
        "selected": (
            "interview",
            "in_internship",
            "hired",
            "not_selected",
            "withdrawn",
            "declined",
        ),
        "in_internship": ("hired", "selected"),
        "hired": ("selected", "in_internship"),
        "excluded": ("proposed",),
        "withdrawn": ("proposed",),
        "declined": ("proposed", "sent", "interview"),
        "not_selected": ("sent", "interview", "selected"),
    }
    _milestone_dates = {"interview": "interview_date"}

    preselection_id = fields.Many2one(
        "employer.preselection",
        string="List",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    vacancy_id = fields.Many2one(related="preselection_id.vacancy_id", store=True, index=True)
    employer_id = fields.Many2one(related="preselection_id.employer_id", store=True, index=True)
    candidate_id = fields.Many2one(
        "employer.candidate",
        string="Person",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    origin = fields.Selection(
        [("staff", "Staff"), ("match", "Matching"), ("partner", "Partner organisation")],
        required=True,
        default="staff",
    )
    partner_organisation_id = fields.Many2one(
        "employer.organisation", string="Proposed by", index="btree_not_null", check_company=True
    )
    rank = fields.Integer(default=10)
    is_reserve = fields.Boolean(string="Reserve")
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("interview", "Interview"),
            ("selected", "Selected"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
            ("excluded", "Excluded"),
            ("withdrawn", "Withdrawn"),
            ("declined", "Declined"),
            ("not_selected", "Not selected"),
        ],
        required=True,
        default="proposed",
        copy=False,
        index=True,
        group_expand=True,
    )
    last_state = fields.Selection(
        selection=[
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("interview", "Interview"),
            ("selected", "Selected"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
        ],
        string="Got as far as",
        readonly=True,
        copy=False,
        default="proposed",
    )
    exit_reason_id = fields.Many2one("employer.exit.reason", ondelete="restrict", copy=False)
    exit_note = fields.Char(copy=False)
    interview_date = fields.Date(copy=False)
    company_feedback = fields.Text(copy=False)
    job_reason = fields.Char(
        string="Why this person", help="Job facts only: it may be sent to the company."
    )
    company_id = fields.Many2one(related="preselection_id.company_id", store=True, index=True)

    _candidate_uniq = models.UniqueIndex(
        "(preselection_id, candidate_id)", "This person is on this list already."
    )
