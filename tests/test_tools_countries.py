# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Countries by their Italian or English name."""

import pytest

from odoo.addons.employer_engagement.tools.countries import country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Italia", "IT"),
        ("Italy", "IT"),
        ("Perù", "PE"),
        ("peru", "PE"),
        ("MAROCCO", "MA"),
        ("Costa d'Avorio", "CI"),
        ("Costa d’Avorio", "CI"),
        ("Egitto ", "EG"),
        ("Moldavia", "MD"),
        ("pe", "PE"),
        ("Unione europea", None),
        ("apolide", None),
        ("", None),
        (None, None),
    ],
)
def test_names(text, code):
    assert country_code(text) == code
