# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestPeopleReview(InternshipCase):
    """Ways a reviewer found around rights and guards; every one by a call a browser can make."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.officer = cls.users["officer"]
        cls.stranger_person = cls._person(team_id=cls.team_2.id, tutor_id=cls.tutor_2.id)
        cls.identity = cls.env["employer.candidate.identity"].create(
            {
                "candidate_id": cls.stranger_person.id,
                "first_name": "Cia",
                "last_name": "Quarzi",
            }
        )
        cls.employer_2.user_id = cls.officer_2
        cls.group = cls.env["employer.target.group"].create({"code": "t", "name": "T"})

    def _far(self):
        """Return a person selected on the vacancy of another officer, as the officer."""
        candidacy = self._selected(self.stranger_person, self.employer_2)
        candidacy.vacancy_id.user_id = self.officer_2
        return candidacy.with_user(self.officer)

    def _refused(self, record, vals):
        with self.assertRaises(UserError):
            record.write(vals)

    # ---- what the server computes

    def test_rights_do_not_follow_a_computed_field_written_by_hand(self):
        candidacy = self._far()
        own = self._vacancy()
        self._refused(candidacy, {"vacancy_id": own.id})
        with self.assertRaises(AccessError):
            candidacy.candidate_id.action_open_identity()
        self._refused(candidacy.preselection_id, {"employer_id": self.employer.id})
        self._refused(candidacy.preselection_id, {"company_id": self.other_office.id})

    def test_a_computed_field_given_at_creation_is_not_taken(self):
        preselection = self._list([], self._vacancy(user_id=self.officer_2.id))
        own = self._vacancy()
        for context in ({}, {"default_vacancy_id": own.id}):
            candidacy = (
                self.env["employer.candidacy"]
                .with_user(self.officer)
                .with_context(**context)
                .create(
                    {
                        "preselection_id": preselection.id,
                        "candidate_id": self.person.id,
                        "vacancy_id": own.id,
                    }
                )
            )
            self.assertEqual(candidacy.vacancy_id, preselection.vacancy_id)
            candidacy.unlink()

    def test_the_planned_end_moves_by_extensions_alone(self):
        internship = self._running().with_user(self.officer)
        self._refused(internship, {"planned_end_date": "2031-01-01"})

    def test_how_far_a_person_got_is_the_servers(self):
        candidacy = self._far()
        self._refused(candidacy, {"last_state": "proposed"})
        self._refused(candidacy, {"lifted_by_id": self.users["manager"].id})
        candidacy.write({"interview_date": "2026-02-20"})
        self.assertEqual(candidacy.met_date, date(2026, 2, 20))

    def test_nobody_approves_in_the_name_of_another(self):
        preselection = self._list([self.person]).with_user(self.officer)
        manager = self.users["manager"].id
        self._refused(preselection, {"state": "approved", "approved_by_id": manager})
        preselection.action_approve()
        self.assertEqual(preselection.approved_by_id, self.officer)
        self._refused(preselection, {"approved_by_id": manager})
        preselection.action_draft()
        self.assertFalse(preselection.approved_by_id)
        made = preselection.create(
            {"vacancy_id": self._vacancy().id, "approved_by_id": manager, "name": "MINE"}
        )
        self.assertFalse(made.approved_by_id)
        self.assertNotEqual(made.name, "MINE")

    def test_numbers_of_agreements_and_lists_are_the_servers(self):
        agreement = self._agreement(self.employer, state="draft").with_user(self.officer)
        self._refused(agreement, {"name": "MINE"})
        self._refused(self._list([self.person]).with_user(self.officer), {"name": "MINE"})
        vals = agreement.copy_data()[0]
        self.assertNotIn("MINE", agreement.create({**vals, "name": "MINE"}).name)
        self.assertEqual(agreement.sudo().create({**vals, "name": "OLD/7"}).name, "OLD/7")

    def test_the_code_is_the_servers(self):
        person = self.as_role(self.person, "tutor")
        self._refused(person, {"code": "Ada.Fiori1"})
        person.write({"area": "North"})

    def test_the_state_of_an_import_is_the_servers(self):
        record = self.as_role("employer.import", "officer").create(
            {"name": "list.csv", "file": "bm9tZQpBbGZhCg=="}
        )
        for vals in ({"state": "imported"}, {"user_id": self.officer_2.id}):
            self._refused(record, vals)
        record.write({"on_difference": "keep"})

    # ---- one person, one host

    def test_a_running_internship_keeps_person_and_host(self):
        internship = self._running().with_user(self.officer)
        self._refused(internship, {"candidate_id": self.stranger_person.id})
        self._refused(internship, {"employer_id": self.employer_2.id})
        self._refused(internship, {"candidacy_id": self._far().id})
        with self.assertRaises(AccessError):
            self.stranger_person.with_user(self.officer).action_open_identity()
        internship.write({"candidate_id": self.person.id, "employer_id": self.employer.id})
        internship.write({"candidacy_id": self._selected().id})
        self.assertEqual(internship.candidate_id, self.person)

    def test_a_draft_may_still_change_its_person(self):
        internship = self._internship().with_user(self.officer)
        internship.write({"candidate_id": self.person_2.id})
        self.assertEqual(internship.candidate_id, self.person_2)

    def test_a_hire_is_of_the_person_of_its_candidacy(self):
        candidacy = self._far()
        with self.assertRaises(ValidationError):
            self._hire(candidacy_id=candidacy.id, origin="direct")
        candidacy.invalidate_recordset()
        self.assertEqual(candidacy.state, "selected")

    def test_a_hire_elsewhere_leaves_the_candidacy(self):
        candidacy = self._selected()
        internship = self._running(candidacy_id=candidacy.id, no_candidacy_reason=False)
        dialog = self.as_role("employer.hire.record", "officer").create(
            {
                "internship_id": internship.id,
                "employer_id": self.employer_2.id,
                "origin": "internship_elsewhere",
                "start_date": TODAY,
            }
        )
        hire = self.env["employer.hire"].browse(dialog.action_apply()["res_id"])
        self.assertEqual((hire.employer_id, hire.internship_id), (self.employer_2, internship))
        self.assertFalse(hire.candidacy_id)
        self.assertEqual(candidacy.state, "in_internship")

    def test_on_the_list_nobody_is_hosted_or_hired_by_a_click(self):
        candidacy = self._selected().with_user(self.officer)
        for state in ("in_internship", "hired"):
            self._refused(candidacy, {"state": state})
        self._internship(candidacy_id=candidacy.id, no_candidacy_reason=False).with_user(
            self.officer
        ).action_start()
        self.assertEqual(candidacy.state, "in_internship")
        self.env["employer.hire"].with_user(self.officer).create(
            {
                "candidate_id": self.person.id,
                "employer_id": self.employer.id,
                "candidacy_id": candidacy.id,
                "origin": "internship_here",
                "contract_ids": [Command.create({"start_date": TODAY})],
            }
        )
        self.assertEqual(candidacy.state, "hired")

    def test_the_day_back_is_not_taken_from_a_context(self):
        internship = self._running(start_date="2026-02-01", communication_date="2026-01-30")
        internship._suspend({"reason": "illness", "start_date": "2026-02-10"})
        mine = internship.with_user(self.officer)
        mine.suspension_ids.end_date = "2026-02-20"
        mine.with_context(resume_date="2001-01-01").write({"state": "running"})
        days = self.env["employer.milestone"]._of(internship).mapped("date")
        self.assertNotIn(date(2001, 1, 1), days)

    # ---- consent

    def test_a_yes_taken_back_stays_taken_back(self):
        consent = self._say_yes(self.person).with_user(self.officer)
        consent.action_withdraw()
        for day in (False, "2027-01-01"):
            self._refused(consent, {"withdrawn_date": day})
        self.assertFalse(self.person._has_consent("proposal"))

    def test_no_office_makes_consent_liftable(self):
        rule = self.env["employer.rule"].search([("code", "=", "R14")], limit=1)
        self._refused(self.as_role(rule, "manager"), {"is_liftable": True})
        own = {"code": "R14", "name": "Ours", "company_id": self.office.id, "level": "stop"}
        rules = self.as_role("employer.rule", "manager")
        with self.assertRaises(ValidationError):
            rules.create(own)
        rules.create({**own, "is_liftable": False})

    # ---- other teams and offices

    def test_a_tutor_starts_nothing_for_another_teams_person(self):
        vals = {
            "scheme_id": self.scheme.id,
            "employer_id": self.employer.id,
            "no_candidacy_reason": "x",
            "tutor_id": self.tutor_2.id,
        }
        internships = self.env["employer.internship"].with_user(self.tutor_2)
        with self.assertRaises(AccessError):
            internships.create({**vals, "candidate_id": self.person.id})
        internships.create({**vals, "candidate_id": self.stranger_person.id})

    def test_rows_of_a_person_do_not_move_to_another_teams_person(self):
        skill = self.env["employer.skill"].create({"name": "Welding", "code": "test_weld"})
        rows = {
            "employer.candidate.skill": {"skill_id": skill.id},
            "employer.service": {},
            "employer.participation": {},
        }
        for model, vals in rows.items():
            row = self.as_role(model, "tutor").create({"candidate_id": self.person.id, **vals})
            with self.subTest(model=model), self.assertRaises(AccessError):
                row.write({"candidate_id": self.stranger_person.id})
            row.invalidate_recordset()
            row.write({"candidate_id": self.person_2.id})

    def test_nothing_is_moved_to_another_office(self):
        elsewhere = self.env["employer.organisation"].create(
            {"name": "Gamma", "company_id": self.other_office.id}
        )
        contact = self.as_role("employer.interaction", "officer").create(
            {"employer_id": self.employer.id}
        )
        step = {"next_step": "Call", "next_step_date": "2026-04-01"}
        with self.assertRaises(AccessError):
            contact.write({"employer_id": elsewhere.id, **step})
        elsewhere.invalidate_recordset()
        self.assertFalse(elsewhere.next_step)
        away = {"company_id": self.other_office.id}
        with self.assertRaises(AccessError):
            self.as_role(self.employer, "officer").write(away)
        with self.assertRaises(AccessError):
            self.as_role(self.person, "tutor").write({**away, "team_id": False})

    # ---- dialogs

    def test_a_dialog_is_of_who_opened_it(self):
        typed = {"first_name": "Ada", "last_name": "Quarzi"}
        intake = self.as_role("employer.candidate.intake", "tutor").create(typed)
        self.assertEqual(intake.last_name, "Quarzi")
        theirs = self.env["employer.candidate.intake"].with_user(self.tutor_2)
        self.assertFalse(theirs.search([]))
        with self.assertRaises(AccessError):
            theirs.browse(intake.id).read(["last_name"])

    def test_every_dialog_is_of_who_opened_it(self):
        rules = self.env["ir.rule"].search([("domain_force", "ilike", "create_uid")])
        guarded = set(rules.model_id.mapped("model"))
        dialogs = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("employer.") and model._transient
        }
        self.assertEqual(dialogs - guarded, set())

    # ---- protected attributes through counting

    def test_figures_by_target_group_are_no_oracle(self):
        self.person.protected_ids.target_group_ids = self.group
        self._running()
        period = {"start_date": "2026-03-01", "end_date": "2026-03-31"}
        target = self.as_role("employer.target", "manager").create(
            {"indicator": "internships_started", "value": 1, **period}
        )
        promise = self.as_role("employer.commitment", "officer").create(
            {"agreement_id": self.agreement.id, "kind": "internship", **period}
        )
        self.assertEqual((target.actual, promise.delivered), (1, 1))
        target.target_group_id = promise.target_group_id = self.group
        self.assertEqual((target.actual, promise.delivered), (0, 0))
        self.assertTrue(target.is_group_hidden and promise.is_group_hidden)
        mine = self.as_role(target.sudo(False), "tutor")
        self.assertEqual((mine.actual, mine.is_group_hidden), (1, False))
