# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date, timedelta

from .common import EngagementCase

NOW = "2026-03-10 09:00:00"
FEATURE = "employer_engagement.employer_engagement_feature_courses"


class CourseCase(EngagementCase):
    """The feature is on; a lab of March 2026, an agreement on commissioned training, a grid in
    use."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader_group = cls.env.ref("employer_engagement.employer_engagement_group_user")
        cls.reader_group.implied_ids += cls.env.ref(FEATURE)
        cls.teacher = cls.env["res.partner"].create({"name": "Teacher"})
        cls.person = cls._person(code="P900")
        cls.person_2 = cls._person("Bruno", "Neri", code="P901")
        cls.skill = cls.env.ref("employer_engagement.employer_skill_teamwork")
        cls.skill_2 = cls.env.ref("employer_engagement.employer_skill_autonomy")
        cls.grid = cls.env["employer.skill.grid"].create(
            {
                "name": "Grid",
                "code": "test",
                "line_ids": [
                    (0, 0, {"skill_id": cls.skill.id, "level_3": "Shares out the work."}),
                    (0, 0, {"skill_id": cls.skill_2.id}),
                ],
            }
        )
        cls.grid.action_publish()

    @classmethod
    def _training(cls, start=date(2026, 1, 1), end=date(2026, 12, 31), code=None, **vals):
        """Return an active agreement of the first employer on commissioned training."""
        kind = cls.env.ref(
            f"employer_engagement.employer_agreement_type_{code or 'commissioned_training'}"
        )
        agreement = cls._agreement(
            agreement_type_id=kind.id,
            start_date=start,
            end_date=end,
            signature_date=start - timedelta(days=1),
            user_id=cls.users["officer"].id,
            **vals,
        )
        agreement.action_activate()
        return agreement

    @classmethod
    def _course(cls, **vals):
        """Return a draft lab of March 2026 that breaks no rule."""
        return cls.env["employer.course"].create(
            {
                "name": "Catering lab",
                "hours": 120,
                "places": 2,
                "start_date": date(2026, 3, 2),
                "end_date": date(2026, 3, 31),
                "trainer_id": cls.teacher.id,
                "italian_teacher_id": cls.teacher.id,
                "grid_id": cls.grid.id,
                "user_id": cls.users["officer"].id,
                **vals,
            }
        )

    @classmethod
    def _enrol(cls, course, *persons):
        """Return the enrolments of `persons`, enrolled while there are places."""
        enrolments = cls.env["employer.course.enrolment"].create(
            [{"course_id": course.id, "candidate_id": person.id} for person in persons]
        )
        enrolments.action_enrol()
        return enrolments

    @classmethod
    def _session(cls, course, day=date(2026, 3, 9), hours=4, **vals):
        return cls.env["employer.course.session"].create(
            {"course_id": course.id, "date": day, "hours": hours, **vals}
        )

    @classmethod
    def _running(cls, *persons, **vals):
        """Return a running course with `persons` enrolled."""
        course = cls._course(**vals)
        course.action_open()
        cls._enrol(course, *persons)
        course.action_start()
        return course
