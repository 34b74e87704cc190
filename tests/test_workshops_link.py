# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common_workshops import WorkshopCase


@tagged("post_install", "-at_install")
class TestWorkshopLink(WorkshopCase, HttpCase):
    """An invited person answers from the mail, without an account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        start = fields.Datetime.now() + timedelta(days=10)
        cls.workshop.write({"date_begin": start, "date_end": start + timedelta(hours=3)})

    def _issue(self, partner):
        seat = self._seat(partner, state="draft", invited_by_id=self.officer.id)
        seat = seat.with_user(self.officer)
        link, url = (
            self.env["employer.access.link"]
            .with_user(self.officer)
            ._issue(seat, "workshop", partner, days=5)
        )
        return seat, link, url.removeprefix(seat.get_base_url())

    def _answer(self, path, answer, **typed):
        page = self.url_open(path).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        return self.url_open(path, data={"csrf_token": token, "answer": answer, **typed})

    def test_opening_changes_nothing_answering_registers(self):
        seat, link, path = self._issue(self.ada)
        page = self.url_open(path)
        self.assertEqual(page.status_code, 200)
        self.assertIn(self.workshop.name, page.text)
        self.assertEqual((seat.state, link.used_at), ("draft", False))
        thanks = self._answer(path, "coming")
        self.assertNotIn("<form", thanks.text, "nothing is asked twice")
        self.env.invalidate_all()
        self.assertEqual(seat.state, "open")
        self.assertTrue(link.used_at)
        contact = self.env["employer.interaction"].search([("workshop_id", "=", self.workshop.id)])
        self.assertEqual((contact.user_id, contact.direction), (self.officer, "in"))
        self.assertEqual(self.url_open(path).status_code, 410, "it works once")

    def test_over_or_cancelled_nobody_registers(self):
        seat, link, path = self._issue(self.ada)
        past = fields.Datetime.now() - timedelta(hours=5)
        self.workshop.write({"date_begin": past, "date_end": past + timedelta(hours=3)})
        self.assertNotIn('value="coming"', self.url_open(path).text)
        self.assertIn("is over", self._answer(path, "coming").text)
        self.env.invalidate_all()
        self.assertEqual((seat.state, link.used_at), ("draft", False))
        self.workshop.kanban_state = "cancel"
        self.assertEqual(self.url_open(path).status_code, 410)

    def test_declining(self):
        seat, _link, path = self._issue(self.ada)
        self._answer(path, "declined")
        self.env.invalidate_all()
        self.assertEqual(seat.state, "cancel")

    def test_without_a_seat_left_the_link_goes_on_working(self):
        self.workshop.write({"seats_limited": True, "seats_max": 1})
        self._seat(self.bea)
        seat, link, path = self._issue(self.ada)
        self.assertIn('role="alert"', self._answer(path, "coming").text)
        self.env.invalidate_all()
        self.assertEqual((seat.state, link.used_at), ("draft", False))
        self._answer(path, "declined")
        self.env.invalidate_all()
        self.assertEqual(seat.state, "cancel")

    def test_a_stranger_without_the_token_finds_nothing(self):
        seat, _link, path = self._issue(self.ada)
        self.assertEqual(self.url_open(path[:-4] + "AAAA").status_code, 404)
        answer = self.url_open(path, data={"answer": "coming"})
        self.assertEqual(answer.status_code, 400, "no csrf token, no change")
        self.env.invalidate_all()
        self.assertEqual(seat.state, "draft")

    def test_colleagues_come_along(self):
        seat, link, path = self._issue(self.ada)
        wrong = self._answer(path, "coming", name_1="Lia Sole", email_1="lia")
        self.assertEqual(wrong.status_code, 422)
        self.assertIn('value="Lia Sole"', wrong.text, "what was typed stays")
        self.env.invalidate_all()
        self.assertEqual((seat.state, link.used_at), ("draft", False))
        self._answer(
            path,
            "coming",
            name_1="Lia Sole",
            email_1="info@alfa.example",
            name_2="Bea",
            email_2="bea@alfa.example",
        )
        self.env.invalidate_all()
        seats = self.workshop.registration_ids
        self.assertEqual(set(seats.mapped("state")), {"open"})
        self.assertEqual(set(seats.mapped("name")), {"Ada", "Lia Sole", "Bea"})
        self.assertEqual(seats.partner_id, self.ada | self.bea, "who is known is no new contact")
        self.assertEqual(seats.employer_id, self.employer)

    def test_seats_for_some_register_nobody(self):
        self.workshop.write({"seats_limited": True, "seats_max": 1})
        seat, link, path = self._issue(self.ada)
        answer = self._answer(path, "coming", name_1="Lia Sole", email_1="lia@alfa.example")
        self.assertIn("not enough seats", answer.text)
        self.env.invalidate_all()
        self.assertEqual((seat.state, link.used_at), ("draft", False))
        self.assertEqual(self.workshop.registration_ids, seat)
