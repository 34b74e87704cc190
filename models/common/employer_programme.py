# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerProgramme(models.Model):
    """A funded programme or project; an activity without one belongs to the ordinary service.

    Dates bound what may be counted for it. Everyone with a role reads, managers edit;
    outside the office only `public_name` is used.
    """

    _name = "employer.programme"
    _description = "Programme"
    _inherit = ["mail.thread"]
    _order = "start_date desc, name"
    _rec_names_search = ["name", "code"]
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char(help="CUP or project code.")
    public_name = fields.Char(
        string="Public name", translate=True, help="Neutral name for companies and partners."
    )
    funder = fields.Char()
    partner_role_ids = fields.One2many(
        "employer.programme.partner", "programme_id", string="Partners"
    )
    start_date = fields.Date(string="Start date")
    end_date = fields.Date(string="End date")
    user_id = fields.Many2one("res.users", string="Responsible", default=lambda self: self.env.user)
    target_ids = fields.One2many("employer.target", "programme_id", string="Targets")
    notes = fields.Html()
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True)

    _check_dates = models.Constraint(
        "CHECK(end_date IS NULL OR start_date IS NULL OR end_date >= start_date)",
        "A programme must end on or after the day it starts.",
    )
    _code_uniq = models.UniqueIndex(
        "(code, company_id) WHERE active", "This programme code exists already."
    )
