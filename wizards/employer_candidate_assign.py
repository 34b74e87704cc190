# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

IDENTITY = "employer_engagement.employer_engagement_group_identity"


class EmployerCandidateAssign(models.TransientModel):
    """Ask which team and tutor follow these persons, by code: after an import nobody does yet.

    It decides who may open names, so it is the managers' alone; each change stands in the
    person's messages.
    """

    _name = "employer.candidate.assign"
    _description = "Assign persons"

    candidate_ids = fields.Many2many("employer.candidate", string="Persons", required=True)
    team_id = fields.Many2one(
        "employer.team", help="Empty: the team of each person stays as it is.", check_company=True
    )
    tutor_id = fields.Many2one(
        "res.users",
        domain=lambda self: [("all_group_ids", "in", self.env.ref(IDENTITY).id)],
        help="Empty: the tutor of each person stays as it is.",
    )
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "employer.candidate":
            values.setdefault("candidate_ids", [(6, 0, self.env.context.get("active_ids") or [])])
        return values

    def action_confirm(self):
        """Write what was chosen; what was left empty stays."""
        self.ensure_one()
        chosen = {name: self[name].id for name in ("team_id", "tutor_id") if self[name]}
        # sudo: managers see codes and write nothing of a person but who follows it; the access
        # lines keep this dialog to them, and it takes only persons they may read
        self.candidate_ids.sudo().write(chosen)
