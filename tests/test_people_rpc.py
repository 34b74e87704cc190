# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import json

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.employer_engagement.tests.common import EngagementCase

NAME = "Zaffiri"


@tagged("post_install", "-at_install")
class TestPeopleRpc(EngagementCase, HttpCase):
    """The same over the wire: names need opening, and reading stays on a read-only cursor."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person("Ada", NAME)
        cls.identity = cls.person.identity_ids

    def _call(self, model, method, *args, **kwargs):
        """Return the answer of a call as the web client makes it (result or error)."""
        url = f"/web/dataset/call_kw/{model}/{method}"
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params})
        return self.url_open(url, body, headers={"Content-Type": "application/json"}).json()

    def _login(self, role):
        self.authenticate(f"ee_{role}", f"ee_{role}")

    def test_tutor_opens_before_reading(self):
        self._login("tutor")
        read = ("employer.candidate.identity", "web_read", self.identity.ids)
        spec = {"last_name": {}}
        with mute_logger("odoo.http"):
            refused = self._call(*read, specification=spec)
        self.assertEqual(refused["error"]["data"]["name"], "odoo.exceptions.AccessError")
        self.assertNotIn(NAME, json.dumps(refused))
        action = self._call("employer.candidate", "action_open_identity", self.person.ids)
        self.assertEqual(action["result"]["res_id"], self.identity.id)
        result = self._call(*read, specification=spec)["result"]
        self.assertEqual(result, [{"id": self.identity.id, "last_name": NAME}])

    def test_officer_and_manager_get_codes_only(self):
        for role in ("officer", "manager", "reader"):
            self._login(role)
            with self.subTest(role=role), mute_logger("odoo.http"):
                found = self._call("employer.candidate", "name_search", name=NAME)
                self.assertEqual(found["result"], [])
                for method in ("action_open_identity", "action_open_protected"):
                    answer = self._call("employer.candidate", method, self.person.ids)
                    self.assertIn("error", answer)
                    self.assertNotIn(NAME, json.dumps(answer))
                answer = self._call("employer.candidate.identity", "search_read", [])
                self.assertNotIn(NAME, json.dumps(answer))

    def test_private_helpers_are_not_callable(self):
        self._login("officer")
        for method in ("_row_sudo", "_search_by_name", "_work_facts"):
            with mute_logger("odoo.http"):
                answer = self._call("employer.candidate", method, self.person.ids)
            self.assertIn("error", answer)

    def test_reading_and_searching_write_nothing(self):
        self._login("tutor")
        spec = {"code": {}, "work_right": {}, "can_open_identity": {}, "interaction_count": {}}
        with self.assertNoLogs("odoo.http", "WARNING"):
            found = self._call(
                "employer.candidate",
                "web_search_read",
                domain=[["display_name", "ilike", NAME]],
                specification=spec,
            )["result"]
        self.assertEqual([row["code"] for row in found["records"]], [self.person.code])
        self.assertTrue(found["records"][0]["can_open_identity"])
