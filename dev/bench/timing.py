"""Takes times: medians of five, and ratios of two things timed in turn."""

import time
from statistics import median

ROUNDS = 5


def seconds(call):
    """:return: how long a call takes"""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def times(call, rounds=ROUNDS):
    """Time a call that was made once before, so that caches are warm.

    :return: the seconds of each round
    """
    call()
    return [seconds(call) for _round in range(rounds)]


def in_turn(one, other, rounds=ROUNDS):
    """Time two calls one after the other, so that whatever else the machine does hits both.

    :return: the seconds of each round of the one, and of the other
    """
    one()
    other()
    pairs = [(seconds(one), seconds(other)) for _round in range(rounds)]
    return [first for first, _second in pairs], [second for _first, second in pairs]


def ratio(ones, others):
    """:return: the median of how many times as long the one takes as the other, round by round"""
    return median(one / other for one, other in zip(ones, others, strict=True))
