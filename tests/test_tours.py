# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import EngagementCase

PATH = "/odoo/employers/%s"


@tagged("post_install", "-at_install")
class TestTours(EngagementCase, HttpCase):
    """The main jobs of each role, in Chromium: what a click must lead to, and what it writes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mario = cls._employer("Da Mario S.r.l.", phone="+39 02 55550142")
        cls.today = fields.Date.today()

    def tour(self, name, role, url):
        self.start_tour(url, f"employer_engagement_{name}", login=self.users[role].login)

    # ---- officer

    def test_officer_finds_and_calls_an_employer(self):
        """Found by its number, the call moves the level and comes back in Today."""
        self.tour("officer_call", "officer", "/odoo")
        call = self.env["employer.interaction"].search([("employer_id", "=", self.mario.id)])
        self.assertEqual(len(call), 1)
        self.assertEqual(call.user_id, self.users["officer"])
        self.assertEqual(self.mario.level, "contacted")
        self.assertEqual(self.mario.next_step_date, self.today + timedelta(days=1))

    def test_officer_does_the_phone_job(self):
        """Logged, interrupted, looked up by number, mis-logged, taken back: from the board."""
        scouting = self._to_call()
        caller = self._employer("Bar Chiama", phone="02 55550199", user_id=self.officer_2.id)
        wrong = self._employer("Bar Errore")
        self.tour("phone_job", "officer", "/odoo")
        self.assertEqual(scouting.interaction_ids.summary, "Two kitchen helpers")
        self.assertEqual(scouting.stage_id.code, "contacted")
        self.assertEqual(scouting.next_step_date, self.today + timedelta(days=7))
        self.assertEqual(caller.interaction_ids.direction, "in")
        self.assertEqual(caller.next_step_date, self.today + timedelta(days=1))
        self.assertFalse(wrong.interaction_ids)
        self.assertFalse(wrong.next_step_date or wrong.activity_ids)

    def test_officer_drags_a_card(self):
        """Between stages it moves the scouting; on won it asks, and opens the draft."""
        scouting = self._to_call()
        self.tour("board_drop", "officer", "/odoo")
        self.assertEqual((scouting.stage_kind, scouting.need), ("won", "Two kitchen helpers"))
        self.assertEqual(self.mario.agreement_ids.state, "draft")

    def _to_call(self):
        """Return the officer's scouting of Da Mario, in the column *to call*."""
        scouting = self.env["employer.scouting"].create(
            {"employer_id": self.mario.id, "user_id": self.users["officer"].id}
        )
        scouting.stage_id = self.env.ref("employer_engagement.employer_scouting_stage_to_call")
        return scouting

    def test_officer_wins_agrees_and_fills_a_list(self):
        """From a won employer to one person selected, by code."""
        people = [self._person(code=f"TOUR{number}") for number in range(1, 4)]
        self._say_yes(people)
        self.tour("officer_vacancy", "officer", PATH % self.mario.id)
        scouting = self.env["employer.scouting"].search([("employer_id", "=", self.mario.id)])
        self.assertEqual(scouting.stage_kind, "won")
        agreement = self.env["employer.agreement"].search([("employer_id", "=", self.mario.id)])
        self.assertEqual(agreement.state, "active")
        vacancy = self.env["employer.vacancy"].search([("employer_id", "=", self.mario.id)])
        self.assertEqual((vacancy.positions, vacancy.agreement_id), (2, agreement))
        candidacies = vacancy.preselection_ids.candidacy_ids
        self.assertEqual(
            {one.candidate_id.code: one.state for one in candidacies},
            {"TOUR1": "selected", "TOUR2": "sent", "TOUR3": "sent"},
        )

    def test_officer_follows_an_internship_to_a_hire(self):
        """An internship of three months ends at term and leads to a fixed-term hire."""
        candidacy = self._selected()
        self.tour("internship_hire", "officer", f"/odoo/employer-candidacies/{candidacy.id}")
        internship = candidacy.internship_ids
        self.assertEqual((internship.state, internship.end_kind), ("ended", "term"))
        hire = internship.hire_ids
        self.assertEqual((hire.origin, hire.contract_ids.family), ("internship_here", "fixed_term"))
        self.assertEqual(candidacy.state, "hired")
        self.assertEqual(self.mario.level, "stable")

    def _selected(self):
        """Return a person selected for a vacancy of Da Mario, who may work and has the papers."""
        start = self.today - timedelta(days=300)
        self._agreement(
            employer_id=self.mario.id,
            state="active",
            start_date=start,
            end_date=self.today + timedelta(days=300),
            signature_date=start,
        )
        person = self._person(code="TOUR4")
        self.env["employer.candidate.protected"].create(
            {"candidate_id": person.id, "citizenship_id": self.env.ref("base.it").id}
        )
        self._say_yes([person])
        self._say_yes([person], self.mario)
        rows = self._list([person], self._vacancy(employer_id=self.mario.id))
        rows.action_approve()
        rows.action_mark_sent()
        rows.candidacy_ids.action_select()
        return rows.candidacy_ids

    def test_officer_prepares_runs_and_credits_a_workshop(self):
        """Two of one company, a no-show, a company seen before and one new to us."""
        before = self.env["employer.interaction"].create(
            {"employer_id": self._employer("Pasticceria Gamma").id, "date": "2026-01-10"}
        )
        for name, employer, email in (
            ("Ada", self.employer, "ada@alfa.example"),
            ("Bea", self.employer, "bea@alfa.example"),
            ("Carlo", self.employer_2, False),
        ):
            self.env["res.partner"].create(
                {"name": name, "parent_id": employer.partner_id.id, "email": email}
            )
        now = fields.Datetime.now()
        workshop = self.env["event.event"].create(
            {
                "name": "Kitchens and hotels",
                "engagement_kind": "workshop",
                "user_id": self.users["officer"].id,
                "date_begin": now - timedelta(hours=1),
                "date_end": now + timedelta(hours=2),
                "event_mail_ids": [],
            }
        )
        self.tour("workshop", "officer", f"/odoo/employer-workshops/{workshop.id}")
        self.env.invalidate_all()
        came = workshop.registration_ids.filtered(lambda one: one.attendance != "no_show")
        names = {"Trattoria Alfa", "Pasticceria Gamma", "Bar Nuovo"}
        self.assertEqual(set(came.employer_id.mapped("name")), names)
        self.assertEqual(len(came), 4)
        missed = workshop.registration_ids - came
        self.assertEqual(missed.employer_id, self.employer_2)
        self.assertTrue(all(workshop.registration_ids.mapped("thanked_date")))
        self.assertEqual(set(came.employer_id.mapped("next_step")), {"Ask what they need"})
        rows = self.env["employer.workshop.report"].search([("workshop_id", "=", workshop.id)])
        known = rows.attended_id - rows.new_id
        self.assertIn(before.employer_id, known)
        self.assertIn("Bar Nuovo", rows.new_id.mapped("name"))

    # ---- tutor

    def test_tutor_enters_a_person_and_opens_the_name(self):
        """Names are typed once; opening them is written in the register."""
        self.tour("tutor_intake", "tutor", "/odoo/persons")
        identity = self.env["employer.candidate.identity"].search([("last_name", "=", "Tour")])
        disclosure = self.env["employer.disclosure"].search(
            [("candidate_id", "=", identity.candidate_id.id), ("kind", "=", "opened")]
        )
        self.assertEqual(disclosure.user_id, self.users["tutor"])

    def test_officer_is_offered_no_name(self):
        """Without the right there is a code, and no button to what is behind it."""
        person = self._person()
        self.tour("officer_sees_code", "officer", f"/odoo/all-persons/{person.id}")

    # ---- manager

    def test_manager_changes_a_rule(self):
        self.tour("manager_rule", "manager", "/odoo/employer-today")
        rule = self.env["employer.rule"].search([("code", "=", "R9")])
        self.assertEqual(rule.level, "stop")

    def test_manager_reads_the_year(self):
        """Counted when it is opened and anew, each figure opens its rows, the workbook comes."""
        self.users["manager"].group_ids += self.env.ref("base.group_allow_export")
        self.env["employer.interaction"].create(
            {
                "employer_id": self.mario.id,
                "user_id": self.users["officer"].id,
                "team_id": self.team.id,
                "outcome": "reached",
            }
        )
        workbook = self.registry["employer.year.workbook"]
        with patch.object(
            workbook, "_write_workbook", autospec=True, side_effect=workbook._write_workbook
        ) as written:
            self.tour("manager_year", "manager", "/odoo/employer-today")
        self.assertTrue(written.called)

    # ---- everybody else

    def test_employee_sees_no_app(self):
        """An employee of the ERP without our groups is sent no menu of ours."""
        self.authenticate(self.users["employee"].login, self.users["employee"].login)
        menus = self.url_open("/web/webclient/load_menus").json()
        ours = [
            menu for menu in menus.values() if "employer_engagement" in (menu.get("xmlid") or "")
        ]
        self.assertFalse(ours)
