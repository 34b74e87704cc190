# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time, tagged

from .common import EngagementCase

TODAY = "2026-11-16 09:00:00"


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestReach(EngagementCase):
    """One click: what opens, in whose language, and the dialog that comes with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.employer.partner_id.write(
            {
                "phone": "02 5555 0142",
                "email": "info@alfa.example",
                "street": "Via Larga 2",
                "zip": "20122",
                "city": "Milano",
                "country_id": cls.env.ref("base.it").id,
            }
        )
        cls.card = cls.employer.with_user(cls.officer)

    def _contact(self, **vals):
        person = self.env["res.partner"].create(
            {"name": "Ada", "parent_id": self.employer.partner_id.id, "type": "contact", **vals}
        )
        self.employer.main_contact_id = person
        return person

    def test_call_and_mail(self):
        action = self.card.action_call()
        self.assertEqual(action["params"]["url"], "tel:0255550142")
        context = action["params"]["next"]["context"]
        self.assertEqual(context["default_employer_id"], self.employer.id)
        self.assertEqual(context["default_channel"], "phone")
        self._contact(phone="+39 333 1234567", email="ada@alfa.example")
        self.assertEqual(self.card.action_call()["params"]["url"], "tel:+393331234567")
        mail = self.card.action_mail()["params"]
        self.assertEqual(mail["url"], "mailto:ada@alfa.example")
        self.assertEqual(mail["next"]["context"]["default_outcome"], "sent")

    def test_whatsapp_in_the_contact_s_language(self):
        self.env["res.lang"]._activate_lang("it_IT")
        person = self._contact(phone="333 1234567", lang="en_US")
        url = self.card.action_whatsapp()["params"]["url"]
        self.assertTrue(url.startswith("https://wa.me/393331234567?text="), url)
        self.assertIn("Good%20morning", url)
        self.assertIn("ee_officer", url)
        person.lang = "it_IT"
        greeting = self.card.with_context(lang="en_US")._greeting()
        self.assertEqual(greeting, self.card.with_context(lang="it_IT")._greeting())

    def test_nothing_to_reach_says_what_to_do(self):
        empty = self.employer_2.with_user(self.officer)
        for name in ("action_call", "action_whatsapp"):
            with self.assertRaisesRegex(UserError, "no phone number"):
                getattr(empty, name)()
        with self.assertRaisesRegex(UserError, "no e-mail"):
            empty.action_mail()
        self.employer_2.phone = "12"
        with self.assertRaisesRegex(UserError, "no number WhatsApp"):
            empty.action_whatsapp()

    def test_the_log_is_about_my_scouting(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.officer_2.id}
        )
        self.assertNotIn("default_scouting_id", self.card.action_log_contact()["context"])
        scouting.user_id = self.officer
        context = self.card.action_log_contact()["context"]
        self.assertEqual(context["default_scouting_id"], scouting.id)

    # ---- the visit

    def _visit(self, start="2026-11-20 14:00:00"):
        action = self.card.action_plan_visit()
        events = self.env["calendar.event"].with_user(self.officer)
        form = Form(events.with_context(**action["context"]), view=action["views"][0][0])
        form.start, form.stop = start, start.replace(":00:00", ":30:00")
        return form.save()

    def test_a_visit_has_their_address_and_is_the_next_step(self):
        person = self._contact()
        visit = self._visit()
        self.assertEqual(visit.location, "Via Larga 2, 20122 Milano")
        self.assertIn(person, visit.partner_ids)
        self.assertEqual(self.employer.next_step_date, date(2026, 11, 20))
        self.assertIn("Visit to", self.employer.next_step)
        activity = self.employer.activity_ids
        self.assertEqual(activity.calendar_event_id, visit)
        activity.with_user(self.officer).action_feedback()
        self.assertEqual(self.employer.interaction_ids.channel, "visit")
        self.assertFalse(self.employer.next_step_date, "done: nothing is planned any more")

    def test_a_visit_is_proposed_tomorrow_morning(self):
        self.officer.tz = "Europe/Rome"
        context = self.card.with_context(tz="Europe/Rome").action_plan_visit()["context"]
        self.assertEqual(context["default_start"], "2026-11-17 09:00:00")

    def test_an_earlier_step_stays(self):
        self.employer.write({"next_step": "Call", "next_step_date": "2026-11-18"})
        self._visit()
        self.assertEqual(self.employer.next_step, "Call")
        self.employer.write({"next_step": "Call", "next_step_date": "2026-11-15"})
        self._visit()
        self.assertEqual(self.employer.next_step_date, date(2026, 11, 20), "what was due gives way")

    def test_a_visit_of_a_scouting_is_the_step_of_both(self):
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.employer.id, "user_id": self.officer.id}
        )
        self._visit()
        self.assertEqual(scouting.next_step_date, date(2026, 11, 20))
        self.assertEqual(self.employer.next_step_date, date(2026, 11, 20))


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestWonSteps(EngagementCase):
    """What a won employer waits for: opened as a draft, and settled by the fact itself."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.scouting = cls.env["employer.scouting"].create(
            {
                "employer_id": cls.employer.id,
                "user_id": cls.officer.id,
                "expected_positions": 2,
                "next_step": "Call",
                "next_step_date": "2026-11-10",
            }
        )

    def _win(self, kind, button="action_win", **vals):
        scouting = self.scouting.with_user(self.officer)
        dialog = self.env["employer.scouting.win"].with_user(self.officer)
        form = Form(dialog.with_context(**scouting.action_win()["context"]))
        form.next_kind = kind
        for name, value in vals.items():
            form[name] = value
        return getattr(form.save(), button)()

    def test_the_draft_agreement_is_opened(self):
        action = self._win("agreement", "action_win_open", need="Two helpers from May")
        agreement = self.env["employer.agreement"].browse(action["res_id"])
        self.assertEqual(agreement.scouting_id, self.scouting)
        self.assertEqual((agreement.state, agreement.user_id), ("draft", self.officer))
        self.assertEqual(self.scouting.need, "Two helpers from May")
        self.assertEqual(self.scouting.stage_kind, "won")

    def test_the_first_vacancy_knows_what_was_said(self):
        action = self._win("vacancy", "action_win_open", need="Two helpers from May")
        vacancies = self.env["employer.vacancy"].with_user(self.officer)
        form = Form(vacancies.with_context(**action["context"]))
        form.name = "Kitchen helper"
        vacancy = form.save()
        self.assertEqual((vacancy.scouting_id, vacancy.positions), (self.scouting, 2))
        self.assertIn("Two helpers", vacancy.description)
        self._assert_settled()

    def test_nothing_to_open(self):
        self.assertEqual(
            self._win("followup", "action_win_open")["type"], "ir.actions.act_window_close"
        )

    def test_a_won_scouting_keeps_no_step(self):
        self._win("agreement")
        self.assertFalse(self.scouting.next_step_date)
        self.assertEqual(self.employer.next_step, "First agreement")

    def _assert_settled(self):
        self.assertFalse(self.employer.next_step)
        self.assertFalse(self.employer.next_step_date)
        self.assertFalse(self.employer.activity_ids)

    def test_an_active_agreement_settles_its_step(self):
        self._win("agreement")
        agreement = self._agreement(
            start_date="2026-11-16", end_date="2027-11-15", signature_date="2026-11-16"
        )
        agreement.action_negotiate()
        self.assertEqual(self.employer.next_step, "First agreement", "not yet")
        agreement.with_user(self.officer).action_activate()
        self._assert_settled()
        self.assertFalse(self.employer.interaction_ids, "no contact was made by it")

    def test_an_open_vacancy_settles_its_step(self):
        self._win("vacancy")
        need = self.env.ref("employer_engagement.employer_vacancy_stage_need")
        vacancy = self._vacancy(stage_id=need.id)
        self.assertEqual(self.employer.next_step, "First vacancy", "a need is no vacancy yet")
        vacancy.stage_id = self.env.ref("employer_engagement.employer_vacancy_stage_open")
        self._assert_settled()

    def test_a_registration_settles_its_step(self):
        self._win("workshop")
        workshop = self.env["event.event"].create(
            {
                "name": "Meeting",
                "engagement_kind": "workshop",
                "date_begin": "2026-12-01 09:00:00",
                "date_end": "2026-12-01 11:00:00",
            }
        )
        self.env["event.registration"].create(
            {"event_id": workshop.id, "partner_id": self.employer.partner_id.id}
        )
        self._assert_settled()

    def test_another_step_stays(self):
        self._win("agreement")
        self.employer.next_step_date = "2026-11-30"
        self.assertEqual(self.employer.next_step_kind, "agreement", "only postponed")
        self.employer.write({"next_step": "Send the photos", "next_step_date": "2026-11-25"})
        self._vacancy()
        self._agreement(
            start_date="2026-11-16", end_date="2027-11-15", signature_date="2026-11-16"
        ).action_activate()
        self.assertEqual(self.employer.next_step, "Send the photos")


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestIncomingCall(EngagementCase):
    """A call that comes in while another is logged: nothing typed is lost."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.card = cls.employer.with_user(cls.officer)
        cls.Log = cls.env["employer.interaction.log"].with_user(cls.officer)

    def _interrupt(self):
        """Return the log begun, and the dialog of the call that comes in."""
        form = Form(self.Log.with_context(**self.card.action_log_contact()["context"]))
        form.summary = "They need two helpers"
        log = form.save()
        action = log.action_incoming_call()
        return log, Form(self.Log.with_context(**action["context"]))

    def test_looked_up_by_phone_and_back(self):
        self.employer_2.phone = "02 5555 0199"
        found = self.env["employer.organisation"].name_search("0255550199")
        self.assertEqual([pair[0] for pair in found], self.employer_2.ids)
        self._interaction(
            employer_id=self.employer_2.id, date="2026-11-12", summary="Asked about quotas\nlong"
        )
        log, call = self._interrupt()
        self.assertEqual((call.direction, call.channel), ("in", "phone"))
        self.assertFalse(call.last_words)
        call.employer_id = self.employer_2
        self.assertIn("Asked about quotas", call.last_words)
        self.assertNotIn("long", call.last_words)
        back = call.save().action_save()
        self.assertEqual((back["res_model"], back["res_id"]), (log._name, log.id))
        self.assertEqual(log.summary, "They need two helpers")
        self.assertEqual(self.employer_2.interaction_ids[:1].direction, "in")
        self.assertEqual(log.action_save()["type"], "ir.actions.act_window_close")
        self.assertEqual(self.employer.interaction_ids.summary, "They need two helpers")

    def test_nothing_to_log(self):
        log, call = self._interrupt()
        call.employer_id = self.employer_2
        self.assertEqual(call.save().action_go_back()["res_id"], log.id)
        self.assertFalse(self.employer_2.interaction_ids)

    def test_left_open_it_waits_on_its_card(self):
        log, _call = self._interrupt()
        self.assertNotIn("res_id", self.employer_2.with_user(self.officer).action_log_contact())
        theirs = self.employer.with_user(self.officer_2).action_log_contact()
        self.assertNotIn("res_id", theirs, "a dialog is of who opened it")
        self.assertEqual(self.card.action_log_contact()["res_id"], log.id)
        self.assertNotIn("res_id", self.card.action_log_contact(), "it came back once")
