# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""How well what is known of a person fits what a job asks for: verdicts, points, ranks.

Each thing asked for is judged alone and in words: *met*, *partly*, *unknown* (nothing noted: ask),
*not*. Ranks compare the required things first, then the preferred ones, then who was not proposed
for longest. Nothing else goes in: who the person is, the team, the referrer, the programme or the
title to stay have no place among the arguments.

The lists rank in SQL with points taken from these functions, so there is one scale
(models/lists/match_criteria.py).

Source: issue of part 4, Matching; PEERS.md (barrier-aware matching, no black-box score).
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

#: From the best to the worst; *unknown* is better than *not*: it may turn out well.
VERDICTS = ("met", "partly", "unknown", "not")
#: What a verdict is worth; nothing noted is worth nothing, so what is absent needs no row.
POINTS = {"met": 2, "partly": 1, "unknown": 0, "not": -1}
#: Verdicts that keep a person on the list of who has what is required.
PASSING = ("met", "partly")
NECESSITIES = ("required", "preferred", "condition")

#: Level of a skill that does the task without help: what is asked for where nothing is said.
ABLE_LEVEL = "3"
SKILL_LEVELS = ("1", "2", "3", "4")
CEFR_LEVELS = ("a0", "a1", "a2", "b1", "b2", "c1", "c2")
#: Parts of the week, of a job and of the time a person has.
SHIFTS = ("mornings", "afternoons", "evenings", "nights", "weekends")
#: A place is told from a province code or an article by its length.
SHORTEST_PLACE = 3


@dataclass(frozen=True)
class Judged:
    """One thing asked for, judged.

    :param necessity: one of NECESSITIES; a *condition* counts for nobody's rank
    :param verdict: one of VERDICTS
    """

    necessity: str
    verdict: str


def skill_verdict(level: str | None, needed: str | None = None) -> str:
    """Return how a skill known at `level` fits a task that asks for it.

    Below what is needed is *partly*: work is where most skills are learned.

    :param level: one of SKILL_LEVELS, None when the skill is not noted
    :param needed: one of SKILL_LEVELS, None when the task says none
    """
    if not level:
        return "unknown"
    return "met" if level >= (needed or ABLE_LEVEL) else "partly"


def language_verdict(level: str | None, needed: str) -> str:
    """Return how a language known at `level` fits a task that needs `needed`.

    One level below is *partly*: it may do, or is soon learned.

    :param level: one of CEFR_LEVELS, None when the language is not noted
    """
    if not level:
        return "unknown"
    missing = CEFR_LEVELS.index(needed) - CEFR_LEVELS.index(level)
    if missing <= 0:
        return "met"
    return "partly" if missing == 1 else "not"


def words(text: str | None) -> frozenset[str]:
    """Return the words of a free text, in small letters."""
    return frozenset(re.findall(r"\w+", (text or "").lower()))


def licence_verdict(licences: str | None, needed: str) -> str:
    """Return whether the licences noted, as text, name the one needed."""
    if not words(licences):
        return "unknown"
    return "met" if words(needed) <= words(licences) else "not"


def occupation_verdict(wanted: Iterable[tuple[int, int | None]], asked: int, group: int | None):
    """Return how the occupations a person wants fit the one of the job.

    :param wanted: (occupation, its group) of each
    :param asked: the occupation of the job
    :param group: the group it belongs to; another occupation of it, or all of it, is *partly*
    """
    wanted = list(wanted)
    if not wanted:
        return "unknown"
    if any(occupation == asked for occupation, _group in wanted):
        return "met"
    near = {asked, group} - {None}
    is_near = any(occupation in near or parent in near for occupation, parent in wanted)
    return "partly" if is_near else "not"


def place_names(place: str | None) -> list[str]:
    """Return the names of places in a text such as “Milano (MI), Bovisa”."""
    parts = (part.strip() for part in re.split(r"[,;/()]| - ", place or ""))
    return [part for part in parts if len(part) >= SHORTEST_PLACE]


def zip_prefixes(text: str | None) -> list[str]:
    """Return the postcodes, or how they begin, in a text such as “2012, 20151”."""
    return re.findall(r"\d+", text or "")


def area_verdict(
    area: str | None, zips: str | None, place: str | None, zip_code: str | None
) -> str:
    """Return whether the place of the job lies where the person can work.

    Words may say more than they name (*along M2*): a place they do not name is *unknown*. Only
    postcodes can say no.

    :param area: where the person can work, in words
    :param zips: the same in postcodes, whole or how they begin
    """
    if any(name.lower() in (area or "").lower() for name in place_names(place)):
        return "met"
    prefixes = zip_prefixes(zips)
    if not prefixes or not zip_code:
        return "unknown"
    return "met" if zip_code.startswith(tuple(prefixes)) else "not"


def travel_band(start: str | None, zip_code: str | None) -> int | None:
    """Return how far a job lies, as postcodes tell: 0 same, 1 town, 2 province, 3 farther.

    :param start: where the person sets out from, a postcode or how it begins
    :param zip_code: of the place of the job
    :return: None where one of them is not noted
    """
    if not start or not zip_code:
        return None
    if start == zip_code:
        return 0
    # an Italian postcode: two digits for the province, the third for its town or area
    return next(
        (band for band, digits in ((1, 3), (2, 2)) if start[:digits] == zip_code[:digits]), 3
    )


def travel_verdict(band: int | None, limit: int, minutes: Sequence[int]) -> str:
    """Return whether a job lies as far as the person travels; a band beyond it is *partly*.

    Minutes by postcode are a guess, and never a reason to leave out who lives a band too far.

    :param band: of `travel_band`
    :param limit: the longest travel time of the person in minutes, 0 when not said
    :param minutes: what the office takes each band to be, the nearest first
    """
    if band is None or not limit:
        return "unknown"
    reach = max(0, sum(limit >= one for one in minutes) - 1)
    if band <= reach:
        return "met"
    return "partly" if band == reach + 1 else "not"


def date_verdict(available_from: date | None, start: date) -> str:
    """Return whether the person is free on the first day of the job; no day noted means now."""
    return "met" if available_from is None or available_from <= start else "not"


def right_verdict(answer: str) -> str:
    """Return whether the person may start, from the answer of `tools.right_to_work`."""
    by_answer = {"yes": "met", "limited": "partly", "no": "not"}
    return by_answer.get(answer, "unknown")


def hours_verdict(wanted: float, offered: float) -> str:
    """Return how the weekly hours of the job fit those the person wants (0: not said)."""
    if not wanted or not offered:
        return "unknown"
    return "met" if offered <= wanted else "partly"


def shifts_verdict(can: Collection[str], asked: Collection[str]) -> str:
    """Return how the parts of the week a person has fit those of the job.

    :param can: of SHIFTS, empty when nobody asked the person yet
    :param asked: of SHIFTS, at least one
    """
    if not can:
        return "unknown"
    if set(asked) <= set(can):
        return "met"
    return "partly" if set(asked) & set(can) else "not"


def score(judged: Collection[Judged]) -> tuple[int, int]:
    """Return the points of what is required and of what is preferred."""
    required, preferred = (
        sum(POINTS[one.verdict] for one in judged if one.necessity == necessity)
        for necessity in ("required", "preferred")
    )
    return required, preferred


def rank_key(judged: Collection[Judged], last_proposed: date | None, order: int) -> tuple:
    """Return the sort key of a person: the best first, equals by who waits longest.

    :param last_proposed: day the person was last proposed to a company, None for never
    :param order: the last resort, who came to the office first
    """
    required, preferred = score(judged)
    return (-required, -preferred, last_proposed or date.min, order)
