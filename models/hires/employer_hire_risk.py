# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo import api, fields, models

from odoo.addons.employer_engagement.models.internships.employer_internship_presence import ROLES
from odoo.addons.employer_engagement.models.people.employer_candidate_right_to_work import (
    CANDIDATE_WORK_FACTS,
)
from odoo.addons.employer_engagement.tools.right_to_work import right_over_period


class EmployerHire(models.Model):
    """Until when the right to work is known while a contract goes on: the day, not the papers.

    A company may not go on employing after that day, so it stands in the list at risk in time.
    Where nothing is known of the first day the office was not asked, and no day is kept.
    Source: DOMAIN.md §3.6.
    """

    _inherit = "employer.hire"

    right_until_date = fields.Date(
        string="Right to work known until",
        compute="_compute_right_until_date",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        groups=ROLES,
        help="Before the contract's last day. Empty: it is known until then, or not at all.",
    )

    @api.depends("start_date", "end_date", *CANDIDATE_WORK_FACTS)
    def _compute_right_until_date(self):
        facts = self.candidate_id._work_facts()
        for hire in self:
            start, end = hire.start_date, hire.end_date or date.max
            until = None
            if hire.candidate_id and start and start <= end:
                permits, is_free = facts[hire.candidate_id._origin.id]
                until = right_over_period(permits, start, end, is_free).until
            hire.right_until_date = until if until and start <= until < end else False
