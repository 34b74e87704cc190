# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import fields, models
from odoo.exceptions import UserError


class EmployerPreselectionAnswerLine(models.TransientModel):
    """What the company said of one person of the list."""

    _name = "employer.preselection.answer.line"
    _description = "Company's answer about a person"
    _order = "id"

    answer_id = fields.Many2one(
        "employer.preselection.answer", required=True, ondelete="cascade", index=True
    )
    candidacy_id = fields.Many2one("employer.candidacy", required=True, ondelete="cascade")
    candidate_id = fields.Many2one(related="candidacy_id.candidate_id")
    state = fields.Selection(related="candidacy_id.state")
    answer = fields.Selection(
        [
            ("meet", "Wants to meet"),
            ("select", "Selected"),
            ("refuse", "Not suitable"),
            ("cancel", "Interview cancelled"),
        ],
        string="The company says",
    )
    interview_datetime = fields.Datetime(string="Interview at")
    interview_place = fields.Char(string="Where")
    reason_id = fields.Many2one("employer.exit.reason", string="Why not")
    feedback = fields.Char(help="About the job, in a line.")

    def _values(self):
        """Return what `_record_answer` takes.

        :raise UserError: a refusal without a reason
        """
        self.ensure_one()
        if self.answer == "refuse" and not self.reason_id:
            raise UserError(
                self.env._("Say why %s is not suitable.", self.candidate_id.display_name)
            )
        return {
            "answer": self.answer,
            "when": self.answer == "meet" and self.interview_datetime,
            "place": self.answer == "meet" and self.interview_place,
            "reason": self.reason_id,
            "feedback": self.feedback,
        }
