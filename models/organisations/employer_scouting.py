# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerScouting(models.Model):
    """One attempt to win an employer, from the first idea to won or lost.

    Stages are free moves on a board, but losing asks for a reason and winning asks for what
    comes next; every move leaves a milestone. Every role reads, officers write.
    """

    _name = "employer.scouting"
    _description = "Scouting"
    _inherit = ["employer.transition.mixin", "mail.thread", "mail.activity.mixin"]
    _order = "next_step_date, id desc"
    _rec_names_search = ["name", "employer_id.name", "employer_id.trade_name"]
    _check_company_auto = True
    _transition_field = "stage_id"

    name = fields.Char(required=True)
    employer_id = fields.Many2one(
        "employer.organisation",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
        check_company=True,
    )
    contact_id = fields.Many2one("res.partner", string="Contact person", index="btree_not_null")
    stage_id = fields.Many2one(
        "employer.scouting.stage",
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
    lost_reason_id = fields.Many2one(
        "employer.lost.reason", ondelete="restrict", tracking=True, copy=False
    )
    user_id = fields.Many2one(
        "res.users", string="Officer", index=True, tracking=True, default=lambda self: self.env.user
    )
    team_id = fields.Many2one("employer.team", index="btree_not_null", check_company=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    programme_id = fields.Many2one("employer.programme", index="btree_not_null", check_company=True)
    source = fields.Selection(
        [
            ("staff", "Own search"),
            ("list", "List or register"),
            ("workshop", "Workshop"),
            ("association", "Association"),
            ("partner", "Partner organisation"),
            ("person", "A person we follow"),
            ("inbound", "They wrote or called"),
            ("other", "Other"),
        ],
        default="staff",
    )
    expected_positions = fields.Integer()
    need = fields.Text(help="What the employer needs, in their words.")
    next_step = fields.Char(copy=False)
    next_step_date = fields.Date(index="btree_not_null", copy=False)
    closed_date = fields.Date(copy=False, readonly=True)
    interaction_ids = fields.One2many("employer.interaction", "scouting_id", string="Interactions")
    active = fields.Boolean(default=True)

    _check_positions = models.Constraint(
        "CHECK(expected_positions >= 0)", "The number of expected positions cannot be negative."
    )

    def _default_stage_id(self):
        return self.env["employer.scouting.stage"].search([("kind", "=", "open")], limit=1)
