# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidateProtected(models.Model):
    """Data of special categories or that reveal them: one row a person, own team's tutors only.

    Never an input of ranking, never a column of a fact view, never tracked in chatter.
    """

    _name = "employer.candidate.protected"
    _description = "Protected data"

    candidate_id = fields.Many2one(
        "employer.candidate", required=True, index=True, ondelete="cascade"
    )
    gender = fields.Selection([("f", "Woman"), ("m", "Man"), ("x", "Other")])
    citizenship_id = fields.Many2one("res.country", string="Citizenship", ondelete="restrict")
    target_group_ids = fields.Many2many("employer.target.group", string="Target groups")
    household = fields.Char()
    is_social_services = fields.Boolean(string="In charge of social services")
    did_date = fields.Date(
        string="DID date", help="Declaration of immediate availability for work."
    )
    pact_date = fields.Date(string="Service pact date")
    pact_end_date = fields.Date(string="Service pact end")
    notes = fields.Text()
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _candidate_uniq = models.UniqueIndex(
        "(candidate_id)", "This person's protected data exist already."
    )
