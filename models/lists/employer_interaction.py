# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInteraction(models.Model):
    """A contact in which a company was told of a person, by job facts and without a name.

    It is a contact with the company, read by everyone like any other: not *about* the person
    (`candidate_id`), whose affairs are the team's.
    """

    _inherit = "employer.interaction"

    offered_candidate_id = fields.Many2one(
        "employer.candidate",
        string="Profile offered",
        index="btree_not_null",
        ondelete="set null",
        check_company=True,
    )
