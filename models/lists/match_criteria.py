# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What a vacancy asks for, one class a kind: how it ranks and filters in SQL, how it is explained.

The points in SQL are made of the functions of `tools/matching.py`, which judge the rows shown as
well: one scale. All SQL is on the alias `employer_candidate` of a query on persons.
"""

from odoo.tools import SQL, format_date

from odoo.addons.employer_engagement.tools import matching
from odoo.addons.employer_engagement.tools.right_to_work import ANSWERS

ZERO = SQL("0")


def points_sql(column, values, verdict):
    """Return the points of `column` (SQL), which holds one of `values`; 0 for none of them."""
    cases = [SQL("WHEN %s THEN %s", one, matching.POINTS[verdict(one)]) for one in values]
    return SQL("CASE %s %s ELSE 0 END", column, SQL(" ").join(cases))


def passing(values, verdict):
    """Return those of `values` that meet what is asked for, wholly or partly."""
    return tuple(one for one in values if verdict(one) in matching.PASSING)


class Criterion:
    """One thing asked for. `key` names its filter, `label` is what is asked in a few words."""

    def __init__(self, env, key, necessity, label):
        self.env = env
        self.key = key
        self.necessity = necessity
        self.label = label
        self.options = {}

    def joins(self):
        """Return the joins its other SQL needs."""
        return SQL()

    def points(self):
        """Return the points of a person, the same as of the verdict."""
        return ZERO

    def passes(self):
        """Return the condition that keeps a person on the list, None if it leaves nobody out."""
        return

    def loosened(self):
        """Return the condition that stays when the filter is loosened, None for none."""
        return

    def verdict(self, facts):
        """Return the verdict on the person of whom these facts are known (`_match_facts`)."""
        raise NotImplementedError

    def fact(self, facts):
        """Return the fact behind the verdict, in words of the user's language."""
        raise NotImplementedError

    def is_told(self, facts):
        """Return whether it is worth a word about this person."""
        return True

    def explain(self, facts):
        """Return the criterion with its verdict and the fact behind it."""
        return {
            "key": self.key,
            "label": self.label,
            "necessity": self.necessity,
            "verdict": self.verdict(facts),
            "fact": self.fact(facts),
        }

    def _nothing(self):
        return self.env._("Nothing noted yet")

    def _option(self, model, field, value):
        if (model, field) not in self.options:
            selection = self.env[model]._fields[field]._description_selection(self.env)
            self.options[model, field] = dict(selection)
        return self.options[model, field].get(value)


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


class Condition(Criterion):
    """What must hold for anybody, whatever the job asks: it filters and counts for no rank."""

    def __init__(self, env, key, label, row):
        super().__init__(env, key, "condition", label)
        self.row = row


class RightToWork(Condition):
    """May start on the day: the answer alone. A title that says no is never offered."""

    def passes(self):
        return self.env["employer.candidate"]._may_work_sql(self.row["start"])

    def loosened(self):
        return self.env["employer.candidate"]._is_not_refused_sql(self.row["start"])

    def verdict(self, facts):
        return matching.right_verdict(ANSWERS[facts["work_answer"]])

    def fact(self, facts):
        return self._option("employer.candidate", "work_right", ANSWERS[facts["work_answer"]])


class StartDate(Condition):
    """Free on the first day."""

    def passes(self):
        return SQL(
            "(employer_candidate.available_from IS NULL "
            "OR employer_candidate.available_from <= %s)",
            self.row["start"],
        )

    def verdict(self, facts):
        return matching.date_verdict(facts["available_from"], self.row["start"])

    def fact(self, facts):
        day = facts["available_from"]
        if not day:
            return self.env._("No other day noted")
        return self.env._("from %s", format_date(self.env, day))


class Area(Condition):
    """The place lies where the person can work; only postcodes leave anybody out."""

    def passes(self):
        if not self.row["zip"]:
            return None
        named = [
            SQL("strpos(lower(employer_candidate.area), %s) > 0", name.lower())
            for name in matching.place_names(self.row["place"])
        ]
        return SQL(
            """
            (employer_candidate.area_zips ~ '[0-9]' IS NOT TRUE OR %(named)s
             OR regexp_split_to_array(employer_candidate.area_zips, '[^0-9]+') && %(zips)s::text[])
            """,
            named=SQL(" OR ").join([SQL("FALSE"), *named]),
            zips=[self.row["zip"][:length] for length in range(1, len(self.row["zip"]) + 1)],
        )

    def verdict(self, facts):
        place, zip_code = self.row["place"], self.row["zip"]
        return matching.area_verdict(facts["area"], facts["area_zips"], place, zip_code)

    def fact(self, facts):
        minutes = facts["travel_minutes"]
        words = minutes and self.env._("%s minutes", minutes)
        parts = (facts["area"], facts["area_zips"], words)
        return " · ".join(filter(None, parts)) or self._nothing()


class Hours(Condition):
    """Hours a week: shown, nobody is left out."""

    def verdict(self, facts):
        return matching.hours_verdict(facts["weekly_hours"], self.row["weekly_hours"])

    def fact(self, facts):
        wanted = facts["weekly_hours"]
        return self.env._("wants %s a week", f"{wanted:g}") if wanted else self._nothing()


class Shifts(Condition):
    """Parts of the week; left out is only who has time, and none of it then."""

    def __init__(self, env, key, row):
        self.asked = [part for part in matching.SHIFTS if row[f"asks_{part}"]]
        super().__init__(env, key, env._("Shifts (%s)", self._words(env, self.asked)), row)

    def passes(self):
        if not self.asked:
            return None
        asked, other = (
            SQL(" OR ").join([SQL("FALSE"), *(self._can(part) for part in parts)])
            for parts in (self.asked, [one for one in matching.SHIFTS if one not in self.asked])
        )
        return SQL("(%s OR (%s) IS NOT TRUE)", asked, other)

    def is_told(self, facts):
        return bool(self.asked)

    def verdict(self, facts):
        return matching.shifts_verdict(self._noted(facts), self.asked)

    def fact(self, facts):
        return self._words(self.env, self._noted(facts)).capitalize() or self._nothing()

    def _can(self, part):
        return SQL.identifier("employer_candidate", f"can_{part}")

    def _noted(self, facts):
        return [part for part in matching.SHIFTS if facts[f"can_{part}"]]

    def _words(self, env, parts):
        fields = env["employer.vacancy"]._fields
        names = [fields[f"asks_{part}"]._description_string(env) for part in parts]
        return ", ".join(names).lower()


class Consent(Condition):
    """The yes to being proposed (R14): without it nobody is sent."""

    def passes(self):
        return SQL("employer_candidate.proposal_until >= %s", self.row["today"])

    def verdict(self, facts):
        until = facts["proposal_until"]
        return "met" if until and until >= self.row["today"] else "unknown"

    def fact(self, facts):
        until = facts["proposal_until"]
        if not until or until < self.row["today"]:
            return self.env._("No yes in force: ask first")
        return self.env._("until %s", format_date(self.env, until))


class State(Condition):
    """Who is in an internship, hired or away is not offered unless asked for."""

    #: the state left out
    state = ""

    def is_told(self, facts):
        return self.verdict(facts) == "not"

    def passes(self):
        return SQL("employer_candidate.state IS DISTINCT FROM %s", self.state)

    def verdict(self, facts):
        return "not" if facts["state"] == self.state else "met"

    def fact(self, facts):
        return self._option("employer.candidate", "state", facts["state"])


class InInternship(State):
    """In an internship now."""

    state = "in_internship"


class Hired(State):
    """In work now."""

    state = "hired"


class Away(State):
    """Not available now; who is back before the first day is offered."""

    state = "away"

    def passes(self):
        return SQL(
            "(%s OR employer_candidate.away_until < %s)", super().passes(), self.row["start"]
        )

    def verdict(self, facts):
        is_back = facts["away_until"] and facts["away_until"] < self.row["start"]
        return "met" if is_back else super().verdict(facts)


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
        Hours(env, "hours", env._("Hours a week"), vacancy),
        Shifts(env, "shifts", vacancy),
        Consent(env, "consent", env._("May be proposed"), vacancy),
        InInternship(env, "internship", env._("Not in an internship"), vacancy),
        Hired(env, "hired", env._("Not hired"), vacancy),
        Away(env, "away", env._("Not away"), vacancy),
    ]
