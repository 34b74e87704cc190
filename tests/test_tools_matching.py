# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Verdicts, points and ranks: both sides of every line, and what must hold for any person."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import matching

DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))
JUDGED = st.builds(
    matching.Judged, st.sampled_from(matching.NECESSITIES), st.sampled_from(matching.VERDICTS)
)
LISTS = st.lists(JUDGED, max_size=8)
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("level", "verdict"),
    [(None, "unknown"), ("1", "partly"), ("2", "partly"), ("3", "met"), ("4", "met")],
)
def test_skill(level, verdict):
    assert matching.skill_verdict(level) == verdict
    assert matching.skill_verdict(level, "3") == verdict, "alone, unless the task says more"


LEVELS = st.sampled_from(matching.SKILL_LEVELS)


@given(LEVELS, LEVELS)
def test_skill_at_the_level_needed(level, needed):
    verdict = "met" if matching.SKILL_LEVELS.index(level) >= int(needed) - 1 else "partly"
    assert matching.skill_verdict(level, needed) == verdict


@pytest.mark.parametrize(
    ("start", "zip_code", "band"),
    [
        (None, "20161", None),
        ("20161", None, None),
        ("20161", "20161", 0),
        ("20121", "20161", 1),
        ("201", "20161", 1),
        ("20099", "20161", 2),
        ("20", "20161", 2),
        ("24121", "20161", 3),
    ],
)
def test_how_far_postcodes_lie(start, zip_code, band):
    assert matching.travel_band(start, zip_code) == band


MINUTES = (20, 45, 75)


@pytest.mark.parametrize(
    ("band", "limit", "verdict"),
    [
        (None, 45, "unknown"),
        (1, 0, "unknown"),
        (0, 10, "met"),
        (1, 44, "partly"),
        (1, 45, "met"),
        (2, 44, "not"),
        (2, 45, "partly"),
        (2, 75, "met"),
        (3, 74, "not"),
        (3, 75, "partly"),
    ],
)
def test_as_far_as_the_person_travels(band, limit, verdict):
    assert matching.travel_verdict(band, limit, MINUTES) == verdict


WEEK = st.sets(st.sampled_from(matching.SHIFTS))


@pytest.mark.parametrize(
    ("can", "verdict"),
    [
        ((), "unknown"),
        (("mornings",), "partly"),
        (("mornings", "weekends"), "met"),
        (matching.SHIFTS, "met"),
        (("nights",), "not"),
    ],
)
def test_mornings_and_weekends(can, verdict):
    assert matching.shifts_verdict(can, ("mornings", "weekends")) == verdict


@given(WEEK, WEEK.filter(bool), WEEK)
def test_more_time_fits_no_worse(can, asked, more):
    verdicts = ("not", "partly", "met")
    if can:
        before, after = (
            verdicts.index(matching.shifts_verdict(one, asked)) for one in (can, can | more)
        )
        assert before <= after


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (None, "unknown"),
        ("a0", "not"),
        ("a1", "not"),
        ("a2", "partly"),
        ("b1", "met"),
        ("c2", "met"),
    ],
)
def test_language_that_needs_b1(level, verdict):
    assert matching.language_verdict(level, "b1") == verdict


@pytest.mark.parametrize(
    ("licences", "verdict"),
    [
        (None, "unknown"),
        (" - ", "unknown"),
        ("B", "met"),
        ("a, b", "met"),
        ("Patente B (Italia)", "met"),
        ("BE, C", "not"),
        ("none", "not"),
    ],
)
def test_licence_b(licences, verdict):
    assert matching.licence_verdict(licences, "B") == verdict


@pytest.mark.parametrize(
    ("wanted", "verdict"),
    [
        ([], "unknown"),
        ([(9412, 94)], "met"),
        ([(5120, 51), (9412, 94)], "met"),
        ([(9411, 94)], "partly"),
        ([(94, 9)], "partly"),
        ([(5120, 51)], "not"),
    ],
)
def test_kitchen_helper_wanted(wanted, verdict):
    assert matching.occupation_verdict(wanted, 9412, 94) == verdict


def test_a_group_asked_for_is_partly_met_by_what_is_in_it():
    assert matching.occupation_verdict([(9412, 94)], 94, None) == "partly"
    assert matching.occupation_verdict([(92, 9)], 94, None) == "not"


@pytest.mark.parametrize(
    ("area", "zips", "verdict"),
    [
        (None, None, "unknown"),
        ("along M2", None, "unknown"),
        ("milano and north", None, "met"),
        (None, "2016", "met"),
        (None, "2012, 20161", "met"),
        (None, "2015", "not"),
        ("Milano", "2015", "met"),
        ("Rho", "2015", "not"),
    ],
)
def test_area_of_a_job_in_milano_20161(area, zips, verdict):
    assert matching.area_verdict(area, zips, "Milano (MI)", "20161") == verdict


def test_postcodes_say_nothing_of_a_job_without_one():
    assert matching.area_verdict(None, "2015", None, None) == "unknown"
    assert matching.place_names("Milano (MI), Bovisa / Dergano") == ["Milano", "Bovisa", "Dergano"]


def test_free_on_the_first_day_and_not_the_day_after():
    assert matching.date_verdict(None, TODAY) == "met"
    assert matching.date_verdict(TODAY, TODAY) == "met"
    assert matching.date_verdict(TODAY + timedelta(days=1), TODAY) == "not"


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        ("yes", "met"),
        ("limited", "partly"),
        ("from_date", "unknown"),
        ("to_verify", "unknown"),
        ("no", "not"),
    ],
)
def test_right_to_work(answer, verdict):
    assert matching.right_verdict(answer) == verdict


@pytest.mark.parametrize(
    ("wanted", "offered", "verdict"),
    [(0, 20, "unknown"), (20, 0, "unknown"), (20, 20, "met"), (30, 20, "met"), (20, 21, "partly")],
)
def test_hours(wanted, offered, verdict):
    assert matching.hours_verdict(wanted, offered) == verdict


@given(st.sampled_from(matching.CEFR_LEVELS[1:]))
def test_a_better_level_is_never_worth_less(needed):
    points = [
        matching.POINTS[matching.language_verdict(level, needed)] for level in matching.CEFR_LEVELS
    ]
    assert points == sorted(points)


@given(LISTS, DAYS, st.integers(1, 99))
def test_the_order_of_what_is_asked_changes_no_rank(judged, day, order):
    assert matching.rank_key(judged, day, order) == matching.rank_key(judged[::-1], day, order)


@given(LISTS, LISTS, DAYS, DAYS)
def test_what_is_required_comes_before_what_is_preferred(one, other, day, other_day):
    required, other_required = matching.score(one)[0], matching.score(other)[0]
    if required > other_required:
        assert matching.rank_key(one, day, 2) < matching.rank_key(other, other_day, 1)


@given(LISTS, DAYS, DAYS)
def test_conditions_count_for_nobody(judged, day, other_day):
    ranked = [one for one in judged if one.necessity != "condition"]
    assert matching.rank_key(judged, day, 1) == matching.rank_key(ranked, day, 1)
    earlier, later = sorted((day, other_day))
    assert matching.rank_key(judged, earlier, 1) <= matching.rank_key(judged, later, 1)
    assert matching.rank_key(judged, None, 9) < matching.rank_key(judged, later, 1)


@given(LISTS, st.integers(0, 7), DAYS)
def test_a_better_verdict_never_lowers_a_rank(judged, place, day):
    if place >= len(judged):
        return
    best = matching.Judged(judged[place].necessity, "met")
    better = [*judged[:place], best, *judged[place + 1 :]]
    assert matching.rank_key(better, day, 1) <= matching.rank_key(judged, day, 1)
