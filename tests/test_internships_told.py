# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInternshipsTold(InternshipCase):
    """Before a start somebody writes down that the person was told what the pay changes."""

    def test_not_told_asks_and_told_is_silent(self):
        self._rule("R7_PAY", "ask")
        internship = self._internship(pay_told_date=False)
        self.assertIn("R7_PAY", dict(internship._breaches()))
        self.assertIn("reception place", internship.rule_notes)
        internship.action_pay_told()
        self.assertEqual(str(internship.pay_told_date), TODAY)
        self.assertNotIn("R7_PAY", dict(internship._breaches()))
        self.assertNotIn("reception place", internship.rule_notes or "")

    def test_told_after_the_first_day_is_not_told(self):
        for told, is_missing in (("2026-03-02", False), ("2026-03-03", True)):
            internship = self._internship(pay_told_date=told)
            self.assertEqual("R7_PAY" in dict(internship._breaches()), is_missing)

    def test_the_limit_of_income_is_that_of_the_year(self):
        for day, limit in (
            ("2024-12-31", (6947.33, 2024)),
            ("2025-01-01", (7002.97, 2025)),
            ("2026-12-31", (7101.12, 2026)),
            ("2028-01-01", (7101.12, 2026)),  # until the new line is added
            ("2023-12-31", False),
        ):
            self.assertEqual(self._internship(start_date=day)._pay_limit(), limit, day)
        self._rule("R7_PAY", "off")
        self.assertFalse(self._internship()._pay_limit())
