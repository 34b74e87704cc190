# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.tests.common import EngagementCase

LIST_SPEC = {
    "code": {},
    "state": {},
    "work_right": {},
    "proposal_until": {},
    "occupation_ids": {"fields": {"display_name": {}}},
    "language_ids": {"fields": {"display_name": {}}},
    "skill_ids": {"fields": {"display_name": {}}},
    "area": {},
    "tutor_id": {"fields": {"display_name": {}}},
    "team_id": {"fields": {"display_name": {}}},
    "last_proposed_date": {},
    "activity_ids": {"fields": {}},
}


@tagged("post_install", "-at_install")
class TestPeopleCandidate(EngagementCase):
    """A person is a code with job facts; who writes them, what is computed from them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person()
        cls.Candidate = cls.env["employer.candidate"]

    # ---- the code

    def test_code_comes_from_the_sequence(self):
        first, second = self.Candidate.create([{}, {}])
        self.assertRegex(first.code, r"^P\d{5}$")
        self.assertEqual(int(second.code[1:]), int(first.code[1:]) + 1)
        self.assertNotEqual(first.copy().code, first.code)

    def test_the_sequence_skips_codes_taken_and_those_read_like_them(self):
        """After an import with its own codes, none is given twice, nor with other zeros."""
        first = int(self.Candidate.create({}).code[1:])
        self.Candidate.create(
            [
                {"code": f"P{first + 1:05d}"},
                {"code": f"P{first + 2}", "active": False},
                {"code": f"X{first + 3:05d}"},
                {"code": f"P{first + 3:05d}", "company_id": self.other_office.id, "team_id": False},
            ]
        )
        self.assertEqual(self.Candidate.create({}).code, f"P{first + 3:05d}")

    def test_code_is_unique_within_the_office(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.Candidate.create({"code": self.person.code})
        other = self.Candidate.create(
            {"code": self.person.code, "company_id": self.other_office.id, "team_id": False}
        )
        self.assertEqual(other.code, self.person.code)

    def test_a_name_cannot_stand_in_the_place_of_the_code(self):
        for name in ("Mario Rossi", "Rossi", "M", "Rossi 1"):
            with self.subTest(name=name), self.assertRaises(ValidationError):
                self.Candidate.create({"code": name})
        self.assertEqual(self.Candidate.create({"code": "CF-0012/B"}).code, "CF-0012/B")
        with self.assertRaises(UserError):
            self.as_role("employer.candidate", "tutor").name_create("Mario Rossi")

    def test_no_field_through_which_mail_would_find_a_person(self):
        for name in ("email", "partner_id", "name", "phone"):
            self.assertNotIn(name, self.Candidate._fields)

    # ---- state

    def test_state_follows_absence(self):
        self.assertEqual(self.person.state, "ready")
        self.person.is_away = True
        self.assertEqual(self.person.state, "away")

    def test_absence_ends_the_day_after(self):
        today = fields.Date.today()
        self.person.write({"is_away": True, "away_until": today})
        self.Candidate._cron_end_absences()
        self.assertEqual(self.person.state, "away")
        with freeze_time(today + timedelta(days=1)):
            self.Candidate._cron_end_absences()
        self.assertEqual((self.person.state, self.person.away_until), ("ready", False))

    # ---- right to work

    def _permit(self, right="yes", **vals):
        kind = self.env["employer.permit.type"].create(
            {
                "code": f"test_{right}",
                "name": f"Title {right}",
                "work_right": right,
                "days_after_application": 60,
                "weekly_hours_limit": 20,
            }
        )
        return self.env["employer.candidate.permit"].create(
            {"candidate_id": self.person.id, "permit_type_id": kind.id, **vals}
        )

    def test_nothing_known_is_to_verify(self):
        self.assertEqual(self.person.work_right, "to_verify")
        self.assertEqual(self.person._right_to_work()["answer"], "to_verify")
        self.assertFalse(self.person._covers_work(date(2026, 1, 1), date(2026, 1, 2)))

    def test_permit_covers_its_days(self):
        self._permit(valid_from=date(2026, 1, 1), valid_to=date(2026, 6, 30))
        right = self.person._right_to_work(date(2026, 6, 30))
        self.assertEqual((right["answer"], right["until_date"]), ("yes", date(2026, 6, 30)))
        self.assertEqual(self.person._right_to_work(date(2026, 7, 1))["answer"], "to_verify")
        self.assertTrue(self.person._covers_work(date(2026, 1, 1), date(2026, 6, 30)))
        self.assertFalse(self.person._covers_work(date(2026, 1, 1), date(2026, 7, 1)))

    def test_limited_and_after_some_days(self):
        self._permit("limited", valid_from=date(2026, 1, 1), valid_to=date(2026, 3, 31))
        right = self.person._right_to_work(date(2026, 2, 1))
        self.assertEqual((right["answer"], right["weekly_hours"]), ("limited", 20))
        self.assertTrue(self.person._covers_work(date(2026, 2, 1), date(2026, 3, 1)))
        self.person.permit_ids.unlink()
        self._permit("after_days", application_date=date(2026, 1, 1))
        right = self.person._right_to_work(date(2026, 2, 1))
        self.assertEqual((right["answer"], right["from_date"]), ("from_date", date(2026, 3, 2)))
        self.assertEqual(self.person._right_to_work(date(2026, 3, 2))["answer"], "yes")

    def test_no_is_no(self):
        self._permit("no", valid_from=date(2026, 1, 1))
        self.assertEqual(self.person._right_to_work(date(2026, 2, 1))["answer"], "no")
        self.assertEqual(self.person.work_right, "no")

    def test_free_movement_needs_no_permit(self):
        protected = self.env["employer.candidate.protected"].create(
            {"candidate_id": self.person.id, "citizenship_id": self.env.ref("base.ma").id}
        )
        self.assertEqual(self.person._right_to_work()["answer"], "to_verify")
        for country in ("it", "ro", "ch", "no"):
            protected.citizenship_id = self.env.ref(f"base.{country}")
            with self.subTest(country=country):
                self.assertEqual(self.person._right_to_work()["answer"], "yes")

    def test_answer_is_everybodys_and_papers_the_teams(self):
        permit = self._permit(valid_from=date(2026, 1, 1))
        for role in ("reader", "officer", "manager"):
            self.env.invalidate_all()
            person = self.as_role(self.person, role)
            with self.subTest(role=role):
                self.assertEqual(person.work_right, "yes")
                self.assertEqual(person._right_to_work()["answer"], "yes")
                with self.assertRaises(AccessError):
                    self.as_role(permit, role).read(["valid_to"])
                with self.assertRaises(AccessError):
                    person.read(["permit_ids"])
                with self.assertRaises(AccessError):
                    person.search([("permit_ids.valid_from", "!=", False)])
        self.assertTrue(self.as_role(permit, "tutor").valid_from)

    def test_other_teams_tutor_sees_no_permit_and_the_same_answer(self):
        permit = self._permit(valid_from=date(2026, 1, 1))
        self.env.invalidate_all()
        person = self.person.with_user(self.tutor_2)
        self.assertFalse(person.permit_ids)  # cached as cut by the rule
        self.assertEqual(person.work_right, "yes")
        self.assertEqual(self.person._right_to_work()["answer"], "yes")
        with self.assertRaises(AccessError):
            permit.with_user(self.tutor_2).read(["valid_from"])
        with self.assertRaises(AccessError):
            permit.with_user(self.tutor_2).write({"valid_to": False})

    def test_permit_dates_in_order(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._permit(valid_from=date(2026, 2, 1), valid_to=date(2026, 1, 31))

    # ---- protected data

    def test_protected_data_open_with_a_trace(self):
        row = self.env["employer.candidate.protected"].create(
            {"candidate_id": self.person.id, "household": "Two children"}
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.as_role(row, "tutor").read(["household"])
        self.as_role(self.person, "tutor").action_open_protected()
        self.assertEqual(self.as_role(row, "tutor").household, "Two children")
        self.assertTrue(
            self.env["employer.disclosure"].search_count(
                [("kind", "=", "opened_protected"), ("user_id", "=", self.users["tutor"].id)]
            )
        )

    def test_opening_the_name_does_not_open_protected_data(self):
        row = self.env["employer.candidate.protected"].create({"candidate_id": self.person.id})
        self.as_role(self.person, "tutor").action_open_identity()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.as_role(row, "tutor").read(["household"])

    def test_protected_data_are_of_the_own_team(self):
        self.env["employer.candidate.protected"].create({"candidate_id": self.person.id})
        for user in (
            *map(self.users.get, ("reader", "officer", "manager", "privacy")),
            self.tutor_2,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.person.with_user(user).action_open_protected()
            self.assertFalse(self.person.with_user(user).can_open_protected)
        self.assertTrue(self.as_role(self.person, "tutor").can_open_protected)

    def test_protected_data_are_never_tracked(self):
        for model in ("employer.candidate.protected", "employer.candidate.identity"):
            self.assertFalse(hasattr(self.env[model], "message_ids"))

    # ---- who writes job facts

    def test_tutors_write_own_team(self):
        person = self.as_role(self.person, "tutor")
        person.write(
            {
                "area": "North",
                "skill_ids": [Command.create({"skill_id": self._skill().id})],
                "service_ids": [Command.create({"kind": "matching"})],
                "participation_ids": [Command.create({})],
            }
        )
        self.assertEqual(person.participation_ids.team_id, self.team)

    def test_others_write_nothing(self):
        for user in (
            *map(self.users.get, ("reader", "officer", "manager", "privacy")),
            self.tutor_2,
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.person.with_user(user).write({"area": "North"})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["employer.service"].with_user(user).create(
                    {"candidate_id": self.person.id}
                )

    def _skill(self):
        return self.env["employer.skill"].create({"code": "test_knife", "name": "Knife skills"})

    def test_language_as_a_whole_is_the_lowest(self):
        language = self.env["employer.language"].create({"code": "xx", "name": "Test"})
        line = self.env["employer.candidate.language"].create(
            {"candidate_id": self.person.id, "language_id": language.id}
        )
        self.assertFalse(line.overall)
        line.write({"listening": "b2", "speaking": "b1"})
        self.assertEqual(line.overall, "b1")
        line.write({"reading": "c1", "writing": "a0"})
        self.assertEqual(line.overall, "a0")
        self.assertEqual(line.display_name, "Test None")

    # ---- history

    def test_history_keeps_a_person_from_deletion(self):
        empty = self.Candidate.create({})
        empty.unlink()
        self.assertFalse(empty.exists())
        self.env["employer.service"].create({"candidate_id": self.person.id})
        with self.assertRaises(UserError):
            self.as_role(self.person, "manager").unlink()

    def test_participation_closes_with_a_reason(self):
        entry = self.env["employer.participation"].create(
            {"candidate_id": self.person.id, "entered_date": date(2026, 1, 10)}
        )
        with self.assertRaises(ValidationError):
            entry.left_date = date(2026, 3, 1)
        entry.write({"left_date": date(2026, 1, 10), "left_reason": "Found work"})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            entry.left_date = date(2026, 1, 9)
            self.env.flush_all()

    def test_one_open_participation_a_programme(self):
        Participation = self.env["employer.participation"]
        programme = self.env["employer.programme"].create({"name": "Programme"})
        Participation.create({"candidate_id": self.person.id})
        Participation.create({"candidate_id": self.person.id, "programme_id": programme.id})
        for vals in ({}, {"programme_id": programme.id}):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
                Participation.create({"candidate_id": self.person.id, **vals})

    def test_service_is_of_the_participations_person(self):
        entry = self.env["employer.participation"].create({"candidate_id": self.person.id})
        vals = {"participation_id": entry.id, "candidate_id": self._person("B", "C").id}
        with self.assertRaises(ValidationError):
            self.env["employer.service"].create(vals)
        service = self.env["employer.service"].create({**vals, "candidate_id": self.person.id})
        self.assertEqual(service.display_name, f"{self.person.code}: Orientation")

    def test_persons_served_counts_each_person_once(self):
        other = self._person("B", "C")
        self.env["employer.service"].create(
            [
                {"candidate_id": person.id, "hours": 1, "date": date(2026, 1, day)}
                for person, day in ((self.person, 2), (self.person, 3), (other, 3))
            ]
        )
        domain = [("candidate_id", "in", (self.person | other).ids)]
        [(persons, hours)] = self.env["employer.service"]._read_group(
            domain, [], ["candidate_id:count_distinct", "hours:sum"]
        )
        self.assertEqual((persons, hours), (2, 3))

    # ---- contacts about a person

    def _contact(self, role, person=None):
        return self.env["employer.interaction"].create(
            {
                "employer_id": self.employer.id,
                "user_id": self.users[role].id,
                "candidate_id": person.id if person else False,
                "summary": "Text",
            }
        )

    def test_contacts_about_a_person_are_the_teams(self):
        about = self._contact("tutor", self.person)
        plain = self._contact("tutor")
        seen = {
            role: self.as_role("employer.interaction", role).search(
                [("id", "in", (about | plain).ids)]
            )
            for role in ("reader", "officer", "manager", "tutor")
        }
        self.assertEqual(seen["tutor"], about | plain)
        for role in ("reader", "officer", "manager"):
            with self.subTest(role=role):
                self.assertEqual(seen[role], plain)
                with self.assertRaises(AccessError):
                    self.as_role(about, role).read(["summary"])
        found = self.env["employer.interaction"].with_user(self.tutor_2).search([])
        self.assertNotIn(about, found)
        self.assertEqual(self.as_role(self.person, "officer").interaction_count, 0)
        self.assertEqual(self.as_role(self.person, "tutor").interaction_count, 1)

    def test_own_contacts_stay_visible(self):
        about = self._contact("officer", self.person)
        self.assertEqual(self.as_role(about, "officer").summary, "Text")
        with self.assertRaises(AccessError):
            about.with_user(self.officer_2).read(["summary"])

    # ---- screens

    def test_list_costs_the_same_for_many(self):
        domain = [("code", "like", "BUDGET-%")]
        self._persons_with_facts(4)
        few = self._queries(domain)
        self._persons_with_facts(79, 4)  # one under the limit: no query to count
        many = self._queries(domain)
        self.assertEqual(len(many[1]["records"]), 79)
        self.assertLessEqual(many[0], few[0])

    def _persons_with_facts(self, end, start=0):
        kind = self.env["employer.permit.type"].search([("work_right", "=", "yes")], limit=1)
        skill = self.env["employer.skill"].search([], limit=1) or self._skill()
        persons = self.Candidate.create(
            [{"code": f"BUDGET-{index}", "team_id": self.team.id} for index in range(start, end)]
        )
        for person in persons:
            vals = {"candidate_id": person.id}
            self.env["employer.candidate.skill"].create({**vals, "skill_id": skill.id})
            self.env["employer.consent"].create(vals)
            if kind:
                self.env["employer.candidate.permit"].create({**vals, "permit_type_id": kind.id})
        self.env.flush_all()

    def _queries(self, domain):
        candidates = self.as_role("employer.candidate", "officer")
        candidates.web_search_read(domain, LIST_SPEC, limit=80)  # warm registry caches
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = candidates.web_search_read(domain, LIST_SPEC, limit=80)
        return self.cr.sql_log_count - before, result

    def test_privacy_officers_list_opens_without_other_rights(self):
        spec = {"code": {}, "state": {}, "proposal_until": {}, "create_date": {}}
        found = self.as_role("employer.candidate", "privacy").web_search_read([], spec)
        self.assertIn(self.person.code, [row["code"] for row in found["records"]])

    def test_actions_of_the_form(self):
        person = self.as_role(self.person, "tutor")
        for action in (
            person.action_view_services(),
            person.action_view_participations(),
            person.action_view_consents(),
            person.action_view_interactions(),
        ):
            model = person.env[action["res_model"]]
            self.assertEqual(action["context"], {"default_candidate_id": person.id})
            model.search(action["domain"])
        self.assertEqual(person.action_log_contact()["res_model"], "employer.interaction.log")
        self.assertIn("default_candidate_id", person.action_ask_consent()["context"])
