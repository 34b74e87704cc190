# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Right to work: every kind of permit, the day before and the day of every change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools.right_to_work import (
    ANSWERS,
    WORK_RIGHTS,
    WORST_FIRST,
    Permit,
    WorkRight,
    first_day_of_work,
    right_over_period,
    right_to_work,
)

START, END = date(2025, 3, 1), date(2025, 9, 30)
ASKED = date(2025, 1, 1)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def permit(work_right="yes", **values):
    return Permit(work_right, **{"start": START, "end": END, **values})


def asylum(**values):
    values = {"application_date": ASKED, "days_after_application": 60, **values}
    return permit("after_days", **values)


def test_nothing_known_is_to_verify():
    assert right_to_work([], START) == WorkRight("to_verify")
    assert right_to_work([], START, is_eu_citizen=False) == WorkRight("to_verify")


def test_eu_citizen_needs_no_permit():
    assert right_to_work([], START, is_eu_citizen=True) == WorkRight("yes")
    assert right_to_work([permit("no")], START, is_eu_citizen=True) == WorkRight("yes")


@pytest.mark.parametrize(
    ("work_right", "answer"),
    [("yes", "yes"), ("limited", "limited"), ("no", "no"), ("verify", "to_verify")],
)
def test_answer_of_a_valid_permit(work_right, answer):
    for day in (START, END):
        assert right_to_work([permit(work_right)], day).answer == answer


@pytest.mark.parametrize("work_right", ["yes", "limited", "no", "verify"])
def test_expired_permit_is_to_verify(work_right):
    after = END + timedelta(days=1)
    assert right_to_work([permit(work_right)], after) == WorkRight("to_verify")


def test_permit_that_begins_later():
    before = START - timedelta(days=1)
    assert right_to_work([permit()], before) == WorkRight("from_date", START, END)
    assert right_to_work([permit("no")], before).answer == "to_verify"


def test_limits_are_told():
    student = permit("limited", weekly_hours_limit=20, yearly_hours_limit=1040)
    assert right_to_work([student], START) == WorkRight("limited", None, END, 20, 1040)


def test_renewal_receipt_keeps_the_right():
    after = END + timedelta(days=1)
    right = right_to_work([permit(is_renewing=True)], after)
    assert right == WorkRight("yes", on_receipt=True)
    student = permit("limited", is_renewing=True, weekly_hours_limit=20)
    assert right_to_work([student], after).weekly_hours_limit == 20
    refused = permit(is_renewing=True, renewal_keeps_right=False)
    assert right_to_work([refused], after).answer == "to_verify"
    assert not right_to_work([permit(is_renewing=True)], END).on_receipt


@pytest.mark.parametrize(
    ("day", "answer", "from_date"),
    [
        (ASKED, "from_date", date(2025, 3, 2)),
        (date(2025, 3, 1), "from_date", date(2025, 3, 2)),
        (date(2025, 3, 2), "yes", None),
        (END, "yes", None),
        (END + timedelta(days=1), "to_verify", None),
    ],
)
def test_asylum_seeker_works_from_the_sixtieth_day(day, answer, from_date):
    right = right_to_work([asylum()], day)
    assert (right.answer, right.from_date) == (answer, from_date)


def test_asylum_receipt_counts_before_the_card():
    late_card = asylum(start=date(2025, 5, 1))
    assert right_to_work([late_card], date(2025, 4, 1)).answer == "yes"
    assert right_to_work([late_card], ASKED - timedelta(days=1)).from_date == date(2025, 3, 2)


def test_asylum_days_are_a_parameter():
    assert first_day_of_work(asylum(days_after_application=90)) == date(2025, 4, 1)
    assert first_day_of_work(asylum(application_date=None)) is None
    assert right_to_work([asylum(application_date=None)], START).answer == "to_verify"


def test_best_valid_permit_decides_and_expired_ones_say_nothing():
    old = permit(end=date(2025, 3, 31))
    now = permit("no", start=date(2025, 4, 1))
    assert right_to_work([now, old], date(2025, 3, 31)).answer == "yes"
    assert right_to_work([now, old], date(2025, 4, 1)).answer == "no"
    assert right_to_work([now, permit()], date(2025, 4, 1)).answer == "yes"
    longer = permit(end=None)
    assert right_to_work([permit(), longer], START).until is None


def test_unknown_work_right_is_refused():
    with pytest.raises(ValueError, match=r"^work_right$"):
        right_to_work([permit("maybe")], START)


def test_period_within_the_permit():
    assert right_over_period([permit()], START, END) == WorkRight("yes", until=END)


def test_period_longer_than_the_permit_by_a_day():
    right = right_over_period([permit()], START, END + timedelta(days=1))
    assert right == WorkRight("to_verify", until=END)
    renewed = permit(start=END + timedelta(days=1), end=None)
    assert right_over_period([permit(), renewed], START, END + timedelta(days=90)).answer == "yes"


def test_period_that_starts_too_early():
    before = START - timedelta(days=1)
    right = right_over_period([permit()], before, END)
    assert right == WorkRight("from_date", START, before - timedelta(days=1))


def test_period_to_the_end_of_time():
    endless = permit(end=date.max)
    assert right_over_period([endless], START, date.max) == WorkRight("yes", until=date.max)


def test_limits_and_days_are_nothing_unless_given():
    bare = Permit("after_days", application_date=ASKED)
    assert first_day_of_work(bare) == ASKED
    right = right_to_work([Permit("limited")], START)
    assert (right.weekly_hours_limit, right.yearly_hours_limit) == (0, 0)
    assert (WorkRight("yes").weekly_hours_limit, WorkRight("yes").yearly_hours_limit) == (0, 0)


def test_earliest_beginning_is_told():
    permits = [permit(start=date(2025, 5, 1)), permit(start=date(2025, 4, 1))]
    assert right_to_work(permits, START).from_date == date(2025, 4, 1)
    assert right_to_work(permits[::-1], START).from_date == date(2025, 4, 1)


def test_period_in_the_wrong_order_is_refused():
    with pytest.raises(ValueError, match=r"^order$"):
        right_over_period([], END, START)


PERMITS = st.lists(
    st.builds(
        Permit,
        work_right=st.sampled_from(WORK_RIGHTS),
        start=st.none() | DAYS,
        end=st.none() | DAYS,
        application_date=st.none() | DAYS,
        days_after_application=st.integers(0, 120),
        is_renewing=st.booleans(),
        renewal_keeps_right=st.booleans(),
    ),
    max_size=3,
)


@given(PERMITS, DAYS)
def test_from_date_is_a_later_day(permits, day):
    right = right_to_work(permits, day)
    assert right.answer in ANSWERS
    if right.answer == "from_date":
        assert right.from_date > day
    else:
        assert right.from_date is None


@given(PERMITS, DAYS, DAYS)
def test_more_permits_never_make_a_known_right_worse(permits, day, start):
    alone = right_to_work(permits, day)
    more = right_to_work([*permits, Permit("yes", start=start)], day)
    assert ANSWERS.index(more.answer) <= ANSWERS.index(alone.answer)


@given(PERMITS, DAYS, st.integers(0, 60))
def test_period_is_as_bad_as_its_worst_day(permits, start, length):
    days = [start + timedelta(days=n) for n in range(length + 1)]
    worst = min(
        (right_to_work(permits, day).answer for day in days),
        key=WORST_FIRST.index,
    )
    assert right_over_period(permits, start, days[-1]).answer == worst
