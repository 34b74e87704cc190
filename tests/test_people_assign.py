# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestPeopleAssign(EngagementCase):
    """After an import nobody follows a person: a manager says who does."""

    def setUp(self):
        super().setUp()
        self.persons = self._person(team_id=False, tutor_id=False) | self._person(
            team_id=False, tutor_id=False
        )

    def _dialog(self, role):
        return self.as_role("employer.candidate.assign", role).with_context(
            active_model="employer.candidate", active_ids=self.persons.ids
        )

    def test_a_manager_assigns_several(self):
        with Form(self._dialog("manager")) as form:
            form.tutor_id = self.users["tutor"]
            form.team_id = self.team
        form.record.action_confirm()
        self.assertEqual(self.persons.tutor_id, self.users["tutor"])
        self.assertEqual(self.persons.team_id, self.team)

    def test_what_is_left_empty_stays(self):
        self.persons[0].team_id = self.team
        with Form(self._dialog("manager")) as form:
            form.tutor_id = self.users["tutor"]
        form.record.action_confirm()
        self.assertEqual(self.persons[0].team_id, self.team)
        self.assertEqual(self.persons.tutor_id, self.users["tutor"])

    def test_nobody_else_decides_who_follows(self):
        for role in ("officer", "tutor", "privacy", "reader"):
            with self.subTest(role), self.assertRaises(AccessError):
                self._dialog(role).create({"tutor_id": self.users[role].id})
        self.assertFalse(self.persons.tutor_id)

    def test_not_persons_of_another_office(self):
        foreign = self._person(team_id=False, tutor_id=False, company_id=self.other_office.id)
        with self.assertRaises(AccessError):
            self.as_role("employer.candidate.assign", "manager").create(
                {"candidate_ids": [(6, 0, foreign.ids)], "tutor_id": self.users["tutor"].id}
            )
