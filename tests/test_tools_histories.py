# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""The histories of `dev/histories`, counted with plain Python: the brief's figures are in them."""

from collections import Counter
from datetime import date

import pytest

from odoo.addons.employer_engagement.dev import histories
from odoo.addons.employer_engagement.dev.histories import (
    celav,
    count,
    fleming,
    work4integration,
)

HISTORIES = {history.key: history for history in histories.build()}
#: The traps that issue 3 asks for by name, and the history each stands in.
ASKED = {
    "work4integration": (
        "a company at two workshops",
        "one that registered and stayed away",
        "a person in two programmes",
        "a merged duplicate",
    ),
    "fleming": (
        "an extension",
        "a hire on day 180",
        "a hire on day 181",
        "an early hire",
        "another employer",
        "a fixed term made permanent",
        "a one-week contract",
        "an unknown outcome",
        "a cancelled internship",
        "one still running",
        "a merged duplicate",
    ),
    "celav": ("a merged duplicate",),
}


def year_of(number):
    return date(number, 1, 1), date(number, 12, 31)


@pytest.mark.parametrize("key", ASKED)
def test_asked_decoys_are_there(key):
    assert set(ASKED[key]) <= set(HISTORIES[key].decoys)


@pytest.mark.parametrize("key", HISTORIES)
def test_decoys_say_what_a_count_finds(key):
    found = count.episodes(HISTORIES[key])
    for decoy in HISTORIES[key].decoys.values():
        mine = [one for one in found if set(one.internships) & set(decoy.internships)]
        assert len(mine) == len(decoy.rows), decoy.name
        for one, row in zip(mine, decoy.rows, strict=True):
            told = {name: value for name, value in row.items() if name in one.row}
            assert {name: one.row[name] for name in told} == told, decoy.name


def test_work4integration():
    history = HISTORIES["work4integration"]
    period = (history.programmes[0], work4integration.FIRST, work4integration.LAST)
    workshops = count.workshops(history, *period)
    assert len(workshops) == 3
    assert len(count.companies(workshops, "attended", "walk_in")) == 23
    assert len(count.entered(history, *period)) == 158
    hires = count.hires(history, *period[1:], period[0], work4integration.ORIGINS)
    hired = {hire.person for hire in hires}
    assert (len(hires), len(hired)) == (41, 40)
    assert round(100 * len(hired) / 158, 1) == 25.3


def test_fleming_year():
    history = HISTORIES["fleming"]
    cohort = count.started(count.episodes(history), *year_of(fleming.YEAR))
    assert len(cohort) == count.total(cohort, "denominator") == 300
    assert count.total(cohort) == 165
    families = Counter(one.hires[-1].contracts[0].family for one in cohort if one.row["numerator"])
    assert families == {"open_ended": 42, "fixed_term": 90, "apprenticeship": 33}
    foreign = Counter(one.person.gender for one in cohort if one.person.is_foreign)
    assert foreign == {"m": 82, "f": 38}


def test_celav_2019():
    history = HISTORIES["celav"]
    cohort = count.started(count.episodes(history), *year_of(celav.YEAR))
    assert len(cohort) == count.total(cohort, "denominator") == 1447
    assert count.persons(cohort) == 1019
    assert count.total(cohort) == count.persons(cohort, only_hired=True) == 315
    assert len(count.served(history, *year_of(celav.YEAR))) == 2643


def test_built_twice_the_same():
    def told(history):
        return [(one.person.number, one.company.name, one.start, one.end, one.outcome)
                for one in history.internships]  # fmt: skip

    for again in histories.build():
        assert told(again) == told(HISTORIES[again.key])
