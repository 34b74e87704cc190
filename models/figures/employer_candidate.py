# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models


class EmployerCandidate(models.Model):
    """What waits of a person for the one who looks, from the same list as Today."""

    _inherit = "employer.candidate"

    waiting_words = fields.Char(
        string="What waits",
        compute="_compute_waiting_words",
        help="Of yours in Today, late and within a week: how many, and the first.",
    )
    waiting_is_late = fields.Boolean(compute="_compute_waiting_words", string="Something is late")

    @api.depends_context("uid")
    def _compute_waiting_words(self):
        week = fields.Date.context_today(self) + timedelta(days=7)
        rows = self.env["employer.today"].search_fetch(
            [("candidate_id", "in", self._origin.ids), ("date", "<=", week)],
            ["candidate_id", "title", "bucket"],
        )
        waiting = defaultdict(list)
        for row in rows:
            waiting[row.candidate_id.id].append(row)
        for person in self:
            mine = waiting.get(person._origin.id, [])
            more = f" (+{len(mine) - 1})" if len(mine) > 1 else ""
            person.waiting_words = bool(mine) and f"{mine[0].title or ''}{more}"
            person.waiting_is_late = any(row.bucket == "1_late" for row in mine)
