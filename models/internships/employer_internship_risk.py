# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, fields, models

from odoo.addons.employer_engagement.tools.right_to_work import right_over_period

from ..people.employer_candidate_right_to_work import CANDIDATE_WORK_FACTS
from .employer_internship_presence import ROLES


class EmployerInternship(models.Model):
    """Until when the right to work is known, kept for the list at risk: the day, not the papers."""

    _inherit = "employer.internship"

    right_until_date = fields.Date(
        string="Right to work known until",
        compute="_compute_right_until_date",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        groups=ROLES,
        help="Before the planned end. Empty: it is known until then.",
    )

    @api.depends("start_date", "planned_end_date", "state", *CANDIDATE_WORK_FACTS)
    def _compute_right_until_date(self):
        asked = self.filtered(
            lambda one: (
                one.candidate_id
                and one.start_date
                and one.planned_end_date
                and one.planned_end_date >= one.start_date  # the constraint speaks later
                and one.state not in ("ended", "cancelled")
            )
        )
        facts = asked.candidate_id._work_facts()
        for internship in self - asked:
            internship.right_until_date = False
        for internship in asked:
            start, end = internship.start_date, internship.planned_end_date
            permits, is_free = facts[internship.candidate_id._origin.id]
            right = right_over_period(permits, start, end, is_free)
            is_known = right.answer in ("yes", "limited") and (
                not right.until or right.until >= end
            )
            internship.right_until_date = False if is_known else right.until or start
