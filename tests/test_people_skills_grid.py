# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common_courses import NOW, CourseCase

REPORT = "employer_engagement.report_course_attestation"


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestSkillsGrid(CourseCase):
    """A grid in versions, assessments before and after, and what they write on the person."""

    def _assessed(self, level="3", person=None):
        """Return an enrolment whose trainer said `level` of the first skill after the course."""
        enrolment = self._running(person or self.person).enrolment_ids
        enrolment.action_start_grid()
        enrolment.assessment_ids[:1].write({"trainer_before": "1", "trainer_after": level})
        return enrolment

    def _skills(self, person=None):
        lines = (person or self.person).skill_ids
        return {line.skill_id: (line.level, line.evidence) for line in lines}

    # ---- versions

    def test_a_grid_in_use_never_changes(self):
        line = self.grid.line_ids[:1]
        other = self.env.ref("employer_engagement.employer_skill_cooking_line")
        for change in (
            lambda: self.grid.write({"name": "Other"}),
            lambda: line.write({"level_1": "Other"}),
            lambda: line.update_field_translations("level_3", {"en_US": "Other"}),
            lambda: line.unlink(),
            lambda: self.grid.unlink(),
            lambda: self.env["employer.skill.grid.line"].create(
                {"grid_id": self.grid.id, "skill_id": other.id}
            ),
        ):
            with self.assertRaisesRegex(UserError, "new version"), self.env.cr.savepoint():
                change()

    def test_a_new_version_copies_and_retires_the_one_before(self):
        manager = self.as_role(self.grid, "manager")
        copy = self.env["employer.skill.grid"].browse(manager.action_new_version()["res_id"])
        self.assertEqual((copy.version, copy.state, copy.previous_id), (2, "draft", self.grid))
        self.assertEqual(copy.line_ids.skill_id, self.grid.line_ids.skill_id)
        copy.line_ids[:1].level_3 = "Other words"
        self.as_role(copy, "manager").action_publish()
        self.assertEqual((copy.state, self.grid.state), ("published", "retired"))
        self.assertEqual(self.grid.line_ids[:1].level_3, "Shares out the work.")

    def test_versions_are_the_server_s(self):
        grid = self.as_role("employer.skill.grid", "manager").create(
            {"name": "Grid", "code": "test", "version": 1}
        )
        self.assertEqual(grid.version, 2)
        with self.assertRaises(UserError):
            grid.version = 7

    def test_an_empty_grid_is_not_used(self):
        grid = self.env["employer.skill.grid"].create({"name": "Empty", "code": "empty"})
        with self.assertRaisesRegex(UserError, "no skills"):
            grid.action_publish()

    def test_the_shipped_grid_is_a_draft_with_words_for_every_level(self):
        grid = self.env.ref("employer_engagement.employer_skill_grid_lab")
        self.assertEqual(grid.state, "draft")
        for line in grid.line_ids:
            for level in "1234":
                self.assertTrue(line._words(level), line.skill_id.code)
        self.assertFalse(line._words(False))

    def test_a_person_keeps_the_version_the_grid_was_read_with(self):
        enrolment = self._assessed()
        copy = self.env["employer.skill.grid"].browse(self.grid.action_new_version()["res_id"])
        copy.action_publish()
        enrolment.action_start_grid()
        self.assertEqual(enrolment.grid_id, self.grid)
        self.assertEqual(len(enrolment.assessment_ids), 2)

    def test_without_a_grid_there_is_nothing_to_start(self):
        enrolment = self._running(self.person, grid_id=False).enrolment_ids
        with self.assertRaisesRegex(UserError, "no skills grid"):
            enrolment.action_start_grid()

    # ---- confirmation

    def test_confirming_writes_the_skills_and_undoing_puts_them_back(self):
        self.person.skill_ids = [(0, 0, {"skill_id": self.skill.id, "level": "1"})]
        enrolment = self._assessed("3")
        enrolment.assessment_ids[1].trainer_after = "2"
        tutor = self.as_role(enrolment, "tutor")
        tutor.action_confirm_skills()
        self.assertEqual(self._skills(), {self.skill: ("3", "grid"), self.skill_2: ("2", "grid")})
        self.assertEqual(enrolment.confirmed_by_id, self.users["tutor"])
        tutor.action_undo_skills()
        self.assertEqual(self._skills(), {self.skill: ("1", "declared")})
        self.assertFalse(enrolment.confirmed_date)

    def test_the_grid_s_words_stand_beside_the_level(self):
        row = self._assessed("3").assessment_ids[:1]
        self.assertEqual(row.meaning, "Shares out the work.")
        row.trainer_after = False
        self.assertFalse(row.meaning, "the grid says nothing of the level before")

    def test_what_was_changed_since_stays(self):
        enrolment = self._assessed("3")
        enrolment.action_confirm_skills()
        self.person.skill_ids.level = "4"
        enrolment.action_undo_skills()
        self.assertEqual(self._skills(), {self.skill: ("4", "grid")})

    def test_a_skill_not_judged_after_is_not_written(self):
        enrolment = self._running(self.person).enrolment_ids
        enrolment.action_start_grid()
        enrolment.assessment_ids.write({"self_after": "4", "trainer_before": "2"})
        with self.assertRaisesRegex(UserError, "not yet said"):
            enrolment.action_confirm_skills()
        self.assertFalse(self._skills())

    def test_confirmed_assessments_are_closed(self):
        enrolment = self._assessed()
        row = self.as_role(enrolment.assessment_ids[:1], "officer")
        row.trainer_after = "4"
        enrolment.action_confirm_skills()
        with self.assertRaisesRegex(UserError, "Undo"):
            row.trainer_after = "2"
        enrolment.action_undo_skills()
        row.trainer_after = "2"
        self.assertEqual(row.trainer_after, "2")

    def test_the_server_s_fields_are_the_server_s(self):
        enrolment = self.as_role(self._assessed(), "officer")
        for vals in ({"confirmed_date": fields.Datetime.now()}, {"grid_id": False}):
            with self.assertRaises(UserError):
                enrolment.write(vals)
        with self.assertRaises(UserError):
            enrolment.assessment_ids[:1].write({"previous_level": "4"})

    def test_a_tutor_moves_no_row_to_a_person_of_another_team(self):
        other = self._person("Carla", "Blu", team_id=self.team_2.id, tutor_id=self.tutor_2.id)
        own, foreign = self._assessed(), self._assessed(person=other)
        foreign.assessment_ids.unlink()
        row = own.assessment_ids[:1]
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.as_role(row, "tutor").write({"enrolment_id": foreign.id})
        self.assertEqual(row.enrolment_id, own)

    def test_only_the_person_s_team_confirms(self):
        enrolment = self._assessed()
        for user in (self.users["officer"], self.users["manager"], self.tutor_2):
            with self.assertRaises(AccessError):
                enrolment.with_user(user).action_confirm_skills()
        self.assertFalse(self._skills())


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestAttestation(CourseCase):
    """A paper with a name on it: who may have it made, and what it must say (R19)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("it_IT")
        course = cls._running(cls.person)
        cls._session(course).action_take_register()
        cls.enrolment = course.enrolment_ids
        cls.enrolment.action_start_grid()
        cls.enrolment.assessment_ids[:1].write({"trainer_before": "1", "trainer_after": "3"})
        cls.enrolment.action_confirm_skills()
        cls.enrolment.action_complete()

    def _open(self, role="tutor"):
        self.as_role(self.person, role).action_open_identity()

    def _exported(self):
        return self.env["employer.disclosure"].search_count(
            [("candidate_id", "=", self.person.id), ("kind", "=", "exported")]
        )

    def _html(self, role="tutor"):
        report = self.as_role("ir.actions.report", role)
        return report._render_qweb_html(REPORT, self.enrolment.ids)[0].decode()

    def test_who_opened_the_name_prints_and_leaves_a_row(self):
        self._open()
        action = self.as_role(self.enrolment, "tutor").action_print_attestation()
        self.assertEqual(action["report_name"], REPORT)
        self.assertEqual(self._exported(), 1)
        html = self._html()
        for words in ("Ada", "Fiori", "Catering lab", "Shares out the work.", "Teamwork"):
            self.assertIn(words.lower(), html.lower().replace("working in a team", "teamwork"))
        self.assertNotIn("Bruno", html)

    def test_it_says_that_it_certifies_nothing_in_both_languages(self):
        rule = self.env.ref("employer_engagement.employer_rule_r19")
        rule.with_context(lang="it_IT").wording = "Senza valore di certificazione."
        rule.with_context(lang="en_US").wording = "Without value of certification."
        self._open()
        self.as_role(self.enrolment, "tutor").action_print_attestation()
        html = self._html()
        self.assertIn("Senza valore di certificazione.", html)
        self.assertIn("Without value of certification.", html)
        rule.level = "off"
        self.assertNotIn("valore di certificazione", self._html())

    def test_not_before_the_name_was_opened(self):
        with self.assertRaisesRegex(UserError, "open the personal data"):
            self.as_role(self.enrolment, "tutor").action_print_attestation()
        self.assertFalse(self._exported())

    def test_not_by_its_address_without_a_row_in_the_register(self):
        self._open()
        with self.assertRaisesRegex(UserError, "with its button"):
            self._html()
        self.as_role(self.enrolment, "tutor").action_print_attestation()
        self.assertIn("Fiori", self._html())
        late = freeze_time(fields.Datetime.now() + timedelta(minutes=31))
        with late, self.assertRaisesRegex(UserError, "with its button"):
            self._html()

    def test_who_is_not_entitled_never_gets_it(self):
        for role in ("reader", "officer", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(self.enrolment, role).action_print_attestation()
            with self.subTest(role=role), self.assertRaises(AccessError):
                self._html(role)
        with self.assertRaises(AccessError):
            self.enrolment.with_user(self.tutor_2).action_print_attestation()
        self.assertFalse(self._exported())

    def test_only_who_attended_gets_one(self):
        self._open()
        self.enrolment.action_again()
        with self.assertRaisesRegex(UserError, "who attended"):
            self.as_role(self.enrolment, "tutor").action_print_attestation()

    def test_nothing_stays_on_the_course(self):
        self._open()
        self.as_role(self.enrolment, "tutor").action_print_attestation()
        report = self.env.ref("employer_engagement.report_course_attestation_action")
        self.assertFalse(report.attachment)
        bodies = " ".join(self.enrolment.course_id.message_ids.mapped("body"))
        self.assertNotIn("Fiori", bodies)

    @mute_logger("odoo.addons.base.models.ir_actions_report")
    def test_a_file_comes_out(self):
        self._open()
        self.as_role(self.enrolment, "tutor").action_print_attestation()
        report = self.as_role("ir.actions.report", "tutor").with_context(
            force_report_rendering=True
        )
        content, kind = report._render_qweb_pdf(REPORT, self.enrolment.ids)
        self.assertEqual(kind, "pdf")
        self.assertTrue(content.startswith(b"%PDF-"))
