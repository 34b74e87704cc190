# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""How bin/bench measures and what it prints: no database."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.dev.bench import figures, sizes, table, timing

FIGURE = {
    "name": "board",
    "value": 1.1,
    "unit": "x",
    "limit": 1.15,
    "holds": True,
    "of": [0.2, 0.1],
}
SECONDS = st.floats(min_value=0.001, max_value=10)


def test_both_are_called_in_turn_after_a_first_time():
    calls = []
    ones, others = timing.in_turn(lambda: calls.append("a"), lambda: calls.append("b"), rounds=3)
    assert calls == ["a", "b"] * 4
    assert (len(ones), len(others)) == (3, 3)


def test_times_leaves_the_first_call_out():
    calls = []
    assert len(timing.times(lambda: calls.append(1), rounds=5)) == 5
    assert len(calls) == 6


def test_a_ratio_is_taken_round_by_round():
    # the machine was busy in the last round, for both
    assert timing.ratio([1, 1, 10], [2, 2, 20]) == 0.5


@given(st.lists(SECONDS, min_size=5, max_size=5), st.floats(min_value=0.1, max_value=9))
def test_a_ratio_does_not_depend_on_how_fast_the_machine_is(seconds, speed):
    slower = [value * speed for value in seconds]
    assert timing.ratio(slower, seconds) == pytest.approx(speed)


@pytest.mark.parametrize("name", sizes.SIZES)
def test_sizes_can_be_filled_evenly(name):
    size = sizes.SIZES[name]
    assert size.candidacies_each * size.vacancies == size.candidacies
    assert size.skills_each * size.persons == size.skill_lines
    # lists of ten, nobody twice for a vacancy: see dev/bench/chain
    assert size.candidacies_each % 10 == 0
    persons = size.persons
    for prime in (2, 5):
        while not persons % prime:
            persons //= prime
    assert persons == 1


def test_large_is_what_the_issue_says():
    large = sizes.SIZES["large"]
    assert (large.organisations, large.scoutings, large.interactions) == (20_000, 100_000, 300_000)
    assert (large.vacancies, large.persons, large.skill_lines) == (50_000, 100_000, 600_000)
    assert (large.candidacies, large.internships) == (1_000_000, 60_000)
    assert large.tenth().candidacies == 100_000


def test_the_table_says_what_is_broken():
    broken = {**FIGURE, "name": "list of persons", "value": 2, "holds": False}
    told = {**FIGURE, "value": 0.1234, "unit": "s", "limit": None, "of": []}
    lines = table.lines([FIGURE, broken, told])
    assert " ".join(lines[0].split()) == "board 1.10 x at most 1.15 holds 200 ms ÷ 100 ms"
    assert "BROKEN" in lines[1]
    assert " ".join(lines[2].split()) == "board 0.123 s"


def test_a_size_with_a_limit_of_its_own_says_what_is_asked():
    own = {**FIGURE, "limit": 2.0, "asked": 1.15}
    assert "at most 2 (large: 1.15) holds" in " ".join(table.lines([own])[0].split())
    assert "size large" in table.note([FIGURE, own])
    assert table.note([FIGURE]) == ""


def test_nothing_is_loosened_at_large():
    assert figures.BOARD_LIMITS["large"] == 1.15
    assert figures.MATCHING_LIMITS["large"] == 0.75
    for limits in (figures.BOARD_LIMITS, figures.MATCHING_LIMITS):
        assert set(limits) == set(sizes.SIZES)
        large = figures._sized("board", int, int, limits, figures.Offices(None))
        city = figures._sized("board", int, int, limits, figures.Offices(None, size="city"))
        assert (large.limit, large.asked) == (limits["large"], None)
        assert (city.limit, city.asked) == (limits["city"], limits["large"])


def test_programs_are_told_whether_all_holds():
    broken = {**FIGURE, "holds": False}
    assert json.loads(table.as_json("city", [FIGURE], {"odoo": "19"}))["holds"] is True
    document = json.loads(table.as_json("city", [FIGURE, broken], {"odoo": "19"}))
    assert (document["size"], document["odoo"], document["holds"]) == ("city", "19", False)
    assert document["figures"] == [FIGURE, broken]


def test_every_figure_can_be_asked_for_by_name():
    assert set(figures.FIGURES) == set(table.NAMES)


@pytest.mark.parametrize(
    ("value", "limit", "holds"), [(1.15, 1.15, True), (1.16, 1.15, False), (9, None, True)]
)
def test_a_figure_holds_up_to_its_limit(value, limit, holds):
    figure = figures.Figure("board", value, "x", limit)
    assert figure.holds is holds
    assert figure.as_dict()["holds"] is holds
