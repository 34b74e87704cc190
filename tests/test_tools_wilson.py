# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Wilson interval: published values, ends and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.wilson import wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (165, 300, 0.4934, 0.6053),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_known_values(numerator, denominator, low, high):
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=5e-5)


def test_no_cases_have_no_interval():
    assert wilson(0, 0) is None


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 10), (11, 10), (0, -1)])
def test_impossible_numbers_are_refused(numerator, denominator):
    with pytest.raises(ValueError, match=r"^range$"):
        wilson(numerator, denominator)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_interval_holds_the_rate_and_mirrors(case):
    numerator, denominator = case
    low, high = wilson(numerator, denominator)
    assert 0 <= low <= numerator / denominator <= high <= 1
    assert low < high
    mirrored = wilson(denominator - numerator, denominator)
    assert (low, high) == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-9)


@given(st.integers(0, 50), st.integers(51, 200))
def test_ten_times_the_cases_make_it_narrower(numerator, denominator):
    low, high = wilson(numerator, denominator)
    narrow_low, narrow_high = wilson(10 * numerator, 10 * denominator)
    assert narrow_high - narrow_low < high - low
