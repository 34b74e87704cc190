# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
import re
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged

from .common_workshops import WorkshopCase

URL = "/my/engagement/workshops"


@tagged("post_install", "-at_install")
class TestWorkshopPortal(WorkshopCase, HttpCase):
    """The people of a company register for a workshop and find its date and its materials."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.start = fields.Datetime.now() + timedelta(days=10)
        cls.workshop.write({"date_begin": cls.start, "date_end": cls.start + timedelta(hours=3)})
        cls.seat = cls._seat(cls.ada, state="draft", name="Ada")
        user = new_test_user(cls.env, "ee_leo", groups="base.group_portal")
        cls.leo = cls.env["employer.portal.member"].create(
            {"employer_id": cls.employer.id, "partner_id": user.partner_id.id, "name": "Leo Neri"}
        )
        cls.page = f"{URL}/{cls.workshop.id}"
        cls.hosted = cls.workshop.with_user(cls.workshop._portal_host(cls.employer)).sudo()

    def _sees(self, member):
        events = self.env["event.event"].sudo()
        return events.search(events._portal_domain(member))

    def _post(self, path, **form):
        page = self.url_open(self.page).text
        token = re.search(r'csrf_token: "([^"]+)"', page).group(1)
        return self.url_open(f"{self.page}/{path}", data={"csrf_token": token, **form})

    def _in(self, days):
        """Let the workshop begin in so many days."""
        begin = fields.Datetime.now() + timedelta(days=days)
        self.workshop.write({"date_begin": begin, "date_end": begin + timedelta(hours=3)})

    def _una(self):
        """Return somebody of the portal who sees one unit alone."""
        contact = self.employer.partner_id.create({"name": "Una"})
        unit = self._unit(self.employer)
        vals = {"employer_id": self.employer.id, "partner_id": contact.id, "unit_id": unit.id}
        return self.leo.create({**vals, "name": "Una"})

    def test_who_sees_a_unit_reads_its_colleagues_alone(self):
        una = self._una()
        self._seat(una.partner_id, state="draft", name="Una")
        for member, names in ((una, []), (self.leo, ["Leo Neri"])):
            colleagues = self.hosted._portal_page_values(member)["colleagues"]
            self.assertEqual([one["name"] for one in colleagues], names)
        ticked = {f"member_{self.leo.id}": "yes", f"member_{una.id}": "yes"}
        self.assertEqual([one["name"] for one in self.hosted._portal_ticked(una, ticked)], ["Una"])

    def test_who_sees_a_unit_sees_its_seats_alone(self):
        una = self._una()
        self.assertFalse(self._sees(una), "others of the company were invited")
        self.workshop.is_open_to_companies = True
        self.assertEqual(self._sees(una), self.workshop)
        row = self.hosted._portal_page_values(una)
        self.assertEqual((row["people"], row["status"]), ([], "You may register"))
        lia = {"name": "Lia Sole", "email": "lia@alfa.example", "unit_id": una.unit_id.id}
        self.hosted._register_people(self.employer, [lia])
        seat = self._seat(una.partner_id, state="draft", name="Una")
        inside = self.ada.copy({"name": "Ina", "parent_id": una.unit_id.id})
        self.assertEqual(self._seat(inside).unit_id, una.unit_id)
        for member, count in ((una, 3), (self.leo, 4)):
            row = self.hosted._portal_page_values(member)
            self.assertEqual(len(row["people"]), count)
        asked = self.hosted._portal_asked_domain(una)
        self.assertTrue(self.hosted.filtered_domain(asked))
        seat.state = "open"
        self.assertFalse(self.hosted.search(asked), "Ada of the company has not answered")
        slides = self.env["ir.attachment"].create({"name": "slides.pdf", "raw": b"%PDF-1.4"})
        self.workshop.material_ids = slides
        self._in(0)
        event = self.workshop.sudo()
        self.assertEqual(event._portal_materials(una), slides)
        (self.workshop.registration_ids - self.seat).unlink()
        self.seat.state = "done"
        self.assertFalse(event._portal_materials(una), "nobody of the unit was there")
        self.assertEqual(event._portal_materials(self.leo), slides)

    # ---- which workshops

    def test_invited_or_open(self):
        self.assertEqual(self._sees(self.leo), self.workshop)
        self.seat.is_to_call = True
        self.assertFalse(self._sees(self.leo), "on the phone list is not invited")
        self.workshop.is_open_to_companies = True
        self.assertEqual(self._sees(self.leo), self.workshop)
        self.assertFalse(self._sees(self.leo.browse()))
        self._in(-1)
        self.assertFalse(self._sees(self.leo), "over, and they were not invited")
        self.seat.is_to_call = False
        self.assertEqual(self._sees(self.leo), self.workshop)
        self._in(10)
        self.seat.unlink()
        self.workshop.company_id = self.other_office
        self.assertFalse(self._sees(self.leo), "another office's")
        self.workshop.write({"company_id": self.office.id, "engagement_kind": False})
        self.assertFalse(self._sees(self.leo), "an event like every other")

    def test_nothing_of_another_company_is_shown(self):
        self._seat(self.carlo, self.employer_2, name="Carlo")
        row = self.workshop.sudo()._portal_page_values(self.leo)
        self.assertEqual([person["name"] for person in row["people"]], ["Ada"])
        self.assertEqual(row["status"], "You are invited: say whether you come")
        self.assertFalse(row["description"], "what Odoo writes into each event")

    def test_materials_for_who_had_a_seat_once_it_began(self):
        slides = self.env["ir.attachment"].create({"name": "slides.pdf", "raw": b"%PDF-1.4"})
        self.workshop.material_ids = slides
        event = self.workshop.sudo()
        self.seat.state = "open"
        self.assertFalse(event._portal_materials(self.leo), "not before")
        self._in(0)
        self.assertEqual(event._portal_materials(self.leo), slides)
        self.seat.state = "cancel"
        self.assertFalse(event._portal_materials(self.leo), "they did not come")

    # ---- registering

    def test_each_is_registered_once(self):
        leo = {"partner": self.leo.partner_id, "name": "Leo Neri", "email": False}
        lia = {"name": "Lia Sole", "email": "info@alfa.example"}
        ugo = {"name": "Ugo Blu", "email": "info@alfa.example"}
        bea = {"name": "bea", "email": "BEA@alfa.example"}
        ada = {"partner": self.ada, "name": "Ada"}
        self.hosted._register_people(self.employer, [leo, lia, ugo, bea, ada])
        seats = self.workshop.registration_ids
        self.assertEqual(len(seats), 5, "two at one address, the invited one accepts")
        self.assertEqual(set(seats.mapped("state")), {"open"})
        self.assertEqual(seats.partner_id, self.leo.partner_id | self.bea | self.ada)
        again = self.hosted._register_people(self.employer, [leo, lia, ugo, bea, ada])
        self.assertFalse(again)
        self.assertEqual(self.workshop.registration_ids, seats)
        logged = self.env["employer.interaction"].search([("workshop_id", "=", self.workshop.id)])
        self.assertEqual(logged.user_id, self.officer)
        self.assertEqual(set(logged.mapped("direction")), {"in"}, "nobody called them")

    def test_limits(self):
        lia = {"name": "Lia Sole", "email": "lia@alfa.example"}
        self.workshop.write({"seats_limited": True, "seats_max": 1})
        self._seat(self.bea, state="open")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            self.hosted._register_people(self.employer, [lia])
        self.workshop.seats_limited = False
        many = [{"name": f"N {n}", "email": f"n{n}@alfa.example"} for n in range(18)]
        self.hosted._register_people(self.employer, many)
        with self.assertRaisesRegex(UserError, "20 people"), self.cr.savepoint():
            self.hosted._register_people(self.employer, [lia])
        self._in(0)
        with self.assertRaisesRegex(UserError, "any more"):
            self.hosted._register_people(self.employer, [lia])

    def test_the_confirmation_leaves_by_the_job(self):
        """Sent at once it would commit inside the request: on the server, not in a test."""
        self.workshop.event_mail_ids = [
            (
                0,
                0,
                {
                    "interval_type": "after_sub",
                    "interval_unit": "now",
                    "template_ref": "mail.template,%d"
                    % self.env.ref("event.event_subscription").id,
                },
            )
        ]
        job = self.env.ref("event.event_mail_scheduler")
        triggers = [("cron_id", "=", job.id)]
        before = self.env["ir.cron.trigger"].search_count(triggers)
        with patch.object(type(self.env["event.mail"]), "execute") as sent:
            self.hosted._register_people(self.employer, [{"partner": self.ada, "name": "Ada"}])
            self.env.flush_all()
        sent.assert_not_called()
        self.assertEqual(self.seat.state, "open")
        self.assertGreater(self.env["ir.cron.trigger"].search_count(triggers), before)

    # ---- the pages

    def test_registering_on_the_page(self):
        self.authenticate("ee_leo", "ee_leo")
        listing = self.url_open(URL).text
        self.assertIn("Kitchens and hotels", listing)
        self.assertEqual(self._post("register").status_code, 422, "nobody chosen")
        wrong = self._post("register", name="Lia Sole", email="lia")
        self.assertEqual(wrong.status_code, 422)
        self.assertIn('id="email_error"', wrong.text)
        form = {f"member_{self.leo.id}": "yes", "name": "Lia Sole", "email": "lia@alfa.example"}
        done = self._post("register", **form)
        self.assertIn("We look forward to seeing you", done.text)
        self.assertIn("Lia Sole", done.text)
        late = self._post(f"seat/{self.seat.id}", answer="coming", seen="cancel")
        self.assertIn("A colleague of yours told us meanwhile", late.text)
        for _twice in range(2):
            declined = self._post(f"seat/{self.seat.id}", answer="declined", seen="draft")
            self.assertEqual(declined.status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.seat.state, "cancel")
        others = self.workshop.registration_ids - self.seat
        self.assertEqual(set(others.mapped("state")), {"open"})
        self.assertEqual(set(others.mapped("name")), {"Leo Neri", "Lia Sole"})
        file = self.url_open(f"{self.page}/calendar.ics")
        self.assertIn("SUMMARY:Kitchens and hotels", file.text)
        foreign = self._seat(self.carlo, self.employer_2, name="Carlo")
        self.assertEqual(self._post(f"seat/{foreign.id}", answer="declined").status_code, 404)
        self.assertEqual(foreign.state, "open")

    def test_nobody_else_gets_there(self):
        slides = self.env["ir.attachment"].create({"name": "slides.pdf", "raw": b"%PDF-1.4"})
        self.workshop.material_ids = slides
        self.seat.state = "open"
        self._in(0)
        material = f"{self.page}/materials/{slides.id}"
        self.authenticate("ee_leo", "ee_leo")
        self.assertEqual(self.url_open(material).content, b"%PDF-1.4")
        self.assertEqual(self.url_open(f"{self.page}/materials/{slides.id + 1}").status_code, 404)
        self.authenticate("ee_stranger", "ee_stranger")
        for path in (URL, self.page, material, f"{self.page}/calendar.ics"):
            self.assertEqual(self.url_open(path).status_code, 404, path)
