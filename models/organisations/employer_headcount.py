# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class EmployerHeadcount(models.Model):
    """Staff of one operating unit on one day, by the kinds that rule R4 counts.

    Declared by the host; the newest on or before a date is the one that counts then.
    """

    _name = "employer.headcount"
    _description = "Headcount"
    _inherit = ["employer.record.mixin"]
    _order = "date desc, id desc"
    _check_company_auto = True

    employer_id = fields.Many2one(
        "employer.organisation", required=True, index=True, ondelete="cascade"
    )
    unit_id = fields.Many2one("res.partner", index="btree_not_null", help="Empty: the only seat.")
    date = fields.Date(required=True, default=fields.Date.context_today)
    owners = fields.Integer()
    open_ended = fields.Integer(string="Open-ended contracts")
    fixed_term = fields.Integer(string="Fixed-term contracts")
    coop_members = fields.Integer(string="Working co-op members")
    apprentices = fields.Integer()
    other_internships = fields.Integer(
        string="Other internships", help="Internships of other promoters running in this unit."
    )
    total = fields.Integer(
        compute="_compute_total", store=True, help="All but apprentices, as R4 counts."
    )
    source = fields.Char()
    company_id = fields.Many2one(related="employer_id.company_id", store=True, index=True)

    _check_positive = models.Constraint(
        "CHECK(LEAST(owners, open_ended, fixed_term, coop_members, apprentices) >= 0)",
        "Numbers of staff cannot be negative.",
    )

    @api.depends("owners", "open_ended", "fixed_term", "coop_members")
    def _compute_total(self):
        for headcount in self:
            headcount.total = (
                headcount.owners
                + headcount.open_ended
                + headcount.fixed_term
                + headcount.coop_members
            )

    @api.constrains("unit_id", "employer_id")
    def _check_unit(self):
        for headcount in self.filtered("unit_id"):
            if headcount.unit_id.commercial_partner_id != headcount.employer_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(unit)s is no unit of %(organisation)s.",
                        unit=headcount.unit_id.display_name,
                        organisation=headcount.employer_id.display_name,
                    )
                )
