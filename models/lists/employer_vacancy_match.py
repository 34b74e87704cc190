# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import MissingError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.employer_engagement.tools.matching import SHIFTS

from .match_criteria import criteria
from .match_criterion import ZERO


class EmployerVacancy(models.Model):
    """From a vacancy to the persons for it, ranked and explained.

    Everyone who may start on the day and has what is required noted; first by what is required,
    then by what is preferred, then by who was not proposed for longest. Each filter can be
    loosened, and says whom that would add. Left out for good: who is on a list of this vacancy
    or was excluded from it, who does not want this company, whose title does not allow work.
    No protected attribute, team, referrer or programme is read.
    """

    _inherit = "employer.vacancy"

    def _draft_list(self):
        """Return the list of this vacancy that is being made, or the list of the next round."""
        self.ensure_one()
        draft = self.preselection_ids.filtered(lambda one: one.state == "draft")[:1]
        return draft or draft.browse(self.action_new_list()["res_id"])

    def action_find_people(self):
        """Open the persons for this vacancy, ranked and explained, to put them on a list.

        :raise UserError: when the vacancy is filled or closed
        """
        self.ensure_one()
        self._check_open_for_lists()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("People for %s", self.display_name),
            "res_model": "employer.preselection.add",
            "view_mode": "form",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_vacancy_id": self.id, "dialog_size": "extra-large"},
        }

    # ------------------------------------------------------------------
    # The list
    # ------------------------------------------------------------------

    def _match(self, limit=80, offset=0, loosen=()):
        """Return the persons for this vacancy, the best first, in three queries.

        :param loosen: keys of the filters to leave out: `right`, `date`, `area`, `travel`,
            `shifts`, `consent`, `internship`, `hired`, `away`, `requirement:<id>`
        :return: dict of `total` (of all pages) and `rows`: dicts of `candidate_id`, `code`,
            `required` and `preferred` (points), `last_proposed_date` and `criteria` (dicts of
            `key`, `label`, `necessity`, `verdict` and `fact`, see `tools/matching.py`)
        """
        self.ensure_one()
        self.env.flush_all()  # the queries read tables
        asked, found = self._match_criteria()[self.id]
        ranked = self.env.execute_query(self._match_ranking(asked, found, limit, offset, loosen))
        facts = self._match_facts(asked, found, [row[0] for row in ranked])
        return {
            "total": ranked[0][3] if ranked else 0,
            "rows": [
                self._match_row(found, facts[person_id], required, preferred)
                for person_id, required, preferred, _total in ranked
            ],
        }

    def _match_adds(self, loosen=()):
        """Return the filters with what loosening each would add to the list, in two queries.

        :return: dicts of `key`, `label`, `is_loosened` and `adds`: persons the list would have
            more, or has because the filter is loosened already
        """
        self.ensure_one()
        self.env.flush_all()  # the queries read tables
        asked, found = self._match_criteria()[self.id]
        filters = [one for one in found if one.passes() is not None]
        loosen = set(loosen)
        sets = [loosen, *(loosen ^ {one.key} for one in filters)]
        counts = [SQL("(%s)", self._match_count(asked, found, keys)) for keys in sets]
        [(total, *others)] = self.env.execute_query(SQL("SELECT %s", SQL(", ").join(counts)))
        return [
            {
                "key": one.key,
                "label": one.label,
                "is_loosened": one.key in loosen,
                "adds": abs(other - total),
            }
            for one, other in zip(filters, others, strict=True)
        ]

    @api.model
    def _match_row(self, found, facts, required, preferred):
        return {
            "candidate_id": facts["id"],
            "code": facts["code"],
            "required": required,
            "preferred": preferred,
            "last_proposed_date": facts["last_proposed_date"],
            "criteria": [one.explain(facts) for one in found if one.is_told(facts)],
        }

    # ------------------------------------------------------------------
    # What is asked
    # ------------------------------------------------------------------

    def _match_criteria(self):
        """Return {vacancy id: (what is known of it, criteria)}, in one query under the rules.

        :raise AccessError: when the user may not read one of these vacancies
        """
        by_vacancy = {}
        for row in self.env.execute_query_dict(self._match_asked_query()):
            by_vacancy.setdefault(row["vacancy_id"], []).append(row)
        if len(by_vacancy) < len(self):
            self.check_access("read")
            raise MissingError(self.env._("This vacancy is no longer there."))
        return {vacancy_id: self._match_asked(rows) for vacancy_id, rows in by_vacancy.items()}

    @api.model
    def _match_asked(self, rows):
        """Return (what is known of the vacancy, criteria) from its rows, one a requirement."""
        today = fields.Date.context_today(self)
        tomorrow = today + timedelta(days=1)
        asked = {**rows[0], "today": today, "start": max(rows[0]["start"] or tomorrow, tomorrow)}
        return asked, criteria(self.env, asked, [row for row in rows if row["id"]])

    def _match_asked_query(self):
        query = self.with_context(active_test=False)._search([("id", "in", self.ids)])
        return SQL(
            """
            SELECT employer_vacancy.id AS vacancy_id,
                   employer_vacancy.employer_id, employer_vacancy.company_id,
                   employer_vacancy.start_date AS start, employer_vacancy.place,
                   employer_vacancy.weekly_hours, %(shifts)s, COALESCE(u.zip, p.zip) AS zip,
                   office.employer_travel_zip_minutes AS travel_zip,
                   office.employer_travel_town_minutes AS travel_town,
                   office.employer_travel_province_minutes AS travel_province,
                   o.id AS occupation_id,
                   CASE WHEN o.level = 4 THEN o.parent_id END AS occupation_group_id,
                   %(occupation)s AS occupation,
                   r.id, r.kind, r.necessity, r.skill_id, r.skill_level, r.language_id,
                   r.level, r.licence,
                   CASE r.kind WHEN 'skill' THEN %(skill)s
                               WHEN 'language' THEN concat(%(language)s, ' ', upper(r.level))
                               WHEN 'licence' THEN r.licence
                               ELSE r.name END AS label
              FROM %(vacancy)s
              JOIN res_company office ON office.id = employer_vacancy.company_id
              JOIN employer_organisation e ON e.id = employer_vacancy.employer_id
              JOIN res_partner p ON p.id = e.partner_id
              LEFT JOIN res_partner u ON u.id = employer_vacancy.unit_id
              LEFT JOIN employer_occupation o ON o.id = employer_vacancy.occupation_id
              LEFT JOIN employer_vacancy_requirement r ON r.vacancy_id = employer_vacancy.id
              LEFT JOIN employer_skill s ON s.id = r.skill_id
              LEFT JOIN employer_language l ON l.id = r.language_id
             WHERE %(condition)s
             ORDER BY r.necessity DESC, r.id
            """,
            shifts=self._match_shifts("employer_vacancy", "asks"),
            occupation=self._match_name("o"),
            skill=self._match_name("s"),
            language=self._match_name("l"),
            vacancy=query.from_clause,
            condition=query.where_clause,
        )

    @api.model
    def _match_shifts(self, table, verb):
        """The parts of the week of a vacancy (*asks*) or a person (*can*)."""
        return SQL(", ").join(SQL.identifier(table, f"{verb}_{part}") for part in SHIFTS)

    @api.model
    def _match_name(self, alias):
        """The translated name of a vocabulary's row."""
        column = SQL.identifier(alias, "name")
        return SQL("COALESCE(%s->>%s, %s->>'en_US')", column, self.env.lang or "en_US", column)

    # ------------------------------------------------------------------
    # Who is found
    # ------------------------------------------------------------------

    def _offerable_domain(self, employer_ids):
        """Return the domain of the persons who may be offered these vacancies at all."""
        taken = Domain("vacancy_id", "in", self.ids) & self.env["employer.candidacy"]._bars_offer()
        return Domain("candidacy_ids", "not any", taken) & Domain(
            "unwanted_employer_ids", "not in", list(employer_ids)
        )

    def _match_ranking(self, asked, found, limit, offset, loosen):
        """The query of (person, points of what is required, of what is preferred, total)."""
        is_narrow = any(
            one.necessity == "required" and one.key not in loosen and one.passes() is not None
            for one in found
        )
        for one in found:
            one.is_looked_up = is_narrow and one.necessity == "preferred"
        required, preferred = (
            SQL(" + ").join([ZERO, *(one.points() for one in found if one.necessity == necessity)])
            for necessity in ("required", "preferred")
        )
        return SQL(
            """
            SELECT employer_candidate.id, %(required)s AS required, %(preferred)s AS preferred,
                   count(*) OVER ()
              %(pool)s
             ORDER BY required DESC, preferred DESC,
                      employer_candidate.last_proposed_date NULLS FIRST, employer_candidate.id
             LIMIT %(limit)s OFFSET %(offset)s
            """,
            required=required,
            preferred=preferred,
            pool=self._match_pool(asked, found, loosen),
            limit=limit,
            offset=offset,
        )

    def _match_count(self, asked, found, loosen):
        needed = [one for one in found if one.passes() is not None]
        return SQL("SELECT count(*) %s", self._match_pool(asked, needed, loosen))

    def _match_pool(self, asked, found, loosen):
        """FROM and WHERE of the persons of the list; the filters on lines come by their index."""
        domain = self._offerable_domain([asked["employer_id"]])
        domain &= Domain("company_id", "=", asked["company_id"])
        query = self.env["employer.candidate"]._search(domain)
        conditions = [query.where_clause]
        for one in found:
            condition = one.loosened() if one.key in loosen else one.passes()
            if condition is not None:
                conditions.append(condition)
        return SQL(
            "FROM %s %s WHERE %s",
            query.from_clause,
            SQL(" ").join(one.joins() for one in found),
            SQL(" AND ").join(conditions),
        )

    # ------------------------------------------------------------------
    # Why
    # ------------------------------------------------------------------

    def _match_facts(self, asked, found, person_ids):
        """Return {person id: the facts behind the criteria}, of persons ranked under the rules."""
        if not person_ids:
            return {}
        return {
            row["id"]: row
            for row in self.env.execute_query_dict(
                SQL(
                    """
                    SELECT employer_candidate.id, employer_candidate.code,
                           employer_candidate.state, employer_candidate.away_until,
                           employer_candidate.available_from, employer_candidate.area,
                           employer_candidate.area_zips, employer_candidate.start_zip,
                           employer_candidate.travel_minutes, employer_candidate.weekly_hours,
                           employer_candidate.licences, employer_candidate.proposal_until,
                           employer_candidate.last_proposed_date, %(shifts)s,
                           %(answer)s AS work_answer,
                           %(skills)s AS skills, %(languages)s AS languages,
                           %(occupations)s AS occupations
                      FROM employer_candidate
                     WHERE employer_candidate.id IN %(persons)s
                    """,
                    shifts=self._match_shifts("employer_candidate", "can"),
                    answer=self.env["employer.candidate"]._work_answer_sql(asked["start"]),
                    skills=self._match_skills(found),
                    languages=self._match_languages(found),
                    occupations=self._match_occupations(),
                    persons=tuple(person_ids),
                )
            )
        }

    @api.model
    def _match_asked_ids(self, found, name):
        """Return what the requirements name under `name`; no other line of a person is read."""
        rows = (getattr(one, "row", {}) for one in found)
        return [row[name] for row in rows if row.get(name)]

    @api.model
    def _match_skills(self, found):
        return SQL(
            """
            (SELECT jsonb_object_agg(
                        s.skill_id, jsonb_build_object('level', s.level, 'evidence', s.evidence))
               FROM employer_candidate_skill s
              WHERE s.candidate_id = employer_candidate.id AND s.skill_id = ANY(%s))
            """,
            self._match_asked_ids(found, "skill_id"),
        )

    @api.model
    def _match_languages(self, found):
        return SQL(
            """
            (SELECT jsonb_object_agg(l.language_id, l.overall)
               FROM employer_candidate_language l
              WHERE l.candidate_id = employer_candidate.id AND l.language_id = ANY(%s))
            """,
            self._match_asked_ids(found, "language_id"),
        )

    @api.model
    def _match_occupations(self):
        return SQL(
            """
            (SELECT jsonb_agg(jsonb_build_object(
                        'id', o.id, 'group', o.parent_id, 'name', %s) ORDER BY o.code)
               FROM employer_candidate_employer_occupation_rel w
               JOIN employer_occupation o ON o.id = w.employer_occupation_id
              WHERE w.employer_candidate_id = employer_candidate.id)
            """,
            self._match_name("o"),
        )
