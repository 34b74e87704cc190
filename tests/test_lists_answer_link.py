# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .test_lists_candidacy import CandidacyCase


@tagged("post_install", "-at_install")
class TestListAnswerLink(CandidacyCase, HttpCase):
    """The company in its own browser: no account, one link, codes until the person agreed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chef = cls.env["res.partner"].create(
            {"name": "Chef", "parent_id": cls.employer.partner_id.id, "email": "chef@example.com"}
        )
        cls.env["employer.candidate.identity"].create(
            {
                "candidate_id": cls.candidates[0].id,
                "first_name": "Fatoumata",
                "last_name": "Diallo",
            }
        )
        cls.preselection.contact_id = cls.chef
        cls.preselection.action_approve()
        cls.preselection.action_mark_sent()
        cls.link, address = cls.preselection.with_user(cls.users["officer"])._issue_answer_link()
        cls.url = address.removeprefix(cls.preselection.get_base_url())
        cls.no = cls.env.ref("employer_engagement.employer_exit_reason_lacks_experience")

    def _page(self):
        page = self.url_open(self.url)
        self.assertEqual(page.status_code, 200)
        return page.text

    def _post(self, values, path=""):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self._page()).group(1)
        answer = self.url_open(self.url + path, data={"csrf_token": token, **values})
        self.env.invalidate_all()
        return answer

    def _meet(self, candidacy, days=3):
        day = fields.Datetime.now() + timedelta(days=days)
        return {
            f"answer_{candidacy.id}": "meet",
            f"when_{candidacy.id}": day.strftime("%Y-%m-%dT10:30"),
            f"place_{candidacy.id}": "Via Roma 1",
        }

    def _told(self):
        return self.env["employer.disclosure"].search(
            [("candidate_id", "in", self.candidates.ids), ("kind", "=", "sent")]
        )

    def test_opening_shows_codes_and_changes_nothing(self):
        text = self._page()
        for candidate in self.candidates:
            self.assertIn(candidate.code, text)
        self.assertNotIn("Diallo", text)
        self.env.invalidate_all()
        self.assertEqual(self.link.state, "open")
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("state")), {"sent"})
        self.assertFalse(self._told())
        self.assertEqual(self.url_open(self.url[:-4] + "AAAA").status_code, 404)

    def test_answering_and_then_the_name(self):
        values = {
            **self._meet(self.first),
            f"answer_{self.second.id}": "refuse",
            f"reason_{self.second.id}": str(self.no.id),
            f"feedback_{self.second.id}": "We look for pastry",
        }
        page = self._post(values)
        self.assertIn("your answer has arrived", page.text)
        self.assertEqual((self.first.state, self.first.company_answer), ("sent", "meet"))
        self.assertEqual(self.first.interview_place, "Via Roma 1")
        self.assertEqual((self.second.state, self.second.exit_reason_id), ("not_selected", self.no))
        self.assertEqual(self.second.company_feedback, "We look for pastry")
        self.assertNotIn(f'id="code_{self.second.id}"', self._page())
        contact = self.env["employer.interaction"].search([("vacancy_id", "=", self.vacancy.id)])
        self.assertEqual((contact.channel, contact.user_id), ("web", self.users["officer"]))
        self.assertEqual(contact.contact_id, self.chef)
        self.assertIn("Chef answered", self.preselection.message_ids[:1].body)
        self.assertNotIn("Diallo", self._page())
        self._say_yes(self.candidates[0], self.employer)
        self.assertEqual(self.first.state, "interview")
        told = len(self._told())
        text = self._page()
        self.assertNotIn("Diallo", text, "reading shows no name")
        self.assertEqual(len(self._told()), told)
        ics = self.url_open(f"{self.url}/{self.first.id}.ics")
        self.assertEqual(ics.headers["Content-Type"], "text/calendar; charset=utf-8")
        self.assertIn(self.candidates[0].code, ics.text)
        self.assertNotIn("Diallo", ics.text)
        self.assertEqual(self.url_open(f"{self.url}/{self.third.id}.ics").status_code, 404)
        self.assertNotIn("Diallo", self._post({}, "/names").text, "shown to be copied: no names")
        self.assertEqual(len(self._told()), told)
        self.link.sent_at = fields.Datetime.now()
        self.assertIn("Fatoumata Diallo", self._post({}, "/names").text)
        self.assertEqual(len(self._told()), told + 1, "each time leaves a row")
        self.link.person_email = self.users["officer"].email
        self.assertNotIn("Diallo", self._post({}, "/names").text, "a colleague's mailbox")
        self.link.person_email = "chef@example.com"
        self.candidates[0].consent_ids.filtered("employer_id").action_withdraw()
        self.env.flush_all()
        self.assertNotIn(self.candidates[0].code, self._page(), "taken back, gone at once")
        self.assertNotIn("Diallo", self._page())

    def test_a_name_in_the_remarks_of_who_was_told_it_becomes_the_code(self):
        self._say_yes(self.candidates[0], self.employer)
        self._post(self._meet(self.first))
        self.assertEqual(self.first.state, "interview")
        values = {**self._meet(self.first), f"feedback_{self.first.id}": "Diallo was punctual"}
        for sent_at, who in ((False, "Diallo"), (fields.Datetime.now(), self.candidates[0].code)):
            self.link.sent_at = sent_at
            self._post(values)
            self.assertEqual(self.first.company_feedback, f"{who} was punctual")

    def test_a_script_is_refused_and_the_page_opens_still(self):
        self.link.sudo().write({"post_count": 60, "posts_since": fields.Datetime.now()})
        answer = self._post(self._meet(self.first))
        self.assertEqual((answer.status_code, self.first.company_answer), (429, False))
        self.assertIn("within an hour", answer.text)
        self.assertEqual(self._post({}, "/names").status_code, 429)
        self.link.sudo().posts_since = fields.Datetime.now() - timedelta(hours=1)
        self.assertEqual(self._post(self._meet(self.first)).status_code, 200)
        self.assertEqual(self.first.company_answer, "meet")

    def test_what_is_wrong_is_said_and_nothing_written(self):
        for values, status in (
            ({}, 422),
            (self._meet(self.first, days=-1), 422),
            (self._meet(self.first, days=400), 422),
            ({f"answer_{self.first.id}": "refuse"}, 422),
            ({f"answer_{self.first.id}": "hired"}, 422),
        ):
            with self.subTest(values=values):
                self.assertEqual(self._post(values).status_code, status)
        self.assertEqual(self.url_open(self.url, data=self._meet(self.first)).status_code, 400)
        other = self._list(self.env["employer.candidate"].create({}))
        page = self._post({f"answer_{other.candidacy_ids.id}": "select"})
        self.assertEqual(page.status_code, 422, "another list is not this link's")
        self.assertEqual(set(self.preselection.candidacy_ids.mapped("company_answer")), {False})

    def test_closed_lists_and_features_switched_off_show_nothing(self):
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        feature = self.env.ref("employer_engagement.employer_engagement_feature_lists")
        group.implied_ids -= feature
        self.assertEqual(self.url_open(self.url).status_code, 410)
        group.implied_ids += feature
        self._page()
        self.preselection.action_close()
        page = self.url_open(self.url)
        self.assertEqual(page.status_code, 410)
        self.assertNotIn(self.candidates[0].code, page.text)

    def test_refused_by_mistake_is_taken_back_by_the_same_link(self):
        values = {}
        for one in self.preselection.candidacy_ids:
            values[f"answer_{one.id}"] = "refuse"
            values[f"reason_{one.id}"] = str(self.no.id)
        self._post(values)
        self.assertEqual(self.preselection.state, "answered")
        text = self._page()
        for candidate in self.candidates:
            self.assertIn(f"{candidate.code}: take it back", re.sub(r"<[^>]+>|\s+", " ", text))
        self.assertIn("answer has arrived", self._post({f"answer_{self.first.id}": "undo"}).text)
        self.assertEqual((self.first.state, self.preselection.state), ("sent", "sent"))
        self.second.company_refused_at -= timedelta(hours=1)
        self.env["employer.interaction"].create({"candidate_id": self.candidates[1].id})
        self.assertNotIn(self.candidates[1].code, self._page(), "the person was told")
        self.assertEqual(self._post({f"answer_{self.second.id}": "undo"}).status_code, 422)
        self.assertEqual(self.second.state, "not_selected")

    def test_clicked_twice_is_once_and_two_colleagues_are_told(self):
        seen = {f"seen_{self.first.id}": self.first._answer_mark()}
        wish = {**seen, **self._meet(self.first)}
        self._post(wish)
        contacts = [("vacancy_id", "=", self.vacancy.id)]
        said = self.env["employer.interaction"].search_count(contacts)
        self.assertIn("answer has arrived", self._post(wish).text)
        self.assertEqual(self.env["employer.interaction"].search_count(contacts), said)
        other = {f"answer_{self.first.id}": "refuse", f"reason_{self.first.id}": str(self.no.id)}
        page = self._post({**seen, **other})
        self.assertEqual(page.status_code, 422)
        self.assertIn("answered for", page.text)
        self.assertEqual((self.first.state, self.first.company_answer), ("sent", "meet"))
