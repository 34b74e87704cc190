# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import SQL

from .common import EngagementCase

VAT = "12345670017"
VAT_2 = "00743110157"


@tagged("post_install", "-at_install")
class TestDuplicates(EngagementCase):
    """What may be one organisation: refused by number, shown by domain, phone and name."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Duplicate = cls.env["employer.duplicate"]
        cls.Duplicate.search([]).unlink()

    def _refresh(self, **options):
        self.Duplicate._refresh(self.office, **options)

    def _pairs(self):
        self._refresh()
        return self.Duplicate.search([])

    def _found(self, **vals):
        """Return {organisation: why} that the form of a new organisation shows."""
        new = self.env["employer.organisation"].with_user(self.users["officer"]).new(vals)
        return {other.id: why for other, why in new._possible_duplicates()}

    # ---- the same number

    def test_an_archived_one_keeps_its_number(self):
        other = self._employer("Gone", vat_number=VAT)
        other.active = False
        with self.assertRaisesRegex(ValidationError, "“Gone” already, which is archived"):
            self._employer("New", vat_number=VAT)

    def test_the_refusal_opens_the_other_one(self):
        other = self._employer("First", fiscal_code=VAT)
        with self.assertRaises(ValidationError) as refusal:
            self._employer("New", fiscal_code=VAT)
        message, action, button, _context = refusal.exception.args
        self.assertEqual((action["res_model"], action["res_id"]), (other._name, other.id))
        self.assertTrue(button)
        self.assertEqual(str(refusal.exception), message)

    def test_the_number_on_the_contact_of_another(self):
        self.employer.partner_id.vat = f"IT{VAT}"
        with self.assertRaisesRegex(ValidationError, "on the contact of “Trattoria Alfa”"):
            self._employer("New", vat_number=VAT)
        self.employer.vat_number = VAT  # its own

    def test_a_free_contact_is_taken_and_several_are_to_choose(self):
        contacts = self.env["res.partner"].create(
            [{"name": f"Alfa {n}", "is_company": True, "vat": f"IT{VAT_2}"} for n in (1, 2)]
        )
        with self.assertRaisesRegex(ValidationError, "“Alfa 1”, “Alfa 2”"):
            self._employer("New", vat_number=VAT_2)
        chosen = self._employer("New", vat_number=VAT_2, partner_id=contacts[1].id)
        self.assertEqual(chosen.partner_id, contacts[1])

    def test_the_other_office_has_its_own(self):
        self._employer("First", vat_number=VAT)
        other = self._employer("First", vat_number=VAT, company_id=self.other_office.id)
        self.assertTrue(other)

    # ---- shown while typing

    def test_the_form_of_a_new_one_shows_who_it_may_be(self):
        self.employer.partner_id.email = "info@alfa-trattoria.it"
        form = Form(self.as_role("employer.organisation", "officer"))
        form.name = "TRATTORIA ALFA S.R.L."
        self.assertIn("Trattoria Alfa", form.duplicate_words)
        self.assertIn(f"/odoo/employers/{self.employer.id}", form.duplicate_words)
        form.name = "Quite Different"
        self.assertFalse(form.duplicate_words)
        form.email = "sales@alfa-trattoria.it"
        self.assertIn("alfa-trattoria.it", form.duplicate_words)

    def test_names_are_compared_without_form_and_accents(self):
        for name in ("Trattoria Àlfa SNC", "Tratoria Alfa", "alfa trattoria"):
            with self.subTest(name):
                self.assertIn(self.employer.id, self._found(name=name))
        self.assertNotIn(self.employer.id, self._found(name="Trattoria Zeta"))

    def test_the_threshold_is_the_offices(self):
        name = "Trattoria Alfea Nova"
        self.office.employer_duplicate_similarity = 90
        self.assertNotIn(self.employer.id, self._found(name=name))
        self.office.employer_duplicate_similarity = 30
        self.assertIn(self.employer.id, self._found(name=name))

    def test_a_providers_domain_says_nothing(self):
        self.employer.partner_id.email = "alfa@gmail.com"
        self.assertFalse(self._found(name="Zzz", email="zzz@gmail.com"))
        self.employer.partner_id.email = "alfa@pec.it"
        self.assertFalse(self._found(name="Zzz", email="zzz@pec.it"))
        self.employer.partner_id.email = "alfa@studio.it"
        self.assertIn(self.employer.id, self._found(name="Zzz", email="zzz@studio.it"))
        self.env["employer.mail.provider"].with_user(self.users["manager"]).create(
            {"domain": "@Studio.it"}
        )
        self.assertFalse(self._found(name="Zzz", email="zzz@studio.it"))

    def test_a_provider_is_a_domain(self):
        with self.assertRaisesRegex(ValidationError, "no mail domain"):
            self.env["employer.mail.provider"].create({"domain": "gmail"})

    def test_any_phone_of_units_and_people(self):
        self._unit(self.employer, phone="02 6504558")
        self.assertIn(self.employer.id, self._found(name="Zzz", phone="+39 02/6504558"))
        self.assertFalse(self._found(name="Zzz", phone="02 6504559"))

    def test_the_sign_and_the_name_of_another(self):
        self.employer_2.trade_name = "Il Gatto"
        self.assertIn(self.employer_2.id, self._found(name="Il Gatto S.a.s."))

    def test_what_many_share_says_nothing(self):
        self.office.employer_duplicate_shared = 3
        for number in range(3):
            found = self._found(name="Zzz", phone="026504558")
            self.assertEqual(len(found), number)
            shop = self._employer(f"Shop {'abc'[number] * 9}")
            shop.partner_id.phone = "02 6504558"
        self.assertFalse(self._found(name="Zzz", phone="026504558"))

    def test_the_other_office_is_no_duplicate(self):
        self._employer("Osteria Gamma", company_id=self.other_office.id)
        self.assertFalse(self._found(name="Osteria Gamma"))

    def test_an_archived_one_is_no_duplicate(self):
        self.employer.active = False
        self.assertFalse(self._found(name="Trattoria Alfa"))

    # ---- the list

    def test_pairs_are_found_once_with_their_reasons(self):
        twin = self._employer("Alfa Trattoria Srl")
        for organisation in (self.employer, twin):
            organisation.partner_id.write({"phone": "02 6504558", "email": "info@alfa.it"})
        pair = self._pairs()
        self.assertEqual((pair.first_id, pair.second_id), (self.employer, twin))
        self.assertEqual((pair.domains, pair.phones), ("alfa.it", "026504558"))
        self.assertGreaterEqual(pair.similarity, 0.6)
        for word in ("alfa.it", "026504558", "names alike"):
            self.assertIn(word, pair.reason)
        self._refresh(everything=True)
        self.assertEqual(self.Duplicate.search([]), pair)

    def test_one_number_as_vat_and_as_fiscal_code(self):
        first = self._employer("Abc", vat_number=VAT)
        second = self._employer("Xyz")
        with self.assertRaisesRegex(ValidationError, "belongs to “Abc”"):
            second.fiscal_code = VAT
        self.env.flush_all()
        self.cr.execute(  # as older data may be
            SQL("UPDATE employer_organisation SET fiscal_code = %s WHERE id = %s", VAT, second.id)
        )
        self.env.invalidate_all()
        pair = self._pairs()
        self.assertEqual((pair.first_id, pair.same_number), (first, True))

    def test_a_pair_vanishes_with_its_reason(self):
        twin = self._employer("Trattoria Alfa snc")
        self.assertTrue(self._pairs())
        twin.name = "Something Else"
        self.assertFalse(self._pairs())

    def test_nothing_is_looked_at_twice(self):
        self._employer("Trattoria Alfa snc")
        pair = self._pairs()
        pair.unlink()
        self.assertFalse(self._pairs())
        self.Duplicate._cron_refresh()
        self.assertTrue(self.Duplicate.search([]))

    def test_not_the_same_is_remembered_for_both(self):
        twin = self._employer("Trattoria Alfa snc")
        pair = self._pairs().with_user(self.users["officer"])
        pair.action_not_same()
        self.assertEqual((pair.state, pair.decided_by_id), ("not_same", self.users["officer"]))
        self._refresh(everything=True)
        self.assertEqual(pair.state, "not_same")
        self.assertFalse(self.employer._possible_duplicates())
        self.assertFalse(twin._possible_duplicates())
        pair.action_possible()
        self.assertTrue(self.employer._possible_duplicates())
        self.assertTrue(twin._possible_duplicates())
        self.assertFalse(pair.decided_by_id)

    def test_who_may_say_so(self):
        self._employer("Trattoria Alfa snc")
        pair = self._pairs()
        for user in (self.users["reader"], self.other_officer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                pair.with_user(user).action_not_same()
        with self.assertRaises(AccessError):
            pair.with_user(self.users["officer"]).write({"state": "not_same"})

    def test_a_pair_is_of_one_office(self):
        other = self._employer("Elsewhere", company_id=self.other_office.id)
        with self.assertRaisesRegex(UserError, "same office"):
            self.Duplicate._pair(self.employer | other)

    def test_the_list_is_fresh_when_opened(self):
        self._employer("Trattoria Alfa snc")
        action = self.as_role("employer.duplicate", "officer").action_open_list()
        self.assertEqual(action["res_model"], "employer.duplicate")
        self.assertEqual(len(self.Duplicate.search([])), 1)
        with self.assertRaises(AccessError):
            self.as_role("employer.duplicate", "reader").action_open_list()

    def test_a_list_of_pairs_costs_the_same_for_many(self):
        costs = []
        for number in (2, 20):
            for index in range(number):
                self._employer(f"Trattoria Alfa {'abcdefghijklmnopqrstuvwxyz'[index]}{number}")
            self._refresh()
            self.env.invalidate_all()
            pairs = self.as_role("employer.duplicate", "officer").search([], limit=80)
            shown = {"first_id": {"fields": {"display_name": {}}}, "first_city": {}, "reason": {}}
            pairs.web_read(shown)  # rights are read once
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            pairs.web_read(shown)
            costs.append(self.cr.sql_log_count - before)
        self.assertEqual(costs[0], costs[1])
