# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidate(models.Model):
    """A person the centre follows, as job facts under a code; who it is stands elsewhere.

    The code is the display name for everyone, sudo included. Names are in
    `employer.candidate.identity`, special categories in `employer.candidate.protected`.
    Every role reads job facts; tutors write those of their teams. Portal users have no access line.
    """

    _name = "employer.candidate"
    _description = "Person"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "code desc"
    _rec_name = "code"
    _check_company_auto = True

    code = fields.Char(required=True, readonly=True, copy=False, default="/")
    state = fields.Selection(
        [
            ("ready", "Ready"),
            ("in_internship", "In internship"),
            ("hired", "Hired"),
            ("away", "Away"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )
    is_away = fields.Boolean(string="Not available now", tracking=True)
    away_until = fields.Date()
    tutor_id = fields.Many2one(
        "res.users", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index=True, check_company=True)
    referrer_id = fields.Many2one(
        "employer.organisation",
        string="Referred by",
        index="btree_not_null",
        check_company=True,
        domain="[('is_partner_organisation', '=', True)]",
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    support_level = fields.Selection(
        [("1", "Light"), ("2", "Regular"), ("3", "Close"), ("4", "Intensive")], default="2"
    )

    # Job facts
    skill_ids = fields.One2many("employer.candidate.skill", "candidate_id", string="Skills")
    language_ids = fields.One2many(
        "employer.candidate.language", "candidate_id", string="Languages"
    )
    occupation_ids = fields.Many2many("employer.occupation", string="Occupations wanted")
    education_level = fields.Selection(
        [
            ("0", "ISCED 0 Less than primary"),
            ("1", "ISCED 1 Primary"),
            ("2", "ISCED 2 Lower secondary"),
            ("3", "ISCED 3 Upper secondary"),
            ("4", "ISCED 4 Post-secondary"),
            ("5", "ISCED 5 Short tertiary"),
            ("6", "ISCED 6 Bachelor"),
            ("7", "ISCED 7 Master"),
            ("8", "ISCED 8 Doctoral"),
        ]
    )
    education_recognised = fields.Selection(
        [("yes", "Yes"), ("no", "No"), ("in_progress", "In progress")], string="Recognised in Italy"
    )
    licences = fields.Char(string="Driving licences")
    available_from = fields.Date()
    weekly_hours = fields.Float(string="Hours wanted a week")
    availability = fields.Char(help="Days and shifts.")
    area = fields.Char(help="Where the person can work.")
    travel_minutes = fields.Integer(string="Longest travel time (minutes)")
    unwanted_employer_ids = fields.Many2many(
        "employer.organisation",
        "employer_candidate_unwanted_rel",
        "candidate_id",
        "employer_id",
        string="Companies not wanted",
    )
    job_notes = fields.Text(help="Facts about work only; nothing that tells who the person is.")
    last_proposed_date = fields.Date(readonly=True, copy=False)
    active = fields.Boolean(default=True)

    # Elsewhere, with rights of their own
    identity_ids = fields.One2many(
        "employer.candidate.identity",
        "candidate_id",
        groups="employer_engagement.employer_engagement_group_identity",
    )
    protected_ids = fields.One2many(
        "employer.candidate.protected",
        "candidate_id",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    permit_ids = fields.One2many(
        "employer.candidate.permit",
        "candidate_id",
        groups="employer_engagement.employer_engagement_group_protected",
    )
    participation_ids = fields.One2many(
        "employer.participation", "candidate_id", string="Programmes"
    )
    service_ids = fields.One2many("employer.service", "candidate_id", string="Services")
    consent_ids = fields.One2many("employer.consent", "candidate_id", string="Consents")
    disclosure_ids = fields.One2many("employer.disclosure", "candidate_id", string="Disclosures")
    work_right = fields.Selection(
        [
            ("yes", "Yes"),
            ("limited", "Within limits"),
            ("from_date", "From a date"),
            ("no", "No"),
            ("to_verify", "To verify"),
        ],
        string="May work today",
        compute="_compute_work_right",
    )

    _code_uniq = models.UniqueIndex(
        "(code, company_id) WHERE code != '/'", "This code exists already."
    )
