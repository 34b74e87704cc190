# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged
from odoo.tools import format_date

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
        army = self.env["employer.occupation"].search([("code", "=", "02")])
        values, _errors = self._read(name="Guard", occupation_id=str(army.id))
        self.assertFalse(values["occupation_id"], "no office places in the army")
        proposed = self._submit(key=None, name="Lavapiatti")
        values, _errors = self._read(name="Lavapiatti, la sera")
        proposed._portal_write(values)
        self.assertEqual(proposed.occupation_id.code, "9412", "the form offers groups of trades")

    def test_seen_in_today_ends_what_the_company_may_change(self):
        vacancy = self._submit()
        vacancy._portal_write(self._read(name="Cook")[0])
        self.assertEqual(vacancy.name, "Cook")
        self._today(vacancy).action_done()
        self.assertFalse(self._today(vacancy))
        self.assertEqual(vacancy.stage_kind, "need")
        with self.assertRaises(UserError):
            vacancy._portal_write(self._read(name="Waiter")[0])

    def test_unlawful_words_are_refused_with_the_lawful_way(self):
        errors = self._read(name="Cook, only men", description="Cooks; only women")[1]
        self.assertEqual(set(errors), {"name", "description"}, "each stands at its field")
        self.assertIn("“only women”: describe the task", errors["description"])
        self.assertNotIn("R13", str(errors))

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

    # ---- drafts

    def test_a_draft_nobody_touched_is_deleted(self):
        drafts = self.env["employer.vacancy.draft"]
        draft = drafts.create({"employer_id": self.employer.id, "name": "Cook"})
        line = self.env.ref("employer_engagement.employer_rule_r13_draft_days")
        line.value = 30

        def forget(days, **moment):
            now = draft.write_date + timedelta(days=days, **moment)
            commit = patch.object(type(self.env["ir.cron"]), "_commit_progress", return_value=1)
            with freeze_time(now), commit:
                drafts._cron_forget()
            return not draft.exists()

        self.assertFalse(forget(30))
        line.value = 0
        self.assertFalse(forget(4000, seconds=1), "never")
        self.assertFalse(draft._portal_values()[0]["until"])
        line.value = 30
        kept = draft.write_date.date() + timedelta(days=30)
        self.assertEqual(draft._portal_values()[0]["until"], format_date(self.env, kept))
        self.assertTrue(forget(30, seconds=1))

    # ---- what the job asks for

    def _asking(self, **typed):
        """Return a vacancy whose company asks for a skill, Italian and a licence."""
        self.skill = self.env.ref("employer_engagement.employer_skill_table_service")
        self.italian = self.env.ref("employer_engagement.employer_language_it")
        asked = {
            "asks_evenings": "yes",
            "skill_1": str(self.skill.id),
            "skill_1_must": "yes",
            "language_1": str(self.italian.id),
            "language_1_level": "a2",
            "language_1_task": "Read the orders",
            "licence": "B",
            "licence_task": "Deliveries",
            "licence_must": "yes",
        }
        return self._submit(**{**asked, **typed})

    def _asked(self, vacancy):
        return sorted(
            (one.kind, one._sentence(), one.necessity, one.task) for one in vacancy.requirement_ids
        )

    def test_what_it_asks_for_is_what_persons_are_compared_with(self):
        vacancy = self._asking()
        self.assertEqual(
            self._asked(vacancy),
            [
                ("language", "Italian A2", "preferred", "Read the orders"),
                ("licence", "B", "required", "Deliveries"),
                ("skill", "Table service", "required", "Kitchen helper"),
            ],
        )
        self.assertEqual(vacancy._asked_shifts(), ["evenings"])
        asked = [one.key for one in vacancy._match_criteria()[vacancy.id][1]]
        for requirement in vacancy.requirement_ids:
            self.assertIn(f"requirement:{requirement.id}", asked)
        page = vacancy._portal_page_values()
        self.assertEqual(page["shifts"], "Evenings")
        self.assertIn("Italian A2 (preferred): Read the orders", page["asks"])

    def test_a_language_says_how_well_and_what_for(self):
        def wrong(**typed):
            return set(self._read(**typed)[1])

        italian = str(self.env.ref("employer_engagement.employer_language_it").id)
        known = {"language_1": italian, "language_1_level": "a2"}
        self.assertEqual(wrong(language_1=italian), {"language_1_level", "language_1_task"})
        self.assertEqual(wrong(**known, language_1_task="x" * 121), {"language_1_task"})
        self.assertFalse(wrong(**known, language_1_task="x" * 120))
        self.assertEqual(wrong(licence="x" * 21, licence_task="Van"), {"licence"})
        self.assertFalse(wrong(licence="x" * 20, licence_task="Van"))
        self.assertEqual(wrong(licence="B"), {"licence_task"})
        unknown = {"skill_1": "0", "skill_2": "table", "language_1": "999999999"}
        values, errors = self._read(**unknown, language_2_task="nothing chosen")
        self.assertEqual((values["asked"], errors), ({}, {}))
        hunting = self.env["employer.skill"].create(
            {"code": "x_hunting", "name": "Job hunting", "kind": "job_search"}
        )
        self.assertFalse(self._read(skill_1=str(hunting.id))[0]["asked"], "not offered")

    def test_unlawful_tasks_are_refused(self):
        with self.assertRaisesRegex(ValidationError, "only women"):
            self._asking(licence_task="only women drive")

    def test_what_the_office_added_stays_when_the_company_changes_its_own(self):
        vacancy = self._asking()
        skill, language, licence = (
            vacancy.requirement_ids.filtered(lambda one, kind=kind: one.kind == kind)
            for kind in ("skill", "language", "licence")
        )
        skill.write({"skill_level": "2", "task": "Carries three plates"})
        diploma = {"kind": "education", "name": "Hotel school", "task": "Runs the room"}
        vacancy.requirement_ids = [(0, 0, diploma)]
        typed = vacancy._portal_typed()
        self.assertEqual((typed["skill_1_must"], typed["language_1_must"]), ("yes", ""))
        typed.update(skill_1_must="", language_1_level="b1", licence="")
        values, errors = self.Vacancy._portal_read(typed, [])
        self.assertFalse(errors)
        vacancy._portal_write(values)
        self.assertEqual(
            self._asked(vacancy),
            [
                ("education", "Hotel school", "required", "Runs the room"),
                ("language", "Italian B1", "preferred", "Read the orders"),
                ("skill", "Table service (With help)", "preferred", "Carries three plates"),
            ],
        )
        self.assertEqual(vacancy.requirement_ids & (skill | language), skill | language)
        self.assertFalse(licence.exists())

    def test_the_same_again_brings_all_it_said(self):
        former = self._asking(description="Serves", start_date="2026-03-01")
        former.description = "<ul><li>Serves</li></ul>"
        former.requirement_ids = [
            (0, 0, {"kind": "other", "name": "Own shoes", "task": "Stands for hours"})
        ]
        former.occupation_id = self.env["employer.occupation"].search([("code", "=", "5131")])
        values, errors = self.Vacancy._portal_read({**former._portal_typed(), "start_date": ""}, [])
        self.assertFalse(errors)
        acting = self.Vacancy.with_user(self.users["officer"]).sudo()
        again = acting._portal_submit(self.member, values, None, former)
        self.assertEqual(self._asked(again), self._asked(former))
        self.assertFalse(again.requirement_ids & former.requirement_ids)
        self.assertEqual(again.description, former.description, "laid out as the office did")
        self.assertEqual(again.occupation_id, former.occupation_id, "finer than the form offers")
        self.assertEqual((again.stage_kind, again.portal_to_check), ("need", True))
        self.assertFalse(again.start_date)
        values["name"] = "Lavapiatti"
        other = acting._portal_submit(self.member, values, None, former)
        self.assertEqual(other.occupation_id.code, "9412", "another job")

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

    def test_still_open_is_said_where_we_ask_and_once(self):
        vacancy = self._vacancy()
        acting = vacancy.with_user(vacancy.user_id).sudo()
        self.assertFalse(vacancy._portal_page_values()["may_confirm"], "nothing is asked")
        acting._portal_confirm(self.member)
        self.assertFalse(vacancy.interaction_ids, "nothing is written either")
        vacancy.stage_since = fields.Date.today() - timedelta(days=60)
        page = vacancy._portal_page_values()
        self.assertTrue(page["may_confirm"] and page["closes"])
        acting._portal_confirm(self.member)
        acting._portal_confirm(self.member)
        self.assertEqual(vacancy.confirmed_date, fields.Date.today())
        self.assertEqual(len(vacancy.interaction_ids), 1, "the second click")
        self.assertFalse(vacancy._portal_page_values()["may_confirm"])

    def test_one_closed_because_nothing_moved_opens_again_no_other(self):
        for reason, is_asked in (("expired", True), ("withdrawn", False)):
            vacancy = self._vacancy()
            closed = vacancy._first_stage("closed")
            vacancy.write({"stage_id": closed.id, "close_reason": reason})
            acting = vacancy.with_user(vacancy.user_id).sudo()
            self.assertEqual(vacancy._portal_page_values()["may_confirm"], is_asked, reason)
            if is_asked:
                acting._portal_confirm(self.member)
                self.assertEqual(vacancy.stage_kind, "open")
            else:
                with self.assertRaisesRegex(UserError, "was closed meanwhile"):
                    acting._portal_confirm(self.member)

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
