# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestVacancyLink(EngagementCase, HttpCase):
    """A company says from the mail, without an account, whether its job is still open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employer.email = "kitchen@alfa.example"
        long_ago = fields.Date.today() - timedelta(days=60)
        cls.vacancy = cls._vacancy(stage_since=long_ago, opened_date=long_ago)

    def _path(self):
        """Let the nightly job ask; return the link in the mail, which stands nowhere else."""
        self.vacancy._settle_age()
        mail = self._mail()
        self.assertNotIn("/engagement/", mail.body, "officers read what waits")
        mail._send_gathered()
        sent = self.env["mail.mail"].search([("res_id", "=", self.employer.id)], limit=1)
        self.assertNotIn("/engagement/", sent.mail_message_id.body, "everybody reads the chatter")
        self.assertTrue(sent.auto_delete, "its text is forgotten once it left")
        return re.search(r"/engagement/vacancy/[\w-]+", sent.body_html).group()

    def _mail(self):
        return self.env["employer.company.mail"].search(
            [("res_model", "=", "employer.vacancy"), ("res_id", "=", self.vacancy.id)]
        )

    def _answer(self, path, answer):
        page = self.url_open(path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        response = self.url_open(path, data={"csrf_token": token, "answer": answer})
        self.env.invalidate_all()
        return response

    def test_opening_changes_nothing_an_answer_is_said_once(self):
        path = self._path()
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertIn("Kitchen helper", page.text)
        self.assertTrue(self.vacancy.is_stale)
        self._answer(path, "anything")
        self.assertTrue(self.vacancy.is_stale)
        self._answer(path, "open")
        self.assertFalse(self.vacancy.is_stale)
        contact = self.vacancy.interaction_ids
        self.assertEqual(
            (contact.user_id, contact.direction, contact.is_contact),
            (self.users["officer"], "in", True),
        )
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_filled_or_over_closes_it(self):
        for answer, reason in (("filled", "filled_unknown"), ("over", "withdrawn")):
            self.vacancy = self._vacancy(stage_since=fields.Date.today() - timedelta(days=60))
            with self.subTest(answer=answer):
                self._answer(self._path(), answer)
                self.assertEqual(
                    (self.vacancy.stage_kind, self.vacancy.close_reason), ("closed", reason)
                )
                note = self.vacancy.message_ids.filtered(lambda one: "The company says" in one.body)
                self.assertIn(self.users["officer"].partner_id, note.partner_ids)

    def test_one_closed_by_itself_opens_again(self):
        path = self._path()
        self.vacancy._close_stale()
        self.assertEqual(self.vacancy.stage_kind, "closed")
        self._answer(path, "open")
        self.assertEqual(self.vacancy.stage_kind, "open")

    def test_one_the_officer_closed_stays_closed(self):
        path = self._path()
        closed = self.env.ref("employer_engagement.employer_vacancy_stage_closed")
        self.vacancy.write({"stage_id": closed.id, "close_reason": "no_candidates"})
        self._answer(path, "open")
        self.assertEqual(self.vacancy.close_reason, "no_candidates")

    def test_one_put_away_is_asked_about_no_more(self):
        path = self._path()
        self.vacancy.active = False
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_nobody_is_asked_about_what_was_answered_meanwhile(self):
        self.vacancy._settle_age()
        self.assertTrue(self._mail()._is_about_something())
        self.vacancy.action_confirm_open()
        self.env.invalidate_all()
        self.assertFalse(self._mail()._is_about_something())

    def test_a_wrong_address_tells_nothing(self):
        response = self.url_open("/engagement/vacancy/" + "x" * 43)
        self.assertEqual(response.status_code, 404)
        self.assertNotIn("Kitchen", response.text)
