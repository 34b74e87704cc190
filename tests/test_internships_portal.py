# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_internships import InternshipRulesCase
from .common_portal import PortalWorkCase

INTERNSHIPS = "/my/engagement/internships"


class HostCase(InternshipRulesCase):
    """Internships at the first employer, on the real calendar: one over two months, one ended."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        today = fields.Date.today()
        first = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        cls._agreement(cls.employer, start=first - timedelta(days=400), end="2099-12-31")
        with freeze_time(first):
            cls.internship = cls._running(start_date=first, months=5)
        cls.internship._sync_months()
        cls.month = cls.internship.month_ids.filtered(lambda one: one.month == first)
        begun = today - timedelta(days=60)
        with freeze_time(begun):
            cls.ended = cls._running(candidate_id=cls.person_2.id, start_date=begun, months=1)
            cls.ended.employer_id.user_id = cls.users["officer"]
        cls.ended._end({"actual_end_date": cls.ended.planned_end_date, "end_kind": "term"})
        cls.env["employer.candidate.identity"].create(
            {"candidate_id": cls.person.id, "first_name": "Ada", "last_name": "Fiori"}
        )
        cls._say_yes(cls.person, cls.employer)

    def _contract(self):
        start = fields.Date.today() + timedelta(days=7)
        return {"family": "open_ended", "start_date": str(start), "weekly_hours": "30"}


@tagged("post_install", "-at_install")
class TestPortalInternships(HostCase, PortalWorkCase):
    """A host confirms a month, asks for an extension and says it hired, on the portal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._portal_people()
        cls.url = f"{INTERNSHIPS}/{cls.internship.id}"

    def test_a_host_does_what_is_asked(self):
        self._as(self.chef)
        page = self.url_open(INTERNSHIPS).text
        self.assertIn(self.person.code, page)
        self.assertIn("Months to confirm", page)
        self.assertIn("Tell us how it went on", page)
        month = f"/months/{self.month.id}"
        self.assertEqual(self._post_to(self.url, month, {}).status_code, 422)
        stale = {"answer": "planned", "seen": "1"}
        self.assertEqual(self._post_to(self.url, month, stale).status_code, 422)
        self.assertEqual(self.month.state, "open")
        self.assertIn("has arrived", self._post_to(self.url, month, {"answer": "planned"}).text)
        self.assertEqual((self.month.state, self.month.host_name), ("confirmed", "Chef"))
        again = self._post_to(self.url, month, {"answer": "other", "hours": "3"})
        self.assertEqual(again.status_code, 409)
        extension = {"months": "1", "reason": "More practice"}
        self.assertEqual(self._post_to(self.url, "/extension", {"months": "9"}).status_code, 422)
        asked = self._post_to(self.url, "/extension", extension).text
        self.assertIn("Extension asked", asked)
        hired = self._post_to(self.url, "/hire", self._contract()).text
        self.assertIn("Hire told", hired)
        self.assertNotIn("/hire", hired)
        kinds = set(self.internship.request_ids.mapped("kind"))
        self.assertEqual(kinds, {"extension", "hired"})
        ended = f"{INTERNSHIPS}/{self.ended.id}"
        self._post_to(ended, "/outcome", {"answer": "not_hired", "words": "No work now"})
        self.assertEqual(self.ended.company_outcome, "not_hired")
        self.assertNotIn("Fiori", self.url_open(self.url).text)
        self.assertIn("Ada Fiori", self._post_to(self.url, "/name", {}).text)

    def test_another_host_and_a_former_colleague_get_nowhere(self):
        self._as(self.other_chef)
        self.assertNotIn(self.person.code, self.url_open(INTERNSHIPS).text)
        self.assertNobodys((self.url, f"{INTERNSHIPS}/{self.internship.id + 1000}"))
        self._as(self.chef)
        token = self._token(self.url)
        self.env["employer.portal.member"]._of(self.chef).active = False
        self.env.flush_all()
        self.assertNobodys((self.url, INTERNSHIPS))
        for path in (f"/months/{self.month.id}", "/extension", "/hire", "/outcome", "/name"):
            data = {"csrf_token": token, "answer": "planned"}
            self.assertEqual(self.url_open(self.url + path, data=data).status_code, 404, path)
        self.assertEqual(self.month.state, "open")
