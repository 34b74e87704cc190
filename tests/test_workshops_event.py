# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.tests import Form, new_test_user, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
class TestWorkshop(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dates = {"date_begin": "2026-05-20 08:00:00", "date_end": "2026-05-20 12:00:00"}
        cls.workshop = cls.env["event.event"].create(
            {"name": "Kitchens and hotels", "engagement_kind": "workshop", **cls.dates}
        )
        cls.event = cls.env["event.event"].create({"name": "Concert", **cls.dates})
        cls.person = cls.env["res.partner"].create(
            {"name": "Ada", "parent_id": cls.employer.partner_id.id}
        )

    def _register(self, event, partner=None, **vals):
        partner = partner or self.person
        return self.env["event.registration"].create(
            {"event_id": event.id, "partner_id": partner.id, **vals}
        )

    def test_a_registration_finds_its_organisation(self):
        self.assertEqual(self._register(self.workshop).employer_id, self.employer)
        stranger = self.env["res.partner"].create({"name": "Walks by"})
        self.assertFalse(self._register(self.workshop, stranger).employer_id)
        chosen = self._register(self.workshop, stranger, employer_id=self.employer_2.id)
        self.assertEqual(chosen.employer_id, self.employer_2)

    def test_other_offices_organisation_is_not_taken(self):
        elsewhere = self._employer("Elsewhere", company_id=self.other_office.id)
        self.assertFalse(self._register(self.workshop, elsewhere.partner_id).employer_id)

    def test_other_events_stay_as_they_are(self):
        registration = self._register(self.event)
        registration.action_set_done()
        self.assertFalse(registration.employer_id)
        self.assertFalse(registration.attendance)
        self.assertEqual(registration.state, "done")

    def test_the_desk_says_who_came(self):
        registration = self._register(self.workshop)
        self.assertFalse(registration.attendance)
        registration.action_set_done()
        self.assertEqual(registration.attendance, "attended")
        registration.action_confirm()
        self.assertFalse(registration.attendance)
        registration.attendance = "no_show"
        self.assertEqual(registration.state, "open")
        registration.action_cancel()
        self.assertFalse(registration.attendance)

    def test_who_came_sets_the_state(self):
        registration = self._register(self.workshop)
        registration.attendance = "attended"
        self.assertEqual(registration.state, "done")
        registration.attendance = "walk_in"
        self.assertEqual((registration.state, registration.attendance), ("done", "walk_in"))
        registration.attendance = "no_show"
        self.assertEqual((registration.state, registration.attendance), ("open", "no_show"))
        walk_in = self._register(self.workshop, attendance="walk_in")
        self.assertEqual((walk_in.state, walk_in.attendance), ("done", "walk_in"))

    def test_companies_are_counted_not_seats(self):
        self._register(self.workshop).action_set_done()
        self._register(self.workshop, self.employer.partner_id).action_set_done()
        self._register(self.workshop, self.employer_2.partner_id)
        third = self._employer("Third")
        self._register(self.workshop, third.partner_id).action_cancel()
        self.assertEqual(
            (
                self.workshop.companies_invited_count,
                self.workshop.companies_registered_count,
                self.workshop.companies_attended_count,
            ),
            (3, 2, 1),
        )
        self.assertEqual(self.employer.workshop_count, 1)
        self.assertEqual(third.workshop_count, 1)

    def test_attending_engages(self):
        registration = self._register(self.workshop)
        self.assertEqual(self.employer.level, "prospect", "a seat alone is nothing")
        registration.attendance = "attended"
        self.assertEqual(self.employer.level, "engaged")
        registration.attendance = "no_show"
        self.assertEqual(self.employer.level, "prospect")

    def test_an_event_user_without_a_role_here_notices_nothing(self):
        user = new_test_user(
            self.env, "ee_event_user", groups="base.group_user,event.group_event_user"
        )
        Event = self.env["event.event"].with_user(user)
        self.assertNotIn("engagement_kind", Event.fields_get())
        self.assertNotIn("companies_invited_count", Event.get_view(view_type="form")["arch"])
        with Form(Event) as form:
            form.name = "Theirs"
            form.date_begin = "2026-06-01 08:00:00"
            form.date_end = "2026-06-01 10:00:00"
        Registration = self.env["event.registration"].with_user(user)
        registration = Registration.create(
            {"event_id": self.workshop.id, "partner_id": self.person.id}
        )
        registration.action_set_done()
        self.assertEqual(registration.sudo().attendance, "attended")
        self.assertEqual(registration.sudo().employer_id, self.employer)

    def test_the_officer_opens_workshops(self):
        officer = self.users["officer"]
        self._register(self.workshop)
        action = self.employer.with_user(officer).action_view_workshops()
        found = self.env["event.event"].with_user(officer).search(action["domain"])
        self.assertEqual(found, self.workshop)
        with Form(self.workshop.with_user(officer)) as form:
            form.engagement_kind = "job_day"
        self.assertEqual(self.workshop.engagement_kind, "job_day")
