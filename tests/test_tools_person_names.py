# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""Names of persons taken out of a text."""

import pytest

from odoo.addons.employer_engagement.tools.person_names import without_names


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ada Rossi cooks, and ADA sings", "Ada Rossi", "P-1 cooks, and P-1 sings"),
        ("rossi, Adamo and rosso", "Ada Rossi", "P-1, Adamo and rosso"),
        ("De Li is here", "De Li", "De Li is here"),
        ("D'Angelo (+x) cooks", "D'Angelo (+x)", "P-1 cooks"),
        (r"Ada \1", "Ada", r"P-1 \1"),
        ("", "Ada", ""),
        ("Ada", "", "Ada"),
    ],
)
def test_without_names(text, names, expected):
    assert without_names(text, names, "P-1") == expected
