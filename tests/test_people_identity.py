# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL

from odoo.addons.employer_engagement.tests.common import GROUP, EngagementCase

NAME = "Zaffiri"
# everyone but the own team's tutor (and the privacy officer, by the register)
WITHOUT_NAMES = ("reader", "officer", "manager", "employee")


@tagged("post_install", "-at_install")
class TestPeopleIdentity(EngagementCase):
    """Names leave the server to who is entitled, after opening, and in no other way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person("Ada", NAME)
        cls.identity = cls.person.identity_ids
        cls.other = cls._person("Bea", "Quarti", team_id=cls.team_2.id, tutor_id=cls.tutor_2.id)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def _rows(self, person=None, **vals):
        domain = [("candidate_id", "=", (person or self.person).id)]
        domain += [(key, "=", value) for key, value in vals.items()]
        return self.env["employer.disclosure"].search(domain)

    def _identity_of(self, role):
        self.env.invalidate_all()
        return self.as_role(self.identity, role)

    # ---- opening

    def test_tutor_opens_own_team_and_leaves_a_trace(self):
        tutor = self.users["tutor"]
        action = self.as_role(self.person, "tutor").action_open_identity()
        self.assertEqual(action["res_model"], "employer.candidate.identity")
        self.assertEqual(action["res_id"], self.identity.id)
        self.assertEqual(len(self._rows(kind="opened", user_id=tutor.id)), 1)
        self.assertEqual(self._identity_of("tutor").last_name, NAME)

    def test_privacy_officer_opens_everybody_and_leaves_a_trace(self):
        for person in (self.person, self.other):
            self.as_role(person, "privacy").action_open_identity()
            self.assertTrue(self._rows(person, kind="opened", user_id=self.users["privacy"].id))
        self.assertEqual(self._identity_of("privacy").last_name, NAME)

    def test_others_cannot_open_and_leave_no_trace(self):
        for role in WITHOUT_NAMES:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(self.person, role).action_open_identity()
        with self.assertRaises(AccessError):
            self.person.with_user(self.tutor_2).action_open_identity()
        with self.assertRaises(AccessError):
            self.person.with_user(self.stranger).action_open_identity()
        self.assertFalse(self._rows(kind="opened"))

    def test_refusal_names_the_code_only(self):
        with self.assertRaises(AccessError) as caught:
            self.as_role(self.person, "officer").action_open_identity()
        self.assertIn(self.person.code, str(caught.exception))
        self.assertNotIn(NAME, str(caught.exception))

    def test_team_membership_counts_at_once(self):
        person = self.other.with_user(self.users["tutor"])
        self.assertFalse(person.can_open_identity)
        with self.assertRaises(AccessError):
            person.action_open_identity()
        self.team_2.member_ids += self.users["tutor"]
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(person.can_open_identity)
        person.action_open_identity()

    def test_opening_lasts_twelve_hours(self):
        now = fields.Datetime.now()
        with freeze_time(now):
            self.as_role(self.person, "tutor").action_open_identity()
        with freeze_time(now + timedelta(hours=11, minutes=59)):
            self.assertEqual(self._identity_of("tutor").last_name, NAME)
        with freeze_time(now + timedelta(hours=12, minutes=1)), self.assertRaises(AccessError):
            self._identity_of("tutor").read(["last_name"])

    def test_twelve_hours_are_the_same_in_every_time_zone(self):
        now = fields.Datetime.now()
        for zone in ("Asia/Tokyo", "America/Los_Angeles", "Europe/Rome"):
            self.users["tutor"].tz = zone
            identity = self.as_role(self.identity, "tutor").with_context(tz=zone)
            with self.subTest(zone=zone):
                with freeze_time(now):
                    self.as_role(self.person, "tutor").action_open_identity()
                with freeze_time(now + timedelta(hours=11, minutes=59)):
                    self.env.invalidate_all()
                    self.assertEqual(identity.last_name, NAME)
                    self.assertTrue(identity.search([("id", "=", identity.id)]))
                with freeze_time(now + timedelta(hours=12, minutes=1)):
                    self.env.invalidate_all()
                    self.assertFalse(identity.search([("id", "=", identity.id)]))
                    with self.assertRaises(AccessError):
                        identity.read(["last_name"])
            now += timedelta(days=2)

    def test_opening_one_person_opens_no_other(self):
        colleague = self._person("Cia", "Rosati")
        self.as_role(self.person, "tutor").action_open_identity()
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.as_role(colleague.identity_ids, "tutor").read(["last_name"])

    def test_colleagues_opening_is_not_mine(self):
        self.team.member_ids += self.tutor_2
        self.person.with_user(self.tutor_2).action_open_identity()
        with self.assertRaises(AccessError):
            self._identity_of("tutor").read(["last_name"])

    # ---- the ways out, without opening and without entitlement

    def test_direct_read_is_refused(self):
        for role in ("tutor", "privacy", *WITHOUT_NAMES):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._identity_of(role).read(["last_name", "first_name"])

    def test_search_and_groups_find_nothing(self):
        for role in ("tutor", "privacy", "officer", "manager"):
            model = self.as_role("employer.candidate.identity", role)
            with self.subTest(role=role):
                self.assertFalse(model.search([("last_name", "=", NAME)]))
                self.assertFalse(model.search_count([]))
                self.assertFalse(model.name_search(NAME))
                groups = model._read_group([], ["last_name"], ["__count"])
                self.assertFalse(groups)
        for role in ("reader", "employee"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.candidate.identity", role).search([])

    def test_search_through_the_person_finds_nothing(self):
        domain = [("identity_ids.last_name", "=", NAME)]
        self.assertFalse(self.as_role("employer.candidate", "tutor").search(domain))
        for role in WITHOUT_NAMES:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.candidate", role).search(domain)

    def test_after_opening_search_and_groups_answer(self):
        self.as_role(self.person, "tutor").action_open_identity()
        model = self.as_role("employer.candidate.identity", "tutor")
        self.assertEqual(model.search([]), self.identity)
        self.assertEqual(model._read_group([], ["last_name"], ["__count"]), [(NAME, 1)])

    def test_export_leaves_a_trace_or_is_refused(self):
        for user in self.users.values():
            user.group_ids += self.env.ref("base.group_allow_export")
        for role in ("tutor", *WITHOUT_NAMES):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._identity_of(role).export_data(["last_name"])
        self.as_role(self.person, "tutor").action_open_identity()
        data = self._identity_of("tutor").export_data(["last_name"])["datas"]
        self.assertEqual(data, [[NAME]])
        self.assertEqual(len(self._rows(kind="exported", user_id=self.users["tutor"].id)), 1)

    def test_export_of_persons_by_code(self):
        for user in self.users.values():
            user.group_ids += self.env.ref("base.group_allow_export")
        person = self.as_role(self.person, "officer")
        self.assertEqual(person.export_data(["display_name"])["datas"], [[person.code]])
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            person.export_data(["identity_ids/last_name"])
        tutors = self.as_role(self.person, "tutor").export_data(["code", "identity_ids/last_name"])
        self.assertNotIn(NAME, json.dumps(tutors))
        self.as_role(self.person, "tutor").action_open_identity()
        self.env.invalidate_all()
        tutors = self.as_role(self.person, "tutor").export_data(["code", "identity_ids/last_name"])
        self.assertIn(NAME, json.dumps(tutors))
        self.assertTrue(self._rows(kind="exported", user_id=self.users["tutor"].id))

    def test_display_name_is_the_code_for_everyone(self):
        self.assertEqual(self.person.display_name, self.person.code)
        self.assertEqual(self.identity.display_name, self.person.code)
        for role in ("reader", "officer", "tutor", "manager", "privacy"):
            self.assertEqual(self.as_role(self.person, role).display_name, self.person.code)

    def test_web_read_shows_the_code_only(self):
        spec = {"display_name": {}, "tutor_id": {"fields": {"display_name": {}}}, "state": {}}
        for role in ("reader", "officer", "tutor", "manager", "privacy"):
            values = self.as_role(self.person, role).web_read(spec)
            self.assertNotIn(NAME, json.dumps(values, default=str))
            self.assertEqual(values[0]["display_name"], self.person.code)

    def test_messages_and_activities_carry_the_code(self):
        person = self.as_role(self.person, "tutor")
        message = person.message_post(body="Called", subtype_xmlid="mail.mt_note")
        person.tutor_id = self.tutor_2
        self.env.flush_all()
        activity = person.activity_schedule("mail.mail_activity_data_todo", summary="Call")
        self.assertEqual(activity.res_name, person.code)
        self.assertEqual(message.record_name, person.code)
        texts = person.sudo().message_ids.mapped(lambda m: f"{m.body}{m.subject}{m.record_name}")
        self.assertNotIn(NAME, "".join(texts))

    def test_fields_of_identity_are_hidden_from_others(self):
        for role in ("reader", "officer", "manager", "privacy"):
            names = self.as_role("employer.candidate", role).fields_get()
            self.assertNotIn("identity_ids", names)
            self.assertNotIn("permit_ids", names)
            self.assertNotIn("protected_ids", names)
        self.assertIn("identity_ids", self.as_role("employer.candidate", "tutor").fields_get())

    def test_access_error_text_has_no_name(self):
        with self.assertRaises(AccessError) as caught:
            self._identity_of("tutor").read(["last_name"])
        self.assertNotIn(NAME, str(caught.exception))

    # ---- by name, with the right

    def test_name_finds_the_code_for_who_may_open(self):
        for role in ("tutor", "privacy"):
            found = self.as_role("employer.candidate", role).name_search("zaff")
            self.assertEqual(found, [(self.person.id, self.person.code)])
        both = self.as_role("employer.candidate", "tutor").name_search(f"ada {NAME}")
        self.assertEqual(both, [(self.person.id, self.person.code)])

    def test_name_finds_nothing_for_others(self):
        for role in ("reader", "officer", "manager"):
            self.assertFalse(self.as_role("employer.candidate", role).name_search(NAME))
        self.assertFalse(self.env["employer.candidate"].name_search(NAME))  # sudo included
        self.assertFalse(self.env["employer.candidate"].with_user(self.tutor_2).name_search(NAME))
        with self.assertRaises(AccessError):
            self.as_role("employer.candidate", "employee").name_search(NAME)

    def test_not_named_so_tells_nothing_about_others(self):
        domain = [("display_name", "not ilike", NAME)]
        found = self.as_role("employer.candidate", "officer").search(domain)
        self.assertIn(self.person.id, found.ids)
        found = self.as_role("employer.candidate", "tutor").search(domain)
        self.assertNotIn(self.person.id, found.ids)

    def test_code_finds_for_every_role(self):
        for role in ("reader", "officer", "tutor", "manager", "privacy"):
            found = self.as_role("employer.candidate", role).name_search(self.person.code)
            self.assertEqual(found, [(self.person.id, self.person.code)])

    # ---- the officer of the vacancy or of the host

    def _candidacy(self, state, officer="officer"):
        vacancy = self.env["employer.vacancy"].create(
            {
                "name": "Kitchen helper",
                "employer_id": self.employer.id,
                "user_id": self.users[officer].id,
                "kind": "job",
            }
        )
        preselection = self.env["employer.preselection"].create({"vacancy_id": vacancy.id})
        candidacy = self.env["employer.candidacy"].create(
            {"preselection_id": preselection.id, "candidate_id": self.person.id}
        )
        self._put("employer_candidacy", candidacy, state)
        return candidacy

    def _put(self, table, record, state):
        """Put a state as it is: only the rule on names is under test, not the way there."""
        self.env.flush_all()
        query = SQL("UPDATE %s SET state = %s", SQL.identifier(table), state)
        self.env.execute_query(SQL("%s WHERE id = %s RETURNING id", query, record.id))
        self.env.invalidate_all()

    def test_officer_opens_who_was_selected_on_own_vacancy(self):
        candidacy = self._candidacy("proposed")
        for state in ("selected", "in_internship", "hired"):
            self._put("employer_candidacy", candidacy, state)
            with self.subTest(state=state):
                self.assertTrue(self.as_role(self.person, "officer").can_open_identity)
        self.as_role(self.person, "officer").action_open_identity()
        self.assertEqual(self._identity_of("officer").last_name, NAME)
        self.assertTrue(self.as_role("employer.candidate", "officer").name_search(NAME))
        with self.assertRaises(AccessError):
            self._identity_of("officer").write({"phone": "1"})

    def test_officer_does_not_open_who_is_only_proposed(self):
        for state in ("proposed", "sent", "interview", "not_selected", "withdrawn"):
            self._candidacy(state)
            with self.subTest(state=state), self.assertRaises(AccessError):
                self.as_role(self.person, "officer").action_open_identity()

    def test_other_officers_do_not_open_the_selected(self):
        self._candidacy("selected")
        with self.assertRaises(AccessError):
            self.person.with_user(self.officer_2).action_open_identity()

    def test_manager_sees_no_name_even_on_own_vacancy(self):
        self._candidacy("selected", "manager")
        with self.assertRaises(AccessError):
            self.as_role(self.person, "manager").action_open_identity()
        self.assertFalse(self.as_role("employer.candidate", "manager").name_search(NAME))

    def _internship(self, state):
        scheme = self.env["employer.internship.scheme"].search([], limit=1)
        scheme = scheme or self.env["employer.internship.scheme"].create(
            {"name": "Scheme", "code": "TEST", "public_name": "S", "payer": "company"}
        )
        internship = self.env["employer.internship"].create(
            {
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "scheme_id": scheme.id,
                "no_candidacy_reason": "Test",
            }
        )
        internship.write({"start_date": "2026-01-01", "actual_end_date": "2026-03-31"})
        internship.end_kind = "term"
        self._put("employer_internship", internship, state)
        return internship

    def test_officer_opens_interns_of_own_employers_while_it_lasts(self):
        internship = self._internship("draft")
        for state in ("draft", "ready", "ended", "cancelled"):
            self._put("employer_internship", internship, state)
            with self.subTest(state=state), self.assertRaises(AccessError):
                self.as_role(self.person, "officer").action_open_identity()
        for state in ("suspended", "running"):
            self._put("employer_internship", internship, state)
            self.assertTrue(self.as_role(self.person, "officer").can_open_identity)
        self.as_role(self.person, "officer").action_open_identity()
        self.assertEqual(self._identity_of("officer").last_name, NAME)
        with self.assertRaises(AccessError):
            self.person.with_user(self.officer_2).action_open_identity()

    # ---- writing

    def test_tutor_enters_own_team_only(self):
        person = self.as_role("employer.candidate", "tutor").create({})
        vals = {"candidate_id": person.id, "first_name": "Eva", "last_name": "Neri"}
        identity = person.env["employer.candidate.identity"].create(vals)
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(identity.last_name, "Neri")  # who entered it has it open
        self.assertTrue(self._rows(person, kind="entered", user_id=self.users["tutor"].id))
        empty = self.env["employer.candidate"].create(
            {"team_id": self.team_2.id, "tutor_id": self.tutor_2.id}
        )
        with self.assertRaises(AccessError):
            person.env["employer.candidate.identity"].create({**vals, "candidate_id": empty.id})

    def test_others_enter_nothing(self):
        empty = self.env["employer.candidate"].create({"team_id": self.team.id})
        vals = {"candidate_id": empty.id, "first_name": "Eva", "last_name": "Neri"}
        for role in ("privacy", *WITHOUT_NAMES):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.candidate.identity", role).create(vals)
        for role in ("officer", "privacy"):
            with self.assertRaises(UserError):
                self.as_role(empty, role).action_open_identity()
        action = self.as_role(empty, "tutor")
        with self.assertRaises(UserError):
            self.other.sudo().identity_ids.unlink()
            self.other.with_user(self.users["tutor"]).action_open_identity()
        empty.tutor_id = self.users["tutor"]
        self.assertFalse(action.action_open_identity().get("res_id"))

    def test_writing_needs_opening(self):
        with self.assertRaises(AccessError):
            self._identity_of("tutor").write({"phone": "02 1234"})
        self.as_role(self.person, "tutor").action_open_identity()
        self._identity_of("tutor").write({"phone": "02 1234"})
        self.assertEqual(self.identity.phone, "02 1234")

    def test_a_row_stays_with_its_person(self):
        self.as_role(self.person, "tutor").action_open_identity()
        empty = self.env["employer.candidate"].create({"team_id": self.team.id})
        with self.assertRaises(ValidationError):
            self._identity_of("tutor").write({"candidate_id": empty.id})
        self._identity_of("tutor").write({"candidate_id": self.person.id, "phone": "1"})

    def test_erasure_is_the_privacy_officers_and_is_written(self):
        self.as_role(self.person, "tutor").action_open_identity()
        with self.assertRaises(AccessError):
            self._identity_of("tutor").unlink()
        self.as_role(self.person, "privacy").action_open_identity()
        self._identity_of("privacy").unlink()
        self.assertFalse(self.person.identity_ids)
        self.assertTrue(self._rows(kind="erased", user_id=self.users["privacy"].id))

    # ---- the register

    def test_register_is_never_edited_or_deleted(self):
        row = self._rows(kind="entered")[:1]
        with self.assertRaises(UserError):
            row.write({"what": "x"})
        with self.assertRaises(UserError):
            row.unlink()
        for role in ("privacy", "tutor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.disclosure", role).create(
                    {"candidate_id": self.person.id, "kind": "opened"}
                )

    def test_register_is_read_by_privacy_and_own_team(self):
        rows = self._rows() | self._rows(self.other)
        self.assertEqual(len(rows), 2)
        self.assertEqual(self.as_role("employer.disclosure", "privacy").search([]) & rows, rows)
        mine = self.as_role("employer.disclosure", "tutor").search([]) & rows
        self.assertEqual(mine, self._rows())
        for role in WITHOUT_NAMES:
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role("employer.disclosure", role).search([])

    # ---- offices, portal, employee

    def test_other_office_sees_nothing(self):
        tutor = self._user("tutor_far", ("user", "identity", "protected"), self.other_office)
        persons = self.env["employer.candidate"].with_user(tutor)
        self.assertFalse(persons.search([("id", "=", self.person.id)]))
        with self.assertRaises(AccessError):
            self.person.with_user(tutor).action_open_identity()

    def test_portal_and_employee_have_no_access_line(self):
        models = self.env["ir.model"].search([("model", "=like", "employer.%")])
        for user in (self.stranger, self.users["employee"], self.env.ref("base.public_user")):
            for model in models.filtered(lambda model: not model.abstract):
                with self.subTest(user=user.login, model=model.model):
                    self.assertFalse(self.env[model.model].with_user(user).has_access("read"))

    def test_employee_sees_no_menu(self):
        menus = self.env["ir.ui.menu"].with_user(self.users["employee"]).load_menus(False)
        root = self.env.ref("employer_engagement.employer_engagement_menu_root")
        self.assertNotIn(root.id, menus)
        tutor = self.env["ir.ui.menu"].with_user(self.users["tutor"]).load_menus(False)
        self.assertIn(self.env.ref("employer_engagement.employer_candidate_menu").id, tutor)
        privacy_menu = self.env.ref("employer_engagement.employer_engagement_menu_privacy").id
        self.assertNotIn(privacy_menu, tutor)
        privacy = self.env["ir.ui.menu"].with_user(self.users["privacy"]).load_menus(False)
        self.assertIn(privacy_menu, privacy)

    def test_groups_outside_the_tiers(self):
        manager = self.users["manager"]
        for group in ("identity", "protected", "privacy"):
            self.assertFalse(manager.has_group(GROUP + group))
