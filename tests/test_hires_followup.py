# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged

from .common_internships import TODAY, InternshipCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestFollowup(InternshipCase):
    """The server opens the checks, moves them with the dates and sets needless ones aside."""

    def _due(self, record):
        lines = record.followup_ids.filtered(lambda line: line.state == "due").sorted("days")
        return [(line.days, str(line.due_date)) for line in lines]

    def _ended(self):
        internship = self._running()
        with freeze_time("2026-06-01"):
            self._end(internship, "2026-06-01")
        return internship

    def test_after_a_hire(self):
        hire = self._hire("2026-03-02")
        self.assertEqual(
            self._due(hire),
            [(30, "2026-04-01"), (90, "2026-05-31"), (180, "2026-08-29"), (365, "2027-03-02")],
        )
        self.assertEqual(hire.followup_ids.user_id, hire.user_id)
        self.assertEqual(hire.followup_ids.candidate_id, self.person)

    def test_the_days_are_the_rules_from_a_day_on_and_off_opens_none(self):
        rule = self.env["employer.rule"]._find("R22")
        lines = [("hire_days_1", 0), ("hire_days_4", 400), ("internship_days_1", 0)]
        rule.parameter_ids = [
            Command.create({"key": key, "name": key, "value": value, "valid_from": "2026-03-03"})
            for key, value in lines
        ]
        before = self._hire("2026-03-02")
        self.assertEqual([days for days, _due in self._due(before)], [30, 90, 180, 365])
        self.assertEqual(before.internship_id._outcome_days(self.office)[-1], 30)
        after = self._hire("2026-03-03", candidate_id=self.person_2.id)
        self.assertEqual(
            self._due(after), [(90, "2026-06-01"), (180, "2026-08-30"), (400, "2027-04-07")]
        )
        with freeze_time("2026-03-03"):
            self.assertEqual(before.internship_id._outcome_days(self.office)[-1], 90)
        rule.level = "off"
        before.contract_ids.start_date = "2026-03-01"
        self.assertFalse(self._due(before))

    def test_corrected_first_day_moves_what_is_to_do(self):
        hire = self._hire("2026-03-02")
        first = hire.followup_ids.sorted("days")[0]
        first.company_answer = "same_employer"
        hire.contract_ids.start_date = "2026-03-12"
        self.assertEqual(first.due_date, date(2026, 4, 1))
        self.assertEqual(
            self._due(hire), [(90, "2026-06-10"), (180, "2026-09-08"), (365, "2027-03-12")]
        )

    def test_further_contract_opens_none(self):
        hire = self._hire("2026-03-02", "2026-03-31", "fixed_term")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "start_date": "2026-04-01", "family": "open_ended"}
        )
        self.assertEqual(len(hire.followup_ids), 4)

    def test_answers_are_kept_apart(self):
        followup = self._hire().followup_ids.sorted("days")[0]
        followup.company_answer = "same_employer"
        self.assertEqual(followup.state, "done")
        self.assertEqual(followup.done_date, date(2026, 3, 2))
        self.assertEqual(followup.company_answer_date, date(2026, 3, 2))
        self.assertFalse(followup.person_answer)
        with freeze_time("2026-03-09"):
            followup.person_answer = "not_working"
        self.assertEqual(followup.company_answer, "same_employer")
        self.assertEqual(followup.person_answer_date, date(2026, 3, 9))
        self.assertEqual(followup.done_date, date(2026, 3, 2))
        followup.write({"company_answer": False, "person_answer": False})
        self.assertEqual(followup.state, "due")
        self.assertFalse(followup.done_date)

    def test_later_answer_makes_earlier_ones_needless(self):
        hire = self._hire()
        second = hire.followup_ids.filtered(lambda line: line.days == 90)
        second.person_answer = "same_employer"
        self.assertEqual([days for days, _due in self._due(hire)], [180, 365])
        first = hire.followup_ids.filtered(lambda line: line.days == 30)
        self.assertEqual(first.state, "cancelled")
        second.person_answer = False
        self.assertEqual([days for days, _due in self._due(hire)], [30, 90, 180, 365])

    def test_none_is_opened_that_an_answer_overtook(self):
        hire = self._hire()
        lines = hire.followup_ids.sorted("days")
        lines[2].company_answer = "same_employer"
        (lines[0] | lines[3]).unlink()
        self.env["employer.followup"]._sync_hires(hire)
        self.assertEqual([days for days, _due in self._due(hire)], [365])
        self.assertEqual(hire.followup_ids.sorted("days").mapped("days"), [90, 180, 365])

    def test_archived_hire_needs_none(self):
        hire = self._hire()
        hire.action_archive()
        self.assertEqual(set(hire.followup_ids.mapped("state")), {"cancelled"})
        hire.action_unarchive()
        self.assertEqual(len(self._due(hire)), 4)

    def test_after_an_internship(self):
        internship = self._ended()
        self.assertEqual(
            self._due(internship),
            [(30, "2026-07-01"), (90, "2026-08-30"), (180, "2026-11-28"), (365, "2027-06-01")],
        )
        self.assertEqual(internship.followup_ids.user_id, self.users["tutor"])

    def test_brought_in_as_ended(self):
        internship = self._internship(
            state="ended", actual_end_date="2026-03-02", end_kind="early_person"
        )
        self.assertEqual(len(self._due(internship)), 4)

    def _imported(self, last_day, **vals):
        """Return an internship of the office's earlier records that ended on `last_day`."""
        return self._internship(
            state="ended",
            is_imported=True,
            start_date="2025-01-02",
            actual_end_date=last_day,
            end_kind="term",
            **vals,
        )

    def test_earlier_records_open_none_whose_day_is_past(self):
        """30 days after 31 January is today, 2 March; one day before is past."""
        self.assertEqual(
            [days for days, _due in self._due(self._imported("2026-01-31"))], [30, 90, 180, 365]
        )
        later = self._imported("2026-01-30", candidate_id=self.person_2.id)
        self.assertEqual([days for days, _due in self._due(later)], [90, 180, 365])

    def test_earlier_hires_open_none_whose_day_is_past(self):
        hire = self._hire("2025-09-03", is_imported=True)
        self.assertEqual(self._due(hire), [(180, "2026-03-02"), (365, "2026-09-03")])
        other = self._hire("2025-09-02", is_imported=True, employer_id=self.employer_2.id)
        self.assertEqual(self._due(other), [(365, "2026-09-02")])
        by_hand = self._hire("2025-09-02", candidate_id=self.person_2.id)
        self.assertEqual(len(self._due(by_hand)), 4)

    def test_earlier_records_stay_quiet_when_something_else_moves(self):
        internship = self._imported("2025-03-01")
        self.assertFalse(internship.followup_ids)
        self._hire("2026-03-02").unlink()
        internship.write({"actual_end_date": "2025-02-28"})
        self.assertFalse(internship.followup_ids)

    def test_today_asks_for_the_end_of_an_earlier_record_and_not_for_its_notice(self):
        vals = {"start_date": "2025-11-03", "communication_date": False, "state": "running"}
        imported = self._internship(is_imported=True, **vals)
        by_hand = self._internship(candidate_id=self.person_2.id, **vals)
        rows = self.env["employer.today"].search([("res_model", "=", "employer.internship")])

        def kinds(record):
            return sorted(rows.filtered(lambda row: row.res_id == record.id).mapped("kind"))

        self.assertEqual(kinds(imported), ["internship_end"])
        self.assertEqual(kinds(by_hand), ["internship_end", "papers"])

    def test_corrected_end_moves_them(self):
        internship = self._ended()
        internship.write({"actual_end_date": "2026-05-31"})
        self.assertEqual(
            [due for _days, due in self._due(internship)],
            ["2026-06-30", "2026-08-29", "2026-11-27", "2027-05-31"],
        )

    def test_none_while_it_goes_on_or_after_reopening(self):
        self.assertFalse(self._running(candidate_id=self.person_2.id).followup_ids)
        internship = self._ended()
        internship._reopen("by mistake")
        self.assertFalse(self._due(internship))

    def test_known_hire_sets_them_aside(self):
        internship = self._ended()
        hire = self._hire("2026-06-10", origin="unknown", internship_choice_reason="elsewhere")
        self.assertFalse(self._due(internship))
        hire.unlink()
        self.assertEqual(len(self._due(internship)), 4)

    def test_earlier_hire_answers_nothing(self):
        self._hire("2026-01-01", "2026-01-31", "fixed_term")
        self.assertEqual(len(self._due(self._ended())), 4)

    def test_not_needed(self):
        followup = self._hire().followup_ids[0]
        followup.action_not_needed()
        self.assertEqual(followup.state, "cancelled")

    def test_opens_its_parent(self):
        hire = self._hire()
        action = hire.followup_ids[0].action_open_parent()
        self.assertEqual((action["res_model"], action["res_id"]), ("employer.hire", hire.id))
        internship = self._running(candidate_id=self.person_2.id)
        with freeze_time("2026-06-01"):
            self._end(internship, "2026-06-01")
        action = internship.followup_ids[0].action_open_parent()
        self.assertEqual(action["res_id"], internship.id)

    def test_name_tells_no_name(self):
        followup = self._hire().followup_ids.sorted("days")[0]
        self.assertIn("30 days", followup.display_name)
        self.assertIn(followup.hire_id.name, followup.display_name)

    def test_officer_answers_in_the_form(self):
        followup = self.as_role(self._hire().followup_ids.sorted("days")[0], "officer")
        with Form(followup) as form:
            form.company_answer = "not_reached"
        self.assertEqual(followup.state, "done")
