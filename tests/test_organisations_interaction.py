# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2.errors import CheckViolation

from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import EngagementCase

TODAY = "2026-05-15"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestInteraction(EngagementCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.scouting = cls.env["employer.scouting"].create(
            {"employer_id": cls.employer.id, "user_id": cls.officer.id}
        )

    # ---- the three figures

    def test_attempts_and_contacts(self):
        for vals, attempt, contact in (
            ({"outcome": "reached"}, True, True),
            ({"outcome": "interested"}, True, True),
            ({"outcome": "not_interested"}, True, True),
            ({"outcome": "call_back"}, True, True),
            ({"outcome": "no_answer"}, True, False),
            ({"outcome": "wrong_contact"}, True, False),
            ({"outcome": "sent"}, True, False),
            ({"outcome": "reached", "direction": "in"}, False, True),
            ({"outcome": "reached", "is_mass_mail": True}, False, False),
        ):
            with self.subTest(vals):
                interaction = self._interaction(**vals)
                self.assertEqual(interaction.is_attempt, attempt)
                self.assertEqual(interaction.is_contact, contact)

    def test_the_three_figures_of_a_group(self):
        for vals in (
            {"outcome": "no_answer"},
            {"outcome": "reached"},
            {"outcome": "reached", "channel": "visit"},
            {"outcome": "reached", "date": "2026-01-07"},
            {"outcome": "reached", "employer_id": self.employer_2.id, "direction": "in"},
        ):
            self._interaction(**{"date": "2026-01-05", **vals})
        domain = [("employer_id", "in", (self.employer | self.employer_2).ids)]
        figures = ["attempts:sum", "contacts:sum", "companies_reached:sum"]
        interactions = self.as_role("employer.interaction", "officer")
        self.assertEqual(interactions._read_group(domain, [], figures), [(4, 3, 2)])
        by_company = interactions._read_group(domain, ["employer_id"], figures)
        self.assertEqual({row[1:] for row in by_company}, {(4, 2, 1), (0, 1, 1)})
        for figure in figures:
            field = figure.partition(":")[0]
            self.assertEqual(interactions.fields_get([field])[field]["aggregator"], "sum")

    def test_a_contact_says_what_it_is_about_as_far_as_used(self):
        def shown():
            views = self.as_role("employer.interaction", "officer").get_views(
                [(False, "list"), (False, "form"), (False, "search")]
            )["views"]
            return [
                {
                    field
                    for field in ("workshop_id", "vacancy_id", "candidate_id", "internship_id")
                    if f'name="{field}"' in view["arch"]
                }
                for view in views.values()
            ]

        about = {"workshop_id", "vacancy_id", "candidate_id", "internship_id"}
        self.assertEqual(shown(), [about] * 3)
        prefix = "employer_engagement.employer_engagement_"
        self.env.ref(prefix + "group_user").implied_ids -= self.env.ref(
            prefix + "feature_workshops"
        )
        self.assertEqual(shown(), [about - {"workshop_id"}] * 3)

    def test_targets_count_in_period_team_programme(self):
        partner_only = self._employer("Only a partner", is_employer=False)
        self._interaction(date="2026-03-01", team_id=self.team.id)
        self._interaction(date="2026-03-01")
        self._interaction(date="2026-03-31", outcome="no_answer")
        self._interaction(date="2026-04-01")
        self._interaction(date="2026-02-28", employer_id=self.employer_2.id)
        self._interaction(date="2026-03-10", employer_id=self.employer_2.id, is_mass_mail=True)
        self._interaction(date="2026-03-10", employer_id=partner_only.id)
        march = {"start_date": "2026-03-01", "end_date": "2026-03-31", "value": 10}
        self.assertEqual(self._target("attempts", **march), 4)
        self.assertEqual(self._target("contacts", **march), 2, "one a company and day")
        self.assertEqual(self._target("companies_reached", **march), 1, "employers only")
        self.assertEqual(self._target("contacts", team_id=self.team.id, **march), 1)
        programme = self.env["employer.programme"].create({"name": "P", "code": "P1"})
        self.assertEqual(self._target("attempts", programme_id=programme.id, **march), 0)

    def _target(self, indicator, **vals):
        return self.env["employer.target"].create({"indicator": indicator, **vals}).actual

    # ---- what a contact moves

    def test_first_answer_moves_the_scouting(self):
        self._interaction(outcome="no_answer")
        self.assertEqual(self.scouting.stage_id.code, "new")
        self._interaction(outcome="reached", date="2026-05-12")
        self.assertEqual(self.scouting.stage_id.code, "contacted")
        self.assertEqual(self.scouting.stage_since, date(2026, 5, 12))
        milestone = self.scouting.milestone_ids.filtered(lambda one: one.milestone == "contacted")
        self.assertEqual(milestone.date, date(2026, 5, 12))

    def test_a_contact_of_one_scouting_leaves_the_others(self):
        second = self.scouting.copy({"name": "Second"})
        self._interaction(scouting_id=second.id)
        self.assertEqual(second.stage_id.code, "contacted")
        self.assertEqual(self.scouting.stage_id.code, "new")

    def test_next_step_of_the_latest_word(self):
        self._interaction(date="2026-05-14", next_step="Visit", next_step_date="2026-05-20")
        self._interaction(date="2026-05-10", next_step="Old", next_step_date="2026-05-30")
        self.assertEqual(self.employer.next_step, "Visit")
        self.assertEqual(self.employer.next_step_date, date(2026, 5, 20))
        self._interaction(date="2026-05-15", outcome="no_answer")
        self.assertEqual(self.employer.next_step, "Visit", "what is planned stays planned")

    def test_next_step_is_planned_once(self):
        self._interaction(next_step="Call", next_step_date="2026-05-20")
        self._interaction(next_step="Visit", next_step_date="2026-05-25")
        activity = self.employer.activity_ids
        self.assertEqual(activity.mapped("summary"), ["Visit"])
        self.assertEqual(activity.date_deadline, date(2026, 5, 25))
        self.assertEqual(activity.user_id, self.officer)

    def test_a_step_already_past_is_history(self):
        self._interaction(date="2026-01-10", next_step="Old", next_step_date="2026-05-14")
        self.assertFalse(self.employer.activity_ids)

    def test_office_and_links_come_from_the_parents(self):
        self.scouting.team_id = self.team_2
        interaction = self.env["employer.interaction"].create({"scouting_id": self.scouting.id})
        self.assertEqual(interaction.employer_id, self.employer)
        self.assertEqual(interaction.team_id, self.team_2)
        self.assertEqual(interaction.company_id, self.office)

    def test_another_office_is_refused(self):
        theirs = self.env["employer.scouting"].create(
            {"employer_id": self._employer("Theirs", company_id=self.other_office.id).id}
        )
        self.assertEqual(theirs.company_id, self.other_office)
        with self.assertRaises(Exception) as caught:
            self._interaction(scouting_id=theirs.id, company_id=self.office.id)
        self.assertIn("company", str(caught.exception).lower())

    def test_minutes_are_not_negative(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            self._interaction(minutes=-1)
        self.assertEqual(self._interaction(minutes=0).minutes, 0)

    # ---- the dialog

    def test_dialog_from_an_organisation(self):
        form = self._dialog(self.employer)
        form.channel = "visit"
        form.outcome = "interested"
        form.minutes = 20
        form.next_step_when = "week"
        form.next_step = "Send the draft"
        self.assertEqual(form.next_step_date, date(2026, 5, 22))
        form.save().action_save()
        interaction = self.employer.interaction_ids
        self.assertEqual(
            (interaction.channel, interaction.outcome, interaction.minutes),
            ("visit", "interested", 20),
        )
        self.assertEqual(interaction.user_id, self.officer)
        self.assertEqual(self.employer.level, "contacted")
        self.assertEqual(self.employer.next_step, "Send the draft")
        self.assertEqual(interaction.scouting_id, self.scouting, "my open scouting of it")
        self.assertEqual(self.scouting.activity_ids.date_deadline, date(2026, 5, 22))

    def test_dialog_from_a_scouting_plans_on_it(self):
        form = self._dialog(self.scouting)
        for choice, day in (
            ("tomorrow", date(2026, 5, 16)),
            ("month", date(2026, 6, 15)),
            ("none", False),
        ):
            form.next_step_when = choice
            self.assertEqual(form.next_step_date, day)
        form.next_step_date = "2026-05-18"
        form.save().action_save()
        self.assertEqual(self.scouting.interaction_count, 1)
        self.assertEqual(self.scouting.next_step_date, date(2026, 5, 18))
        self.assertEqual(self.scouting.activity_ids.date_deadline, date(2026, 5, 18))
        self.assertFalse(self.employer.activity_ids)

    def test_dialog_proposes_the_main_contact(self):
        person = self.env["res.partner"].create(
            {"name": "Ada", "parent_id": self.employer.partner_id.id, "phone": "02 1"}
        )
        self.employer.main_contact_id = person
        form = self._dialog(self.employer)
        self.assertEqual(form.contact_id, person)
        self.assertEqual(form.phone, "02 1")

    def test_what_was_due_is_done_only_when_ticked(self):
        self._interaction(date="2026-05-01", next_step="Call", next_step_date="2026-05-15")
        form = self._dialog(self.employer)
        self.assertIn("Call", form.due_words)
        form.save().action_save()
        self.assertTrue(self.employer.activity_ids)
        form = self._dialog(self.employer)
        form.is_due_done = True
        form.next_step_when = "week"
        form.save().action_save()
        self.assertFalse(self.employer.activity_ids)
        self.assertEqual(self.scouting.activity_ids.date_deadline, date(2026, 5, 22))
        self.assertEqual(self.employer.next_step_date, date(2026, 5, 22))
        self.assertEqual(self.employer.interaction_count, 3, "not logged twice")

    def test_r17_tells_that_a_colleague_was_in_touch(self):
        self._rule_r17(level="note", days=7)
        self._interaction(date="2026-05-08", user_id=self.officer_2.id)
        self.assertFalse(self._dialog(self.employer).colleague_words, "seven days ago: over")
        self._interaction(date="2026-05-09", user_id=self.officer_2.id, channel="visit")
        form = self._dialog(self.employer)
        self.assertIn(self.officer_2.name, form.colleague_words)
        self.assertIn("Visit", form.colleague_words)
        form.save().action_save()  # a note never blocks
        self.assertEqual(self.employer.interaction_count, 3)
        self._rule_r17(level="off", days=7)
        self.assertFalse(self._dialog(self.employer).colleague_words)

    def test_r17_is_silent_on_my_own_contacts(self):
        self._rule_r17(level="note", days=7)
        self._interaction(date="2026-05-14")
        self.assertFalse(self._dialog(self.employer).colleague_words)

    def _dialog(self, record):
        context = record.with_user(self.officer).action_log_contact()["context"]
        log = self.env["employer.interaction.log"].with_user(self.officer)
        return Form(log.with_context(**context))

    def _rule_r17(self, level, days):
        self.env["employer.rule"].search([("code", "=", "R17")]).active = False
        return self.env["employer.rule"].create(
            {
                "code": "R17",
                "name": "Notice",
                "level": level,
                "parameter_ids": [
                    (0, 0, {"key": "notice_days", "name": "Days", "value": days}),
                ],
            }
        )

    # ---- activities

    def test_a_done_call_is_a_contact(self):
        self._interaction(
            next_step="Call", next_step_date="2026-05-15", scouting_id=self.scouting.id
        )
        activity = self.scouting.activity_ids.with_user(self.officer)
        activity.action_feedback(feedback="<p>They will <b>think</b></p>")
        done = self.scouting.interaction_ids.sorted("id")[-1]
        self.assertEqual((done.channel, done.outcome), ("phone", "reached"))
        self.assertEqual(done.employer_id, self.employer)
        self.assertIn("think", done.summary)
        self.assertNotIn("<", done.summary)
        self.assertFalse(self.scouting.next_step_date, "done: no step is planned any more")

    def test_a_done_to_do_is_none(self):
        self.employer.with_user(self.officer).activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.officer.id
        ).action_feedback()
        self.assertFalse(self.employer.interaction_ids)

    def test_a_reader_or_another_record_makes_none(self):
        reader = self.users["reader"]
        self.employer.activity_schedule(
            "mail.mail_activity_data_call", user_id=reader.id
        ).with_user(reader).action_feedback()
        self.employer.partner_id.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.officer.id
        ).with_user(self.officer).action_feedback()
        self.assertFalse(self.employer.interaction_ids)
