# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

COMPLETE = {
    "place": "Milano",
    "contract_family": "fixed_term",
    "weekly_hours": 24,
    "pay_from": 1200,
    "collective_agreement": "Turismo",
}


@freeze_time("2026-03-02 09:00:00")
@tagged("post_install", "-at_install")
class TestVacancy(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stages = {
            code: cls.env.ref(f"employer_engagement.employer_vacancy_stage_{code}")
            for code in ("need", "open", "selection", "filled", "closed")
        }
        cls.occupation = cls.env["employer.occupation"].search([], limit=1)

    def _rule(self, level):
        self.env["employer.rule"]._find("R13").level = level

    def test_reference_at_creation(self):
        self.assertRegex(self._vacancy().reference, r"^POS/2026/\d{4}$")

    def test_seven_fields_are_enough_for_the_officer(self):
        with Form(self.as_role("employer.vacancy", "officer")) as form:
            form.employer_id = self.employer
            form.name = "Cook"
            form.occupation_id = self.occupation
            form.positions = 2
            form.place = "Milano"
            form.start_date = date(2026, 4, 1)
        vacancy = form.save()
        self.assertEqual(vacancy.stage_id, self.stages["open"])
        self.assertEqual(vacancy.opened_date, date(2026, 3, 2))
        self.assertEqual(vacancy.user_id, self.users["officer"])

    def test_proposed_from_the_employer(self):
        person = self.env["res.partner"].create(
            {"name": "Chef", "parent_id": self.employer.partner_id.id}
        )
        self.employer.write({"city": "Milano", "main_contact_id": person.id})
        dates = {"start_date": date(2026, 1, 1), "signature_date": date(2026, 1, 1)}
        shorter = self._agreement(end_date=date(2026, 12, 31), **dates)
        longer = self._agreement(end_date=date(2027, 12, 31), **dates)
        self._agreement(end_date=date(2028, 12, 31), **dates)  # a draft
        (shorter | longer).action_activate()
        vacancy = self._vacancy()
        self.assertEqual(vacancy.agreement_id, longer)
        self.assertEqual(vacancy.contact_id, person)
        self.assertEqual(vacancy.place, "Milano")
        self.assertEqual(self._vacancy(agreement_id=shorter.id).agreement_id, shorter)
        self.assertFalse(self._vacancy(employer_id=self.employer_2.id).agreement_id)

    def test_what_r13_misses_in_words(self):
        vacancy = self._vacancy(**COMPLETE)
        self.assertEqual(vacancy.missing_items, "Occupation")
        self.assertEqual(vacancy.completeness, 86)
        vacancy.occupation_id = self.occupation
        self.assertFalse(vacancy.missing_items)
        self.assertEqual(vacancy.completeness, 100)

    def test_r13_is_a_note_unless_the_office_says_stop(self):
        need = self._vacancy(stage_id=self.stages["need"].id)
        self._rule("note")
        need.action_open()
        self.assertEqual(need.stage_kind, "open")
        self._rule("stop")
        other = self.as_role(self._vacancy(stage_id=self.stages["need"].id), "officer")
        with self.assertRaisesRegex(UserError, "R13.*Occupation"):
            other.action_open()
        with self.assertRaisesRegex(UserError, "cannot begin as open"):
            self._vacancy()
        other.write({**COMPLETE, "occupation_id": self.occupation.id})
        other.action_open()
        self.assertEqual(other.stage_kind, "open")

    def test_dates_follow_the_stages(self):
        vacancy = self._vacancy(stage_id=self.stages["need"].id)
        self.assertFalse(vacancy.opened_date)
        with freeze_time("2026-03-10 09:00:00"):
            vacancy.stage_id = self.stages["selection"]
        self.assertEqual(vacancy.opened_date, date(2026, 3, 10))
        self.assertEqual(vacancy.stage_since, date(2026, 3, 10))
        with freeze_time("2026-03-20 09:00:00"):
            vacancy.write({"stage_id": self.stages["closed"].id, "close_reason": "withdrawn"})
        self.assertEqual(vacancy.closed_date, date(2026, 3, 20))
        with freeze_time("2026-03-21 09:00:00"):
            vacancy.action_open()
        self.assertFalse(vacancy.closed_date or vacancy.close_reason)
        self.assertEqual(vacancy.opened_date, date(2026, 3, 10))

    def test_the_same_stage_again_moves_nothing(self):
        vacancy = self._vacancy()
        with freeze_time("2026-03-10 09:00:00"):
            vacancy.write({"stage_id": vacancy.stage_id.id, "name": "Cook"})
        self.assertEqual(vacancy.stage_since, date(2026, 3, 2))

    def test_closing_says_why(self):
        vacancy = self.as_role(self._vacancy(), "officer")
        with self.assertRaisesRegex(UserError, "Say why"):
            vacancy.stage_id = self.stages["closed"]
        action = vacancy.action_close()
        dialog = Form(vacancy.env[action["res_model"]].with_context(**action["context"]))
        dialog.reason = "filled_elsewhere"
        dialog.save().action_confirm()
        self.assertEqual(vacancy.stage_id, self.stages["closed"])
        self.assertEqual(vacancy.close_reason, "filled_elsewhere")
        milestone = vacancy.milestone_ids.filtered(lambda one: one.milestone == "closed")
        self.assertEqual(milestone.date, date(2026, 3, 2))

    def _close(self, vacancies, **vals):
        """Close through the dialog of the button, as the officer."""
        vacancies = self.as_role(vacancies, "officer")
        action = vacancies.action_close()
        dialogs = vacancies.env[action["res_model"]].with_context(**action["context"])
        dialogs.create({"reason": "withdrawn", **vals}).action_confirm()

    def test_several_at_once_close_with_one_reason(self):
        vacancies = self._vacancy() | self._vacancy()
        self._close(vacancies)
        self.assertEqual(vacancies.stage_id, self.stages["closed"])
        self.assertEqual(set(vacancies.mapped("close_reason")), {"withdrawn"})

    def test_a_closing_day_lies_between_the_opening_and_today(self):
        vacancy = self._vacancy(opened_date=date(2026, 2, 20))
        for day in (date(2026, 2, 19), date(2026, 3, 3)):
            with self.subTest(day=day), self.assertRaisesRegex(UserError, "closes on that day"):
                self._close(vacancy, date=day)
        self._close(vacancy, date=date(2026, 2, 20))
        self.assertEqual(vacancy.closed_date, date(2026, 2, 20))

    def test_filled_through_us_needs_somebody_of_ours(self):
        with self.assertRaisesRegex(UserError, "Nobody of ours"):
            self._close(self._vacancy(), reason="filled_by_us")
        reasons = self.env["employer.vacancy.close"]._fields["reason"].get_values(self.env)
        self.assertNotIn("expired", reasons)

    def test_a_card_dragged_to_closed_asks_why(self):
        vacancy = self.as_role(self._vacancy(), "officer")
        action = vacancy.action_board_move(self.stages["closed"].id)
        self.assertEqual(action["res_model"], "employer.vacancy.close")
        self.assertEqual(vacancy.stage_id, self.stages["open"])
        self.assertFalse(vacancy.action_board_move(self.stages["selection"].id))
        self.assertEqual(vacancy.stage_id, self.stages["selection"])

    def test_a_copy_begins_anew(self):
        vacancy = self._vacancy(
            start_date=date(2026, 4, 1),
            requirement_ids=[(0, 0, {"kind": "licence", "licence": "B", "task": "drives the van"})],
        )
        vacancy.write({"stage_id": self.stages["closed"].id, "close_reason": "withdrawn"})
        copy = vacancy.with_user(self.officer_2).copy()
        self.assertEqual(copy.user_id, self.officer_2)
        self.assertNotEqual(copy.reference, vacancy.reference)
        self.assertEqual(copy.stage_id, self.stages["open"])
        self.assertFalse(copy.start_date or copy.closed_date or copy.close_reason)
        self.assertEqual(copy.requirement_ids.licence, "B")

    def test_unlawful_words_are_refused_with_the_lawful_ones(self):
        vacancy = self._vacancy()
        with self.assertRaisesRegex(ValidationError, "madrelingua.*language level"):
            self._vacancy(name="Barista madrelingua")
        with self.assertRaisesRegex(ValidationError, "max 30 anni"):
            vacancy.description = "<p>Cerchiamo <b>max</b> 30 anni</p>"
        with self.assertRaisesRegex(ValidationError, "bella presenza"):
            self._requirement(vacancy, kind="other", name="bella presenza", task="reception")
        with self.assertRaisesRegex(ValidationError, "solo donne"):
            self._requirement(vacancy, kind="other", name="x", task="solo donne in reparto")
        with self.assertRaisesRegex(ValidationError, "solo italiani"):
            self._vacancy(place="Milano, solo italiani")
        vacancy.description = "<p>Italiano B1, max 3 anni di esperienza</p>"

    def _requirement(self, vacancy, **vals):
        return self.env["employer.vacancy.requirement"].create(
            {"vacancy_id": vacancy.id, "task": "A task", **vals}
        )

    def test_requirements_say_what_their_kind_needs(self):
        vacancy = self._vacancy()
        skill = self.env["employer.skill"].search([], limit=1)
        language = self.env["employer.language"].search([], limit=1)
        complete = {
            "skill": {"skill_id": skill.id},
            "language": {"language_id": language.id, "level": "b1"},
            "licence": {"licence": "B"},
            "education": {"name": "Lower secondary"},
            "other": {"name": "Own bicycle"},
        }
        for kind, vals in complete.items():
            for name in vals:
                with self.subTest(kind=kind, missing=name), self.assertRaises(ValidationError):
                    self._requirement(
                        vacancy, kind=kind, **{key: vals[key] for key in vals if key != name}
                    )
            self.assertTrue(self._requirement(vacancy, kind=kind, **vals).display_name)

    def test_an_open_one_engages_its_employer(self):
        vacancy = self._vacancy()
        self.assertEqual(self.employer.level, "engaged")
        vacancy.write({"stage_id": self.stages["closed"].id, "close_reason": "withdrawn"})
        self.assertEqual(self.employer.level, "prospect")

    def test_counts_along_the_chain(self):
        agreement = self._agreement()
        scouting = self.env["employer.scouting"].create(
            {"name": "Kitchens", "employer_id": self.employer.id}
        )
        vacancy = self._vacancy(agreement_id=agreement.id, scouting_id=scouting.id)
        for record in (self.employer, agreement, scouting):
            with self.subTest(record=record):
                seen = self.as_role(record, "officer")
                self.assertEqual(seen.vacancy_count, 1)
                action = seen.action_view_vacancies()
                found = self.env["employer.vacancy"].search(action["domain"])
                self.assertEqual(found, vacancy)

    def test_log_a_contact_about_it(self):
        vacancy = self.as_role(self._vacancy(), "officer")
        action = vacancy.action_log_contact()
        log = vacancy.env[action["res_model"]].with_context(**action["context"]).create({})
        log.action_save()
        self.assertEqual(vacancy.interaction_ids.employer_id, self.employer)

    def test_readers_read_and_other_offices_see_nothing(self):
        vacancy = self._vacancy()
        self.assertEqual(self.as_role(vacancy, "reader").name, "Kitchen helper")
        for role in ("reader", "tutor"):
            with self.assertRaises(AccessError):
                self.as_role(vacancy, role).write({"name": "x"})
        with self.assertRaises(AccessError):
            self.as_role(vacancy, "employee").read(["name"])
        found = self.env["employer.vacancy"].with_user(self.other_officer).search([])
        self.assertNotIn(vacancy, found)
