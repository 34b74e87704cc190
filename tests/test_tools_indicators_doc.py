# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""docs/indicators.md says what the registry says."""

from pathlib import Path

import pytest

from odoo.addons.employer_engagement.dev.indicators_text import DIMENSIONS, KINDS, render
from odoo.addons.employer_engagement.models.figures.indicator_definition import PROTECTED_DIMENSIONS
from odoo.addons.employer_engagement.models.figures.indicator_registry import INDICATORS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "indicators.md"


def test_the_page_is_not_stale():
    assert PAGE.read_text() == render(INDICATORS), "run `python -m dev.indicators_doc`"


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))
def test_every_indicator_says_what_it_is(indicator):
    needed = [indicator.name, indicator.sentence, indicator.numerator, indicator.rows]
    if indicator.kind != "count":
        needed.append(indicator.denominator)
    if indicator.unknown_measure:
        needed += [indicator.window, indicator.maturity, indicator.unknown]
    assert all(str(text) for text in needed)
    assert indicator.kind in KINDS
    assert set(indicator.dimensions) <= set(DIMENSIONS)
    assert indicator.dimensions[0] == "total"


def test_the_twelve_figures_in_their_order():
    groups = [indicator.group for indicator in INDICATORS.values()]
    assert groups == sorted(groups)
    assert set(groups) == set(range(1, 13))


def test_no_protected_breakdown_is_a_part_of_another():
    """Hired for six months is a part of hired, in the cohort a part of ended: their difference
    would be a small cell. Before adding one here, think of what it is a part of."""
    protected = {
        code
        for code, indicator in INDICATORS.items()
        if set(PROTECTED_DIMENSIONS) & set(indicator.dimensions)
    }
    assert protected == {
        "persons_proposed",
        "persons_selected",  # of all of them: hides with them
        "persons_served",
        "internships_started",
        "hires",
        "conversion_host",
    }
