# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import EngagementCase

YEAR = (date(2025, 1, 1), date(2025, 12, 31))
REFERENCE = date(2026, 6, 30)


@tagged("post_install", "-at_install")
class TestIndicatorValues(EngagementCase):
    """Values are kept once, read by managers alone, and read out as a sentence."""

    def _refresh(self, role="manager", company=None, **more):
        values = self.as_role("employer.indicator.value", role)
        return values._refresh(company or self.office, *YEAR, REFERENCE, **more)

    def _value(self, **vals):
        return self.env["employer.indicator.value"].create(
            {
                "indicator": "conversion_host",
                "company_id": self.office.id,
                "date_from": YEAR[0],
                "date_to": YEAR[1],
                "reference_date": REFERENCE,
                "dimension": "total",
                "member": "",
                **vals,
            }
        )

    def test_counted_again_a_value_keeps_its_row(self):
        first = self._refresh()
        gone = self._value(indicator="hires", dimension="team", member=str(self.team.id))
        self.assertEqual(self._refresh(), first)
        self.assertFalse(gone.exists(), "a member without figure")
        totals = self._refresh(dimensions=["total"])
        self.assertEqual(totals, first.filtered(lambda one: one.dimension == "total"))

    def test_managers_of_the_office_alone(self):
        for role in ("reader", "officer", "tutor", "privacy"):
            with self.assertRaises(AccessError):
                self._refresh(role)
        with self.assertRaises(AccessError):
            self._refresh(company=self.other_office)
        values = self._refresh()
        with self.assertRaises(AccessError):
            values[0].numerator = 1

    def test_a_rate_is_read_as_a_sentence(self):
        value = self._value(numerator=165, denominator=300, unknown=38, immature=42)
        self.assertEqual(
            value.sentence,
            "Of 300 ended and observed 180 days: 165 hired (55 %), 97 not hired, "
            "38 not known; 42 ended too recently.",
        )
        self.assertEqual((value.value, value.display_value), (55, "55 %"))

    def test_weak_above_the_office_s_share_of_unknown(self):
        value = self._value(numerator=50, denominator=100, unknown=20)
        self.assertFalse(value.is_weak, "20 % is not above")
        value.unknown = 21
        self.assertTrue(value.is_weak)
        self.office.employer_weak_percent = 21
        self.assertFalse(value.is_weak)
