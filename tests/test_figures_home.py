# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import HttpCase, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestHome(EngagementCase, HttpCase):
    """The first page after the login: Today for everyone who works with employers or persons."""

    def _home(self, role):
        login = self.users[role].login
        self.authenticate(login, login)
        answer = self.url_open("/web/session/get_session_info", json={})
        return answer.json()["result"]["home_action_id"]

    def test_everyone_of_ours_begins_with_today(self):
        today = self.env.ref("employer_engagement.employer_today_action")
        for role in ("reader", "officer", "tutor", "manager"):
            with self.subTest(role=role):
                self.assertEqual(self._home(role), today.id)

    def test_a_privacy_officer_begins_with_the_register(self):
        register = self.env.ref("employer_engagement.employer_disclosure_action")
        self.assertEqual(self._home("privacy"), register.id)

    def test_an_employee_sees_no_difference(self):
        self.assertFalse(self._home("employee"))

    def test_ones_own_home_action_wins(self):
        own = self.env.ref("base.action_partner_form")
        self.users["officer"].action_id = own.id
        self.assertEqual(self._home("officer"), own.id)
