# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What a vacancy asks for, one class a kind: how it ranks and filters in SQL, how it is explained.

The points in SQL are made of the functions of `tools/matching.py`, which judge the rows shown as
well: one scale. All SQL is on the alias `employer_candidate` of a query on persons.
"""

from odoo.tools import SQL, format_date

from odoo.addons.employer_engagement.tools import matching

from .match_conditions import (
    Area,
    Away,
    Consent,
    Hired,
    Hours,
    InInternship,
    RightToWork,
    Shifts,
    StartDate,
    Travel,
)
from .match_criterion import Criterion, passing, points_sql


class Required(Criterion):
    """A requirement of the vacancy; a required one leaves out who does not have it noted.

    Its lines are joined, or looked up person by person when only few are left to rank: that is
    quicker to plan than to join.
    """

    is_looked_up = False

    def __init__(self, env, row):
        super().__init__(env, f"requirement:{row['id']}", row["necessity"], row["label"])
        self.row = row
        self.alias = SQL.identifier(f"asked_{row['id']}")

    def passes(self):
        return self._has_it() if self.necessity == "required" else None

    def _has_it(self):
        return None


class Lines(Required):
    """A requirement met by one line of the person, of which `column` is the level."""

    table = link = column = ""
    levels = ()

    def joins(self):
        if self.is_looked_up:
            return SQL()
        return SQL(
            "LEFT JOIN %s %s ON %s", SQL.identifier(self.table), self.alias, self._is_of_person()
        )

    def points(self):
        points = points_sql(self._level(), self.levels, self._judge)
        if not self.is_looked_up:
            return points
        return SQL(
            "COALESCE((SELECT %s FROM %s %s WHERE %s), 0)",
            points,
            SQL.identifier(self.table),
            self.alias,
            self._is_of_person(),
        )

    def verdict(self, facts):
        return self._judge(self._noted_level(facts))

    def _has_it(self):
        return SQL("%s IN %s", self._level(), passing(self.levels, self._judge))

    def _level(self):
        return SQL("%s.%s", self.alias, SQL.identifier(self.column))

    def _is_of_person(self):
        return SQL(
            "%(alias)s.%(link)s = %(asked)s AND %(alias)s.candidate_id = employer_candidate.id",
            alias=self.alias,
            link=SQL.identifier(self.link),
            asked=self.row[self.link],
        )

    def _judge(self, level):
        raise NotImplementedError

    def _noted_level(self, facts):
        raise NotImplementedError


class Skill(Lines):
    """A skill, by its level."""

    table, link, column = "employer_candidate_skill", "skill_id", "level"
    levels = matching.SKILL_LEVELS

    def __init__(self, env, row):
        super().__init__(env, row)
        level = self._option("employer.vacancy.requirement", "skill_level", row["skill_level"])
        if level:
            self.label = f"{self.label} ({level})"

    def fact(self, facts):
        noted = self._noted(facts)
        if not noted:
            return self._nothing()
        model = "employer.candidate.skill"
        return " · ".join(self._option(model, name, noted[name]) for name in ("level", "evidence"))

    def _judge(self, level):
        return matching.skill_verdict(level, self.row["skill_level"])

    def _noted_level(self, facts):
        return self._noted(facts).get("level")

    def _noted(self, facts):
        return (facts["skills"] or {}).get(str(self.row["skill_id"]), {})


class Language(Lines):
    """A language at a level of the Common European Framework."""

    table, link, column = "employer_candidate_language", "language_id", "overall"
    levels = matching.CEFR_LEVELS

    def fact(self, facts):
        level = self._noted_level(facts)
        if not level:
            return self._nothing()
        return self._option("employer.candidate.language", "overall", level)

    def _judge(self, level):
        return matching.language_verdict(level, self.row["level"])

    def _noted_level(self, facts):
        return (facts["languages"] or {}).get(str(self.row["language_id"]))


class Licence(Required):
    """A driving licence, found among the words noted."""

    def points(self):
        return SQL(
            "CASE WHEN employer_candidate.licences ~ '\\w' THEN "
            "CASE WHEN %s THEN %s ELSE %s END ELSE 0 END",
            self._has_it(),
            matching.POINTS["met"],
            matching.POINTS["not"],
        )

    def _has_it(self):
        needed = sorted(matching.words(self.row["licence"]))
        return SQL(
            "regexp_split_to_array(lower(employer_candidate.licences), '\\W+') @> %s::text[]",
            needed,
        )

    def verdict(self, facts):
        return matching.licence_verdict(facts["licences"], self.row["licence"])

    def fact(self, facts):
        return facts["licences"] or self._nothing()


class ToAsk(Required):
    """What is asked for in free words: nobody is judged by a machine, the officer asks."""

    def verdict(self, facts):
        return "unknown"

    def fact(self, facts):
        return self.env._("To ask")


class Occupation(Criterion):
    """The work itself: does the person want it? It ranks like a preferred requirement."""

    def __init__(self, env, row):
        label = env._("Work wanted (here %s)", row["occupation"])
        super().__init__(env, "occupation", "preferred", label)
        self.row = row

    def points(self):
        near = tuple({self.row["occupation_id"], self.row["occupation_group_id"]} - {None})
        return SQL(
            """
            COALESCE((SELECT max(CASE WHEN o.id = %(asked)s THEN %(met)s
                                      WHEN o.id IN %(near)s OR o.parent_id IN %(near)s
                                      THEN %(partly)s
                                      ELSE %(no)s END)
                        FROM employer_candidate_employer_occupation_rel w
                        JOIN employer_occupation o ON o.id = w.employer_occupation_id
                       WHERE w.employer_candidate_id = employer_candidate.id), 0)
            """,
            asked=self.row["occupation_id"],
            near=near,
            met=matching.POINTS["met"],
            partly=matching.POINTS["partly"],
            no=matching.POINTS["not"],
        )

    def verdict(self, facts):
        wanted = [(one["id"], one["group"]) for one in facts["occupations"] or ()]
        asked, group = self.row["occupation_id"], self.row["occupation_group_id"]
        return matching.occupation_verdict(wanted, asked, group)

    def fact(self, facts):
        names = [one["name"] for one in facts["occupations"] or ()]
        return ", ".join(names) or self._nothing()


#: What each kind of requirement is judged by.
REQUIREMENTS = {"skill": Skill, "language": Language, "licence": Licence}


def criteria(env, vacancy, requirements):
    """Return the criteria of a vacancy, required ones first.

    :param vacancy: dict of what `_match_asked` reads of the vacancy
    :param requirements: dicts of its requirements, required ones first
    """
    asked = [REQUIREMENTS.get(row["kind"], ToAsk)(env, row) for row in requirements]
    if vacancy["occupation_id"]:
        asked.append(Occupation(env, vacancy))
    day = format_date(env, vacancy["start"])
    return [
        *asked,
        RightToWork(env, "right", env._("May start on %s", day), vacancy),
        StartDate(env, "date", env._("Free on %s", day), vacancy),
        Area(env, "area", env._("Can reach the place"), vacancy),
        Travel(env, "travel", env._("Travel time"), vacancy),
        Hours(env, "hours", env._("Hours a week"), vacancy),
        Shifts(env, "shifts", vacancy),
        Consent(env, "consent", env._("May be proposed"), vacancy),
        InInternship(env, "internship", env._("Not in an internship"), vacancy),
        Hired(env, "hired", env._("Not hired"), vacancy),
        Away(env, "away", env._("Not away"), vacancy),
    ]
