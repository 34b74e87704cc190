# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.controllers.link import EmployerLinkPages
from odoo.addons.employer_engagement.controllers.portal import FIELDS
from odoo.addons.employer_engagement.models.organisations.res_config_settings_inbound import (
    PAGE_LIMIT,
)

from .common import EngagementCase

PAGE = "/engagement/companies"


class PageCase(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.env["employer.privacy.notice"].create(
            {
                "lang": "en_US",
                "version": "en-1",
                "text": "<p>English notice</p>",
                "valid_from": "2020-01-01",
            }
        )
        cls.office.write(
            {
                "employer_page_published": True,
                "employer_inbound_user_id": cls.officer_2.id,
            }
        )
        cls.inbounds = cls.env["employer.inbound"]

    def _form(self, **vals):
        return {
            "company_name": "Nuova S.r.l.",
            "vat_number": False,
            "sender_name": "Ugo Neri",
            "email_from": "ugo@nuova.example",
            "phone": "02 5555 0199",
            "zip": "20151",
            "place": False,
            "excerpt": "A cook from May",
            "positions": 2,
            "form_key": False,
            "notice_id": self.notice.id,
            **vals,
        }

    def _file(self, company=None, **vals):
        before = self.inbounds.search([])
        self.inbounds.with_user(self.env.ref("base.public_user")).sudo()._file_page(
            self._form(**vals), company or self.office
        )
        return self.inbounds.search([]) - before


@tagged("post_install", "-at_install")
class TestPageFiling(PageCase):
    """What a form becomes."""

    def test_a_company_nobody_knows_is_a_scouting_for_the_owner_of_the_area(self):
        self.env["employer.area"].create(
            {"name": "North", "zip_prefixes": "2015", "user_id": self.users["officer"].id}
        )
        inbound = self._file()
        employer, scouting = inbound.employer_id, inbound.scouting_id
        self.assertEqual(
            (employer.name, employer.phone, employer.zip, employer.to_identify),
            ("Nuova S.r.l.", "02 5555 0199", "20151", False),
        )
        self.assertEqual(
            (scouting.source, scouting.expected_positions, scouting.need, scouting.user_id),
            ("inbound", 2, "A cook from May", self.users["officer"]),
        )
        self.assertEqual(scouting.next_step_date, inbound._received_on())
        self.assertEqual(inbound.notice_id, self.notice)
        self.assertFalse(inbound.interaction_id, "nobody has read it yet")
        self.as_role(inbound, "officer").action_done()
        self.assertEqual(inbound.interaction_id.channel, "web")

    def test_without_an_area_the_default_of_the_office(self):
        self.assertEqual(self._file().user_id, self.officer_2)

    def test_a_known_company_is_a_contact_and_a_note_and_nothing_new(self):
        self.employer.vat_number = "00488410010"
        scouting = self.env["employer.scouting"].create({"employer_id": self.employer.id})
        before = self.env["employer.organisation"].search_count([])
        inbound = self._file(vat_number="00488410010", company_name="Something else")
        self.assertEqual((inbound.employer_id, inbound.scouting_id), (self.employer, scouting))
        self.assertEqual(inbound.interaction_id.scouting_id, scouting)
        self.assertIn("A cook from May", str(scouting.message_ids.mapped("body")))
        self.assertEqual(self.employer.name, "Trattoria Alfa")
        self.assertEqual(self.env["employer.organisation"].search_count([]), before)

    def test_a_known_address_too(self):
        self.employer.email = "ugo@nuova.example"
        self.assertEqual(self._file().employer_id, self.employer)

    def test_a_known_address_with_another_vat_number_is_a_question(self):
        self.employer.write({"email": "ugo@nuova.example", "vat_number": "00488410010"})
        inbound = self._file(vat_number="00159560366")
        self.assertNotEqual(inbound.employer_id, self.employer)
        self.assertIn(self.employer, inbound.suggested_ids)

    def test_the_same_name_or_domain_is_a_suggestion(self):
        inbound = self._file(company_name="TRATTORIA ALFA SRL", email_from=False)
        self.assertEqual(inbound.suggested_ids, self.employer)
        self.assertFalse(inbound.employer_id or inbound.scouting_id)
        self.employer_2.website = "https://www.nuova.example"
        self.assertEqual(self._file().suggested_ids, self.employer_2)

    def test_a_stranger_never_changes_a_contact_of_the_erp(self):
        partner = self.env["res.partner"].create(
            {
                "name": "Supplier",
                "is_company": True,
                "vat": "IT00488410010",
                "email": "a@supplier.example",
                "phone": "06 1",
            }
        )
        inbound = self._file(vat_number="00488410010")
        self.assertEqual(inbound.employer_id.partner_id, partner)
        self.assertEqual(
            (partner.name, partner.email, partner.phone), ("Supplier", "a@supplier.example", "06 1")
        )

    def test_a_person_we_follow_is_no_company(self):
        person = self._person(identity={"email": "ugo@nuova.example"})
        before = self.env["employer.organisation"].search_count([])
        self.assertFalse(self._file())
        self.assertEqual(self.env["employer.organisation"].search_count([]), before)
        contact = self.env["employer.interaction"].search([("candidate_id", "=", person.id)])
        self.assertIn("A cook from May", contact.summary)

    def test_the_same_form_twice_is_filed_once(self):
        key = "0" * 36
        self.assertTrue(self._file(form_key=key))
        self.assertTrue(self.inbounds._is_sent(key))
        with mute_logger("odoo.sql_db"):
            self.assertFalse(self._file(form_key=key))

    def test_the_office_is_the_areas_else_the_default(self):
        offices = self.office | self.other_office
        self.other_office.employer_page_published = True
        self.assertEqual(self.inbounds._page_offices() & offices, offices)
        parameter = "employer_engagement.page_company_id"
        self.env["ir.config_parameter"].set_param(parameter, str(self.other_office.id))
        self.assertEqual(self.inbounds._page_office(offices, zip_code="20151"), self.other_office)
        self.env["employer.area"].create(
            {"name": "North", "zip_prefixes": "2015", "user_id": self.users["officer"].id}
        )
        self.assertEqual(self.inbounds._page_office(offices, zip_code="20151"), self.office)
        inbound = self._file(company=self.other_office)
        self.assertEqual(
            (inbound.company_id, inbound.employer_id.company_id, inbound.scouting_id.company_id),
            (self.other_office,) * 3,
        )

    def test_so_many_in_an_hour_and_not_one_more(self):
        visitor = self.inbounds._visitor("203.0.113.7")
        self.assertNotIn("203.0.113.7", visitor)
        self.env["ir.config_parameter"].set_param("employer_engagement.page_limit", "2")
        self._file(visitor_hash=visitor)
        self.assertFalse(self.inbounds._is_too_often(visitor))
        first = self._file(visitor_hash=visitor)
        self.assertTrue(self.inbounds._is_too_often(visitor))
        self.assertFalse(self.inbounds._is_too_often(self.inbounds._visitor("203.0.113.8")))
        first.received_at = fields.Datetime.subtract(fields.Datetime.now(), minutes=61)
        self.assertFalse(self.inbounds._is_too_often(visitor))

    def test_forms_of_a_person_we_follow_count_like_any_other(self):
        """Else whose form is never refused is followed by us: the limit would tell a stranger."""
        self._person(identity={"email": "ugo@nuova.example"})
        visitor = self.inbounds._visitor("203.0.113.7")
        self.env["ir.config_parameter"].set_param("employer_engagement.page_limit", "2")
        key = "0f6d0cd3-5a0c-4d29-9a8a-3f1c6a5d1a11"
        self.assertFalse(self._file(visitor_hash=visitor, form_key=key))
        self.assertTrue(self.inbounds._is_sent(key))
        self.assertFalse(self.inbounds._is_too_often(visitor))
        self._file(visitor_hash=visitor)
        self.assertTrue(self.inbounds._is_too_often(visitor))
        contacts = self.env["employer.interaction"].search([("visitor_hash", "=", visitor)])
        self.assertEqual(len(contacts), 2)
        with self.assertRaises(AccessError):
            self.as_role("employer.interaction", "tutor").search([("visitor_hash", "=", visitor)])
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE employer_interaction SET create_date = create_date - interval '2 days' "
            "WHERE id = %s",
            (contacts[0].id,),
        )
        self.env.invalidate_all()
        self.inbounds._gc_visitors()
        self.assertEqual(contacts.filtered("visitor_hash"), contacts[1])

    def test_from_where_it_came_is_forgotten(self):
        inbound = self._file(visitor_hash="abc")
        inbound.received_at = fields.Datetime.subtract(fields.Datetime.now(), days=2)
        young = self._file(visitor_hash="abc")
        self.inbounds._gc_visitors()
        self.assertFalse(inbound.visitor_hash)
        self.assertTrue(young.visitor_hash)

    def test_a_notice_in_force_is_kept_as_it_was(self):
        with self.assertRaises(UserError):
            self.notice.text = "Other"
        with self.assertRaises(UserError):
            self.notice.unlink()
        draft = self.notice.copy({"version": "en-2"})
        self.assertFalse(draft.valid_from)
        draft.text = "Newer"
        find = self.env["employer.privacy.notice"]._in_force
        self.assertEqual(find("companies", "en_US", self.office), self.notice)
        draft.valid_from = "2021-01-01"
        self.assertEqual(find("companies", "en_US", self.office), draft)
        own = draft.copy({"version": "own", "company_id": self.other_office.id})
        own.valid_from = "2020-06-01"
        self.assertEqual(find("companies", "en_US", self.other_office), own)
        self.assertEqual(find("companies", "it_IT", self.office), draft)
        self.assertEqual(
            find("companies", "en_US", self.office, self.notice.valid_from), self.notice
        )


@tagged("post_install", "-at_install")
class TestPageRoute(PageCase, HttpCase):
    """As a stranger: what is said, what is kept, what is refused."""

    def _open(self, path=PAGE, **headers):
        return self.url_open(path, headers=headers)

    def _typed(self, **vals):
        page = self._open()
        hidden = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
        return {
            "csrf_token": hidden["csrf_token"],
            "form_key": hidden["form_key"],
            "notice_id": hidden["notice_id"],
            "company_name": "Nuova S.r.l.",
            "contact_name": "Ugo Neri",
            "phone": "02 5555 0199",
            "consent": "yes",
            **vals,
        }

    def _send(self, typed=None, **vals):
        return self.url_open(PAGE, data={**(typed or self._typed()), **vals}, allow_redirects=False)

    def _count(self):
        return self.inbounds.search_count([])

    def test_pages_share_no_method_by_chance(self):
        """Odoo makes one class of all pages: of two methods with one name, one vanishes."""
        seen = {}
        for page in EmployerLinkPages.__subclasses__():
            for name in vars(page):
                if not name.startswith("__"):
                    self.assertNotIn(name, seen, f"{page} and {seen.get(name)}")
                    seen[name] = page
        self.assertTrue(seen)

    def test_without_a_notice_or_an_office_there_is_no_page(self):
        self.assertEqual(self._open().status_code, 200)
        self.office.employer_page_published = False
        self.assertEqual(self._open().status_code, 404)
        self.office.employer_page_published = True
        self.env.cr.execute("UPDATE employer_privacy_notice SET valid_from = NULL")
        self.env.invalidate_all()
        self.assertEqual(self._open().status_code, 404)
        self.assertEqual(self.url_open(PAGE, data={"x": "1"}).status_code, 400)

    def test_opening_it_changes_nothing_and_shows_no_name(self):
        before = self._count()
        page = self._open()
        self.assertEqual(self._count(), before)
        self.assertIn("English notice", page.text)
        for name in FIELDS:
            self.assertRegex(page.text, rf'<(input|textarea)[^>]* id="{name}"')
            self.assertIn(f'<label for="{name}"', page.text)
        for name in ("Trattoria Alfa", self.users["officer"].name, self.officer_2.name):
            self.assertNotIn(name, page.text)
        self.assertNotIn("<script", page.text)
        self.assertIn("no-store", page.headers["Cache-Control"])

    def test_the_language_is_the_browsers_or_the_one_asked_for(self):
        self.env["res.lang"]._activate_lang("it_IT")
        self.notice.copy({"lang": "it_IT", "version": "it-1", "text": "<p>Informativa</p>"}).write(
            {"valid_from": "2020-01-01"}
        )
        italian = self._open(**{"Accept-Language": "it-IT,it;q=0.9,en;q=0.5"})
        self.assertIn('<html lang="it-IT"', italian.text)
        self.assertIn("Informativa", italian.text)
        self.assertIn(f'href="{PAGE}?lang=en"', italian.text)
        english = self._open(PAGE + "?lang=en", **{"Accept-Language": "it"})
        self.assertIn('<html lang="en-US"', english.text)
        self.assertIn(f'href="{PAGE}?lang=it"', english.text)
        german = self._open(**{"Accept-Language": "de"})
        self.assertEqual(german.status_code, 200)

    def test_it_arrives_and_says_the_same_for_known_and_unknown(self):
        answers = []
        self.employer.phone = "02 5555 0100"
        self.employer.vat_number = "00488410010"
        for vat in ("", "00488410010"):
            typed = self._typed(vat_number=vat)
            sent = self._send(typed)
            self.assertEqual(sent.status_code, 303)
            answers.append((sent.headers["Location"], self._open(PAGE + "/thanks").text))
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(self.inbounds.search([])[0].employer_id, self.employer)
        self.assertEqual(self.inbounds.search([])[0].notice_id, self.notice)

    def test_a_double_click_is_one_message(self):
        typed, before = self._typed(), self._count()
        self.assertEqual([self._send(typed).status_code for _click in range(2)], [303, 303])
        self.assertEqual(self._count(), before + 1)

    def test_a_machine_gets_the_same_answer_and_leaves_nothing(self):
        before = self._count()
        self.assertEqual(self._send(company_fax="1").status_code, 303)
        self.assertEqual(self._count(), before)

    def test_without_the_token_of_the_form_it_is_refused(self):
        typed, before = self._typed(), self._count()
        del typed["csrf_token"]
        self.assertEqual(self.url_open(PAGE, data=typed).status_code, 400)
        self.assertEqual(self._count(), before)

    def test_what_was_typed_stays_and_errors_are_bound_to_fields(self):
        before = self._count()
        page = self._send(
            company_name="",
            phone="",
            email="nonsense",
            zip="201",
            vat_number="123",
            positions="many",
            need="<b>Bakers</b>",
            consent="",
        )
        self.assertEqual((page.status_code, self._count()), (422, before))
        for name in ("company_name", "email", "zip", "vat_number", "positions", "consent"):
            self.assertIn(f'id="{name}_error"', page.text)
            self.assertIn(f'href="#{name}"', page.text)
            self.assertRegex(page.text, rf'id="{name}"[^>]*aria-describedby="[^"]*{name}_error')
        self.assertIn('value="nonsense"', page.text)
        self.assertIn("&lt;b&gt;Bakers&lt;/b&gt;", page.text)
        self.assertNotIn("<b>Bakers", page.text)

    def test_a_phone_or_a_mail_is_enough(self):
        self.assertEqual(self._send(phone="", email="ugo@nuova.example").status_code, 303)
        self.assertEqual(self._send(phone="02 5555 0199", email="").status_code, 303)
        self.assertEqual(self._send(phone="", email="").status_code, 422)

    def test_a_notice_replaced_meanwhile_is_read_again(self):
        typed = self._typed()
        self.notice.copy({"version": "en-2", "text": "Newer"}).valid_from = fields.Date.today()
        page = self._send(typed)
        self.assertEqual(page.status_code, 422)
        self.assertIn("Newer", page.text)

    def test_too_many_are_refused_and_keep_what_was_typed(self):
        before = self._count()
        for _number in range(PAGE_LIMIT):
            self.assertEqual(self._send().status_code, 303)
        page = self._send(company_name="One too many")
        self.assertEqual((page.status_code, self._count()), (429, before + PAGE_LIMIT))
        self.assertIn('value="One too many"', page.text)

    def test_what_is_too_long_is_refused(self):
        page = self._send(company_name="x" * 5000)
        self.assertEqual(page.status_code, 422)
        self.assertNotIn("x" * 200, page.text)
