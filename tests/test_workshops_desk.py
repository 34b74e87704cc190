# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from .common_workshops import DAY, WorkshopCase


@tagged("post_install", "-at_install")
@freeze_time(f"{DAY} 08:30:00")
class TestWorkshopDesk(WorkshopCase):
    """The phone at the door, in the hands of a reader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.workshop.with_user(cls.users["reader"])

    def _mark(self, seat, wanted, seen=False):
        return self.desk.action_desk_mark(seat.id, wanted, seen)

    def _walk_in(self, desk=None, **values):
        return (desk or self.desk).action_desk_walk_in({"key": "k1", **values})

    # ---- marking

    def test_the_registered_came_the_others_walked_in(self):
        for state, attendance in (
            ("open", "attended"),
            ("draft", "walk_in"),
            ("cancel", "walk_in"),
        ):
            with self.subTest(state):
                seat = self._seat(self.ada, state=state)
                said = self._mark(seat, "came")
                self.assertEqual(said["row"]["attendance"], attendance)
                self.assertEqual((seat.state, seat.attendance), ("done", attendance))

    def test_undo_gives_back_what_stood_before(self):
        for state in ("open", "draft"):
            with self.subTest(state):
                seat = self._seat(self.ada, state=state)
                came = self._mark(seat, "came")["row"]["attendance"]
                self._mark(seat, False, came)
                self.assertEqual((seat.state, seat.attendance), (state, False))

    def test_a_no_show_and_its_undo(self):
        seat = self._seat(self.ada)
        self._mark(seat, "no_show")
        self.assertEqual((seat.state, seat.attendance), ("open", "no_show"))
        self._mark(seat, False, "no_show")
        self.assertEqual((seat.state, seat.attendance), ("open", False))
        self._mark(seat, "no_show")
        self._mark(seat, "came", "no_show")
        self.assertEqual(seat.attendance, "attended", "late is not missing")

    def test_who_never_registered_is_not_missed(self):
        with self.assertRaises(UserError):
            self._mark(self._seat(self.ada, state="draft"), "no_show")

    def test_a_second_tap_changes_nothing(self):
        seat = self._seat(self.ada)
        self._mark(seat, "came")
        messages = seat.message_ids
        for seen in (False, "attended"):
            self.assertFalse(self._mark(seat, "came", seen)["conflict"])
        self.assertEqual(seat.message_ids, messages)

    def test_two_phones_that_disagree(self):
        seat = self._seat(self.ada)
        self._mark(seat, "came")
        said = self._mark(seat, "no_show")
        self.assertTrue(said["conflict"])
        self.assertEqual(said["row"]["attendance"], "attended")
        self.assertEqual(seat.attendance, "attended")

    def test_a_seat_of_another_event_is_not_marked_here(self):
        other = self.workshop.copy({"name": "Another", "engagement_kind": "workshop"})
        seat = self._seat(self.ada, event_id=other.id)
        self.assertEqual(self._mark(seat, "came"), {"row": None, "conflict": True})
        self.assertFalse(seat.attendance)

    def test_several_of_one_company_are_one_company(self):
        for partner in (self.ada, self.bea):
            self._mark(self._seat(partner), "came")
        self.assertEqual(self.workshop.companies_attended_count, 1)
        self.assertEqual(len(self.desk.action_desk_load()["rows"]), 2)

    def test_who_stands_there_came_seats_or_not(self):
        self.workshop.write({"seats_limited": True, "seats_max": 1})
        first = self._seat(self.ada)
        late = self._seat(self.bea, state="draft")
        self._mark(late, "came")
        self._mark(first, "came")
        self._walk_in(employer_id=self.employer_2.id, person="Carlo")
        self._mark(first, False, "attended")
        self.assertEqual(first.state, "open")
        self.assertEqual(self.workshop.companies_attended_count, 2)

    # ---- walk-ins

    def test_a_walk_in_of_a_company_we_know(self):
        row = self._walk_in(employer_id=self.employer_2.id, person="carlo ")["row"]
        seat = self.env["event.registration"].browse(row["id"])
        self.assertEqual((seat.attendance, seat.state), ("walk_in", "done"))
        self.assertEqual(seat.partner_id, self.carlo, "nobody is added twice")
        self.assertEqual(self.employer_2.level, "engaged")

    def test_a_walk_in_of_a_company_new_to_us(self):
        row = self._walk_in(company="Bar Nuovo", person="Dina", phone="02 5555 0199")["row"]
        seat = self.env["event.registration"].browse(row["id"])
        employer = seat.employer_id
        self.assertEqual((employer.name, employer.user_id), ("Bar Nuovo", self.officer))
        self.assertEqual(employer.company_id, self.office)
        self.assertEqual(seat.partner_id.parent_id, employer.partner_id)
        self.assertEqual(seat.partner_id.name, "Dina")
        self.assertIn("0255550199", employer.phone_digits)

    def test_sent_twice_is_one_walk_in(self):
        first = self._walk_in(company="Bar Nuovo", person="Dina")
        again = self._walk_in(company="Bar Nuovo", person="Dina")
        self.assertEqual(first, again)
        found = self.env["employer.organisation"].search([("name", "=", "Bar Nuovo")])
        self.assertEqual(len(found), 1)

    def test_who_is_on_the_list_after_all_is_marked_there(self):
        seat = self._seat(self.ada)
        row = self._walk_in(employer_id=self.employer.id, person="ADA")["row"]
        self.assertEqual((row["id"], seat.attendance), (seat.id, "attended"))

    def test_the_same_company_is_proposed_before_a_new_one_is_made(self):
        for name in ("Trattoria Alfa", "trattoria alfa s.r.l.", "Tratoria Alfa"):
            with self.subTest(name):
                said = self._walk_in(company=name, person="Dina")
                self.assertEqual([one["id"] for one in said["suggestions"]], self.employer.ids)
        self.assertFalse(self.workshop.registration_ids)
        row = self._walk_in(company="Trattoria Alfa", person="Dina", is_new=True)["row"]
        self.assertNotEqual(row["employer_id"], self.employer.id)

    def test_a_phone_we_have_is_a_company_we_know(self):
        said = self._walk_in(company="Gamma Uno", person="Carla", phone="0255550101")
        self.assertEqual([one["id"] for one in said["suggestions"]], self.employer_2.ids)

    def test_proposed_by_phone_too_and_never_another_office_s(self):
        self._employer("Trattoria Alfa", company_id=self.other_office.id)
        for term, found in (
            ("5555 0101", self.employer_2),
            ("Alfa", self.employer),
            ("Al", self.env["employer.organisation"]),
            ("Trattoria Gamma", self.env["employer.organisation"]),
            ("Nobody like that", self.env["employer.organisation"]),
        ):
            with self.subTest(term):
                proposed = self.desk.action_desk_suggest(term)
                self.assertEqual([one["id"] for one in proposed], found.ids)

    def test_a_walk_in_needs_a_company_of_this_office(self):
        with self.assertRaises(UserError), self.cr.savepoint():
            self._walk_in(company=" ", person="Dina")
        theirs = self._employer("Theirs", company_id=self.other_office.id)
        with self.assertRaises(UserError):
            self._walk_in(employer_id=theirs.id)

    def test_undo_of_a_walk_in_takes_it_off_the_list(self):
        row = self._walk_in(employer_id=self.employer_2.id, person="Carlo")["row"]
        self.assertEqual(
            self.desk.action_desk_mark(row["id"], False, "walk_in"),
            {"row": None, "conflict": False},
        )
        self.assertFalse(self.workshop.registration_ids)
        self.assertEqual(self.workshop.companies_invited_count, 0)

    # ---- who may

    def test_roles_here_alone_and_workshops_alone(self):
        seat = self._seat(self.ada)
        stranger = new_test_user(
            self.env, "ee_desk", groups="base.group_user,event.group_event_registration_desk"
        )
        for user in (stranger, self.users["employee"], self.stranger, self.other_officer):
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                self.workshop.with_user(user).action_desk_mark(seat.id, "came", False)
        self.workshop.engagement_kind = False
        with self.assertRaises(AccessError):
            self.desk.action_desk_load()

    def test_queries_do_not_grow_with_the_list(self):
        def load():
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.desk.action_desk_load()
            return self.cr.sql_log_count - before

        self._seat(self.ada)
        load()
        few = load()
        for number in range(15):
            employer = self._employer(f"Company {number}", phone="02 1234567")
            self._seat(employer.partner_id, employer)
        self.assertLessEqual(load(), few + 1)
