# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestArea(EngagementCase):
    """Whose is what comes in: the closest line of the office's areas, else its default."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.food = cls.env.ref("employer_engagement.employer_economic_activity_i", False) or (
            cls.env["employer.economic.activity"].search([("level", "=", "section")], limit=1)
        )
        cls.office.employer_inbound_user_id = cls.users["manager"]

    def _area(self, **vals):
        return self.env["employer.area"].create(
            {"name": "Area", "user_id": self.users["officer"].id, **vals}
        )

    def _owner(self, **where):
        return self.env["employer.area"]._owner(self.office, **where)[0]

    def test_the_closest_line_wins(self):
        self._area(zip_prefixes="201")
        near = self._area(zip_prefixes="20151, 20152", user_id=self.officer_2.id)
        both = self._area(
            zip_prefixes="201",
            economic_activity_id=self.food.id,
            user_id=self.users["manager"].id,
        )
        self.assertEqual(self._owner(zip_code="20100"), self.users["officer"])
        self.assertEqual(self._owner(zip_code="20151"), near.user_id)
        division = self.food.search([("parent_id", "=", self.food.id)], limit=1)
        self.assertEqual(self._owner(zip_code="20151", activity=division), both.user_id)

    def test_a_district_by_its_name(self):
        self._area(places="Municipio 8, Rho")
        self.assertEqual(self._owner(place="rho "), self.users["officer"])
        self.assertEqual(self._owner(place="Rhodos"), self.users["manager"])

    def test_without_a_line_the_default_of_the_office(self):
        self._area(zip_prefixes="201")
        self.assertEqual(self._owner(zip_code="00100"), self.users["manager"])
        self.assertEqual(self._owner(), self.users["manager"])

    def test_a_team_gives_it_to_who_has_least(self):
        members = self.users["officer"] | self.officer_2
        team = self.team.copy({"member_ids": [(6, 0, members.ids)]})
        self._area(zip_prefixes="2", user_id=False, team_id=team.id)
        self.env["employer.inbound"].create(
            {"name": "X", "channel": "mail", "user_id": self.users["officer"].id}
        )
        self.assertEqual(self._owner(zip_code="20100"), self.officer_2)

    def test_another_office_has_its_own_lines(self):
        self._area(zip_prefixes="2", company_id=self.other_office.id, user_id=self.other_officer.id)
        self.assertEqual(self._owner(zip_code="20100"), self.users["manager"])
        found = self.env["employer.area"]._find(self.office | self.other_office, zip_code="20100")
        self.assertEqual(found.company_id, self.other_office)

    def test_a_line_says_who_and_what(self):
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._area(zip_prefixes="2", user_id=False)
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self._area()
