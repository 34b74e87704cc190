# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo import api, models
from odoo.tools import SQL

from odoo.addons.employer_engagement.models.people.employer_candidate_right_to_work import (
    FREE_MOVEMENT_CODES,
)
from odoo.addons.employer_engagement.tools.right_to_work import ANSWERS

YES, LIMITED, FROM_DATE, TO_VERIFY, NO = (ANSWERS.index(answer) for answer in ANSWERS)


class EmployerCandidate(models.Model):
    """`right_to_work` of many persons at once, in SQL, for lists that rank thousands.

    A test holds it against `tools/right_to_work.py`, person by person. The papers stay in the
    database: what comes out is the answer that every role may know.
    """

    _inherit = "employer.candidate"

    @api.model
    def _work_answer_sql(self, day):
        """Return the place in `ANSWERS` of whether `employer_candidate` may work on `day`."""
        return SQL(
            """
            CASE WHEN %(is_free)s THEN %(yes)s ELSE COALESCE((
                SELECT min(%(permit_answer)s)
                  FROM employer_candidate_permit p
                  JOIN employer_permit_type t ON t.id = p.permit_type_id
                 WHERE p.candidate_id = employer_candidate.id), %(to_verify)s) END
            """,
            is_free=self._is_free_to_move_sql(),
            permit_answer=self._permit_answer_sql(day),
            yes=YES,
            to_verify=TO_VERIFY,
        )

    @api.model
    def _may_work_sql(self, day):
        """Return whether the answer on `day` is *yes* or *limited*, for thousands of persons.

        As EXISTS, so that PostgreSQL looks up few persons one by one and many all at once.
        """
        return SQL(
            "(%s OR %s)",
            self._is_free_to_move_sql(),
            self._has_permit_sql(SQL("%s <= %s", self._permit_answer_sql(day), LIMITED)),
        )

    @api.model
    def _is_not_refused_sql(self, day):
        """Return whether the answer on `day` is anything but *no*."""
        answer = self._permit_answer_sql(day)
        return SQL(
            "(%s OR %s OR NOT %s)",
            self._is_free_to_move_sql(),
            self._has_permit_sql(SQL("%s < %s", answer, NO)),
            self._has_permit_sql(SQL("%s = %s", answer, NO)),
        )

    @api.model
    def _has_permit_sql(self, condition):
        return SQL(
            """
            EXISTS (SELECT 1 FROM employer_candidate_permit p
                      JOIN employer_permit_type t ON t.id = p.permit_type_id
                     WHERE p.candidate_id = employer_candidate.id AND %s)
            """,
            condition,
        )

    @api.model
    def _is_free_to_move_sql(self):
        """Whether the citizenship noted needs no permit, as `_is_free_to_move`."""
        return SQL(
            """
            EXISTS (SELECT 1 FROM employer_candidate_protected d
                     WHERE d.candidate_id = employer_candidate.id
                       AND d.citizenship_id = ANY(ARRAY(
                           SELECT g.res_country_id FROM res_country_res_country_group_rel g
                            WHERE g.res_country_group_id = %s
                            UNION ALL SELECT c.id FROM res_country c WHERE c.code IN %s)))
            """,
            self.env["ir.model.data"]._xmlid_to_res_id("base.europe", raise_if_not_found=True),
            tuple(sorted(FREE_MOVEMENT_CODES)),
        )

    @api.model
    def _permit_answer_sql(self, day):
        """What permit `p` of type `t` says about `day`; null: nothing (any more, or yet)."""
        begin = SQL(
            """CASE WHEN t.work_right = 'after_days' THEN
            LEAST(p.application_date, p.valid_from) ELSE p.valid_from END"""
        )
        return SQL(
            """
            CASE WHEN %(begin)s > %(day)s THEN
                      CASE WHEN %(right_at_begin)s <= %(from_date)s THEN %(from_date)s END
                 WHEN p.valid_to < %(day)s
                      AND NOT (COALESCE(p.is_renewal_requested, FALSE)
                               AND COALESCE(t.renewal_keeps_right, FALSE)) THEN NULL
                 ELSE %(right)s END
            """,
            begin=begin,
            day=day,
            from_date=FROM_DATE,
            right_at_begin=self._valid_answer_sql(begin),
            right=self._valid_answer_sql(SQL("%s::date", day)),
        )

    @api.model
    def _valid_answer_sql(self, day):
        """What a permit `p` of type `t` that is valid on `day` (SQL) allows on it."""
        return SQL(
            """
            CASE t.work_right
                 WHEN 'yes' THEN %(yes)s WHEN 'limited' THEN %(limited)s WHEN 'no' THEN %(no)s
                 WHEN 'after_days' THEN
                      CASE WHEN p.application_date IS NULL THEN %(to_verify)s
                           WHEN p.application_date + COALESCE(t.days_after_application, 0)
                                <= %(day)s THEN %(yes)s
                           ELSE %(from_date)s END
                 ELSE %(to_verify)s END
            """,
            day=day,
            yes=YES,
            limited=LIMITED,
            from_date=FROM_DATE,
            to_verify=TO_VERIFY,
            no=NO,
        )
