# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""ATECO codes: spellings, editions and the way from 2007 to 2025."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.employer_engagement.tools import ateco

LEAVES = [(row["code"], row["edition"], row["division_2025"]) for row in ateco._rows()]
DIVISIONS_2025 = {code[:2] for code, edition, _division in LEAVES if edition == "2025"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("56.10.11", "56.10.11"),
        ("561011", "56.10.11"),
        (561011, "56.10.11"),
        (" 56 10 11 ", "56.10.11"),
        ("81.21.0", "81.21.0"),
        ("81210", "81.21.0"),
        ("C.10", "10"),
        ("C 10.71.10", "10.71.10"),
        ("I56", "56"),
        ("56.1", "56.1"),
        (56.1, "56.1"),
        ("56.", "56"),
        ("01.11", "01.11"),
        ("1.11", "01.11"),
        ("1", "01"),
        ("ATECO 2007 47.11.20", "47.11.20"),
        ("ateco2025: 47.11".replace(":", ""), "47.11"),
    ],
)
def test_parse(code, expected):
    assert ateco.parse(code) == expected
    assert ateco.division(code) == expected[:2]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (None, "empty"),
        ("", "empty"),
        ("  ", "empty"),
        ("C", "section"),
        ("ristorante", "format"),
        ("56.10.111", "format"),
        ("56.1.11", "format"),
        ("5610111", "format"),
        ("56,10", "format"),
        ("Z10", "format"),
        ("-", "empty"),
    ],
)
def test_parse_refusals(code, reason):
    with pytest.raises(ValueError, match=rf"^{reason}$"):
        ateco.parse(code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("45.20.10", "2007"),
        ("56.10.11", "2007"),
        ("56.11.11", "2025"),
        ("47.11.20", "2007"),
        ("47.11", None),
        ("81.21.0", None),
        ("56", None),
        ("45", "2007"),
        ("99.99.99", None),
    ],
)
def test_guess_edition(code, expected):
    assert ateco.guess_edition(code) == expected


@pytest.mark.parametrize(
    ("code", "edition", "expected"),
    [
        ("45.20.10", "2007", "95"),
        ("45.2", "2007", "95"),
        ("45.11.01", "2007", "47"),
        ("45.31.01", "2007", "46"),
        ("45.32", "2007", "47"),
        ("45.40.30", "2007", "95"),
        ("45", "2007", None),
        ("41.10.00", "2007", "68"),
        ("41", "2007", "41"),
        ("61.10.00", "2007", "61"),
        ("62.01.00", "2007", "62"),
        ("63.11.11", "2007", "63"),
        ("63.91.00", "2007", "60"),
        ("63.9", "2007", "63"),
        ("70.21.00", "2007", "73"),
        ("86.90.13", "2007", "71"),
        ("90.03.02", "2007", "91"),
        ("96.01.10", "2007", "96"),
        ("47.99.10", "2007", "47"),
        ("56.11.11", "2025", "56"),
        ("95.31.11", "2025", "95"),
        ("45.20.10", None, "95"),
        ("56.1", None, "56"),
        ("47.11.20", None, "47"),
        ("45.20.77", "2007", "95"),
        ("45.2", "2025", None),
        ("45.20.77", None, "95"),
        ("56.11.77", "2025", "56"),
        ("56.99", "2025", None),
        ("99.99.99", None, None),
        ("99.00.00", None, "99"),
        ("04", None, None),
        ("88", None, "88"),
    ],
)
def test_to_2025(code, edition, expected):
    assert ateco.to_2025(code, edition) == expected


def test_code_read_differently_by_edition_is_left_open():
    code = next(
        code
        for code, edition, division in LEAVES
        if edition == "2007" and division != code[:2] and ateco.is_known(code, "2025")
    )
    assert ateco.to_2025(code, "2007") != ateco.to_2025(code, "2025")
    assert ateco.to_2025(code) is None


def test_unknown_edition_is_refused():
    with pytest.raises(ValueError, match=r"^edition$"):
        ateco.to_2025("56.10", "2019")
    with pytest.raises(ValueError, match=r"^edition$"):
        ateco.is_known("56.10", "2019")


def test_is_known():
    assert ateco.is_known("45.20.10", "2007")
    assert not ateco.is_known("45.20.10", "2025")
    assert not ateco.is_known("99.99.99", "2007")
    assert not ateco.is_known("99.99.99", "2025")


def test_table_has_the_published_sizes():
    assert len(DIVISIONS_2025) == 87
    assert len({code[:2] for code, edition, _d in LEAVES if edition == "2007"}) == 88
    assert len([1 for _code, edition, _d in LEAVES if edition == "2025"]) == 1290
    assert len({code[:5] for code, edition, _d in LEAVES if edition == "2025"}) == 651


@pytest.mark.parametrize(("code", "edition", "division"), LEAVES[::25] + LEAVES[-1:])
def test_every_code_leads_to_a_division_of_2025(code, edition, division):
    assert division in DIVISIONS_2025
    assert ateco.to_2025(code.replace(".", ""), edition) == division


@given(st.text("0123456789. CAZ", max_size=9))
def test_any_text_gives_a_code_or_a_known_reason(text):
    try:
        parsed = ateco.parse(text)
    except ValueError as error:
        assert str(error) in ("empty", "section", "format")
    else:
        assert ateco.parse(parsed) == parsed
        assert ateco.to_2025(text) in DIVISIONS_2025 | {None}
