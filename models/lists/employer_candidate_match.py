# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from functools import partial

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.employer_engagement.tools import matching
from odoo.addons.employer_engagement.tools.right_to_work import ANSWERS, right_to_work

from .match_criterion import ZERO, points_sql

#: Kinds of requirement that what is noted of a person can meet; the others are asked.
JUDGED_KINDS = ("skill", "language", "licence")


class EmployerCandidate(models.Model):
    """From a person to the open vacancies, by the same verdicts as from a vacancy to the persons.

    First those of which the fewest required things are missing, then by points. Left out: those on
    whose list the person stands or from which excluded, and of companies not wanted.
    """

    _inherit = "employer.candidate"

    def action_find_work(self):
        """Open the vacancies for this person, and whom to call about work."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Work for %s", self.code),
            "res_model": "employer.candidate.work",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_candidate_id": self.id, "dialog_size": "extra-large"},
        }

    def _match_vacancies(self, limit=20):
        """Return the open vacancies for this person, the best first, in a few queries.

        :return: dicts of `vacancy_id`, `missing` (required things not noted) and `criteria`, as
            those of `employer.vacancy._match`
        """
        self.ensure_one()
        self.check_access("read")
        self.env.flush_all()  # the queries read tables
        ranked = self.env.execute_query_dict(self._match_vacancies_query(limit))
        vacancies = self.env["employer.vacancy"].browse([row["id"] for row in ranked])
        by_vacancy = vacancies._match_criteria() if vacancies else {}
        facts = self._match_own_facts(by_vacancy)
        papers = self._work_facts()[self.id]
        return [
            {
                "vacancy_id": row["id"],
                "missing": row["missing"],
                "criteria": self._explain_vacancy(facts, papers, *by_vacancy[row["id"]]),
            }
            for row in ranked
        ]

    @api.model
    def _explain_vacancy(self, facts, papers, asked, found):
        """Return the criteria of one vacancy, explained; its first day decides who may start.

        :param papers: permits and whether none is needed (`_work_facts`); only the answer leaves
        """
        permits, is_free = papers
        answer = right_to_work(permits, asked["start"], is_free).answer
        told = {**facts, "work_answer": ANSWERS.index(answer)}
        return [one.explain(told) for one in found if one.is_told(told)]

    def _match_own_facts(self, by_vacancy):
        """Return the facts of this person that these vacancies ask for, in one query."""
        if not by_vacancy:
            return {}
        asked = next(iter(by_vacancy.values()))[0]
        found = [one for _asked, criteria in by_vacancy.values() for one in criteria]
        return self.env["employer.vacancy"]._match_facts(asked, found, self.ids)[self.id]

    def _match_vacancies_query(self, limit):
        query = self.env["employer.vacancy"]._search(self._match_vacancies_domain())
        points, wanted = self._requirement_points(), self._occupation_points()
        return SQL(
            """
            SELECT employer_vacancy.id,
                   count(r.id) FILTER (WHERE r.necessity = 'required' AND r.kind IN %(judged)s
                                         AND %(points)s <= 0) AS missing,
                   COALESCE(sum(%(points)s) FILTER (WHERE r.necessity = 'required'), 0) AS required,
                   COALESCE(sum(%(points)s) FILTER (WHERE r.necessity = 'preferred'), 0)
                       + %(wanted)s AS preferred
              FROM %(vacancies)s
              LEFT JOIN employer_occupation o ON o.id = employer_vacancy.occupation_id
              LEFT JOIN employer_vacancy_requirement r ON r.vacancy_id = employer_vacancy.id
              LEFT JOIN employer_candidate_skill s
                     ON s.skill_id = r.skill_id AND s.candidate_id = %(person)s
              LEFT JOIN employer_candidate_language l
                     ON l.language_id = r.language_id AND l.candidate_id = %(person)s
             WHERE %(condition)s
             GROUP BY employer_vacancy.id, o.id
             ORDER BY missing, required DESC, preferred DESC, employer_vacancy.id
             LIMIT %(limit)s
            """,
            judged=JUDGED_KINDS,
            points=points,
            wanted=wanted,
            vacancies=query.from_clause,
            condition=query.where_clause,
            person=self.id,
            limit=limit,
        )

    def _match_vacancies_domain(self):
        candidacies = self.env["employer.candidacy"]
        taken = Domain("candidate_id", "=", self.id) & candidacies._bars_offer()
        return (
            Domain("stage_kind", "in", ("need", "open"))
            & Domain("company_id", "=", self.company_id.id)
            & Domain("employer_id", "not in", self.unwanted_employer_ids.ids)
            & Domain("candidacy_ids", "not any", taken)
        )

    # ------------------------------------------------------------------
    # Points, by the functions of tools/matching.py
    # ------------------------------------------------------------------

    def _requirement_points(self):
        """Return the points of this person for requirement `r`, skill `s` and language `l`."""
        return SQL(
            "CASE r.kind WHEN 'skill' THEN %s WHEN 'language' THEN %s WHEN 'licence' THEN %s "
            "ELSE 0 END",
            self._skill_points(),
            self._language_points(),
            self._licence_points(),
        )

    @api.model
    def _skill_points(self):
        """Return the points of `s` at the level that `r` asks for, or at the usual one."""
        asked = SQL("COALESCE(r.skill_level, %s)", matching.ABLE_LEVEL)
        levels = matching.SKILL_LEVELS
        return self._points_by(asked, levels, SQL("s.level"), levels, matching.skill_verdict)

    @api.model
    def _language_points(self):
        levels = matching.CEFR_LEVELS
        judge = matching.language_verdict
        return self._points_by(SQL("r.level"), levels[1:], SQL("l.overall"), levels, judge)

    @api.model
    def _points_by(self, asked, needs, noted, levels, judge):
        """Return the points of the level `noted` (SQL) for each level `asked` (SQL) may be."""
        cases = [
            SQL("WHEN %s THEN %s", needed, points_sql(noted, levels, partial(judge, needed=needed)))
            for needed in needs
        ]
        return SQL("CASE %s %s ELSE 0 END", asked, SQL(" ").join(cases))

    def _licence_points(self):
        words = matching.words(self.licences)
        if not words:
            return ZERO
        return SQL(
            "CASE WHEN regexp_split_to_array(lower(r.licence), '\\W+') <@ %s::text[] "
            "THEN %s ELSE %s END",
            ["", *sorted(words)],
            matching.POINTS["met"],
            matching.POINTS["not"],
        )

    def _occupation_points(self):
        """Return the points of the work wanted for the occupation `o` of a vacancy."""
        wanted = self.occupation_ids
        if not wanted:
            return ZERO
        near = wanted.ids + wanted.parent_id.ids
        return SQL(
            """
            CASE WHEN o.id IS NULL THEN 0
                 WHEN o.id = ANY(%(wanted)s) THEN %(met)s
                 WHEN o.id = ANY(%(parents)s) THEN %(partly)s
                 WHEN o.level = 4 AND o.parent_id = ANY(%(near)s) THEN %(partly)s
                 ELSE %(no)s END
            """,
            wanted=wanted.ids,
            parents=wanted.parent_id.ids,
            near=near,
            met=matching.POINTS["met"],
            partly=matching.POINTS["partly"],
            no=matching.POINTS["not"],
        )
