# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The trainee's monthly indemnity: the least the law allows and what is due for a month (R3).

Every number is an argument: the caller reads them from the rule's dated parameters or from the
internship's scheme. Amounts are gross euros.

Source: DOMAIN.md §2.2 [edotto] (Lombardy); below the threshold the way of reckoning is
unconfirmed there, so it is the scheme's choice.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
#: What is due below the attendance threshold.
BELOW_THRESHOLD = ("proportional", "nothing", "full")


@dataclass(frozen=True)
class Minimums:
    """The least monthly amounts of a scheme.

    :param full: the ordinary one
    :param meal: with canteen or meal vouchers
    :param part_time: with at most `part_time_hours` hours a day
    :param public_host: at a public administration
    :param part_time_hours: most hours a day for `part_time`
    """

    full: float
    meal: float
    part_time: float
    public_host: float
    part_time_hours: float = 4


def minimum_indemnity(
    minimums: Minimums,
    has_meal: bool = False,
    daily_hours: float | None = None,
    is_public_host: bool = False,
) -> float:
    """Return the least monthly amount; where several reductions apply, the lowest.

    :param daily_hours: planned hours a day, None when not known (no reduction)
    """
    applicable = [minimums.full]
    if has_meal:
        applicable.append(minimums.meal)
    if daily_hours is not None and daily_hours <= minimums.part_time_hours:
        applicable.append(minimums.part_time)
    if is_public_host:
        applicable.append(minimums.public_host)
    return min(applicable)


def attendance_percent(present: float, planned: float) -> float | None:
    """Return the share of planned hours (or days) that were attended, in percent.

    :return: None when nothing was planned, as in a month wholly suspended
    :raise ValueError: "negative" when a number is below zero
    """
    if present < 0 or planned < 0:
        raise ValueError("negative")
    return 100 * present / planned if planned else None


def monthly_due(
    amount: float,
    present: float,
    planned: float,
    threshold_percent: float,
    below: str = "proportional",
    share: float = 1.0,
) -> float:
    """Return the indemnity due for a month, rounded half up to the cent.

    :param amount: agreed amount of a full month
    :param present: hours (or days) attended
    :param planned: hours (or days) planned in the part of the month that belongs to the
        internship, suspended days left out; 0 = nothing is due
    :param threshold_percent: attendance from which the amount is due in full
    :param below: one of BELOW_THRESHOLD
    :param share: part of the month that belongs to the internship, 0 to 1
    :raise ValueError: "below" for an unknown way; "share" outside 0 to 1; "negative"
    """
    if below not in BELOW_THRESHOLD:
        raise ValueError("below")
    if not 0 <= share <= 1:
        raise ValueError("share")
    if attendance_percent(present, planned) is None:
        return 0.0
    due = _decimal(amount) * _decimal(share)
    part = _decimal(present) / _decimal(planned)
    if part * 100 < _decimal(threshold_percent):
        due *= {"proportional": part, "nothing": Decimal(0), "full": Decimal(1)}[below]
    return float(due.quantize(CENT, ROUND_HALF_UP))


def _decimal(number: float) -> Decimal:
    """Return a number as written, without the error of binary floats."""
    return Decimal(str(number))
