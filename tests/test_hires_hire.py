# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestHire(InternshipCase):
    """One working relation, its contracts, and the internship it is credited to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._rule("R12", "note", window_days=180)

    def _ended(self, end="2026-06-01", **vals):
        """Return an internship ended at term on 1 June 2026, or early on another day."""
        internship = self._running(**vals)
        with freeze_time("2026-06-01"):
            self._end(internship, end, "term" if end == "2026-06-01" else "early_person")
        return internship

    # ---- contracts

    def test_needs_a_contract(self):
        with self.refused("first contract", ValidationError):
            self._hire(contract_ids=[])

    def test_number_and_dates(self):
        hire = self._hire("2026-03-02", "2026-05-31", "fixed_term")
        self.assertRegex(hire.name, r"^ASS/2026/\d{4}$")
        self.assertEqual(hire.start_date, date(2026, 3, 2))
        self.assertEqual(hire.end_date, date(2026, 5, 31))
        self.assertEqual(hire.contract_family, "fixed_term")

    def _contract(self, hire, start, end=False, family="fixed_term"):
        return self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "start_date": start, "end_date": end, "family": family}
        )

    def test_kinds(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        kinds = [
            self._contract(hire, "2026-02-01", "2026-02-28").kind,
            self._contract(hire, "2026-03-10", "2026-03-31").kind,
            self._contract(hire, "2026-04-01", False, "open_ended").kind,
        ]
        self.assertEqual(hire.contract_ids.sorted("start_date")[0].kind, "first")
        self.assertEqual(kinds, ["extension", "rehire", "transformation"])
        self.assertEqual(hire.contract_family, "fixed_term")
        self.assertEqual(hire.last_contract_family, "open_ended")
        self.assertFalse(hire.end_date)
        self.assertEqual(hire.contract_count, 4)

    def test_kinds_follow_corrected_dates(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        second = self._contract(hire, "2026-02-01", "2026-02-28")
        hire.contract_ids.filtered(lambda line: line.kind == "first").ended_date = "2026-01-20"
        self.assertEqual(second.kind, "rehire")

    def test_gap_within_30_days(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        with self.refused("record a new hire", ValidationError):
            self._contract(hire, "2026-03-03")
        self.assertEqual(self._contract(hire, "2026-03-02").kind, "rehire")

    def test_gap_and_early_end_by_the_days_of_the_rules(self):
        for code, key in (("R12", "rehire_days"), ("R13", "reopen_days")):
            rule = self.env["employer.rule"]._find(code)
            rule.parameter_ids.filtered(lambda line, key=key: line.key == key).value = 10
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        with self.refused("more than 10 days", ValidationError):
            self._contract(hire, "2026-02-11")
        self.assertEqual(self._contract(hire, "2026-02-10").kind, "rehire")
        hire.active = False
        for ended, state in (("2026-03-11", "not_selected"), ("2026-03-12", "hired")):
            with self.subTest(ended=ended), self.cr.savepoint() as savepoint:
                self.assertEqual(self._lost(ended).state, state)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_early_end_counts(self):
        hire = self._hire("2026-01-01", "2026-06-30", "fixed_term")
        hire.contract_ids.ended_date = "2026-01-31"
        self.assertEqual(hire.end_date, date(2026, 1, 31))

    def test_two_contracts_on_one_day_are_refused(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        with self.refused("two contracts", ValidationError):
            self._contract(hire, "2026-01-01")

    def test_last_contract_stays(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        self._contract(hire, "2026-02-01").unlink()
        with self.refused("needs a contract"):
            hire.contract_ids.unlink()

    # ---- the same person at the same employer

    def test_second_hire_within_30_days_is_refused(self):
        first = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        with self.refused(f"add a contract to hire {first.name}", ValidationError):
            self._hire("2026-03-02")
        second = self._hire("2026-03-03")
        self.assertNotEqual(first, second)

    def test_second_hire_before_the_first_is_refused_too(self):
        self._hire("2026-03-03")
        with self.refused("add a contract", ValidationError):
            self._hire("2026-01-01", "2026-02-01", "fixed_term")
        self.assertTrue(self._hire("2026-01-01", "2026-01-31", "fixed_term"))

    def test_second_hire_while_employed_is_refused(self):
        self._hire("2026-01-01")
        with self.refused("add a contract", ValidationError):
            self._hire("2027-01-01")

    def test_other_employer_or_person_may(self):
        self._hire("2026-01-01")
        self.assertTrue(self._hire("2026-01-10", employer_id=self.employer_2.id))
        self.assertTrue(self._hire("2026-01-10", candidate_id=self.person_2.id))

    def test_archived_hire_does_not_count(self):
        self._hire("2026-01-01").action_archive()
        self.assertTrue(self._hire("2026-01-10"))

    # ---- R12

    def _proposed(self, start, **vals):
        return self._hire(start, origin=False, **vals)

    def test_r12_window(self):
        internship = self._ended()
        # 1 June + 180 days is 28 November
        hire = self._proposed("2026-11-28")
        self.assertEqual(hire.internship_id, internship)
        self.assertEqual(hire.origin, "internship_here")
        self.assertEqual(internship.outcome, "hired")

    def test_r12_after_the_window(self):
        self._ended()
        hire = self._hire("2026-11-29", origin="unknown")
        self.assertFalse(hire.internship_id)
        self.assertFalse(hire.proposed_internship_id)

    def test_r12_from_the_first_day(self):
        internship = self._ended()
        self.assertEqual(self._proposed("2026-03-02").internship_id, internship)

    def test_r12_before_the_first_day(self):
        self._ended()
        self.assertFalse(self._hire("2026-03-01").internship_id)

    def test_r12_the_last_one(self):
        self._ended("2026-03-31")
        with freeze_time("2026-04-01"):
            last = self._running(start_date="2026-04-01", communication_date="2026-03-31")
        hire = self._proposed("2026-05-01")
        self.assertEqual(hire.internship_id, last)

    def test_r12_another_choice_says_why(self):
        first = self._ended("2026-03-31")
        with freeze_time("2026-04-01"):
            self._running(start_date="2026-04-01", communication_date="2026-03-31")
        with self.refused("R12", ValidationError):
            self._hire("2026-05-01", origin="internship_here", internship_id=first.id)
        hire = self._hire(
            "2026-05-01",
            origin="internship_here",
            internship_id=first.id,
            internship_choice_reason="agreed then",
        )
        self.assertEqual(hire.internship_id, first)

    def test_r12_none_says_why(self):
        self._ended()
        with self.refused("R12", ValidationError):
            self._hire("2026-06-10", origin="person", internship_id=False)
        self.assertTrue(
            self._hire("2026-06-10", origin="person", internship_choice_reason="own search")
        )

    def test_r12_off(self):
        self._rule("R12", "off")
        self._ended()
        self.assertFalse(self._hire("2026-06-10", origin="person").internship_id)

    def test_internship_credits_one_hire(self):
        internship = self._ended()
        self._hire("2026-06-10", "2026-07-10", "fixed_term", origin=False)
        second = self._hire("2026-09-01", origin="internship_here")
        self.assertFalse(second.internship_id)
        with self.refused("constraint", IntegrityError):
            second.internship_id = internship
            self.env.flush_all()

    def test_internship_of_another_person_is_refused(self):
        internship = self._ended(candidate_id=self.person_2.id)
        with self.refused("another person's", ValidationError):
            self._hire("2026-06-10", origin="internship_here", internship_id=internship.id)

    def test_origin_agrees_with_the_host(self):
        internship = self._ended()
        with self.refused("Internship elsewhere", ValidationError):
            self._hire(
                "2026-06-10",
                employer_id=self.employer_2.id,
                origin="internship_here",
                internship_id=internship.id,
            )
        hire = self._hire(
            "2026-06-10",
            employer_id=self.employer_2.id,
            origin="internship_elsewhere",
            internship_id=internship.id,
        )
        self.assertEqual(hire.internship_id, internship)

    def test_origin_elsewhere_is_proposed(self):
        self._ended()
        hire = self._proposed("2026-06-10", employer_id=self.employer_2.id)
        self.assertEqual(hire.origin, "internship_elsewhere")

    def test_origin_is_required(self):
        with self.refused("origin", IntegrityError):
            self._proposed("2026-06-10")

    def test_form_proposes(self):
        internship = self._ended()
        with Form(self.env["employer.hire"]) as form:
            form.candidate_id = self.person
            form.employer_id = self.employer
            with form.contract_ids.new() as contract:
                contract.family = "open_ended"
                contract.start_date = "2026-06-10"
            self.assertEqual(form.internship_id, internship)
            self.assertEqual(form.origin, "internship_here")
        self.assertEqual(form.record.start_date, date(2026, 6, 10))

    # ---- what it moves

    def test_from_a_candidacy(self):
        candidacy = self._selected()
        action = candidacy.action_record_hire()
        with Form(self.env[action["res_model"]].with_context(**action["context"])) as form:
            self.assertEqual(form.candidate_id, self.person)
            self.assertEqual(form.origin, "direct")
            form.family = "open_ended"
        result = form.record.action_apply()
        hire = self.env["employer.hire"].browse(result["res_id"])
        self.assertEqual(candidacy.state, "hired")
        self.assertEqual(hire.vacancy_id, candidacy.vacancy_id)
        self.assertEqual(self.person.state, "hired")

    def _lost(self, ended, agreed=False):
        """Return the candidacy of a hire from 2 March 2026 that ended on `ended`."""
        candidacy = self._selected()
        hire = self._hire("2026-03-02", agreed, "fixed_term", candidacy_id=candidacy.id)
        self.assertEqual(candidacy.state, "hired")
        hire.contract_ids.ended_date = ended
        return candidacy

    def test_a_hire_broken_off_in_its_first_30_days_gives_the_position_back(self):
        candidacy = self._lost("2026-03-31")  # the thirtieth day
        vacancy = candidacy.vacancy_id
        self.assertEqual((candidacy.state, candidacy.last_state), ("not_selected", "hired"))
        self.assertEqual(candidacy.exit_reason_id.code, "ended_early")
        self.assertEqual((vacancy.filled_count, vacancy.stage_kind), (0, "open"))
        hire = candidacy.hire_ids
        hire.write({"active": True, "internship_id": False})
        self.assertEqual(candidacy.state, "not_selected")
        hire.contract_ids.ended_date = False  # written by mistake
        self.assertEqual((candidacy.state, vacancy.stage_kind), ("hired", "filled"))

    def test_a_hire_that_ended_later_or_as_agreed_keeps_the_position(self):
        for ended, agreed in (("2026-04-01", False), ("2026-03-20", "2026-03-20")):
            with self.subTest(ended=ended), self.cr.savepoint() as savepoint:
                candidacy = self._lost(ended, agreed)
                self.assertEqual(candidacy.state, "hired")
                self.assertEqual(candidacy.vacancy_id.stage_kind, "filled")
                savepoint.rollback()
                self.env.invalidate_all()

    def test_from_a_candidacy_not_selected(self):
        candidacy = self._selected()
        candidacy.write({"state": "interview"})
        with self.refused("not selected"):
            candidacy.action_record_hire()

    def test_from_an_internship_that_goes_on(self):
        candidacy = self._selected()
        internship = self._running(candidacy_id=candidacy.id)
        with freeze_time("2026-04-10"):
            action = internship.action_record_hire()
            with Form(self.env[action["res_model"]].with_context(**action["context"])) as form:
                form.start_date = "2026-04-10"
                form.end_date = "2026-10-09"
                self.assertTrue(form.is_internship_ended)
                self.assertEqual(str(form.internship_last_day), "2026-04-09")
            result = form.record.action_apply()
        hire = self.env["employer.hire"].browse(result["res_id"])
        self.assertEqual(hire.internship_id, internship)
        self.assertEqual(internship.state, "ended")
        self.assertEqual(internship.end_kind, "early_hired")
        self.assertEqual(internship.actual_end_date, date(2026, 4, 9))
        self.assertEqual(internship.outcome, "hired")
        self.assertEqual(candidacy.state, "hired")
        self.assertFalse(internship.followup_ids)

    def test_hire_on_the_day_after_the_planned_end_is_at_term(self):
        internship = self._running()
        with freeze_time("2026-06-02"):
            action = internship.action_record_hire()
            wizard = (
                self.env[action["res_model"]]
                .with_context(**action["context"])
                .create({"start_date": "2026-06-02", "family": "open_ended"})
            )
            wizard.action_apply()
        self.assertEqual(internship.end_kind, "term")

    def test_hire_to_come_leaves_the_internship_running(self):
        internship = self._running()
        action = internship.action_record_hire()
        wizard = (
            self.env[action["res_model"]]
            .with_context(**action["context"])
            .create({"start_date": "2026-05-01", "family": "open_ended"})
        )
        self.assertFalse(wizard.is_internship_ended)
        wizard.action_apply()
        self.assertEqual(internship.state, "running")
        self.assertEqual(self.person.state, "hired")

    def test_before_the_start_there_is_no_hire(self):
        with self.refused("has not started"):
            self._internship().action_record_hire()

    def test_mistake_is_taken_back(self):
        candidacy = self._selected()
        internship = self._running(candidacy_id=candidacy.id)
        hire = self._hire("2026-03-20", origin=False)
        self.assertEqual(candidacy.state, "hired")
        hire.action_archive()
        self.assertEqual(candidacy.state, "in_internship")
        self.assertEqual(internship.outcome, "unknown")
        self.assertEqual(self.person.state, "in_internship")
        hire.action_unarchive()
        self.assertEqual(candidacy.state, "hired")
        hire.unlink()
        self.assertEqual(candidacy.state, "in_internship")

    def test_person_is_hired_until_the_last_day(self):
        self._hire("2026-01-01", "2026-03-02", "fixed_term")
        self.assertEqual(self.person.state, "hired")
        with freeze_time("2026-03-02"):
            self.person._compute_state()
            self.assertEqual(self.person.state, "hired")
        with freeze_time("2026-03-03"), self.enter_registry_test_mode():
            self.env.ref("employer_engagement.ir_cron_end_hires").method_direct_trigger()
            self.person.invalidate_recordset()
            self.assertEqual(self.person.state, "ready")

    def test_employer_level_and_counts(self):
        self._hire("2026-03-02")
        self.assertEqual(self.employer.level, "collaborating")
        self.employer.invalidate_recordset()
        self.assertEqual(self.employer.hire_count, 1)
        self.assertEqual(self.person.hire_count, 1)

    def test_commitment_is_delivered(self):
        commitment = self.env["employer.commitment"].create(
            {
                "agreement_id": self.agreement.id,
                "kind": "hire",
                "quantity": 1,
                "start_date": "2026-03-01",
                "end_date": "2026-03-31",
            }
        )
        self._hire("2026-02-28", candidate_id=self.person_2.id)
        self.assertEqual(commitment.delivered, 0)
        self._hire("2026-03-01")
        commitment.invalidate_recordset()
        self.assertEqual((commitment.delivered, commitment.gap), (1, 0))

    @freeze_time("2026-04-01")
    def test_target(self):
        group = self.env["employer.target.group"].create({"code": "t", "name": "T"})
        target = self.env["employer.target"].create(
            {
                "indicator": "hires",
                "value": 2,
                "start_date": "2026-03-01",
                "end_date": "2026-03-31",
            }
        )
        self._hire("2026-03-31")
        self._hire("2026-04-01", candidate_id=self.person_2.id)
        self.assertEqual(target.actual, 1)
        target.target_group_id = group
        self.assertEqual(target.actual, 0)
        self.person.protected_ids.target_group_ids = group
        target.invalidate_recordset()
        self.assertEqual(target.actual, 1)

    def test_agency(self):
        agency = self._employer("Work agency", kind="agency")
        hire = self._hire("2026-03-02", legal_employer_id=agency.id, family="agency")
        self.assertEqual(hire.employer_id, self.employer)
        self.assertEqual(hire.legal_employer_id, agency)

    def test_lines_of_a_hire_in_one_write(self):
        hire = self._hire("2026-01-01", "2026-01-31", "fixed_term")
        hire.write(
            {
                "contract_ids": [
                    Command.create({"start_date": "2026-02-01", "family": "open_ended"}),
                ]
            }
        )
        self.assertFalse(hire.end_date)
