# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import random
from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.employer_engagement.tools import matching
from odoo.addons.employer_engagement.tools.right_to_work import ANSWERS

from .common import EngagementCase

NOW = "2026-03-02 09:00:00"
START = date(2026, 3, 16)


class MatchCase(EngagementCase):
    """A vacancy that asks for two skills, Italian B1 and, better, a third; who may work at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        skills = cls.env["employer.skill"].search([], limit=4)
        cls.cook, cls.clean, cls.serve, cls.other_skill = skills
        cls.italian = cls.env.ref("employer_engagement.employer_language_it")
        cls.work_title, cls.study_title = cls.env["employer.permit.type"].create(
            [
                {"code": "T_YES", "name": "May work", "work_right": "yes"},
                {"code": "T_NO", "name": "May not work", "work_right": "no"},
            ]
        )
        cls.employer.zip = "20161"
        cls.vacancy = cls._vacancy(
            start_date=START,
            place="Milano",
            requirement_ids=[
                Command.create({"task": "Cooks", **vals})
                for vals in (
                    {"skill_id": cls.cook.id},
                    {"skill_id": cls.clean.id},
                    {"kind": "language", "language_id": cls.italian.id, "level": "b1"},
                    {"skill_id": cls.serve.id, "necessity": "preferred"},
                )
            ],
        )
        cls.asked = dict(
            zip(("cook", "clean", "italian", "serve"), cls.vacancy.requirement_ids, strict=True)
        )

    @classmethod
    def _candidate(cls, cook="3", clean="3", serve=None, italian="b1", **vals):
        """Return a person who has all that is required, may work and said yes, unless told so."""
        skills = {cls.cook: cook, cls.clean: clean, cls.serve: serve}
        title = vals.pop("title", cls.work_title)
        consents = vals.pop("yes", True)
        person = (
            cls.env["employer.candidate"]
            .with_context(tracking_disable=True)
            .create(
                {
                    "team_id": cls.team.id,
                    "tutor_id": cls.users["tutor"].id,
                    "skill_ids": [
                        Command.create({"skill_id": skill.id, "level": level})
                        for skill, level in skills.items()
                        if level
                    ],
                    "language_ids": [
                        Command.create({"language_id": cls.italian.id, "speaking": italian})
                    ]
                    if italian
                    else [],
                    "permit_ids": [Command.create({"permit_type_id": title.id})] if title else [],
                    **vals,
                }
            )
        )
        if consents:
            cls._say_yes(person)
        return person

    def _found(self, vacancy=None, **kwargs):
        """Return the persons found, best first, as the officer sees them."""
        match = self.as_role(vacancy or self.vacancy, "officer")._match(**kwargs)
        return self.env["employer.candidate"].browse([row["candidate_id"] for row in match["rows"]])

    def _key(self, name):
        return f"requirement:{self.asked[name].id}"

    def _adds(self, loosen=()):
        filters = self.as_role(self.vacancy, "officer")._match_adds(loosen)
        return {one["key"]: one["adds"] for one in filters}


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestMatch(MatchCase):
    def test_required_first_then_preferred_then_who_waits(self):
        slow = self._candidate(clean="2", serve="4")
        best = self._candidate(serve="3")
        good = self._candidate(serve="2")
        recent = self._candidate()
        recent.sudo().last_proposed_date = date(2026, 2, 20)
        earlier = self._candidate()
        earlier.sudo().last_proposed_date = date(2026, 2, 1)
        never = self._candidate()
        self.assertEqual(self._found(), best + good + never + earlier + recent + slow)
        never.sudo().last_proposed_date = date(2026, 3, 1)
        self.assertEqual(self._found(), best + good + earlier + recent + never + slow)
        self.assertEqual(self._found(limit=2, offset=1), good + earlier)

    def test_each_criterion_says_its_verdict_and_the_fact(self):
        self._candidate(clean="2", italian="a2", area="Milano nord", weekly_hours=20)
        [row] = self.as_role(self.vacancy, "officer")._match()["rows"]
        told = {one["label"]: (one["verdict"], one["fact"]) for one in row["criteria"]}
        self.assertEqual(told[self.cook.name], ("met", "Alone · Declared"))
        self.assertEqual(told[self.clean.name], ("partly", "With help · Declared"))
        self.assertEqual(told["Italian B1"], ("partly", "A2"))
        self.assertEqual(told[self.serve.name], ("unknown", "Nothing noted yet"))
        self.assertEqual(told["Can reach the place"], ("met", "Milano nord"))
        self.assertEqual(told["Hours a week"], ("unknown", "wants 20 a week"))
        self.assertEqual(told["May start on 03/16/2026"], ("met", "Yes"))
        self.assertEqual(
            [one["necessity"] for one in row["criteria"][:4]], ["required"] * 3 + ["preferred"]
        )

    def test_each_filter_says_whom_loosening_it_adds(self):
        able = self._candidate()
        left_out = {
            self._key("cook"): self._candidate(cook=None),
            self._key("italian"): self._candidate(italian="a1"),
            "right": self._candidate(title=None),
            "date": self._candidate(available_from=START + timedelta(days=1)),
            "consent": self._candidate(yes=False),
            "area": self._candidate(area="Rho", area_zips="2001, 2015"),
            "away": self._candidate(is_away=True),
        }
        self._candidate(cook=None, yes=False)  # two filters away: nobody's one step
        self.assertEqual(self._found(), able)
        adds = self._adds()
        for key, person in left_out.items():
            with self.subTest(key):
                self.assertEqual(adds[key], 1)
                self.assertEqual(self._found(loosen=(key,)), able + person)
        self.assertEqual(adds[self._key("clean")], 0)
        self.assertEqual(self._adds(("consent",))[self._key("cook")], 2)
        self.assertEqual(self._adds(("consent",))["consent"], 1, "what it added already")

    def test_the_part_of_the_week_leaves_out_who_has_another(self):
        self.vacancy.write({"asks_mornings": True, "asks_weekends": True})
        not_asked = self._candidate()
        both = self._candidate(can_mornings=True, can_weekends=True, can_nights=True)
        one_of_them = self._candidate(can_weekends=True)
        other = self._candidate(can_evenings=True)
        self.assertEqual(self._found(), not_asked + both + one_of_them)
        self.assertEqual(self._adds()["shifts"], 1)
        rows = self.as_role(self.vacancy, "officer")._match(loosen=("shifts",))["rows"]
        told = {
            row["candidate_id"]: (one["label"], one["verdict"], one["fact"])
            for row in rows
            for one in row["criteria"]
            if one["key"] == "shifts"
        }
        label = "Shifts (mornings, weekends)"
        self.assertEqual(told[not_asked.id], (label, "unknown", "Nothing noted yet"))
        self.assertEqual(told[both.id], (label, "met", "Mornings, nights, weekends"))
        self.assertEqual(told[one_of_them.id], (label, "partly", "Weekends"))
        self.assertEqual(told[other.id], (label, "not", "Evenings"))

    def test_the_way_to_work_leaves_out_who_lives_far_beyond(self):
        """The job is at 20161; a town is 45 minutes and a province 75, unless the office says."""
        near = self._candidate(start_zip="20121", travel_minutes=45)
        farther = self._candidate(start_zip="20099", travel_minutes=45)
        beyond = self._candidate(start_zip="24121", travel_minutes=45)
        not_asked = self._candidate(start_zip="24121") + self._candidate(travel_minutes=10)
        self.assertEqual(self._found(), near + farther + not_asked)
        self.assertEqual(self._adds()["travel"], 1)
        rows = self.as_role(self.vacancy, "officer")._match(loosen=("travel",))["rows"]
        told = {
            row["candidate_id"]: (one["verdict"], one["fact"])
            for row in rows
            for one in row["criteria"]
            if one["key"] == "travel"
        }
        self.assertEqual(
            told,
            {
                near.id: ("met", "about 45 minutes, at most 45"),
                farther.id: ("partly", "about 75 minutes, at most 45"),
                beyond.id: ("not", "over 75 minutes, at most 45"),
            },
        )
        self.office.employer_travel_town_minutes = 25
        self.office.employer_travel_province_minutes = 40
        self.assertIn(beyond, self._found(), "now one band too far")

    def test_a_postcode_is_digits_alone(self):
        for wrong in ("via Roma 3", "2", "201610"):
            with self.subTest(wrong), self.assertRaisesRegex(ValidationError, "two to five"):
                self._candidate(start_zip=wrong)

    def test_a_job_at_any_time_asks_for_none(self):
        self._candidate(can_nights=True)
        self.assertNotIn("shifts", self._adds())
        [row] = self.as_role(self.vacancy, "officer")._match()["rows"]
        self.assertNotIn("shifts", [one["key"] for one in row["criteria"]])

    def test_free_on_the_first_day_is_in_time(self):
        person = self._candidate(available_from=START)
        back = self._candidate(is_away=True, away_until=START - timedelta(days=1))
        self._candidate(is_away=True, away_until=START)
        self.assertEqual(self._found(), person + back)

    def test_in_internship_or_hired_only_when_asked_for(self):
        person = self._candidate()
        self.env.flush_all()
        for state in ("in_internship", "hired"):
            self.env.cr.execute(
                "UPDATE employer_candidate SET state = %s WHERE id = %s", (state, person.id)
            )
            key = "internship" if state == "in_internship" else state
            self.assertFalse(self._found())
            self.assertEqual(self._found(loosen=(key,)), person)

    def test_never_offered(self):
        """On a list of this vacancy, excluded from it, unwilling, or with a title that says no."""
        listed, excluded, declined, unwilling = (self._candidate() for _each in range(4))
        self._candidate(title=self.study_title)
        preselection = self._list(listed + excluded + declined, self.vacancy)
        reason = self.env.ref("employer_engagement.employer_exit_reason_other")
        for candidacy, state in zip(
            preselection.candidacy_ids[1:], ("excluded", "declined"), strict=True
        ):
            candidacy.write({"state": state, "exit_reason_id": reason.id})
        unwilling.unwanted_employer_ids = self.employer
        everything = tuple(self._adds())
        self.assertEqual(self._found(loosen=everything), declined)
        self.assertEqual(self.vacancy._unofferable(), listed + excluded + unwilling)
        preselection.candidacy_ids[1].lift_reason = "The company asks for them"
        self.assertEqual(self._found(loosen=everything), excluded + declined)
        self.assertEqual(
            len(self._found(self._vacancy(start_date=START), loosen=("consent",))),
            3,
            "excluded from one vacancy, not from another; unwilling for the company",
        )

    def test_no_protected_attribute_changes_a_rank(self):
        """Nor do team, referrer and programme, while the right to work stays as it is."""
        persons = self.env["employer.candidate"].union(
            *(self._candidate(serve=level) for level in ("4", "2", None, None))
        )
        before = self._rows()
        group = self.env["employer.target.group"].search([], limit=1)
        country = self.env.ref("base.ma")
        for person in persons[::2]:
            self.env["employer.candidate.protected"].create(
                {
                    "candidate_id": person.id,
                    "gender": "f",
                    "citizenship_id": country.id,
                    "target_group_ids": group.ids,
                    "household": "Three children",
                    "is_social_services": True,
                    "source": "social_services",
                    "did_date": "2025-01-01",
                    "pact_date": "2025-01-01",
                    "notes": "Anything",
                }
            )
            partner = self._employer("Partner", is_partner_organisation=True)
            programme = self.env["employer.programme"].create({"name": "P", "code": person.code})
            person.write(
                {
                    "team_id": self.team_2.id,
                    "tutor_id": self.tutor_2.id,
                    "referrer_id": partner.id,
                    "support_level": "4",
                    "participation_ids": [
                        Command.create({"programme_id": programme.id, "entered_date": "2026-01-01"})
                    ],
                }
            )
            person.permit_ids.write({"valid_from": "2025-01-01", "valid_to": "2027-01-01"})
        self.assertEqual(self._rows(), before)

    def _rows(self):
        return self.as_role(self.vacancy, "officer")._match()["rows"]

    def test_three_queries_whatever_the_number(self):
        vacancy = self.as_role(self.vacancy, "officer")
        for number in (2, 18):
            for _each in range(number):
                self._candidate(serve="3")
            vacancy._match()
            vacancy.invalidate_model()
            with self.assertQueryCount(3):
                rows = vacancy._match()["rows"]
        self.assertEqual(len(rows), 20)

    def test_only_of_the_own_office_and_by_whom_may_read_the_vacancy(self):
        self._candidate()
        foreign = self._candidate(
            company_id=self.other_office.id, team_id=False, tutor_id=self.other_officer.id
        )
        self.assertNotIn(foreign, self._found())
        for user in (self.other_officer, self.stranger, self.users["employee"]):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.vacancy.with_user(user)._match()

    def test_a_vacancy_that_asks_for_nothing_ranks_by_the_work_wanted(self):
        helper, other = self.env["employer.occupation"].search([("level", "=", 4)], limit=2)
        vacancy = self._vacancy(occupation_id=helper.id)
        unknown = self._candidate(cook=None)
        wanting = self._candidate(occupation_ids=helper.ids)
        elsewhere = self._candidate(occupation_ids=other.ids)
        self.assertEqual(self._found(vacancy), wanting + unknown + elsewhere)


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestMatchScale(MatchCase):
    """What SQL ranks and filters is what the pure functions say, for persons made at random."""

    def test_sql_ranks_as_the_pure_functions(self):
        dice = random.Random(7)
        licence = {"kind": "licence", "licence": "B", "necessity": "preferred", "task": "Drives"}
        words = {"kind": "other", "name": "Early hours", "task": "Opens", "necessity": "preferred"}
        occupations = self.env["employer.occupation"].search([("level", "!=", 1)])
        self.vacancy.write(
            {
                "occupation_id": occupations.filtered(lambda one: one.level == 4)[0].id,
                "requirement_ids": [Command.create(licence), Command.create(words)],
                "asks_mornings": True,
                "asks_weekends": True,
            }
        )
        self.asked["cook"].skill_level = "4"
        self.asked["serve"].skill_level = "2"
        near = self.vacancy.occupation_id + self.vacancy.occupation_id.parent_id
        for _each in range(40):
            self._candidate(
                **{name: dice.choice([None, *"1234"]) for name in ("cook", "clean", "serve")},
                italian=dice.choice([None, *matching.CEFR_LEVELS]),
                licences=dice.choice([False, "-", "A", "B", "a, b; C", "Patente B", "BE"]),
                area=dice.choice([False, "MILANO nord", "Rho"]),
                area_zips=dice.choice([False, "2016", "2015", "201, 2001", "20161"]),
                start_zip=dice.choice([False, "20161", "20121", "201", "20099", "24121"]),
                travel_minutes=dice.choice([0, 15, 20, 44, 45, 75, 90]),
                **{f"can_{part}": dice.random() < 0.2 for part in matching.SHIFTS},
                occupation_ids=dice.choice([[], near[0].ids, near[1].ids, occupations[:1].ids]),
            ).sudo().last_proposed_date = dice.choice([False, "2026-01-01", "2026-02-01"])
        keys = tuple(self._adds())
        rows = self.as_role(self.vacancy, "officer")._match(loosen=keys)["rows"]
        judged = [
            [matching.Judged(one["necessity"], one["verdict"]) for one in row["criteria"]]
            for row in rows
        ]
        self.assertEqual(len(rows), 40)
        self.assertGreater(len({row["required"] for row in rows}), 4)
        for row, criteria in zip(rows, judged, strict=True):
            self.assertEqual((row["required"], row["preferred"]), matching.score(criteria))
        ranks = [
            matching.rank_key(criteria, row["last_proposed_date"], row["candidate_id"])
            for row, criteria in zip(rows, judged, strict=True)
        ]
        self.assertEqual(ranks, sorted(ranks))
        kept = self.as_role(self.vacancy, "officer")._match()["rows"]
        passing = [
            row["candidate_id"]
            for row, criteria in zip(rows, judged, strict=True)
            if all(
                one.verdict in matching.PASSING for one in criteria if one.necessity == "required"
            )
            and "not" not in [self._of(row, key) for key in ("area", "shifts", "travel")]
        ]
        self.assertEqual({self._of(row, "area") for row in rows}, {"met", "unknown", "not"})
        self.assertEqual({self._of(row, "travel") for row in rows}, set(matching.VERDICTS))
        self.assertEqual({self._of(row, "shifts") for row in rows}, set(matching.VERDICTS))
        self.assertEqual([row["candidate_id"] for row in kept], passing)
        self.assertTrue(0 < len(passing) < 40)

    def _of(self, row, key):
        found = (one["verdict"] for one in row["criteria"] if one["key"] == key)
        return next(found, "unknown")

    def test_sql_answers_on_work_as_the_pure_function(self):
        dice = random.Random(11)
        kinds = self.env["employer.permit.type"].search([])
        countries = [False, self.env.ref("base.ma").id, self.env.ref("base.fr").id]
        days = [date(2026, 1, 1) + timedelta(days=40 * number) for number in range(7)]
        persons = self.env["employer.candidate"]
        for _each in range(60):
            permits = [
                {
                    "permit_type_id": dice.choice(kinds).id,
                    "valid_from": start,
                    "valid_to": start and start + timedelta(days=dice.choice((0, 90, 150))),
                    "application_date": dice.choice([False, *days]),
                    "is_renewal_requested": dice.choice([True, False]),
                }
                for start in dice.choices([False, *days], k=dice.randint(0, 3))
            ]
            person = self._candidate(title=None, yes=False)
            person.permit_ids = [Command.create(permit) for permit in permits]
            if country := dice.choice(countries):
                self.env["employer.candidate.protected"].create(
                    {"candidate_id": person.id, "citizenship_id": country}
                )
            persons |= person
        self.env.flush_all()
        seen = set()
        for day in (*days, date(2026, 2, 15)):
            expected = {person.id: person._right_to_work(day)["answer"] for person in persons}
            seen.update(expected.values())
            self.assertEqual(self._answers(persons, day), expected)
        self.assertEqual(seen, set(ANSWERS))

    def _answers(self, persons, day):
        """Return {person id: answer} of the SQL, which its two conditions must agree with."""
        model = self.env["employer.candidate"]
        rows = self.env.execute_query(
            SQL(
                "SELECT id, %s, %s, %s FROM employer_candidate WHERE id IN %s",
                model._work_answer_sql(day),
                model._may_work_sql(day),
                model._is_not_refused_sql(day),
                tuple(persons.ids),
            )
        )
        answers = {person_id: ANSWERS[place] for person_id, place, _may, _not_refused in rows}
        for person_id, _place, may_work, is_not_refused in rows:
            self.assertEqual(may_work, answers[person_id] in ("yes", "limited"))
            self.assertEqual(is_not_refused, answers[person_id] != "no")
        return answers


@freeze_time(NOW)
@tagged("post_install", "-at_install")
class TestFindPeople(MatchCase):
    def _dialog(self, action):
        model = self.as_role(action["res_model"], "officer")
        return model.with_context(**action["context"])

    def test_from_a_vacancy_to_a_list(self):
        best, second = self._candidate(serve="4"), self._candidate()
        self._candidate(yes=False)
        vacancy = self.as_role(self.vacancy, "officer")
        dialog = Form(self._dialog(vacancy.action_find_people())).save()
        self.assertEqual([row["code"] for row in dialog.people["rows"]], [best.code, second.code])
        with self.assertRaisesRegex(UserError, "Tick the persons"):
            dialog.action_confirm()
        dialog.loosened = ["consent"]
        self.assertEqual(dialog.people["total"], 3)
        dialog.chosen = [best.id, second.id]
        preselection = vacancy.preselection_ids.browse(dialog.action_confirm()["res_id"])
        self.assertEqual(preselection.candidacy_ids.candidate_id, best + second)
        self.assertEqual(preselection.candidacy_ids.mapped("rank"), [10, 20])
        self.assertEqual(set(preselection.candidacy_ids.mapped("origin")), {"match"})
        self.assertEqual(vacancy.stage_id.code, "selection")

        third = self._candidate()
        again = self._dialog(vacancy.action_find_people()).create({"chosen": third.ids})
        self.assertEqual(again.people["rows"][0]["candidate_id"], third.id)
        self.assertEqual(again.action_confirm()["res_id"], preselection.id, "the draft goes on")
        self.assertEqual(preselection.candidacy_ids[-1].rank, 30)

    def test_a_list_that_went_out_gets_a_new_round(self):
        first, second = self._candidate(), self._candidate()
        vacancy = self.as_role(self.vacancy, "officer")
        preselection = self._list(first, self.vacancy)
        preselection.action_approve()
        preselection.action_mark_sent()
        dialog = self._dialog(vacancy.action_find_people()).create({"chosen": second.ids})
        self.assertEqual(
            vacancy.preselection_ids.browse(dialog.action_confirm()["res_id"]).round, 2
        )

    def test_none_for_a_closed_vacancy(self):
        stage = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        self.vacancy.write({"stage_id": stage.id, "close_reason": "withdrawn"})
        with self.assertRaisesRegex(UserError, "Open it again"):
            self.as_role(self.vacancy, "officer").action_find_people()
