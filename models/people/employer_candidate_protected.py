# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidateProtected(models.Model):
    """Data of special categories or that reveal them: one row a person, own team's tutors only.

    Never an input of ranking, never a column of a fact view, never tracked in chatter.
    """

    _name = "employer.candidate.protected"
    _description = "Protected data"
    _inherit = ["employer.record.mixin"]
    _rec_names_search = ["candidate_id.code"]

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    gender = fields.Selection([("f", "Woman"), ("m", "Man"), ("x", "Other")])
    citizenship_id = fields.Many2one("res.country", ondelete="restrict")
    target_group_ids = fields.Many2many("employer.target.group", string="Target groups")
    household = fields.Char()
    is_social_services = fields.Boolean(string="In charge of social services")
    source = fields.Selection(
        [
            ("self", "On one's own"),
            ("social_services", "Social services"),
            ("employment_service", "Employment centre"),
            ("partner", "Partner organisation"),
            ("other", "Other"),
        ],
        string="Sent by",
        help="Says whom the person was in touch with: protected like the rest.",
    )
    source_name = fields.Char(string="Who sent the person")
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
    _check_pact_dates = models.Constraint(
        "CHECK(pact_end_date IS NULL OR pact_date IS NULL OR pact_end_date >= pact_date)",
        "A pact ends on or after the day it was signed.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        persons = self.env["employer.candidate"].browse(vals["candidate_id"] for vals in vals_list)
        self.env["employer.disclosure"]._log(persons, "entered_protected")
        return super().create(vals_list)

    @api.depends("candidate_id.code")
    def _compute_display_name(self):
        for protected in self:
            protected.display_name = protected.candidate_id.code

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """A file with protected data leaves a trace for each person."""
        what = self.env._("Protected data")
        self.env["employer.disclosure"]._log(self.candidate_id, "exported", what=what)
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)
