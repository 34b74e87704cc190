# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common_portal import PortalWorkCase
from .test_lists_candidacy import CandidacyCase

LISTS = "/my/engagement/lists"


@tagged("post_install", "-at_install")
class TestPortalLists(CandidacyCase, PortalWorkCase):
    """A company answers a list on the portal: its own alone, by code, with its own account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._portal_people()
        cls.env["employer.candidate.identity"].create(
            {"candidate_id": cls.candidates[0].id, "first_name": "Ada", "last_name": "Diallo"}
        )
        cls.preselection.action_approve()
        cls.preselection.action_mark_sent()
        cls.url = f"{LISTS}/{cls.preselection.id}"

    def test_a_company_answers_takes_back_meets_and_learns_the_name(self):
        self._as(self.chef)
        page = self.url_open(LISTS)
        self.assertIn(self.vacancy.name, page.text)
        self.assertIn("3 wait for your answer", page.text)
        wish = {f"answer_{self.first.id}": "meet"}
        self.assertEqual(self._post_to(self.url, "", {}).status_code, 422)
        self.assertIn("has arrived", self._post_to(self.url, "", wish).text)
        self.assertEqual((self.first.state, self.first.company_answer), ("sent", "meet"))
        contact = self.env["employer.interaction"].search([("vacancy_id", "=", self.vacancy.id)])
        self.assertEqual(contact.contact_id, self.chef.partner_id)
        self.assertEqual(contact.user_id, self.users["officer"])
        self._post_to(self.url, "", {f"answer_{self.first.id}": "undo"})
        self.assertFalse(self.first.company_answer)
        day = fields.Datetime.now() + timedelta(days=3)
        when = {f"when_{self.first.id}": day.strftime("%Y-%m-%dT10:30")}
        self._post_to(self.url, "", {**wish, **when})
        self._say_yes(self.candidates[0], self.employer)
        self.assertIn(f"{self.url}/{self.first.id}.ics", self.url_open(LISTS).text)
        ics = self.url_open(f"{self.url}/{self.first.id}.ics")
        self.assertIn(self.candidates[0].code, ics.text)
        self.assertNotIn("Diallo", self.url_open(self.url).text)
        self.assertIn("Ada Diallo", self._post_to(self.url, "/names", {}).text)

    def test_another_company_a_former_colleague_and_a_closed_list(self):
        missing = f"{LISTS}/{self.preselection.id + 1000}"
        ours = (self.url, f"{self.url}/{self.first.id}.ics")
        self._as(self.other_chef)
        self.assertNotIn(self.vacancy.name, self.url_open(LISTS).text)
        self.assertNobodys((*ours, missing))
        self._as(self.chef)
        group = self.env.ref("employer_engagement.employer_engagement_group_user")
        feature = self.env.ref("employer_engagement.employer_engagement_feature_lists")
        self.assertIn(LISTS, self.url_open("/my").text)
        group.implied_ids -= feature
        self.assertNotIn(LISTS, self.url_open("/my").text)
        self.assertNobodys((LISTS, *ours))
        group.implied_ids += feature
        self.preselection.action_close()
        self.assertNobodys(ours)
        self.env["employer.portal.member"]._of(self.chef).active = False
        self.assertNobodys((LISTS, *ours))

    def test_numbers_of_a_list_take_the_same_queries_whatever_its_length(self):
        values = self.preselection._portal_values()[0]
        self.assertEqual((values["waiting"], values["interviews"]), (3, 0))
        lists = self.preselection
        for _each in range(3):
            lists |= self._list(self.env["employer.candidate"].create({"team_id": self.team.id}))
        self.env.flush_all()
        self.env.cr.execute("UPDATE employer_preselection SET state = 'sent'")
        lists.sudo()._portal_values()  # what the server remembers between pages is known now
        counts = []
        for some in (lists[:2], lists):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.sudo()._portal_values()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
