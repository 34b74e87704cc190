# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerPreselection(models.Model):
    """A list of persons for a vacancy, one per round: draft → approved → sent → answered → closed.

    Sending needs every person's `proposal` consent and a company that is not blocked (R16); what is
    sent are codes and job facts. Officers write; every role reads codes.
    """

    _name = "employer.preselection"
    _description = "List"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _check_company_auto = True
    _transitions = {
        "draft": ("approved", "closed"),
        "approved": ("draft", "sent", "closed"),
        "sent": ("answered", "closed"),
        "answered": ("sent", "closed"),
        "closed": (),
    }
    _milestone_dates = {"sent": "sent_date", "answered": "answered_date"}

    name = fields.Char(required=True, readonly=True, copy=False, default="/")
    vacancy_id = fields.Many2one(
        "employer.vacancy", required=True, index=True, ondelete="restrict", check_company=True
    )
    employer_id = fields.Many2one(related="vacancy_id.employer_id", store=True, index=True)
    contact_id = fields.Many2one("res.partner", string="Sent to", index="btree_not_null")
    round = fields.Integer(default=1, readonly=True)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("approved", "Approved"),
            ("sent", "Sent"),
            ("answered", "Answered"),
            ("closed", "Closed"),
        ],
        required=True,
        default="draft",
        copy=False,
        index=True,
        tracking=True,
        group_expand=True,
    )
    sent_date = fields.Date(copy=False)
    answer_due_date = fields.Date(copy=False)
    answered_date = fields.Date(copy=False)
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one(related="vacancy_id.team_id", store=True)
    approved_by_id = fields.Many2one("res.users", string="Approved by", readonly=True, copy=False)
    candidacy_ids = fields.One2many("employer.candidacy", "preselection_id", string="Persons")
    candidacy_count = fields.Integer(compute="_compute_candidacy_count")
    company_id = fields.Many2one(related="vacancy_id.company_id", store=True, index=True)
    active = fields.Boolean(default=True)

    _round_uniq = models.UniqueIndex(
        "(vacancy_id, round)", "This vacancy has a list of this round already."
    )
