# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models
from odoo.exceptions import UserError

from .employer_candidacy import FILLED_STATES, PROGRESS


class EmployerVacancy(models.Model):
    """A position is free again after an early end: the office is shown who was next.

    Nobody steps in by itself here: weeks have passed, the person is asked first.
    """

    _inherit = "employer.vacancy"

    next_candidacy_ids = fields.Many2many(
        "employer.candidacy",
        string="Who was next",
        compute="_compute_next_candidacy_ids",
        help="A position is free again: persons of the lists whom the company did not refuse, and "
        "who are ready. Ask the person before.",
    )

    @api.depends("stage_id", "positions", "candidacy_ids.state")
    def _compute_next_candidacy_ids(self):
        for vacancy in self:
            vacancy.next_candidacy_ids = vacancy._who_was_next()

    def _reopen_days(self, day):
        """Return within how many days from `day` an early end gives the position back (R13)."""
        company = self.company_id[:1] or self.env.company
        return int(self.env["employer.rule"]._parameter("R13", "reopen_days", day, company))

    def _who_was_next(self):
        """Return who could take a position that somebody left early, the furthest first.

        Nobody while a position was not left, or while somebody else of the vacancy waits.
        """
        persons = self.candidacy_ids
        free = self.stage_id and self._is_open() and self.filled_count < self.positions
        if not free or not persons._left_position():
            return persons.browse()
        taken = persons.filtered(lambda one: not one._has_left()).candidate_id
        waiting = persons.filtered(
            lambda one: not one._has_left() and one.state not in FILLED_STATES
        )
        if waiting:
            return persons.browse()
        able = persons.filtered(
            lambda one: one._was_never_refused() and one.candidate_id not in taken
        )
        return able.sorted(lambda one: (-PROGRESS.index(one.last_state), one.rank, one.id))

    def action_call_next(self):
        """Let the next person step in: back to the company, which is told by mail.

        :return: act_window of the person's list
        :raise UserError: when nobody is left, or a consent ended (R14)
        """
        self.ensure_one()
        following = self.next_candidacy_ids[:1]
        if not following:
            raise UserError(
                self.env._("“%s” has nobody in reserve: make a new list.", self.display_name)
            )
        gone = self.candidacy_ids._left_position()
        following._come_back(gone.sorted("write_date")[-1:])
        return following.preselection_id._action_open()
