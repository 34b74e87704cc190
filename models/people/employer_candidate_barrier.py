# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models


class EmployerCandidateBarrier(models.Model):
    """What stands between a person and work, and what is done about it; protected data.

    Own team's tutors read and write them. One is open until its `done_date`; what is agreed has a
    day, and reminds in Today without saying what it is about.
    """

    _name = "employer.candidate.barrier"
    _description = "Barrier to work"
    _inherit = ["employer.record.mixin"]
    _order = "done_date desc, due_date, id"
    _rec_names_search = ["candidate_id.code"]

    candidate_id = fields.Many2one(
        "employer.candidate", string="Person", required=True, index=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("transport", "Transport"),
            ("care", "Care of children or relatives"),
            ("housing", "Housing"),
            ("language", "Language"),
            ("digital", "Digital skills"),
            ("documents", "Documents"),
            ("qualification", "Qualification not recognised"),
            ("health", "Health"),
            ("debts", "Debts"),
            ("experience", "Little experience"),
            ("confidence", "Confidence"),
            ("other", "Other"),
        ],
        string="Barrier",
        required=True,
    )
    action = fields.Char(string="What is done about it")
    user_id = fields.Many2one("res.users", string="Who does it", default=lambda self: self.env.user)
    due_date = fields.Date(string="By")
    done_date = fields.Date(string="Overcome on")
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)

    @api.depends("candidate_id.code", "kind")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for barrier in self:
            barrier.display_name = f"{barrier.candidate_id.code}: {labels.get(barrier.kind)}"

    def action_done(self):
        """Say that it is overcome, from today."""
        self.filtered(lambda barrier: not barrier.done_date).write(
            {"done_date": fields.Date.context_today(self)}
        )
