# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerTeam(models.Model):
    """A team (équipe) of the office: its members see the persons it follows.

    `public_name` is the only name that leaves the office: a team's focus may reveal a
    person's story. Managers edit.
    """

    _name = "employer.team"
    _description = "Team"
    _order = "sequence, name"
    _check_company_auto = True

    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, translate=True)
    public_name = fields.Char(
        string="Public name", translate=True, help="Neutral name for companies and partners."
    )
    focus = fields.Char(translate=True)
    leader_id = fields.Many2one("res.users", string="Coordinator")
    member_ids = fields.Many2many(
        "res.users", "employer_team_res_users_rel", "team_id", "user_id", string="Members"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)
