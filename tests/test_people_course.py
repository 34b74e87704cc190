# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, RedirectWarning, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common_courses import NOW, CourseCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCourseRules(CourseCase):
    """R15 and R18, and how a course goes from state to state."""

    def _lift(self, course, role="officer"):
        """Give the reason the rule asks for, as the user of `role`."""
        rule = self.env.ref("employer_engagement.employer_rule_r15")
        self.as_role("employer.rule.exception", role).create(
            {
                "rule_id": rule.id,
                "res_model": course._name,
                "res_id": course.id,
                "reason": "Signed tomorrow",
            }
        )

    # ---- R15

    def test_commissioned_without_agreement_asks_a_reason(self):
        course = self.as_role(self._course(employer_id=self.employer.id), "officer")
        with self.assertRaisesRegex(RedirectWarning, "R15"), self.env.cr.savepoint():
            course.action_open()
        self.assertEqual(course.state, "draft")
        self._lift(course)
        course.action_open()
        self.assertEqual(course.state, "open")

    def test_an_agreement_covers_from_its_first_to_its_last_day(self):
        agreement = self._training(date(2026, 3, 2), date(2026, 3, 31))
        course = self._course(employer_id=self.employer.id, agreement_id=agreement.id)
        course = self.as_role(course, "officer")
        course.action_open()
        self.assertEqual(course.state, "open")
        for field, day in (("end_date", date(2026, 4, 1)), ("start_date", date(2026, 3, 1))):
            with self.assertRaisesRegex(RedirectWarning, "R15"), self.env.cr.savepoint():
                course[field] = day
                self.env.flush_all()

    def test_a_renewal_that_follows_on_covers_the_rest(self):
        agreement = self._training(date(2025, 3, 20), date(2026, 3, 20))
        course = self._course(employer_id=self.employer.id, agreement_id=agreement.id)
        self.assertIn("R15", course.rule_notes)
        self._training(date(2026, 3, 21), renewed_from_id=agreement.id)
        self.as_role(course, "officer").action_open()
        self.assertEqual(course.state, "open")

    def test_an_agreement_of_another_kind_or_organisation_covers_nothing(self):
        course = self._course(employer_id=self.employer.id)
        internships = self._training(code="internship")
        course.agreement_id = internships
        self.assertIn("R15", course.rule_notes)
        course.agreement_id = self._training(employer_id=self.employer_2.id)
        self.assertIn("R15", course.rule_notes)
        course.agreement_id = self._training()
        self.assertFalse(course.rule_notes)

    def test_off_is_not_looked_at(self):
        self.env.ref("employer_engagement.employer_rule_r15").level = "off"
        course = self._course(employer_id=self.employer.id)
        self.as_role(course, "officer").action_open()
        self.assertEqual(course.state, "open")
        self.assertFalse(course.rule_notes)

    def test_a_stop_is_lifted_by_a_manager_alone(self):
        self.env.ref("employer_engagement.employer_rule_r15").level = "stop"
        course = self._course(employer_id=self.employer.id)
        with self.assertRaisesRegex(UserError, "R15") as refused, self.env.cr.savepoint():
            self.as_role(course, "officer").action_open()
        self.assertNotIsInstance(refused.exception, RedirectWarning)
        self._lift(course, "manager")
        self.as_role(course, "officer").action_open()
        self.assertEqual(course.state, "open")

    def test_a_course_of_the_office_needs_no_agreement(self):
        course = self._course()
        self.assertFalse(course.rule_notes)
        self.as_role(course, "officer").action_open()
        self.assertEqual(course.state, "open")

    def test_the_form_proposes_the_agreement_that_covers(self):
        self._training(date(2026, 3, 5))  # does not reach back to the first day
        agreement = self._training()
        with Form(self.env["employer.course"]) as form:
            form.name = "Course"
            form.start_date = date(2026, 3, 2)
            form.end_date = date(2026, 3, 31)
            form.employer_id = self.employer
            self.assertEqual(form.agreement_id, agreement)
            form.employer_id = self.employer_2
            self.assertFalse(form.agreement_id)

    # ---- R18

    def test_hours_of_a_lab(self):
        for hours, is_said in ((99, True), (100, False), (200, False), (201, True)):
            course = self._course(hours=hours)
            self.assertEqual("R18" in (course.rule_notes or ""), is_said, hours)
            course.action_open()
            self.assertEqual(course.state, "open", "a note stops nothing")
        self.assertFalse(self._course(hours=20, kind="course").rule_notes)

    def test_two_teachers_of_a_lab(self):
        for field in ("trainer_id", "italian_teacher_id"):
            course = self._course(**{field: False})
            self.assertIn("R18", course.rule_notes)
            course.kind = "course"
            self.assertFalse(course.rule_notes)

    def test_r18_may_be_a_stop(self):
        self.env.ref("employer_engagement.employer_rule_r18").level = "stop"
        with self.assertRaisesRegex(UserError, "R18"):
            self.as_role(self._course(hours=99), "officer").action_open()

    # ---- life

    def test_open_needs_its_days(self):
        for field in ("start_date", "end_date"):
            with self.assertRaisesRegex(UserError, "first and its last day"):
                self._course(**{field: False}).action_open()

    def test_held_on_its_last_day_and_not_before(self):
        course = self._running()
        with self.assertRaisesRegex(UserError, "correct the last day"):
            course.action_hold()
        course.end_date = date(2026, 3, 10)
        course.action_hold()
        held = course.milestone_ids.filtered(lambda one: one.milestone == "held")
        self.assertEqual((course.state, held.date), ("held", date(2026, 3, 10)))

    def test_no_step_is_jumped_and_each_is_taken_back(self):
        course = self._course()
        for state in ("running", "held"):
            with self.assertRaises(UserError):
                course.state = state
        course.end_date = date(2026, 3, 9)
        for state in ("open", "running", "held", "running", "open", "draft", "cancelled", "draft"):
            course.state = state
        self.assertEqual(course.state, "draft")

    def test_what_was_open_is_never_deleted(self):
        course = self._course()
        course.action_open()
        with self.assertRaises(UserError):
            course.unlink()
        course.action_draft()
        course.unlink()
        self.assertFalse(course.exists())

    def test_off_has_no_menu_and_no_guard(self):
        menus = self.env["ir.ui.menu"].with_user(self.users["officer"])
        menu = self.env.ref("employer_engagement.employer_course_menu")
        self.assertIn(menu.id, menus._visible_menu_ids())
        arch = self.as_role("employer.organisation", "officer").get_view(view_type="form")["arch"]
        self.assertIn("action_view_courses", arch)
        self.reader_group.implied_ids -= self.env.ref(
            "employer_engagement.employer_engagement_feature_courses"
        )
        self.env.registry.clear_all_caches()
        self.assertNotIn(menu.id, menus._visible_menu_ids())
        arch = self.as_role("employer.organisation", "officer").get_view(view_type="form")["arch"]
        self.assertNotIn("action_view_courses", arch)
        course = self._course(employer_id=self.employer.id)
        self.as_role(course, "officer").action_open()


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCourseEnrolment(CourseCase):
    """Places, waiting list, registers and presence."""

    def test_first_come_first_served(self):
        course = self._course(places=1)
        course.action_open()
        first, second = self._enrol(course, self.person, self.person_2)
        self.assertEqual((first.state, second.state), ("enrolled", "waiting"))
        self.assertEqual((course.free_places, course.waiting_count), (0, 1))
        with self.assertRaisesRegex(ValidationError, "1 places"), self.env.cr.savepoint():
            second.state = "enrolled"
        first.action_withdraw()
        second.action_enrol()
        self.assertEqual((second.state, course.enrolled_count), ("enrolled", 1))

    def test_many_at_once_do_not_pass_the_places(self):
        course = self._course(places=1)
        course.action_open()
        enrolments = self.env["employer.course.enrolment"].create(
            [{"course_id": course.id, "candidate_id": p.id} for p in (self.person, self.person_2)]
        )
        with self.assertRaises(ValidationError):
            enrolments.write({"state": "enrolled"})

    def test_places_are_not_taken_away_from_the_enrolled(self):
        course = self._course(places=2)
        course.action_open()
        self._enrol(course, self.person, self.person_2)
        with self.assertRaises(ValidationError):
            course.places = 1

    def test_only_an_open_course_enrols(self):
        course = self._course()
        with self.assertRaisesRegex(UserError, "not open"), self.env.cr.savepoint():
            self._enrol(course, self.person)
        course.action_open()
        (enrolment,) = self._enrol(course, self.person)
        with self.assertRaisesRegex(UserError, "not begun"):
            enrolment.action_complete()

    @mute_logger("odoo.sql_db")
    def test_a_person_is_on_a_course_once(self):
        course = self._running(self.person)
        with self.assertRaises(IntegrityError):
            self._enrol(course, self.person)

    def test_an_enrolment_stays_with_its_person(self):
        enrolment = self._running(self.person).enrolment_ids
        with self.assertRaises(UserError):
            enrolment.candidate_id = self.person_2

    def test_the_dialog_adds_several(self):
        course = self._running(self.person, places=1)
        dialog = self.as_role("employer.course.enrol", "officer").create(
            {"course_id": course.id, "candidate_ids": [(6, 0, (self.person_2 + self.person).ids)]}
        )
        dialog.action_enrol()
        states = {one.candidate_id: one.state for one in course.enrolment_ids}
        self.assertEqual(states, {self.person: "enrolled", self.person_2: "waiting"})

    def test_everybody_present_then_the_absent_are_tapped(self):
        course = self._running(self.person, self.person_2)
        session = self.as_role(self._session(course), "officer")
        session.action_take_register()
        self.assertEqual((session.present_count, session.absent_count), (2, 0))
        absent = session.presence_ids.filtered(lambda one: one.candidate_id == self.person_2)
        absent.is_present = False
        self.assertEqual((session.present_count, session.absent_count), (1, 1))
        session.action_take_register()
        self.assertFalse(absent.is_present, "taken twice, what was tapped stays")

    # ---- a presence is a service received

    def _services(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["employer.service"].search([("candidate_id", "=", self.person.id)])

    def _served(self):
        self.env.flush_all()
        rows = self.env["employer.person.report"].search([("fact", "=", "served")])
        return rows.candidate_id & (self.person | self.person_2)

    def test_who_was_present_received_a_service_of_that_day(self):
        course = self._running(self.person, self.person_2)
        session = self.as_role(self._session(course, hours=3.5), "officer")
        self.assertFalse(self._served())
        session.action_take_register()
        session.action_take_register()
        service = self._services()
        self.assertEqual((service.date, service.hours), (date(2026, 3, 9), 3.5))
        self.assertEqual((service.kind, service.user_id), ("training", self.users["officer"]))
        self.assertEqual(service.note, "Catering lab")
        self.assertEqual(self._served(), self.person | self.person_2)

    def test_the_service_follows_what_is_corrected(self):
        course = self._running(self.person, self.person_2)
        session = self.as_role(self._session(course), "officer")
        session.action_take_register()
        presence = session.presence_ids.filtered(lambda one: one.candidate_id == self.person)
        presence.is_present = False
        self.assertFalse(self._services())
        self.assertEqual(self._served(), self.person_2)
        presence.is_present = True
        self.assertEqual(len(self._services()), 1)
        session.write({"date": date(2026, 3, 6), "hours": 2})
        self.assertEqual(
            self._services().mapped(lambda one: (one.date, one.hours)), [(date(2026, 3, 6), 2)]
        )
        session.action_drop_register()
        self.assertFalse(self._services())

    def test_a_service_of_a_programme_stands_in_its_participation(self):
        programme = self.env["employer.programme"].create({"name": "W4I", "code": "w4i"})
        Participation = self.env["employer.participation"]
        of = {"candidate_id": self.person.id, "programme_id": programme.id}
        Participation.create(
            {**of, "entered_date": "2025-01-01", "left_date": "2026-03-08", "left_reason": "Moved"}
        )
        current = Participation.create({**of, "entered_date": "2026-03-09"})
        course = self._running(self.person, programme_id=programme.id)
        self._session(course).action_take_register()
        self.assertEqual(self._services().participation_id, current)

    def test_a_service_of_a_register_is_corrected_there(self):
        self.person.team_id = self.team
        course = self._running(self.person)
        self._session(course).action_take_register()
        service = self.as_role(self._services(), "tutor")
        with self.assertRaisesRegex(UserError, "correct the presence there"):
            service.hours = 9
        with self.assertRaisesRegex(UserError, "correct the presence there"):
            service.unlink()
        own = service.create(
            {"candidate_id": self.person.id, "presence_id": course.session_ids.presence_ids.id}
        )
        self.assertFalse(own.presence_id, "nobody claims a register by hand")
        own.unlink()
        presence = self.as_role(course.session_ids.presence_ids, "tutor")
        presence.is_present = False
        self.assertFalse(self._services())

    def test_registers_of_many_cost_the_same(self):
        def queries(number):
            people = [self._person(code=f"Q{number}{index}") for index in range(number)]
            session = self._session(self._running(*people, places=number))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            session.action_take_register()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertLessEqual(queries(12), queries(2) + 3)

    def test_percentage_of_what_was_recorded(self):
        course = self._running(self.person)
        long = self._session(course, hours=6)
        short = self._session(course, date(2026, 3, 10), 2)
        self._session(course, date(2026, 3, 11), 8)
        enrolment = course.enrolment_ids
        self.assertEqual(enrolment.presence_percent, 0)
        (long + short)[:1].action_take_register()
        short.action_take_register()
        long.presence_ids.is_present = False
        self.assertEqual((enrolment.hours_present, enrolment.hours_recorded), (2, 8))
        self.assertEqual(enrolment.presence_percent, 25)
        long.action_drop_register()
        self.assertEqual(enrolment.presence_percent, 100)
        self.assertFalse(long.is_registered)

    def test_no_register_before_the_day_or_of_nobody(self):
        course = self._course()
        course.action_open()
        session = self._session(course, date(2026, 3, 10))
        with self.assertRaisesRegex(UserError, "not running"):
            session.action_take_register()
        course.action_start()
        with self.assertRaisesRegex(UserError, "Nobody is enrolled"):
            session.action_take_register()
        self._enrol(course, self.person)
        with self.assertRaisesRegex(UserError, "still to come"):
            self._session(course, date(2026, 3, 11)).action_take_register()
        session.action_take_register()
        self.assertTrue(session.is_registered)

    def test_sessions_stay_within_the_course(self):
        course = self._course()
        self._session(course, date(2026, 3, 2))
        self._session(course, date(2026, 3, 31))
        for day in (date(2026, 3, 1), date(2026, 4, 1)):
            with self.assertRaises(ValidationError):
                self._session(course, day)
        with self.assertRaises(ValidationError):
            course.end_date = date(2026, 3, 30)

    def test_held_closes_by_the_registers(self):
        third = self._person("Carla", "Verdi", code="P902")
        course = self._running(self.person, self.person_2, places=3, end_date=date(2026, 3, 10))
        session = self._session(course)
        session.action_take_register()
        session.presence_ids.filtered(
            lambda one: one.candidate_id == self.person_2
        ).is_present = False
        self._enrol(course, third)
        course.action_hold()
        states = {one.candidate_id.code: one.state for one in course.enrolment_ids}
        self.assertEqual(states, {"P900": "completed", "P901": "no_show", "P902": "enrolled"})

    def test_the_weeks_are_planned_at_once(self):
        course = self._course(hours=18)
        dialog = self.env["employer.course.plan"].create(
            {"course_id": course.id, "monday": True, "thursday": True, "hours": 4}
        )
        self.assertEqual((dialog.session_count, dialog.left_hours), (5, 0))
        dialog.action_confirm()
        days = [(one.date.day, one.hours) for one in course.session_ids.sorted("date")]
        self.assertEqual(days, [(2, 4), (5, 4), (9, 4), (12, 4), (16, 2)])
        with self.assertRaisesRegex(UserError, "No session"):
            dialog.action_confirm()

    def test_the_plan_ends_with_the_course(self):
        course = self._course(hours=120)
        dialog = self.env["employer.course.plan"].create({"course_id": course.id, "friday": True})
        self.assertEqual((dialog.session_count, dialog.left_hours), (4, 104))

    # ---- rights

    def test_codes_alone(self):
        enrolment = self._running(self.person).enrolment_ids
        self.assertEqual(enrolment.display_name, "P900 · Catering lab")
        self.assertNotIn("Fiori", enrolment.course_id.sudo().message_ids.mapped("body"))

    def test_a_tutor_enrols_own_persons_alone(self):
        course = self._course()
        course.action_open()
        vals = {"course_id": course.id, "candidate_id": self.person.id}
        enrolment = self.as_role("employer.course.enrolment", "tutor").create(vals)
        enrolment.action_enrol()
        self.assertEqual(enrolment.state, "enrolled")
        theirs = self.env["employer.course.enrolment"].with_user(self.tutor_2)
        with self.assertRaises(AccessError):
            theirs.create({"course_id": course.id, "candidate_id": self.person_2.id})
        with self.assertRaises(AccessError):
            enrolment.with_user(self.tutor_2).action_withdraw()

    def test_a_tutor_corrects_presence_but_takes_no_register(self):
        course = self._running(self.person)
        session = self._session(course)
        with self.assertRaises(AccessError):
            self.as_role(session, "tutor").action_take_register()
        session.action_take_register()
        presence = session.presence_ids
        self.as_role(presence, "tutor").is_present = False
        self.assertFalse(presence.is_present)
        with self.assertRaises(AccessError):
            presence.with_user(self.tutor_2).is_present = True

    def test_a_reader_only_reads_and_the_other_office_sees_nothing(self):
        course = self._running(self.person)
        self.assertEqual(self.as_role(course, "reader").enrolled_count, 1)
        with self.assertRaises(AccessError):
            self.as_role(course, "reader").name = "Mine"
        seen = self.env["employer.course"].with_user(self.other_officer)
        self.assertFalse(seen.search([("id", "=", course.id)]))
        with self.assertRaises(AccessError):
            self.env["employer.course"].with_user(self.stranger).search([])

    def test_queries_do_not_grow_with_the_list(self):
        def queries(courses):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            courses.read(
                ["enrolled_count", "free_places", "waiting_count", "missing_presence_count"]
            )
            return self.env.cr.sql_log_count - before

        few = self._course() + self._course()
        many = few + self.env["employer.course"].browse(self._course().id for _n in range(18))
        queries(few)
        self.assertEqual(queries(many), queries(few))
