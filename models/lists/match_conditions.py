# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What must hold for anybody, one class a condition: it filters, and counts for no rank."""

from odoo.tools import SQL, format_date

from odoo.addons.employer_engagement.tools import matching
from odoo.addons.employer_engagement.tools.right_to_work import ANSWERS

from .match_criterion import Condition


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


class Travel(Condition):
    """As far as the person travels, by bands of postcodes; left out is who lives far beyond."""

    def __init__(self, env, key, label, row):
        super().__init__(env, key, label, row)
        self.minutes = [row[f"travel_{band}"] for band in ("zip", "town", "province")]

    def passes(self):
        if not self.row["zip"]:
            return None
        return SQL(
            """
            (COALESCE(employer_candidate.start_zip, '') = ''
             OR COALESCE(employer_candidate.travel_minutes, 0) = 0
             OR %(band)s <= GREATEST(1, %(reached)s))
            """,
            band=self._band_sql(),
            reached=SQL(" + ").join(
                SQL("(employer_candidate.travel_minutes >= %s)::int", one) for one in self.minutes
            ),
        )

    def _band_sql(self):
        """Return the band of a person, as `matching.travel_band`."""
        start = SQL.identifier("employer_candidate", "start_zip")
        return SQL(
            """
            CASE WHEN %(start)s = %(zip)s THEN 0
                 WHEN LEFT(%(start)s, 3) = %(town)s THEN 1
                 WHEN LEFT(%(start)s, 2) = %(province)s THEN 2
                 ELSE 3 END
            """,
            start=start,
            zip=self.row["zip"],
            town=self.row["zip"][:3],
            province=self.row["zip"][:2],
        )

    def is_told(self, facts):
        return self.verdict(facts) != "unknown"

    def verdict(self, facts):
        return matching.travel_verdict(self._band(facts), facts["travel_minutes"], self.minutes)

    def fact(self, facts):
        band, limit = self._band(facts), facts["travel_minutes"]
        if band < len(self.minutes):
            return self.env._(
                "about %(minutes)s minutes, at most %(limit)s",
                minutes=self.minutes[band],
                limit=limit,
            )
        return self.env._(
            "over %(minutes)s minutes, at most %(limit)s", minutes=self.minutes[-1], limit=limit
        )

    def _band(self, facts):
        return matching.travel_band(facts["start_zip"], self.row["zip"])


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
