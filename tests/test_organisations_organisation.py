# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import EngagementCase

VAT = "12345670017"
VAT_2 = "58473630158"


@tagged("post_install", "-at_install")
class TestOrganisation(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Organisation = cls.env["employer.organisation"].with_user(cls.users["officer"])
        cls.Partner = cls.env["res.partner"]

    # ---- the contact of the ERP

    def test_create_makes_a_company_contact(self):
        organisation = self.Organisation.create(
            {"name": "Da Mario S.r.l.", "vat_number": f"IT {VAT}", "phone": "02 6504558"}
        )
        partner = organisation.partner_id
        self.assertEqual(partner.name, "Da Mario S.r.l.")
        self.assertTrue(partner.is_company)
        self.assertEqual(partner.vat, f"IT{VAT}")
        self.assertEqual(partner.phone, "02 6504558")
        self.assertTrue(partner.sudo().is_employer)
        self.assertFalse(partner.sudo().is_partner_organisation)

    def test_create_adopts_the_commercial_entity_and_leaves_its_name(self):
        company = self.Partner.create({"name": "Gamma S.p.A.", "is_company": True})
        person = self.Partner.create({"name": "Ada", "parent_id": company.id})
        organisation = self.Organisation.create({"partner_id": person.id, "name": "Gamma"})
        self.assertEqual(organisation.partner_id, company)
        self.assertEqual(organisation.main_contact_id, person)
        self.assertEqual(company.name, "Gamma S.p.A.")
        self.assertEqual(organisation.name, "Gamma S.p.A.")

    def test_create_adopts_the_contact_with_the_same_vat(self):
        for spelling in (VAT, f"IT{VAT}"):
            with self.subTest(spelling):
                company = self.Partner.create(
                    {"name": "Delta S.r.l.", "is_company": True, "vat": spelling}
                )
                before = self.Partner.search_count([])
                organisation = self.Organisation.create({"name": "Delta", "vat_number": VAT})
                self.assertEqual(organisation.partner_id, company)
                self.assertEqual(self.Partner.search_count([]), before)
                organisation.with_env(self.env).unlink()
                company.unlink()

    def test_two_contacts_with_the_same_vat_are_not_guessed(self):
        self.Partner.create(
            [{"name": name, "is_company": True, "vat": VAT} for name in ("First", "Second")]
        )
        with self.assertRaisesRegex(ValidationError, "several contacts.*“First”, “Second”"):
            self.Organisation.create({"name": "Third", "vat_number": VAT})

    def test_flags_follow_every_office(self):
        partner = self.employer.partner_id
        other = (
            self.env["employer.organisation"]
            .with_user(self.other_officer)
            .create({"partner_id": partner.id, "is_employer": False})
        )
        self.assertTrue(partner.is_employer)
        self.employer.is_employer = False
        self.assertFalse(partner.is_employer)
        other.is_employer = True
        self.assertTrue(partner.is_employer)
        other.with_env(self.env).unlink()
        self.assertFalse(partner.is_employer)

    def test_a_name_is_needed(self):
        with self.assertRaisesRegex(ValidationError, "needs a name"):
            self.Organisation.create({"trade_name": "No name"})

    def test_form_creates_without_choosing_a_contact(self):
        with Form(self.Organisation) as form:
            form.name = "Typed by hand"
            form.phone = "02 111222"
        organisation = form.record
        self.assertEqual(organisation.partner_id.phone, "02 111222")

    def test_copy_is_another_organisation(self):
        self.employer.write({"vat_number": VAT})
        copy = self.employer.copy()
        self.assertNotEqual(copy.partner_id, self.employer.partner_id)
        self.assertFalse(copy.vat_number)

    # ---- numbers

    def test_numbers_have_one_spelling(self):
        organisation = self.Organisation.create(
            {"name": "A", "vat_number": "it 123-456.70017", "ateco_code": "561011"}
        )
        self.assertEqual(organisation.vat_number, VAT)
        self.assertEqual(organisation.ateco_code, "56.10.11")
        organisation.vat_number = "  "
        self.assertFalse(organisation.vat_number)

    def test_wrong_numbers_are_refused_in_words(self):
        for vals, words in (
            (
                {"vat_number": "12345670018"},
                "VAT number.*Rossi.*check digit.*leave the field empty",
            ),
            ({"vat_number": "1234"}, "11 digits"),
            ({"fiscal_code": "XX"}, "16 characters"),
            ({"ateco_code": "I"}, "section letter"),
        ):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, words):
                self.Organisation.create({"name": "Rossi", **vals})
        with self.assertRaisesRegex(ValidationError, "Trattoria Alfa"):
            self.employer.vat_number = "12345670018"

    def test_one_organisation_a_number_and_office(self):
        first = self.Organisation.create({"name": "First", "vat_number": VAT})
        for vals in ({"name": "Second", "vat_number": VAT}, {"name": "S", "fiscal_code": VAT_2}):
            with self.subTest(vals):
                if "fiscal_code" in vals:
                    first.fiscal_code = VAT_2
                with self.assertRaisesRegex(ValidationError, "belongs to “First”"):
                    self.Organisation.create(vals)
        with self.assertRaisesRegex(ValidationError, "belongs to “First”"):
            self.employer.vat_number = VAT
        first.vat_number = VAT  # its own again: nothing to refuse
        other = (
            self.env["employer.organisation"]
            .with_user(self.other_officer)
            .create({"name": "Elsewhere", "vat_number": VAT})
        )
        self.assertEqual(other.company_id, self.other_office)

    def test_vat_learnt_later_reaches_an_empty_contact_only(self):
        self.employer.vat_number = VAT
        self.assertEqual(self.employer.partner_id.vat, f"IT{VAT}")
        self.employer.vat_number = VAT_2
        self.assertEqual(self.employer.partner_id.vat, f"IT{VAT}")

    # ---- activity and size

    def test_ateco_leads_to_the_activity_and_the_industry(self):
        divisions = self._division("56"), self._division("45"), self._division("47")
        industries = self.env["res.partner.industry"].create([{"name": "Food"}, {"name": "Trade"}])
        divisions[0].industry_id, divisions[2].industry_id = industries
        organisation = self.Organisation.create({"name": "A", "ateco_code": "56.10.11"})
        self.assertEqual(organisation.economic_activity_id, divisions[0])
        self.assertEqual(organisation.partner_id.industry_id, industries[0])
        organisation.economic_activity_id = divisions[2]
        self.assertEqual(organisation.partner_id.industry_id, industries[1], "set by us: follows")

    def test_industry_chosen_in_the_erp_stays(self):
        chosen, ours = self.env["res.partner.industry"].create([{"name": "Own"}, {"name": "Ours"}])
        division = self._division("56")
        division.industry_id = ours
        self.employer.partner_id.industry_id = chosen
        self.employer.ateco_code = "56.10.11"
        self.assertEqual(self.employer.economic_activity_id, division)
        self.assertEqual(self.employer.partner_id.industry_id, chosen)

    def test_edition_is_guessed_only_when_one_has_the_code(self):
        self.employer.ateco_code = "45.20.10"
        self.assertEqual(self.employer.ateco_edition, "2007")
        self.employer.write({"ateco_code": "56", "ateco_edition": "2025"})
        self.assertEqual(self.employer.ateco_edition, "2025")

    def test_size_from_the_newest_headcount_of_every_unit(self):
        unit = self._unit(self.employer)
        self.employer.size_class = "large"
        self._headcount(date="2026-01-10", open_ended=9)
        self.assertEqual(self.employer.size_class, "micro")
        self._headcount(date="2026-01-20", open_ended=10)
        self.assertEqual(self.employer.size_class, "small")
        self._headcount(date="2026-01-05", open_ended=300)
        self.assertEqual(self.employer.size_class, "small", "an older one changes nothing")
        self._headcount(date="2026-01-20", unit_id=unit.id, open_ended=40)
        self.assertEqual(self.employer.size_class, "medium")
        self._headcount(date="2999-01-01", open_ended=5000)
        self.assertEqual(self.employer.size_class, "medium", "not yet")

    def test_headcount_is_never_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._headcount(date="2026-01-10", apprentices=-1)

    # ---- units

    def test_a_unit_is_an_address_of_its_company(self):
        action = self.employer.with_user(self.users["officer"]).action_add_unit()
        partner = self.Partner.with_user(self.users["officer"]).with_context(**action["context"])
        with Form(partner, view="employer_engagement.res_partner_view_form_unit") as form:
            form.name = "Shop"
        unit = form.record
        self.assertEqual(unit.parent_id, self.employer.partner_id)
        self.assertEqual(unit.type, "other")
        self.assertTrue(unit.is_operating_unit)
        self.assertFalse(unit.is_company)
        for vals in ({"is_company": True}, {"type": "contact"}, {"parent_id": False}):
            with self.subTest(vals), self.assertRaisesRegex(ValidationError, "operating unit"):
                unit.write(vals)

    # ---- helpers

    def _division(self, code):
        found = self.env["employer.economic.activity"].search(
            [("code", "=", code), ("edition", "=", "2025"), ("level", "=", "division")]
        )
        return found or found.create({"code": code, "name": code, "level": "division"})

    def _headcount(self, **vals):
        return self.env["employer.headcount"].create({"employer_id": self.employer.id, **vals})
