# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestFormer(EngagementCase):
    """Who was removed from the people of a company gets no mail and no link of it any more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employer.email = "info@alfa.test"
        cls.chef, cls.owner = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "parent_id": cls.employer.partner_id.id,
                    "email": f"{name}@alfa.test",
                }
                for name in ("Chef", "Owner")
            ]
        )
        cls.employer.main_contact_id = cls.chef
        cls.member = cls._acting(cls.chef)
        cls.links = cls.env["employer.access.link"].with_user(cls.users["officer"])

    @classmethod
    def _acting(cls, partner):
        return cls.env["employer.portal.member"].create(
            {"employer_id": cls.employer.id, "partner_id": partner.id, "name": partner.name}
        )

    def _issue(self, person, employer=None):
        employer = (employer or self.employer).with_user(self.users["officer"])
        return self.links._issue(employer, "not_now", person, days=9)[0]

    def test_a_mail_that_waits_goes_to_who_is_still_there_with_their_link(self):
        mail = self.employer._mail_later("A question", "Still open?", contact=self.chef)
        self.assertEqual((mail.address, mail._reader()), ("chef@alfa.test", self.chef))
        self.member.action_remove()
        self.assertEqual(mail.address, "info@alfa.test")
        mail._send_gathered()
        link = self.links._of(self.employer)
        self.assertEqual((link.partner_id, link.state), (self.employer.partner_id, "open"))
        self.assertEqual(mail.sent_to, "info@alfa.test")
        trace = self.employer.interaction_ids
        self.assertFalse(trace.contact_id, "the history says no more than is true")
        self.member.action_restore()
        self.assertEqual(self.employer._acting_contact(self.chef), self.chef)

    def test_a_link_asked_for_meanwhile_is_theirs_who_are_still_there(self):
        long_ago = fields.Date.today() - timedelta(days=60)
        vacancy = self._vacancy(contact_id=self.chef.id, stage_since=long_ago)
        vacancy._ask_company()
        mail = self.env["employer.company.mail"].search([("res_id", "=", vacancy.id)])
        self.member.action_remove()
        self.employer.main_contact_id = self.owner
        self.assertEqual((mail.address, mail._reader()), ("owner@alfa.test", self.owner))
        self.assertIn("/engagement/vacancy/", mail._after_body())
        self.assertEqual(self.links._of(vacancy).partner_id, self.owner)

    def test_no_link_is_issued_to_who_was_removed(self):
        link = self._issue(self.chef)
        typed = {"name": "Chef", "email": "CHEF@alfa.test"}
        self.assertTrue(self._issue(typed))
        self.member.action_remove()
        self.assertEqual(self.links._of(self.employer).mapped("state"), ["revoked"] * 2)
        for person in (self.chef, typed):
            with self.assertRaisesRegex(UserError, "was removed from the people"):
                self._issue(person)
        with self.assertRaises(UserError):
            link._reissue(days=3)
        self.assertTrue(self._issue(self.owner))
        self.assertTrue(self._issue(self.chef, self.employer_2), "elsewhere they may act")
        self.member.action_restore()
        self.assertTrue(self._issue(self.chef))

    def test_the_address_of_who_was_removed_is_theirs_unless_others_have_it(self):
        twin = self.chef.copy({"name": "Chef again", "email": "chef@alfa.test"})
        self.member.action_remove()
        self.assertEqual(self.employer._former_among(twin | self.owner), twin)
        self.employer.email = "chef@alfa.test"
        self.assertFalse(self.employer._former_among(twin), "it is the company's own")
        self.employer.email = "info@alfa.test"
        self._acting(twin)
        self.assertFalse(self.employer._former_among(twin), "a colleague has it")
        self.assertEqual(self.employer._former_among(self.chef), self.chef)

    def test_an_invitation_is_for_who_is_still_there(self):
        self.member.action_remove()
        dialog = self.as_role("employer.workshop.invite", "officer")
        with Form(dialog.with_context(active_model="employer.organisation")) as form:
            form.employer_ids.add(self.employer)
            form.people = "all"
            form.event_id = self._workshop()
        self.assertEqual(form.record.line_ids.partner_id, self.owner)
        form.record.people = "main"
        self.assertEqual(form.record.line_ids.partner_id, self.owner)

    def _workshop(self):
        return self.env["event.event"].create(
            {
                "name": "Open day",
                "engagement_kind": "workshop",
                "company_id": self.office.id,
                "date_begin": "2099-03-02 09:00:00",
                "date_end": "2099-03-02 12:00:00",
                "event_mail_ids": [],
            }
        )

    def test_a_link_of_an_archived_organisation_is_withdrawn(self):
        address = self.links._issue(
            self.employer.with_user(self.users["officer"]), "not_now", self.owner, days=9
        )[1]
        token = address.rpartition("/")[2]
        self.assertTrue(self.links._find(token, "not_now")[0])
        self.employer.active = False
        self.assertEqual(self.links._find(token, "not_now")[1]["reason"], "revoked")
