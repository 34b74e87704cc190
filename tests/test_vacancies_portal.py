# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged

from .common_portal_company import PortalCase

KEY = "00000000-0000-4000-8000-000000000001"


@tagged("post_install", "-at_install")
class TestVacancyPortal(PortalCase):
    """What a company writes on the portal becomes a need that waits for the officer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Vacancy = cls.env["employer.vacancy"]
        cls.member = cls.env["employer.portal.member"]._of(cls.people["admin"])

    def _typed(self, **typed):
        return {"name": "Kitchen helper", "kind": "job", "positions": "2", **typed}

    def _read(self, units=(), **typed):
        return self.Vacancy._portal_read(self._typed(**typed), list(units))

    def _submit(self, key=KEY, **typed):
        values, errors = self._read(**typed)
        self.assertFalse(errors)
        return (
            self.Vacancy.with_user(self.users["officer"])
            .sudo()
            ._portal_submit(self.member, values, key)
        )

    def _today(self, vacancy):
        self.env.flush_all()
        rows = self.env["employer.today"].with_user(self.users["officer"])
        return rows.search([("kind", "=", "portal_vacancy"), ("res_id", "=", vacancy.id)])

    def test_it_reaches_the_officer_as_a_need_to_check(self):
        vacancy = self._submit(description="Washes\n<b>dishes</b>", pay_from="1200,50")
        self.assertEqual((vacancy.stage_kind, vacancy.portal_to_check), ("need", True))
        self.assertEqual((vacancy.user_id, vacancy.positions), (self.users["officer"], 2))
        self.assertEqual(vacancy.contact_id, self.people["admin"].partner_id)
        self.assertEqual(vacancy.pay_from, 1200.5)
        self.assertNotIn("<b>", vacancy.description, "text is text")
        contact = self.env["employer.interaction"].search([("vacancy_id", "=", vacancy.id)])
        self.assertEqual((contact.channel, contact.direction), ("web", "in"))
        told = vacancy.message_ids.notified_partner_ids
        self.assertIn(self.users["officer"].partner_id, told)
        row = self._today(vacancy)
        self.assertEqual((row.employer_id, row.user_id), (self.employer, self.users["officer"]))
        vacancy.action_open()
        self.assertFalse(vacancy.portal_to_check)
        self.assertFalse(self._today(vacancy))

    def test_the_title_proposes_the_occupation_nobody_chose(self):
        group = self.env["employer.occupation"].search([("code", "=", "51")])
        self.assertEqual(self._submit(name="Lavapiatti").occupation_id.code, "9412")
        self.assertFalse(self._submit(key=None, name="Somebody for everything").occupation_id)
        chosen = self._submit(key=None, name="Lavapiatti", occupation_id=str(group.id))
        self.assertEqual(chosen.occupation_id, group)
        proposed = self._submit(key=None, name="Lavapiatti")
        values, _errors = self._read(name="Lavapiatti, la sera")
        proposed._portal_write(values)
        self.assertEqual(proposed.occupation_id.code, "9412", "the form offers groups of trades")

    def test_seen_in_today_ends_what_the_company_may_change(self):
        vacancy = self._submit()
        vacancy._portal_write({"name": "Cook"})
        self.assertEqual(vacancy.name, "Cook")
        self._today(vacancy).action_done()
        self.assertFalse(self._today(vacancy))
        self.assertEqual(vacancy.stage_kind, "need")
        with self.assertRaises(UserError):
            vacancy._portal_write({"name": "Waiter"})

    def test_unlawful_words_are_refused_with_the_lawful_way(self):
        with self.assertRaisesRegex(ValidationError, "only women"):
            self._submit(description="only women")

    def test_the_form_reads_each_field(self):
        place = (self.unit.id, self.unit.name)
        values, errors = self._read(
            [place],
            weekly_hours="36.5",
            start_date="2026-03-01",
            unit_id=str(self.unit.id),
            contract_family="fixed_term",
        )
        self.assertFalse(errors)
        self.assertEqual((values["weekly_hours"], values["unit_id"]), (36.5, self.unit.id))
        self.assertEqual(str(values["start_date"]), "2026-03-01")
        self.assertEqual(
            set(self._read(name="", positions="0", kind="")[1]), {"name", "positions", "kind"}
        )
        for wrong in (
            {"positions": "501"},
            {"positions": "-1"},
            {"positions": "many"},
            {"weekly_hours": "61"},
            {"start_date": "tomorrow"},
            {"name": "x" * 121},
            {"pay_from": "2000", "pay_to": "1999"},
        ):
            self.assertTrue(self._read(**wrong)[1], wrong)
        for right in ({"positions": "500"}, {"weekly_hours": "60"}, {"name": "x" * 120}):
            self.assertFalse(self._read(**right)[1], right)
        another = self._unit(self.employer_2)
        self.assertFalse(self._read([place], unit_id=str(another.id))[0]["unit_id"])
        self.assertFalse(self._read(kind="job", contract_family="slavery")[0]["contract_family"])

    def test_a_vacancy_typed_again_is_the_same(self):
        vacancy = self._submit(description="Washes\ndishes", weekly_hours="20", place="Via Roma 1")
        typed = vacancy._portal_typed()
        self.assertEqual(typed["description"], "Washes\ndishes")
        self.assertEqual((typed["weekly_hours"], typed["positions"]), ("20", "2"))
        values, errors = self.Vacancy._portal_read(typed, [])
        self.assertFalse(errors)
        self.assertEqual(values["place"], "Via Roma 1")

    def test_closing_says_why_and_once(self):
        vacancy = self._vacancy()
        acting = vacancy.with_user(self.users["officer"]).sudo()
        for reason in ("filled_by_us", "expired", None):
            with self.assertRaises(UserError):
                acting._portal_close(reason, self.member)
        acting._portal_close("filled_elsewhere", self.member)
        self.assertEqual((vacancy.stage_kind, vacancy.close_reason), ("closed", "filled_elsewhere"))
        with self.assertRaises(UserError):
            acting._portal_close("withdrawn", self.member)
        self.assertEqual(vacancy.close_reason, "filled_elsewhere")

    def test_the_values_are_set_based(self):
        vacancies = self.Vacancy.create(
            [
                {"employer_id": self.employer.id, "name": f"Job {number}", "pay_from": 1000}
                for number in range(20)
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        vacancies[:1]._portal_values()
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            vacancies._portal_values()

    def test_a_unit_sees_its_own(self):
        mine = self._vacancy(unit_id=self.unit.id)
        whole = self._vacancy()
        other = self._vacancy(employer_id=self.employer_2.id)
        all_three = (mine | whole | other).ids
        seen = {
            who: self.Vacancy.search(
                self.Vacancy._portal_domain(self._members_of(who)) & Domain("id", "in", all_three)
            )
            for who in self.people
        }
        self.assertEqual(seen["admin"], whole | mine)
        self.assertEqual(seen["unit"], mine)
        self.assertEqual(seen["other"], other)
        self.assertFalse(seen["former"])
