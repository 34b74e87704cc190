# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The 95 % interval of a rate (Wilson score): how far chance alone could have moved it.

Source: Wilson, E. B. (1927), JASA 22, 209-212; DOMAIN.md §5.3.
"""

import math

#: Two-sided 95 %.
Z_95 = 1.959963984540054


def wilson(numerator: int, denominator: int, z: float = Z_95) -> tuple[float, float] | None:
    """Return (low, high) of the true rate, both between 0 and 1.

    :param numerator: cases with the outcome
    :param denominator: all cases
    :param z: standard normal quantile, 1.96 for 95 %
    :return: None without cases
    :raise ValueError: "range" unless 0 <= numerator <= denominator
    """
    if not 0 <= numerator <= denominator:
        raise ValueError("range")
    if not denominator:
        return None
    rate = numerator / denominator
    weight = z * z / denominator
    middle = (rate + weight / 2) / (1 + weight)
    spread = (
        z / (1 + weight) * math.sqrt(rate * (1 - rate) / denominator + weight / denominator / 4)
    )
    # at both ends the formula gives 0 and 1 but for rounding
    low = 0.0 if not numerator else max(middle - spread, 0.0)
    high = 1.0 if numerator == denominator else min(middle + spread, 1.0)
    return low, high
