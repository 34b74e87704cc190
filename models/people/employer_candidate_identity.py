# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerCandidateIdentity(models.Model):
    """Who a person is: one row a person, deleted at erasure, opened by `action_open_identity` alone.

    Readable only by whom the design entitles (own team; the officer of the vacancy the person was
    selected for or of the employer of a running internship; the privacy officer) *and* only while
    that user has a fresh disclosure row for the person: reading without leaving a trace is refused
    by record rule, over RPC too.
    """

    _name = "employer.candidate.identity"
    _description = "Personal data"
    _order = "last_name, first_name"

    candidate_id = fields.Many2one(
        "employer.candidate", required=True, index=True, ondelete="cascade"
    )
    first_name = fields.Char(required=True)
    last_name = fields.Char(required=True)
    birth_date = fields.Date()
    email = fields.Char()
    phone = fields.Char()
    safe_hours = fields.Char(string="Safe hours to contact")
    fiscal_code = fields.Char(
        index="btree_not_null", help="16 characters, or the 11 digits of a provisional one."
    )
    former_fiscal_codes = fields.Char(readonly=True, help="Codes the person had before.")
    partner_id = fields.Many2one(
        "res.partner", string="Contact", index="btree_not_null", ondelete="set null"
    )
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    _candidate_uniq = models.UniqueIndex("(candidate_id)", "This person's data exist already.")
