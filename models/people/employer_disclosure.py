# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerDisclosure(models.Model):
    """That a person's identity was opened or left the office: who, when, to whom, what.

    Written by the server whenever it happens and never edited or deleted but by erasure law.
    The privacy officer reads all; a tutor those of own persons.
    """

    _name = "employer.disclosure"
    _description = "Disclosure"
    _order = "id desc"

    candidate_id = fields.Many2one(
        "employer.candidate", required=True, readonly=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("entered", "Entered by staff"),
            ("opened", "Opened by staff"),
            ("exported", "Exported in a file"),
            ("sent", "Sent to a company"),
            ("searched", "Found by name"),
        ],
        required=True,
        readonly=True,
    )
    datetime = fields.Datetime(
        required=True, readonly=True, index=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, index=True, default=lambda self: self.env.user
    )
    employer_id = fields.Many2one("employer.organisation", readonly=True, index="btree_not_null")
    what = fields.Char(readonly=True)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)
