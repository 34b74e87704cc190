# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ..tools.calendar_months import period_end
from .common_internships import TODAY, InternshipCase

#: Shipped scheme -> its fewest and most months (DOMAIN.md §1.6, §2.2); 0: no shortest length.
LIMITS = {
    "city": (1, 6),
    "company": (2, 6),
    "company_seasonal": (1, 6),
    "company_eqf4": (2, 12),
    "company_12": (0, 12),
    "company_24": (0, 24),
}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestSchemes(InternshipCase):
    """The lengths of the shipped schemes on both sides, and the quota with its hiring bonus."""

    def _duration_of(self, scheme, last):
        """Return what R1 says of one that ends on `last`."""
        internship = self._internship(scheme_id=scheme.id, agreed_end_date=last)
        return internship._breaches(("R1",))

    def test_each_shipped_scheme_on_both_sides_of_its_limits(self):
        day = timedelta(days=1)
        start = date(2026, 3, 2)
        for name, (fewest, most) in LIMITS.items():
            scheme = self.env.ref(f"employer_engagement.employer_internship_scheme_{name}")
            last = period_end(start, most)
            with self.subTest(scheme=name):
                self.assertFalse(self._duration_of(scheme, last))
                self.assertTrue(self._duration_of(scheme, last + day))
                if fewest:
                    last = period_end(start, fewest)
                    self.assertFalse(self._duration_of(scheme, last))
                    self.assertTrue(self._duration_of(scheme, last - day))
                else:
                    self.assertFalse(self._duration_of(scheme, start + day))
                self.assertEqual(
                    scheme.public_name, "Internship", "outside nothing tells them apart"
                )

    # ---- R4 with the hiring bonus

    def _former(self, number, hired, hours=20, end="2026-12-31", family="fixed_term"):
        """Make `number` internships that ended in February, the first `hired` of them hired."""
        for index in range(number):
            person = self._person()
            internship = self._internship(
                candidate_id=person.id, start_date="2025-12-01", months=2, weekly_hours=30
            )
            # sudo and history: the past is given, not lived again
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE employer_internship SET state = 'ended', end_kind = 'term',"
                " actual_end_date = '2026-01-31' WHERE id = %s",
                [internship.id],
            )
            internship.invalidate_recordset()
            if index < hired:
                contract = {
                    "family": family,
                    "start_date": "2026-02-01",
                    "end_date": end,
                    "weekly_hours": hours,
                }
                self._hire(
                    candidate_id=person.id,
                    origin="internship_here",
                    internship_id=internship.id,
                    contract_ids=[Command.create(contract)],
                )

    def _places(self, staff):
        headcount = self.env["employer.headcount"].create(
            {"employer_id": self.employer.id, "date": "2026-01-01", "open_ended": staff}
        )
        return self._internship()._bonus_places(headcount)

    def test_the_bonus_rises_with_the_share_hired(self):
        self._former(5, 1)
        self.assertEqual(self._places(21), 1)
        self.assertEqual(self._places(20), 0, "a unit of up to twenty has none")
        self._former(1, 0)
        self.assertEqual(self._places(22), 0, "one of six is under twenty per cent")
        self._former(4, 4)
        self.assertEqual(self._places(23), 2, "five of ten")

    def test_a_short_or_small_contract_is_no_bonus(self):
        self._former(1, 1, end="2026-07-30")
        self.assertEqual(self._places(21), 0)
        self._former(1, 1, hours=19.5)
        self.assertEqual(self._places(22), 0)
        self._former(1, 1, hours=20, end="2026-07-31")
        self.assertEqual(self._places(23), 1, "one of three")

    def test_only_the_host_s_own_contracts_are_a_bonus(self):
        for staff, family, places in ((21, "agency", 0), (22, "other", 0), (23, "open_ended", 1)):
            self._former(1, 1, end=False, family=family)
            self.assertEqual(self._places(staff), places, family)

    def test_the_bonus_lets_one_more_in(self):
        self.env.ref(
            "employer_engagement.employer_engagement_group_user"
        ).implied_ids += self.env.ref(
            "employer_engagement.employer_engagement_feature_computed_quota"
        )
        self._rule("R8", "off")
        self._former(1, 1)
        self.env["employer.headcount"].create(
            {"employer_id": self.employer.id, "date": "2026-01-01", "open_ended": 21}
        )
        # three places by staff and four by the bonus
        for _one in range(7):
            internship = self._internship(candidate_id=self._person().id)
            self.assertFalse(internship._breaches(("R4",)))
            internship.action_ready()
        self.assertTrue(self._internship()._breaches(("R4",)))
