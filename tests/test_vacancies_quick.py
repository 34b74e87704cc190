# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestVacancyQuick(EngagementCase):
    """A vacancy opened while the employer is on the telephone."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        occupations = cls.env["employer.occupation"]
        cls.kitchen_helper = occupations.search([("code", "=", "9412")])
        cls.cook = occupations.search([("code", "=", "5120")])
        cls.employer.city = "Milano"

    def _dialog(self, role="officer", **context):
        """Return the open form of the dialog, as the button of the organisation opens it."""
        action = self.as_role(self.employer, role).action_new_vacancy()
        dialogs = self.as_role(action["res_model"], role)
        return Form(dialogs.with_context(**{**action["context"], **context}))

    def _opened(self, action):
        return self.env[action["res_model"]].browse(action["res_id"])

    # ---- the occupation, in whatever language

    def _found(self, words, lang="en_US"):
        occupations = self.as_role("employer.occupation", "officer").with_context(lang=lang)
        return {occupation_id for occupation_id, _name in occupations.name_search(words)}

    def test_an_occupation_is_found_in_italian_and_english(self):
        for words in ("lavapiatti", "kitchen helper", "AIUTO cucina", "cucina aiuto", "9412"):
            with self.subTest(words=words):
                self.assertIn(self.kitchen_helper.id, self._found(words))
        self.assertNotIn(self.kitchen_helper.id, self._found("lavapiatti saldatore"))
        self.assertFalse(self._found("100%"))

    def test_a_translated_name_is_found_by_who_reads_another_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        self.cook.with_context(lang="it_IT").name = "Cuochi di bordo"
        for lang in ("en_US", "it_IT"):
            with self.subTest(lang=lang):
                self.assertIn(self.cook.id, self._found("bordo", lang))
                self.assertIn(self.cook.id, self._found("Cooks", lang))

    def test_the_words_filter_vacancies_too(self):
        vacancy = self._vacancy(occupation_id=self.kitchen_helper.id)
        found = self.env["employer.vacancy"].search([("occupation_id", "ilike", "lavapiatti")])
        self.assertIn(vacancy, found)

    # ---- the dialog

    def test_what_is_said_on_the_telephone_opens_it(self):
        with self._dialog() as form:
            form.occupation_id = self.kitchen_helper
            self.assertEqual(form.name, "Kitchen Helpers")
            self.assertEqual(form.place, "Milano")
            self.assertEqual(form.completeness, 43)
            self.assertIn("Weekly hours", form.missing_words)
            form.positions = 2
            form.kind = "job"
            form.start_date = date(2026, 4, 1)
            form.note = "Evenings, from April"
        vacancy = self._opened(form.record.action_open())
        self.assertEqual(vacancy.stage_kind, "open")
        self.assertEqual(vacancy.user_id, self.users["officer"])
        self.assertEqual(
            (vacancy.positions, vacancy.kind, vacancy.start_date, vacancy.completeness),
            (2, "job", date(2026, 4, 1), 43),
        )
        call = vacancy.interaction_ids
        self.assertEqual(
            (call.channel, call.direction, call.summary), ("phone", "in", "Evenings, from April")
        )
        self.assertTrue(call.is_contact)

    def test_a_title_typed_stays_when_the_occupation_changes(self):
        with self._dialog() as form:
            form.name = "Help in our kitchen"
            form.occupation_id = self.kitchen_helper
            self.assertEqual(form.name, "Help in our kitchen")
            form.channel = False
        vacancy = self._opened(form.record.action_open())
        self.assertFalse(vacancy.interaction_ids)

    def test_as_last_time_takes_all_over(self):
        former = self._vacancy(
            occupation_id=self.cook.id,
            name="Cook, evenings",
            kind="job",
            place="Porta Romana",
            weekly_hours=24,
            contract_family="fixed_term",
            start_date=date(2025, 4, 1),
            requirement_ids=[(0, 0, {"kind": "licence", "licence": "B", "task": "drives the van"})],
        )
        former.write(
            {
                "stage_id": self.env.ref("employer_engagement.employer_vacancy_stage_closed").id,
                "close_reason": "withdrawn",
            }
        )
        action = former.action_copy_as_new()
        dialogs = self.as_role(action["res_model"], "officer")
        form = Form(dialogs.with_context(**action["context"]))
        self.assertEqual(
            (form.employer_id, form.name, form.place, form.completeness),
            (self.employer, "Cook, evenings", "Porta Romana", 71),
        )
        self.assertFalse(form.channel, "nobody said that there was a call")
        vacancy = self._opened(form.save().action_open())
        self.assertNotEqual(vacancy, former)
        self.assertEqual(vacancy.stage_kind, "open")
        self.assertEqual((vacancy.weekly_hours, vacancy.requirement_ids.licence), (24, "B"))
        self.assertFalse(vacancy.start_date or vacancy.closed_date or vacancy.close_reason)

    def test_a_job_taken_over_from_another_employer_is_at_home_here(self):
        former = self._vacancy(place="Porta Romana", name="Cook")
        form = self._dialog(default_former_id=former.id)
        form.employer_id = self.employer_2
        self.assertEqual((form.name, form.place), ("Cook", "Porta Romana"))
        self.employer_2.city = "Sesto"
        vacancy = self._opened(form.save().action_open())
        self.assertEqual(vacancy.employer_id, self.employer_2)

    def test_unlawful_words_open_nothing(self):
        with self._dialog() as form:
            form.name = "Barista madrelingua"
        with self.assertRaisesRegex(ValidationError, "language level"):
            form.record.action_open()

    def test_where_r13_is_strict_it_begins_as_a_need(self):
        self.env["employer.rule"]._find("R13").level = "stop"
        with self._dialog() as form:
            form.name = "Cook"
        vacancy = self._opened(form.record.action_open())
        self.assertEqual(vacancy.stage_kind, "need")

    def test_with_its_first_list_at_once(self):
        with self._dialog() as form:
            form.occupation_id = self.cook
        preselection = self._opened(form.record.action_open_with_list())
        self.assertEqual(preselection._name, "employer.preselection")
        self.assertEqual(preselection.vacancy_id.occupation_id, self.cook)

    # ---- from a contact just logged

    def test_a_contact_logged_brings_the_vacancy_and_is_not_logged_twice(self):
        action = self.as_role(self.employer, "officer").action_log_contact()
        logs = self.as_role(action["res_model"], "officer").with_context(**action["context"])
        log = logs.create({"summary": "They need a cook"})
        action = log.action_save_with_vacancy()
        dialogs = self.as_role(action["res_model"], "officer")
        with Form(dialogs.with_context(**action["context"])) as form:
            form.occupation_id = self.cook
        vacancy = self._opened(form.record.action_open())
        self.assertEqual(vacancy.interaction_ids.summary, "They need a cook")
        self.assertEqual(self.employer.interaction_count, 1)

    def test_after_it_one_is_back_at_the_call_that_was_interrupted(self):
        logs = self.as_role("employer.interaction.log", "officer")
        first = logs.create({"employer_id": self.employer_2.id, "is_waiting": True})
        second = logs.create({"employer_id": self.employer.id, "interrupted_id": first.id})
        action = second.action_save_with_vacancy()
        dialogs = self.as_role(action["res_model"], "officer")
        with Form(dialogs.with_context(**action["context"])) as form:
            form.occupation_id = self.cook
        back = form.record.action_open()
        self.assertEqual((back["res_model"], back["res_id"]), (first._name, first.id))

    def test_only_officers_open_vacancies(self):
        for role in ("reader", "tutor", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.vacancy.quick", role).create(
                    {"employer_id": self.employer.id, "name": "Cook"}
                )
