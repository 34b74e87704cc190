# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from .employer_candidacy import FILLED_STATES, MET_STATES

#: What the partner reads while the person is on the list, by the state of the candidacy.
WORDS = {
    "proposed": "accepted",
    "approved": "on_list",
    "sent": "on_list",
    "interview": "interview",
    "selected": "selected",
    "in_internship": "internship",
    "hired": "in_work",
}


class EmployerProposal(models.Model):
    """What became of a proposal: in plain words for the partner, as steps counted for figures.

    A step once reached stays counted. An internship is not the work counted here.
    """

    _inherit = "employer.proposal"

    progress = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("accepted", "Accepted"),
            ("on_list", "On the list"),
            ("interview", "Interview"),
            ("selected", "Selected"),
            ("internship", "In an internship"),
            ("in_work", "In work"),
            ("ended", "Began, and ended"),
            ("not_this_time", "Not this time"),
        ],
        compute="_compute_progress",
        compute_sudo=True,
        store=True,
        help="As the partner reads it.",
    )
    proposed = fields.Integer(compute="_compute_steps", compute_sudo=True, store=True)
    accepted = fields.Integer(compute="_compute_steps", compute_sudo=True, store=True)
    interviewed = fields.Integer(
        compute="_compute_steps",
        compute_sudo=True,
        store=True,
        help="Met the company, or was selected without an interview.",
    )
    in_work = fields.Integer(
        string="In work",
        compute="_compute_steps",
        compute_sudo=True,
        store=True,
        help="Hired from this vacancy.",
    )

    @api.depends("state", "candidacy_id.state", "candidacy_id.last_state")
    def _compute_progress(self):
        for proposal in self:
            proposal.progress = proposal._progress()

    def _progress(self):
        self.ensure_one()
        if self.state != "accepted":
            return "proposed" if self.state == "new" else "not_this_time"
        candidacy = self.candidacy_id
        if not candidacy:
            return "accepted"
        if candidacy.state in WORDS:
            return WORDS[candidacy.state]
        return "ended" if candidacy.last_state in FILLED_STATES else "not_this_time"

    @api.depends("state", "candidacy_id.last_state")
    def _compute_steps(self):
        for proposal in self:
            is_accepted = proposal.state == "accepted"
            last = is_accepted and proposal.candidacy_id.last_state
            proposal.proposed = 1
            proposal.accepted = int(is_accepted)
            proposal.interviewed = int(last in MET_STATES)
            proposal.in_work = int(last == "hired")
