# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
"""What the pages for companies and partners were tested with, for the declaration of an office.

`dev/suites/test_accessibility.py` runs this version with these rules on every such page, and fails
when what is said here is not what was run.
"""

from datetime import date

#: Of the programme axe-core; `dev/axe.txt` pins the package that brings it.
AXE_VERSION = "4.12.1"
#: The rules of axe-core that stand for WCAG 2.1, levels A and AA.
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa")
#: Colours asked for and width of the window in pixels; each page is tested in all of them.
LOOKS = (("light", 1366), ("light", 320), ("dark", 1366), ("dark", 320))
#: The last test before a release, by the version of axe-core: another version needs its own day.
TESTED = {"4.12.1": date(2026, 11, 22)}
TESTED_ON = TESTED[AXE_VERSION]
