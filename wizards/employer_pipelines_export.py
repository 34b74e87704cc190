# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerPipelinesExport(models.TransientModel):
    """What to put into the workbook "Pipelines": period, rows, sheets, names or codes.

    Everybody with a role may ask for it who has the right to export; rows are what the user sees.
    """

    _name = "employer.pipelines.export"
    _description = "Pipelines to Excel"

    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.start_of(fields.Date.context_today(self), "year"),
    )
    date_to = fields.Date(
        string="To",
        required=True,
        default=lambda self: fields.Date.end_of(fields.Date.context_today(self), "year"),
        help="This day is included.",
    )
    scope = fields.Selection(
        [("all", "All I can see"), ("mine", "Mine only")], required=True, default="all"
    )
    team_id = fields.Many2one(
        "employer.team", domain="[('company_id', '=', company_id)]", help="Empty: all teams."
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, default=lambda self: self.env.company
    )
    has_organisations = fields.Boolean(string="Organisations", default=True)
    has_scouting = fields.Boolean(string="Scouting", default=True)
    has_interactions = fields.Boolean(string="Interactions", default=True)
    has_agreements = fields.Boolean(string="Agreements", default=True)
    has_vacancies = fields.Boolean(string="Vacancies", default=True)
    has_candidacies = fields.Boolean(string="Lists and candidacies", default=True)
    has_internships = fields.Boolean(string="Internships", default=True)
    has_hires = fields.Boolean(string="Hires", default=True)
    may_see_names = fields.Boolean(compute="_compute_may_see_names")
    with_names = fields.Boolean(
        string="With names of persons",
        help="Only of persons you may see. Each name is written to the register of disclosures.",
    )

    @api.depends_context("uid")
    def _compute_may_see_names(self):
        self.may_see_names = self.env["employer.pipelines"]._may_see_names()

    @api.constrains("date_from", "date_to")
    def _check_period(self):
        for export in self:
            if export.date_to < export.date_from:
                raise ValidationError(
                    self.env._("The period must end on or after the day it starts.")
                )

    def action_export(self):
        """Download the workbook.

        :raise AccessError: without the right to export
        """
        self.ensure_one()
        self.env["employer.pipelines"]._check_may_export()
        return {
            "type": "ir.actions.act_url",
            "url": f"/employer_engagement/pipelines/{self.id}.xlsx",
            "target": "download",
        }

    def _label(self, name):
        self.ensure_one()
        return dict(self._fields[name]._description_selection(self.env))[self[name]]
