# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-05-15")
class TestPeopleContacts(EngagementCase):
    """A contact about a person moves nothing that others read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person = cls._person(team_id=cls.team.id, tutor_id=cls.users["tutor"].id)

    def _dialog(self, record, user):
        context = record.with_user(user).action_log_contact()["context"]
        return Form(self.env["employer.interaction.log"].with_user(user).with_context(**context))

    def test_the_next_step_of_a_person_stays_with_the_person(self):
        form = self._dialog(self.person, self.users["tutor"])
        form.next_step_when = "week"
        form.next_step = "Talk about the hospital"
        form.save().action_save()
        interaction = self.env["employer.interaction"].search(
            [("candidate_id", "=", self.person.id)]
        )
        self.assertEqual(interaction.next_step, "Talk about the hospital")
        activity = self.person.activity_ids
        self.assertEqual(activity.date_deadline, date(2026, 5, 22))
        self.assertNotIn("hospital", activity.summary)

    def test_a_host_called_about_a_person_learns_nothing(self):
        self._interaction(next_step="Visit", next_step_date="2026-05-20")
        self._interaction(
            candidate_id=self.person.id,
            next_step="Something personal",
            next_step_date="2026-05-21",
        )
        self.assertEqual(self.employer.next_step, "Visit")
        self.assertEqual(self.employer.activity_ids.mapped("summary"), ["Visit"])
        self.assertEqual(self.employer.level, "contacted", "that they were called counts")

    def test_a_done_call_on_a_person_is_protected(self):
        tutor = self.users["tutor"]
        self.person.activity_schedule("mail.mail_activity_data_call", user_id=tutor.id).with_user(
            tutor
        ).action_feedback(feedback="Is well")
        interaction = self.env["employer.interaction"].search(
            [("candidate_id", "=", self.person.id)]
        )
        self.assertEqual(interaction.summary, "Is well")
        self.assertFalse(interaction.with_user(self.users["reader"]).has_access("read"))

    def test_a_done_call_on_a_vacancy_is_with_its_employer(self):
        officer = self.users["officer"]
        vacancy = self._vacancy()
        vacancy.activity_schedule("mail.mail_activity_data_call", user_id=officer.id).with_user(
            officer
        ).action_feedback()
        interaction = vacancy.employer_id.interaction_ids
        self.assertEqual(interaction.vacancy_id, vacancy)

    def test_the_dialog_of_a_vacancy_keeps_the_link(self):
        vacancy = self._vacancy()
        self._dialog(vacancy, self.users["officer"]).save().action_save()
        self.assertEqual(vacancy.employer_id.interaction_ids.vacancy_id, vacancy)
