# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from odoo import fields
from odoo.tests import freeze_time, tagged

from .common_courses import FEATURE, NOW, CourseCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestCourseFigures(CourseCase):
    """A commissioned course held is a collaboration and keeps a promise; Today knows what waits."""

    def _held(self, day=date(2026, 3, 9), **vals):
        agreement = self._training()
        course = self._running(
            **{
                "employer_id": self.employer.id,
                "agreement_id": agreement.id,
                "end_date": day,
                **vals,
            }
        )
        course.action_hold()
        return course

    def _days(self):
        """Return the days of collaboration, on which view and organisation must agree."""
        self.env.flush_all()
        rows = self.env["employer.funnel.report"].search(
            [("stage", "=", "collaboration"), ("employer_id", "=", self.employer.id)]
        )
        said = self.employer._collaboration_days().get(self.employer.id, set())
        self.assertEqual(set(rows.mapped("date")), said)
        return said

    def _rows(self, kind="course", role="officer"):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.as_role("employer.today", role).search([("kind", "=", kind)])

    # ---- collaborations

    def test_held_it_is_a_collaboration_and_not_before(self):
        self.assertFalse(self._days())
        course = self._held()
        self.assertEqual(self._days(), {date(2026, 3, 9)})
        self.assertEqual(self.employer.level, "collaborating")
        course.action_start()
        self.assertFalse(self._days())

    def test_a_course_of_the_office_is_nobody_s(self):
        self._running(end_date=date(2026, 3, 9)).action_hold()
        self.assertFalse(self._days())

    def test_cut_at_the_reference_date(self):
        self._held()
        rows = self.env["employer.funnel.report"]
        domain = [("stage", "=", "collaboration"), ("employer_id", "=", self.employer.id)]
        self.env.flush_all()
        for reference, number in (("2026-03-08", 0), ("2026-03-09", 1)):
            found = rows.with_context(reference_date=reference).search(domain)
            self.assertEqual(len(found), number, reference)

    def test_the_row_opens_the_course(self):
        course = self._held()
        self.env.flush_all()
        row = self.env["employer.funnel.report"].search(
            [("stage", "=", "collaboration"), ("employer_id", "=", self.employer.id)]
        )
        action = row.action_open_record()
        self.assertEqual((action["res_model"], action["res_id"]), (course._name, course.id))

    def test_a_promised_course_is_delivered_when_held(self):
        agreement = self._training()
        promise = self.env["employer.commitment"].create(
            {"agreement_id": agreement.id, "kind": "course", "quantity": 1}
        )
        self.assertEqual((promise.delivered, promise.gap), (0, 1))
        self._held()
        self.assertEqual((promise.delivered, promise.gap), (1, 0))
        self.assertEqual(self._days(), {date(2026, 3, 9)})
        self.assertEqual(
            set(
                self.env["employer.funnel.report"]
                .search([("stage", "=", "collaboration"), ("employer_id", "=", self.employer.id)])
                .mapped("res_model")
            ),
            {"employer.course", "employer.commitment"},
        )

    def test_hired_since(self):
        course = self._held(places=2)
        course.action_start()
        (enrolment,) = self._enrol(course, self.person)
        enrolment.action_complete()
        self.assertEqual(course.hired_count, 0)
        hired = {"2026-03-01": self.employer, "2026-03-02": self.employer_2}
        for day, employer in hired.items():  # the day before, and the first day
            self.env["employer.hire"].create(
                {
                    "employer_id": employer.id,
                    "candidate_id": self.person.id,
                    "origin": "unknown",
                    "contract_ids": [(0, 0, {"family": "fixed_term", "start_date": day})],
                }
            )
            course.invalidate_recordset()
            self.assertEqual(course.hired_count, int(day == "2026-03-02"), day)

    def test_what_is_still_to_be_held_is_handed_over(self):
        held, course = self._held(), self._course()
        handover = self.as_role("employer.handover", "officer")
        moves = handover._movable(self.users["officer"])["course"]
        self.assertEqual(moves & (held + course), course)

    # ---- Today

    def test_a_register_missing(self):
        course = self._running(self.person)
        session = self._session(course, date(2026, 3, 10))
        self._session(course, date(2026, 3, 11))
        row = self._rows()
        self.assertEqual((row.res_id, row.date), (course.id, date(2026, 3, 10)))
        self.assertIn("register", row.title)
        session.action_take_register()
        self.assertFalse(self._rows())

    def test_free_places_shortly_before_it_begins(self):
        start = fields.Date.to_date("2026-03-24")
        course = self._course(start_date=start, places=1)
        self.assertFalse(self._rows(), "a draft is nobody's yet")
        course.action_open()
        self.assertIn("places", self._rows().title)
        course.start_date = start + timedelta(days=1)
        self.assertFalse(self._rows())
        course.start_date = start
        self._enrol(course, self.person)
        self.assertFalse(self._rows(), "full")

    def test_an_agreement_that_ends_before_the_course(self):
        agreement = self._training(end=date(2026, 3, 31))
        course = self._running(employer_id=self.employer.id, agreement_id=agreement.id)
        self.assertFalse(self._rows())
        agreement.end_date = date(2026, 3, 30)
        row = self._rows()
        self.assertEqual((row.res_id, row.date), (course.id, date(2026, 3, 30)))

    def test_a_course_has_one_row_the_one_that_presses(self):
        course = self._running(self.person, end_date=date(2026, 3, 9))
        self._session(course, date(2026, 3, 3))
        row = self._rows()
        self.assertEqual((len(row), row.date), (1, date(2026, 3, 3)))
        self.assertEqual(row.action_open()["res_model"], "employer.course")
        self.assertFalse(row.can_postpone)

    def test_off_reminds_nobody(self):
        course = self._running(self.person)
        self._session(course)
        self.assertTrue(self._rows())
        self.reader_group.implied_ids -= self.env.ref(FEATURE)
        self.assertFalse(self._rows())

    def test_a_sheet_to_review(self):
        guide = self.env["employer.guide"].create(
            {
                "name": "Hiring",
                "code": "hiring",
                "language_id": self.env.ref("employer_engagement.employer_language_en").id,
                "section_hire": "<p>Yes</p>",
                "sources": "A law",
                "user_id": self.users["officer"].id,
                "company_id": self.office.id,
            }
        )
        self.assertFalse(self._rows("guide"), "not verified yet: nothing to review")
        guide._verify(date(2026, 3, 25))
        self.assertFalse(self._rows("guide"))
        guide._verify(date(2026, 3, 24))
        row = self._rows("guide")
        self.assertEqual((row.res_id, row.date), (guide.id, date(2026, 3, 24)))
        self.assertFalse(self._rows("guide", "tutor"))
        guide.valid_to = date(2026, 3, 23)
        self.assertFalse(self._rows("guide"), "over before its review")
