# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re

from odoo import fields
from odoo.tests import HttpCase, tagged

from .test_internships_portal import HostCase


@tagged("post_install", "-at_install")
class TestHostLink(HostCase, HttpCase):
    """A host without an account: one link confirms one month, or tells one outcome."""

    def _issue(self, record):
        """Return (link, path) of a link that was mailed to the host."""
        link, address = record._host_internship()._host_link(record)
        link.sent_at = fields.Datetime.now()
        self.env.flush_all()
        return link, address.removeprefix(record.get_base_url())

    def _post(self, url, values, path=""):
        page = self.url_open(url)
        self.assertEqual(page.status_code, 200)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
        answer = self.url_open(url + path, data={"csrf_token": token, **values})
        self.env.invalidate_all()
        return answer

    def test_a_month_is_confirmed_by_one_click_once(self):
        link, url = self._issue(self.month)
        self.assertIn(self.person.code, self.url_open(url).text)
        self.assertEqual((self.month.state, link.state), ("open", "open"))
        self.assertEqual(self._post(url, {"answer": "other", "hours": "x"}).status_code, 422)
        self.assertIn("Ada Fiori", self._post(url, {}, "/name").text)
        self.assertEqual(self.url_open(url, data={"answer": "planned"}).status_code, 400)
        self.assertIn("is confirmed", self._post(url, {"answer": "planned"}).text)
        self.assertEqual((self.month.state, link.state), ("confirmed", "used"))
        self.assertEqual(self.url_open(url).status_code, 410)
        outcome = url.replace("presence", "outcome")
        self.assertEqual(self.url_open(outcome).status_code, 404, "a link is for one act")

    def test_other_hours_go_to_the_tutor_and_no_name_where_the_link_was_shown(self):
        link, url = self._issue(self.month)
        link.sent_at = False
        self.assertNotIn("Fiori", self._post(url, {}, "/name").text)
        page = self._post(url, {"answer": "other", "hours": "12,5", "words": "Few days"})
        self.assertIn("look at the hours", page.text)
        self.assertEqual((self.month.state, link.state), ("open", "used"))
        self.assertEqual(self.month.request_ids.hours, 12.5)

    def test_an_outcome_with_the_contract_and_a_month_confirmed_meanwhile(self):
        link, url = self._issue(self.ended)
        self._post(url, {"answer": "undecided"})
        self.assertEqual(link.state, "open", "they may come back")
        self.assertEqual(self._post(url, {"answer": "hired_here"}).status_code, 422)
        self.assertIn(
            "Thank you", self._post(url, {"answer": "hired_here", **self._contract()}).text
        )
        self.assertEqual((self.ended.outcome, link.state), ("hired", "used"))
        self.assertEqual(self.ended.request_ids.family, "open_ended")
        other, url = self._issue(self.month)
        self.month.action_confirm()
        self.assertEqual(self.url_open(url).status_code, 410)
        self.assertEqual(other.state, "open")
