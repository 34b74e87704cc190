# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_internships import InternshipCase
from .test_lists_match import NOW, START, MatchCase


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestWorkForAPerson(MatchCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._candidate(cook="4", clean=None, serve="3", licences="B")

    def _rows(self, person=None, role="officer"):
        return self.as_role(person or self.person, role)._match_vacancies()

    def _vacancies(self, person=None):
        return self.env["employer.vacancy"].browse(
            [row["vacancy_id"] for row in self._rows(person)]
        )

    def _asking(self, *requirements, **vals):
        commands = [Command.create({"task": "Does it", **one}) for one in requirements]
        return self._vacancy(start_date=START, requirement_ids=commands, **vals)

    def test_what_misses_least_comes_first(self):
        nothing_missing = self._asking({"skill_id": self.cook.id})
        better = self._asking(
            {"skill_id": self.cook.id},
            {"kind": "licence", "licence": "B", "necessity": "preferred"},
        )
        two_missing = self._asking(
            {"skill_id": self.other_skill.id}, {"kind": "licence", "licence": "C"}
        )
        words = self._asking({"kind": "other", "name": "Early hours"})
        self.assertEqual(
            self._vacancies(), better + nothing_missing + words + self.vacancy + two_missing
        )
        self.assertEqual([row["missing"] for row in self._rows()], [0, 0, 0, 1, 2])

    def test_a_skill_counts_at_the_level_asked_for(self):
        self.person.skill_ids.filtered(lambda one: one.skill_id == self.cook).level = "3"
        expert = self._asking({"skill_id": self.cook.id, "skill_level": "4"})
        alone = self._asking({"skill_id": self.cook.id})
        helped = self._asking({"skill_id": self.cook.id, "skill_level": "1"})
        rows = {row["vacancy_id"]: row for row in self._rows()}
        told = [rows[one.id]["criteria"][0] for one in (expert, alone, helped)]
        self.assertEqual([one["verdict"] for one in told], ["partly", "met", "met"])
        name = self.cook.name
        self.assertEqual(
            [one["label"] for one in told], [f"{name} (Expert)", name, f"{name} (Beginner)"]
        )
        found = self._vacancies()
        self.assertLess(found.ids.index(helped.id), found.ids.index(expert.id))
        self.assertFalse(rows[expert.id]["missing"], "less is no nothing")

    def test_the_same_verdicts_as_from_the_vacancy(self):
        self.vacancy.write({"asks_mornings": True, "asks_nights": True})
        self.vacancy.requirement_ids[0].skill_level = "4"
        self.person.can_mornings = True
        asked = self.env["employer.occupation"].search([("level", "=", 4)], limit=1)
        self.vacancy.occupation_id = asked
        self.person.occupation_ids = asked.parent_id
        everything = tuple(
            one["key"] for one in self.as_role(self.vacancy, "officer")._match_adds()
        )
        [there] = self.as_role(self.vacancy, "officer")._match(loosen=everything)["rows"]
        [here] = self._rows()
        self.assertEqual(here["criteria"], there["criteria"])
        self.assertIn("partly", [one["verdict"] for one in here["criteria"]])

    def test_not_those_closed_refused_or_of_a_company_not_wanted(self):
        self._vacancy(stage_id=self.env.ref("employer_engagement.employer_vacancy_stage_closed").id)
        listed, excluded = self._vacancy(), self._vacancy()
        self._list(self.person, listed)
        candidacy = self._list(self.person, excluded).candidacy_ids
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        candidacy.write({"state": "excluded", "exit_reason_id": reason.id})
        unwanted = self._vacancy(employer_id=self.employer_2.id)
        self.assertEqual(self._vacancies(), unwanted + self.vacancy)
        self.person.unwanted_employer_ids = self.employer_2
        self.assertEqual(self._vacancies(), self.vacancy)
        candidacy.lift_reason = "Asked for again"
        self.assertEqual(self._vacancies(), excluded + self.vacancy)

    def test_as_many_queries_for_two_vacancies_as_for_ten(self):
        counts = []
        for number in (1, 8):
            for _each in range(number):
                self._asking({"skill_id": self.cook.id})
            self._rows()
            person = self.as_role(self.person, "officer")
            before = self.env.cr.sql_log_count
            person._match_vacancies()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_the_tutor_reads_and_the_officer_puts_on_the_list(self):
        for role, can_act in (("tutor", False), ("officer", True)):
            action = self.as_role(self.person, role).action_find_work()
            dialog = self.as_role(action["res_model"], role).with_context(**action["context"])
            work = dialog.create({}).work
            self.assertEqual(work["can_act"], can_act)
            self.assertEqual([row["vacancy_id"] for row in work["vacancies"]], self.vacancy.ids)
        with self.assertRaises(AccessError):
            self.as_role(self.person, "tutor").action_put_on_list(self.vacancy.id)
        action = self.as_role(self.person, "officer").action_put_on_list(self.vacancy.id)
        preselection = self.env["employer.preselection"].browse(action["res_id"])
        self.assertEqual(preselection.vacancy_id, self.vacancy)
        self.assertEqual(preselection.candidacy_ids.candidate_id, self.person)
        self.assertFalse(self._rows(), "on its list now")

    def test_other_offices_see_nothing(self):
        for user in (self.other_officer, self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.person.with_user(user)._match_vacancies()


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestWhomToCall(InternshipCase):
    """Who hosted, hired or asked for the work a person wants, and is free to call."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        occupations = cls.env["employer.occupation"]
        cls.helper = occupations.search([("code", "=", "9412")])
        cls.same_group = occupations.search(
            [("parent_id", "=", cls.helper.parent_id.id), ("id", "!=", cls.helper.id)], limit=1
        )
        cls.clerk = occupations.search([("code", "=", "4110")])
        cls.fatou = cls.env["employer.candidate"].create(
            {"team_id": cls.team.id, "occupation_ids": cls.helper.ids}
        )
        cls._say_yes(cls.fatou)
        cls.office.employer_prospect_months = 36

    def _asked(self, name="Asked", day="2026-02-01", occupation=None, **vals):
        """Return a company of the officer that asked for a kitchen helper on `day`."""
        employer = self._employer(name, is_employer=True, **vals)
        self._vacancy(
            employer_id=employer.id,
            occupation_id=(occupation or self.helper).id,
            opened_date=day,
        )
        return employer

    def _called(self, role="officer"):
        rows = self.as_role(self.fatou, role)._prospects()
        return self.env["employer.organisation"].browse([row["employer_id"] for row in rows])

    def test_asked_hosted_or_hired_for_this_work_or_its_group(self):
        asked = self._asked()
        near = self._asked("Near", "2026-01-01", self.same_group or self.helper.parent_id)
        self._asked("Clerks", occupation=self.clerk)
        self._running(occupation_id=self.helper.id)
        rows = self.as_role(self.fatou, "officer")._prospects()
        by_employer = {row["employer_id"]: row for row in rows}
        self.assertEqual(set(by_employer), {asked.id, near.id, self.employer.id})
        self.assertEqual(by_employer[self.employer.id]["hosted"], 1)
        self.assertEqual((by_employer[asked.id]["asked"], by_employer[asked.id]["hosted"]), (1, 0))

    def test_hired_for_this_work(self):
        vacancy = self._vacancy(occupation_id=self.helper.id, opened_date="2020-01-01")
        candidacy = self._selected()
        candidacy.vacancy_id.write({"occupation_id": self.helper.id, "opened_date": "2020-01-01"})
        self._hire(candidate_id=candidacy.candidate_id.id, candidacy_id=candidacy.id)
        [row] = self.as_role(self.fatou, "officer")._prospects()
        self.assertEqual(row["employer_id"], vacancy.employer_id.id)
        self.assertEqual((row["hired"], row["asked"]), (1, 0))

    def test_within_the_months_of_the_office(self):
        inside = self._asked("Inside", "2023-03-02")
        self._asked("The day before", "2023-03-01")
        self._asked("Tomorrow", "2026-03-03")
        self.assertEqual(self._called(), inside)
        self.office.employer_prospect_months = 1
        self.assertFalse(self._called())

    def test_only_whom_one_may_call(self):
        mine = self._asked("Mine")
        self._asked("A colleague's", user_id=self.officer_2.id)
        unowned = self._asked("Nobody's", "2026-01-01", user_id=False)
        self.assertEqual(self._called(), mine + unowned)
        self._interaction(employer_id=unowned.id, user_id=self.officer_2.id, date="2026-03-01")
        self.assertEqual(self._called(), mine, "a colleague spoke with them yesterday")
        self.fatou.unwanted_employer_ids = mine
        self.assertFalse(self._called())

    def test_all_companies_are_judged_however_many_may_not_be_called(self):
        """A hundred newer ones that are a colleague's, or far, hide nobody."""
        free = self._asked("Free", "2025-01-01", zip="20161")
        taken = self.env["employer.organisation"].create(
            [
                {
                    "name": f"Taken {number}",
                    "is_employer": True,
                    "user_id": self.officer_2.id if number % 2 else self.users["officer"].id,
                    "zip": "20161" if number % 2 else "00184",
                }
                for number in range(104)
            ]
        )
        self.env["employer.vacancy"].create(
            [
                {
                    "name": "Helper",
                    "employer_id": one.id,
                    "occupation_id": self.helper.id,
                    "opened_date": "2026-02-01",
                }
                for one in taken
            ]
        )
        self.fatou.area_zips = "2016"
        self.assertEqual(self._called(), free)
        fatou = self.as_role(self.fatou, "officer")
        self.assertFalse(fatou._prospects(limit=0))
        self.assertEqual([row["employer_id"] for row in fatou._prospects(limit=1)], free.ids)

    def test_not_a_blocked_one_while_the_feature_is_on(self):
        free = self._asked("Free")
        blocked = self._asked("Blocked", "2026-01-01")
        blocked.sudo().write({"blocked_until": "2026-03-02", "blocked_reason": "Wages unpaid"})
        self.assertEqual(self._called(), free + blocked, "off means no guard")
        self.env["res.config.settings"].create({"group_employer_due_diligence": True}).execute()
        self.assertEqual(self._called(), free)
        blocked.sudo().blocked_until = "2026-03-01"
        self.assertEqual(self._called(), free + blocked)

    def test_not_outside_the_area(self):
        near, unknown = self._asked("Near", zip="20161"), self._asked("Unknown", "2026-01-01")
        self._asked("Far", zip="00184")
        self.fatou.area_zips = "2016"
        self.assertEqual(self._called(), near + unknown)
        self.fatou.write({"area_zips": False, "start_zip": "20121", "travel_minutes": 45})
        self.assertEqual(self._called(), near + unknown, "far beyond the way Fatou travels")

    def test_nobody_without_the_work_wanted(self):
        self._asked()
        self.fatou.occupation_ids = False
        self.assertFalse(self._called())

    def test_a_yes_opens_a_vacancy_with_the_person_first(self):
        employer = self._asked()
        fatou = self.as_role(self.fatou, "officer")
        action = fatou.action_offer_profile(employer.id)
        dialog = self.as_role(action["res_model"], "officer").with_context(**action["context"])
        with Form(dialog) as form:
            self.assertEqual(form.occupation_id, self.helper)
            form.answer = "yes"
        result = form.save().action_confirm()
        preselection = self.env["employer.preselection"].browse(result["res_id"])
        vacancy = preselection.vacancy_id
        self.assertEqual((vacancy.employer_id, vacancy.occupation_id), (employer, self.helper))
        self.assertEqual(preselection.candidacy_ids.candidate_id, self.fatou)
        interaction = self.env["employer.interaction"].search([("vacancy_id", "=", vacancy.id)])
        self.assertEqual(interaction.offered_candidate_id, self.fatou)
        self.assertEqual((interaction.outcome, interaction.is_contact), ("interested", True))
        self.assertFalse(interaction.candidate_id, "with the company, not about her")
        self.assertEqual(self.fatou.last_proposed_date, date(2026, 3, 2))
        [row] = fatou._prospect_rows()
        self.assertIn("Profile offered on 03/02/2026: Interested", row["offered"])

    def test_not_reached_is_no_proposal(self):
        employer = self._asked()
        dialog = self.as_role("employer.profile.offer", "officer").create(
            {
                "candidate_id": self.fatou.id,
                "employer_id": employer.id,
                "answer": "not_reached",
                "next_step_date": "2026-03-05",
            }
        )
        self.assertEqual(dialog.action_confirm()["type"], "ir.actions.act_window_close")
        interaction = self.env["employer.interaction"].search([("employer_id", "=", employer.id)])
        self.assertEqual((interaction.outcome, interaction.is_contact), ("no_answer", False))
        self.assertEqual(interaction.next_step_date, date(2026, 3, 5))
        self.assertFalse(self.fatou.last_proposed_date)
        self.assertEqual(len(employer.vacancy_ids), 1, "only the old one")

    def test_nobody_is_offered_without_a_yes(self):
        employer = self._asked()
        self.fatou.consent_ids.action_withdraw()
        fatou = self.as_role(self.fatou, "officer")
        with self.assertRaisesRegex(UserError, "has not agreed to be proposed"):
            fatou.action_offer_profile(employer.id)
        dialog = self.as_role("employer.profile.offer", "officer").create(
            {"candidate_id": self.fatou.id, "employer_id": employer.id, "answer": "yes"}
        )
        with self.assertRaisesRegex(UserError, "has not agreed to be proposed"):
            dialog.action_confirm()
        self.assertFalse(
            self.env["employer.interaction"].search([("offered_candidate_id", "=", self.fatou.id)])
        )
