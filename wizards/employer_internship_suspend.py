# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models


class EmployerInternshipSuspend(models.TransientModel):
    """Suspend an internship: the reason and the first day without it."""

    _name = "employer.internship.suspend"
    _description = "Suspend an internship"

    internship_id = fields.Many2one("employer.internship", required=True, ondelete="cascade")
    reason = fields.Selection(
        selection=lambda self: (
            self.env["employer.internship.suspension"]._fields["reason"].selection
        ),
        required=True,
    )
    start_date = fields.Date(string="From", required=True, default=fields.Date.context_today)
    end_date = fields.Date(
        string="To", help="Only when it is over already: then the internship goes on."
    )
    keeps_end = fields.Boolean(
        string="The end stays",
        help="Its days are not added at the end: the agreement or the right to work ends before.",
    )
    note = fields.Char(help="Nothing about anybody's health.")

    def action_apply(self):
        """Suspend the internship; a suspension that is over only moves the planned end."""
        self.ensure_one()
        line = {
            "internship_id": self.internship_id.id,
            "reason": self.reason,
            "start_date": self.start_date,
            "end_date": self.end_date,
            "keeps_end": self.keeps_end,
            "note": self.note,
        }
        if self.end_date:
            self.env["employer.internship.suspension"].create(line)
        else:
            self.internship_id._suspend(line)
