# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""How many internships an operating unit may host at once, and where a plan goes over it (R4).

Every number of the law is an argument: the caller reads them from the rule's dated parameters.

Source: DOMAIN.md §2.3 [kit-limiti], [kit-deroghe] (Lombardy, DGR X/7763 of 2018).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Bands:
    """The quota of a unit by its staff.

    :param small_max: most persons of a small unit
    :param small_places: places of a small unit
    :param medium_max: most persons of a medium unit
    :param medium_places: places of a medium unit
    :param large_percent: places of a larger unit, in percent of its staff, rounded up
    """

    small_max: int
    small_places: int
    medium_max: int
    medium_places: int
    large_percent: float


@dataclass(frozen=True)
class Excess:
    """The first day a plan needs more places than there are.

    :param day: that day
    :param hosted: internships running on it, the planned one included
    :param places: places the unit has
    """

    day: date
    hosted: int
    places: int


def countable_staff(
    owners: int,
    open_ended: int,
    fixed_term_covering: int,
    coop_members: int,
) -> int:
    """Return the staff the quota is counted on; apprentices are not part of it.

    :param fixed_term_covering: fixed-term staff whose contract begins before the internship and
        ends after it
    :param coop_members: working members of a cooperative
    :raise ValueError: "negative" when a number is below zero
    """
    counts = (owners, open_ended, fixed_term_covering, coop_members)
    if min(counts) < 0:
        raise ValueError("negative")
    return sum(counts)


def base_places(staff: int, bands: Bands) -> int:
    """Return the places of a unit before any bonus.

    :param staff: as `countable_staff`; a unit with nobody but its owner has at least that one
    """
    if staff <= bands.small_max:
        return bands.small_places
    if staff <= bands.medium_max:
        return bands.medium_places
    return math.ceil(staff * _fraction(bands.large_percent) / 100)


def hiring_bonus(
    staff: int,
    ended: int,
    hired: int,
    steps: Iterable[tuple[float, int]],
    min_staff: int,
) -> int:
    """Return the places a unit has more because it hired its former trainees.

    :param staff: as `countable_staff`
    :param ended: extracurricular trainees of the look-back period (24 months in Lombardy)
    :param hired: those of them hired as the law asks (6 months or more, half time or more)
    :param steps: (percent hired from, places more), in any order
    :param min_staff: fewest persons of a unit that can have the bonus
    :return: places of the highest step reached; 0 without former trainees
    """
    if staff < min_staff or ended <= 0:
        return 0
    share = Fraction(100 * hired, ended)
    return max((more for percent, more in steps if share >= _fraction(percent)), default=0)


def first_excess(
    places: int,
    hosted: Sequence[tuple[date, date]],
    start: date,
    end: date,
) -> Excess | None:
    """Return the first day on which one internship more, from `start` to `end`, is one too many.

    :param places: base places and bonus
    :param hosted: (first day, last day) of the unit's other internships that count, whoever
        promotes them
    :return: None when there is a place on every day
    """
    # the number can only rise on a day an internship begins
    days = sorted({start, *(first for first, _last in hosted if start <= first <= end)})
    for day in days:
        running = 1 + sum(first <= day <= last for first, last in hosted)
        if running > places:
            return Excess(day, running, places)
    return None


def _fraction(percent: float) -> Fraction:
    """Return a percentage as written, without the error of binary floats."""
    return Fraction(str(percent))
