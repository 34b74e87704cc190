# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.tests import Form, freeze_time, tagged

from .common_internships import InternshipCase

END = "2026-06-01"
HIRE = {"family": "fixed_term", "start_date": date(2026, 6, 8), "end_date": date(2026, 12, 7)}


@tagged("post_install", "-at_install")
@freeze_time(END)
class TestHostOutcome(InternshipCase):
    """A host tells how an internship went on, and what it knows of the contract."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)
        cls.internship = cls._running(user_id=cls.users["officer"].id)
        cls.internship._end({"actual_end_date": END, "end_kind": "term"})
        cls.who = {"contact": cls.employer.partner_id, "name": "Chef"}
        cls.hire = {**HIRE, "weekly_hours": 30.0}

    def _say(self, answer, hire=None, **vals):
        self.internship._host_says_outcome(answer, hire, **{**self.who, **vals})

    def _hired(self):
        return self.internship.request_ids.filtered(lambda one: one.kind == "hired")

    def test_not_hired_is_said_once_and_is_a_contact(self):
        self._say("not_hired", words="No work in winter")
        self.assertEqual(self.internship.company_outcome, "not_hired")
        self.assertEqual(
            (self.internship.outcome, self.internship.outcome_channel), ("not_hired", "portal")
        )
        self.assertEqual(self.internship.company_outcome_words, "No work in winter")
        self._say("not_hired")
        said = self.env["employer.interaction"].search([("internship_id", "=", self.internship.id)])
        self.assertEqual((len(said), said.channel, said.direction), (1, "web", "in"))
        with self.refused("told us meanwhile"):
            self._say("hired_here")

    def test_not_decided_yet_asks_again(self):
        self._say("undecided")
        self.assertEqual(self.internship.outcome_ask_date, date(2026, 6, 4))
        self.assertTrue(self.internship._waits_for_host())
        self._say("not_hired")
        self.assertFalse(self.internship._waits_for_host())

    def test_a_hire_told_becomes_one_when_the_office_records_it(self):
        self._say("hired_here", self.hire)
        request = self._hired()
        self.assertEqual((request.state, self.internship.outcome), ("new", "hired"))
        self.assertFalse(self.internship.hire_ids)
        action = self.as_role(request, "officer").action_accept()
        dialog = self.as_role(action["res_model"], "officer").with_context(**action["context"])
        with Form(dialog) as form:
            self.assertEqual(form.start_date, date(2026, 6, 8))
        form.record.action_apply()
        contract = self.internship.hire_ids.contract_ids
        self.assertEqual((contract.family, contract.weekly_hours), ("fixed_term", 30))
        self.assertEqual(request.state, "accepted")
        with self.refused("a hire on file"):
            self.internship._host_says_hired(self.hire, **self.who)

    def test_hired_while_it_goes_on_and_before_it_began(self):
        running = self._running(candidate_id=self.person_2.id, start_date=END)
        running._host_says_hired(self.hire, **self.who)
        self.assertEqual(running.request_ids.kind, "hired")
        draft = self._internship(candidate_id=self._person().id, start_date=END)
        self.assertFalse(draft._host_may_hire())
        with self.refused("nothing is left"):
            running._host_says_outcome("not_hired")

    def test_without_the_hires_there_is_the_answer_alone(self):
        feature = self.env.ref("employer_engagement.employer_engagement_feature_hires")
        self.env.ref("employer_engagement.employer_engagement_group_user").implied_ids -= feature
        self.assertFalse(self.internship._host_may_hire())
        self._say("hired_here")
        self.assertEqual(self.internship.company_outcome, "hired_here")
        self.assertFalse(self._hired())

    def test_what_is_typed_of_a_contract_is_checked(self):
        read = self.internship._host_hire_vals
        typed = {
            "family": "fixed_term",
            "start_date": "2026-06-08",
            "end_date": "2026-12-07",
            "weekly_hours": "37,5",
        }
        vals, errors = read(typed)
        self.assertFalse(errors)
        self.assertEqual((vals["start_date"], vals["weekly_hours"]), (date(2026, 6, 8), 37.5))
        self.assertFalse(read({**typed, "family": "open_ended", "end_date": ""})[1])
        for wrong in (
            {"family": "slave"},
            {"start_date": ""},
            {"start_date": "tomorrow"},
            {"end_date": "2026-06-07"},
            {"end_date": ""},
            {"weekly_hours": "61"},
            {"weekly_hours": "nan"},
            {"weekly_hours": "-1"},
        ):
            with self.subTest(wrong=wrong):
                self.assertEqual(list(read({**typed, **wrong})[1]), list(wrong))

    def test_the_host_is_asked_once_after_the_last_day(self):
        with self.enter_registry_test_mode():
            job = self.env.ref("employer_engagement.ir_cron_employer_internship_ask_hosts")
            job.method_direct_trigger()
            job.method_direct_trigger()
        self.env.invalidate_all()
        mail = self.env["employer.company.mail"].search([("res_id", "=", self.internship.id)])
        self.assertEqual((mail.res_model, mail.state), ("employer.internship", "waiting"))
        self.assertIn("/engagement/outcome/", mail._after_body())
        self._say("not_hired")
        self.assertFalse(mail._is_about_something())
