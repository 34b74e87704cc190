# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import pytest

from odoo.addons.employer_engagement.tools.typed_number import LARGEST, typed_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("007", 7),
        (7, 7),
        ("0" * 40 + "1", 1),
        (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None),
        ("9" * 5000, None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("٣", None),
        ("", None),
        (None, None),
        ("x", None),
    ],
)
def test_a_whole_number_or_none(text, number):
    assert typed_number(text) == number


def test_one_beyond_what_is_allowed_is_none():
    assert (typed_number("12", 12), typed_number("13", 12)) == (12, None)
