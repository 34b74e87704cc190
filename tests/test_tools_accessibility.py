# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import date
from pathlib import Path

from odoo.addons.employer_engagement.tools import accessibility

PIN = Path(__file__).parents[1] / "dev" / "axe.txt"


def test_the_day_is_that_of_the_version_that_is_run():
    brought = re.search(r"axe-core (\d+\.\d+\.\d+)", PIN.read_text())[1]
    assert brought == accessibility.AXE_VERSION
    assert accessibility.TESTED[brought] == accessibility.TESTED_ON
    assert max(accessibility.TESTED.values()) == accessibility.TESTED_ON
    assert date.today() >= accessibility.TESTED_ON


def test_every_look_is_both_wide_and_narrow_light_and_dark():
    colours, widths = zip(*accessibility.LOOKS, strict=True)
    assert set(colours) == {"light", "dark"}
    assert {320, 1366} == set(widths)
    assert len(set(accessibility.LOOKS)) == 4
