# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestOrganisationSearch(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mario = cls._employer(
            "Ristorazione Uno S.r.l.",
            trade_name="Da Mario",
            phone="+39 026504558",
            email="cucina@damario.example",
            vat_number="12345670017",
        )
        partner = cls.mario.partner_id
        cls.unit = cls._unit(cls.mario, phone="0039 347 1112233")
        cls.env["res.partner"].create(
            [
                {"name": "Giulia Bianchi", "parent_id": partner.id, "phone": "333/4445556"},
                {"name": "Zefiro Neri", "parent_id": cls.unit.id, "phone": "02 319243-9"},
            ]
        )

    def _found(self, term):
        Organisation = self.as_role("employer.organisation", "reader")
        return Organisation.search([("display_name", "ilike", term)])

    def test_finds_by_everything_one_knows(self):
        terms = [
            "ristorazione",
            "Da Mario",
            "12345670017",
            "IT12345670017",
            "IT 123 456 70017",
            "cucina@",
            "Giulia",
            "zefiro",
        ]
        for term in terms:
            with self.subTest(term):
                self.assertEqual(self._found(term), self.mario)

    def test_finds_by_phone_in_any_format(self):
        terms = [
            "02 6504558",
            "026504558",
            "+39 026504558",
            "+39 02 650 4558",
            "0039026504558",
            "39026504558",
            "02/6504558-8",
            "(02) 650.45.58",
            "6504558",
            "347 1112233",
            "+393334445556",
            "02/319243-9",
        ]
        for term in terms:
            with self.subTest(term):
                self.assertEqual(self._found(term), self.mario)

    def test_finds_nothing_else(self):
        for term in ("02 9999999", "IT99999999999", "Nobody"):
            with self.subTest(term):
                self.assertNotIn(self.mario, self._found(term))

    def test_phone_follows_the_contact(self):
        self.mario.partner_id.phone = "02 7777777"
        self.assertEqual(self._found("027777777"), self.mario)
        self.assertFalse(self._found("02 6504558"))

    def test_display_name_adds_the_sign_when_it_differs(self):
        self.assertEqual(self.mario.display_name, "Ristorazione Uno S.r.l. (Da Mario)")
        self.employer.trade_name = "TRATTORIA ALFA"
        self.assertEqual(self.employer.display_name, "Trattoria Alfa")

    def test_exact_and_negative_searches_still_work(self):
        Organisation = self.env["employer.organisation"]
        self.assertIn(self.employer, Organisation.search([("display_name", "not ilike", "Mario")]))
        self.assertNotIn(self.mario, Organisation.search([("display_name", "not ilike", "Mario")]))
        self.assertEqual(
            Organisation.search([("display_name", "=", "Da Mario")]), self.mario, "the sign alone"
        )
