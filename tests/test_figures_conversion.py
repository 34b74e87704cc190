# Part of Employer Engagement. See LICENSE file for full copyright and licensing details.
from datetime import date

from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common_figures import DAY, NOW, REFERENCE, START, FactCase


@tagged("post_install", "-at_install")
@freeze_time(NOW)
class TestConversion(FactCase):
    """Each clause of the definition of a conversion, on both sides of its limit (DESIGN.md §5)."""

    def _said(self, internship, reference=REFERENCE):
        """Return case, numerator and denominator of the row of `internship`."""
        row = self._row(internship, reference)
        return row.case, row.numerator, row.denominator

    # ---- which internships

    def test_cancelled_draft_and_ready_are_nowhere(self):
        for state in ("draft", "ready", "cancelled"):
            self._past(end=False, state=state)
        self.assertFalse(self._facts("internship"))

    def test_running_and_suspended_go_on(self):
        for state, person in (("running", self.person), ("suspended", self.person_2)):
            internship = self._past(end=False, state=state, candidate_id=person.id)
            self.assertEqual(self._said(internship), ("running", 0, 0))
            row = self._row(internship)
            self.assertEqual((row.is_started, row.is_ended, row.is_immature), (1, 0, 0))
            self.assertFalse(row.end_date)

    def test_ended_and_observed(self):
        row = self._row(self._past(outcome="not_hired"))
        self.assertEqual((row.case, row.is_ended, row.denominator), ("not_hired", 1, 1))
        self.assertEqual((row.end_date, row.end_kind), (date(2025, 3, 31), "term"))

    # ---- restarts and extensions

    def test_a_restart_on_day_30_is_the_same_internship(self):
        first = self._past()
        last = self._past(self._after(30), "2025-06-30", end_kind="early_person")
        row = self._facts("internship")
        self.assertEqual(len(row), 1)
        self.assertEqual((row.internship_id, row.last_internship_id), (first, last))
        self.assertEqual((row.id, row.internship_count), (first.id, 2))
        self.assertEqual((row.start_date, row.end_date), (date(2025, 1, 1), date(2025, 6, 30)))
        self.assertEqual(row.end_kind, "early_person")

    def test_a_restart_on_day_31_is_another(self):
        self._past()
        self._past(self._after(31), "2025-06-30")
        rows = self._facts("internship")
        self.assertEqual(rows.mapped("internship_count"), [1, 1])
        self.assertEqual(sum(rows.mapped("is_started")), 2)

    def test_a_chain_of_restarts_is_one_internship(self):
        self._past()
        self._past("2025-04-10", "2025-05-31")
        self._past("2025-06-20", "2025-07-31")
        self.assertEqual(self._facts("internship").internship_count, 3)

    def test_a_restart_elsewhere_or_of_somebody_else_is_another(self):
        self._past()
        self._past("2025-04-10", "2025-05-31", employer_id=self.employer_2.id)
        self._past("2025-04-10", "2025-05-31", candidate_id=self.person_2.id)
        self.assertEqual(self._facts("internship").mapped("internship_count"), [1, 1, 1])

    def test_the_window_runs_from_the_end_of_the_last(self):
        first = self._past("2025-08-01", "2025-10-31")
        self._past("2025-11-10", "2026-01-31")
        self.assertEqual(self._said(first), ("too_recent", 0, 0))

    def test_one_that_goes_on_after_a_restart_has_no_end(self):
        first = self._past()
        self._past("2025-04-10", False)
        self.assertEqual(self._said(first), ("running", 0, 0))

    def test_one_never_closed_swallows_no_later_one(self):
        self._past(end=False)
        later = self._past("2025-08-01", "2025-10-31")
        rows = self._facts("internship")
        self.assertEqual(rows.mapped("internship_count"), [1, 1])
        self.assertEqual(rows.filtered("is_ended").internship_id, later)

    def test_an_extension_is_no_other_internship(self):
        self._rule("R2", "off")
        internship = self._past(end=False)
        self.env["employer.internship.extension"].create(
            {"internship_id": internship.id, "months": 3, "reason": "Goes well"}
        )
        internship.write({"state": "ended", "actual_end_date": "2025-06-30", "end_kind": "term"})
        row = self._facts("internship")
        self.assertEqual((len(row), row.end_date), (1, date(2025, 6, 30)))

    # ---- the window of the hire

    def test_a_hire_on_day_180_counts_and_on_day_181_not(self):
        internship, late = self._past(), self._past(candidate_id=self.person_2.id)
        self._hired(self._after(180))
        self._hired(self._after(181), candidate_id=self.person_2.id)
        self.assertEqual(self._said(internship), ("hired", 1, 1))
        self.assertEqual(self._said(late), ("not_hired", 0, 1))
        self.assertEqual(self._row(internship).hire_days, 180)

    def test_an_early_hire_counts(self):
        internship = self._past(end_kind="early_hired")
        hire = self._hired("2025-03-15")
        self.assertEqual(self._said(internship), ("hired", 1, 1))
        row = self._row(internship)
        self.assertEqual((row.hire_id, row.hire_date, row.hire_days), (hire, hire.start_date, -16))
        self.assertEqual((row.numerator_30, row.numerator_90), (1, 1))

    def test_a_hire_on_the_first_day_counts_and_before_it_not(self):
        internship, later = self._past(), self._past(candidate_id=self.person_2.id)
        self._hired(START)
        self._hired(date.fromisoformat(START) - DAY, candidate_id=self.person_2.id)
        self.assertEqual(self._said(internship), ("hired", 1, 1))
        self.assertEqual(self._said(later), ("not_known", 0, 1))

    def test_columns_at_30_and_90_days(self):
        said = {}
        for days in (30, 31, 90, 91):
            person = self._person()
            internship = self._past(candidate_id=person.id)
            self._hired(self._after(days), candidate_id=person.id)
            row = self._row(internship)
            said[days] = (row.numerator_30, row.numerator_90, row.numerator)
        self.assertEqual(said, {30: (1, 1, 1), 31: (0, 1, 1), 90: (0, 1, 1), 91: (0, 0, 1)})

    def test_the_office_sets_the_window(self):
        internship = self._past()
        self._hired(self._after(100))
        self._rule("R12", "note", window_days=99)
        self.assertEqual(self._said(internship), ("not_hired", 0, 1))

    def test_the_window_in_force_at_the_reference_date(self):
        rule = self._rule("R12", "note", window_days=99)
        rule.parameter_ids.valid_to = "2026-03-31"
        rule.parameter_ids = [
            Command.create(
                {"key": "window_days", "name": "W", "value": 180, "valid_from": "2026-04-01"}
            )
        ]
        internship = self._past()
        self._hired(self._after(100))
        self.assertEqual(self._said(internship, "2026-03-31"), ("not_hired", 0, 1))
        self.assertEqual(self._said(internship, "2026-04-01"), ("hired", 1, 1))

    def test_without_a_number_in_force_the_window_is_the_definition_s(self):
        internship = self._past()
        self._hired(self._after(180))
        self._rule("R12", "note", window_days=10).parameter_ids.unlink()
        self.assertEqual(self._said(internship), ("hired", 1, 1))

    # ---- maturity

    def test_observed_from_the_last_day_of_the_window(self):
        internship = self._past("2025-10-01", "2026-01-01")
        self.assertEqual(self._after(180, "2026-01-01"), date(2026, 6, 30))
        self.assertEqual(self._said(internship, "2026-06-29"), ("too_recent", 0, 0))
        self.assertEqual(self._said(internship, "2026-06-30"), ("not_known", 0, 1))
        self.assertEqual(self._row(internship, "2026-06-29").is_immature, 1)
        self.assertEqual(self._row(internship, "2026-06-30").is_immature, 0)

    def test_hired_before_it_was_observed_is_not_yet_counted(self):
        internship = self._past("2026-01-01", "2026-05-31")
        self._hired("2026-06-01")
        self.assertEqual(self._said(internship), ("too_recent", 0, 0))

    # ---- how long the first contract lasts

    def test_a_contract_of_30_days_converts_and_of_29_not(self):
        internship, short = self._past(), self._past(candidate_id=self.person_2.id)
        self._hired("2025-04-01", "2025-04-30")
        self._hired("2025-04-01", "2025-04-29", candidate_id=self.person_2.id)
        self.assertEqual(self._said(internship), ("hired", 1, 1))
        self.assertEqual(self._said(short), ("not_hired", 0, 1))
        self.assertEqual(self._row(internship).numerator_short, 0)
        row = self._row(short)
        self.assertEqual((row.numerator_short, row.numerator_30, row.numerator_any), (1, 0, 0))

    def test_six_calendar_months(self):
        said = {}
        for start, end in (
            ("2025-07-01", "2025-12-31"),
            ("2025-07-01", "2025-12-30"),
            ("2025-08-31", "2026-02-27"),
            ("2025-08-31", "2026-02-26"),
            ("2025-07-01", False),
        ):
            person = self._person()
            internship = self._past("2025-04-01", "2025-06-30", candidate_id=person.id)
            self._hired(start, end, candidate_id=person.id)
            row = self._row(internship)
            said[end] = (row.numerator, row.numerator_six_months)
        self.assertEqual(
            said,
            {
                "2025-12-31": (1, 1),
                "2025-12-30": (1, 0),
                "2026-02-27": (1, 1),
                "2026-02-26": (1, 0),
                False: (1, 1),
            },
        )

    def test_made_permanent_later_is_no_first_contract_of_six_months(self):
        internship = self._past()
        hire = self._hired("2025-04-01", "2025-06-30")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "family": "open_ended", "start_date": "2025-07-01"}
        )
        row = self._row(internship)
        self.assertEqual((row.numerator, row.numerator_six_months), (1, 0))
        self.assertEqual(row.contract_family, "fixed_term")

    def test_the_relation_with_its_extensions_lasts_six_months(self):
        said = {}
        for last in ("2025-09-30", "2025-09-29", False):
            person = self._person()
            internship = self._past(candidate_id=person.id)
            hire = self._hired("2025-04-01", "2025-06-30", candidate_id=person.id)
            self.env["employer.hire.contract"].create(
                {"hire_id": hire.id, "start_date": "2025-07-01", "end_date": last}
            )
            row = self._row(internship)
            said[last] = (row.numerator_six_months, row.numerator_relation_six_months)
        self.assertEqual(said, {"2025-09-30": (0, 1), "2025-09-29": (0, 0), False: (0, 1)})

    def test_the_relation_is_cut_at_the_reference_date(self):
        internship = self._past()
        hire = self._hired("2025-06-01", "2025-10-31")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "family": "open_ended", "start_date": "2025-11-01"}
        )
        told = [
            (row.numerator, row.numerator_relation_six_months)
            for row in (self._row(internship, day) for day in ("2025-10-31", "2025-11-01"))
        ]
        self.assertEqual(told, [(1, 0), (1, 1)])

    def test_a_short_first_contract_does_not_convert_by_its_relation(self):
        internship = self._past()
        hire = self._hired("2025-04-01", "2025-04-29")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "family": "open_ended", "start_date": "2025-04-30"}
        )
        self.assertEqual(self._row(internship).numerator_relation_six_months, 0)

    def test_an_extension_does_not_lengthen_a_short_first_contract(self):
        internship = self._past()
        hire = self._hired("2025-04-01", "2025-04-07")
        self.env["employer.hire.contract"].create(
            {"hire_id": hire.id, "start_date": "2025-04-08", "end_date": "2025-12-31"}
        )
        self.assertEqual(self._said(internship), ("not_hired", 0, 1))
        self.assertEqual(self._row(internship).numerator_short, 1)

    def test_the_length_is_the_one_agreed(self):
        internship = self._past()
        hire = self._hired("2025-04-01", "2025-12-31")
        hire.contract_ids.ended_date = "2025-04-10"
        row = self._row(internship)
        self.assertEqual((row.numerator, row.numerator_six_months), (1, 1))

    # ---- not known

    def test_nobody_told(self):
        for outcome in ("unknown", False):
            internship = self._past(outcome=outcome, candidate_id=self._person().id)
            row = self._row(internship)
            self.assertEqual((row.case, row.is_unknown, row.denominator), ("not_known", 1, 1))

    def test_told_not_hired(self):
        row = self._row(self._past(outcome="not_hired"))
        self.assertEqual((row.case, row.is_unknown, row.denominator), ("not_hired", 0, 1))

    def test_said_hired_without_a_hire_on_file_is_not_known(self):
        self.assertEqual(self._said(self._past(outcome="hired")), ("not_known", 0, 1))

    def test_said_hired_with_a_hire_too_late_or_too_short_is_not_hired(self):
        late = self._past(outcome="hired")
        short = self._past(outcome="hired", candidate_id=self.person_2.id)
        self._hired(self._after(181))
        self._hired("2025-04-01", "2025-04-29", candidate_id=self.person_2.id)
        self.assertEqual(self._said(late), ("not_hired", 0, 1))
        self.assertEqual(self._said(short), ("not_hired", 0, 1))

    def test_a_hire_elsewhere_does_not_tell_about_this_host(self):
        internship = self._past(outcome="hired")
        self._hired("2025-04-01", employer_id=self.employer_2.id)
        self.assertEqual(self._said(internship), ("not_known", 0, 1))

    def test_the_outcome_is_the_one_of_the_last_restart(self):
        first = self._past(outcome="not_hired")
        last = self._past("2025-04-10", "2025-06-30", outcome="unknown")
        self.assertEqual(self._said(first), ("not_known", 0, 1))
        last.outcome = "not_hired"
        self.assertEqual(self._said(first), ("not_hired", 0, 1))

    # ---- what happened after the reference date is not there

    def test_the_reference_date_cuts_facts(self):
        internship = self._past("2025-01-01", "2025-03-31")
        self._hired("2025-04-15")
        told = {
            "2024-12-31": (False, 0, 0),
            "2025-01-01": ("running", 0, 0),
            "2025-03-30": ("running", 0, 0),
            "2025-03-31": ("too_recent", 0, 0),
            "2025-09-26": ("too_recent", 0, 0),
            "2025-09-27": ("hired", 1, 1),
        }
        self.assertEqual({day: self._said(internship, day) for day in told}, told)
        self.assertFalse(self._row(internship, "2025-04-14").hire_id)
        self.assertTrue(self._row(internship, "2025-04-15").hire_id)

    def test_a_restart_after_the_reference_date_is_not_there(self):
        internship = self._past()
        self._past("2025-04-10", "2025-06-30")
        row = self._row(internship, "2025-04-09")
        self.assertEqual((row.internship_count, row.end_date), (1, date(2025, 3, 31)))
        row = self._row(internship, "2025-04-10")
        self.assertEqual((row.internship_count, row.case), (2, "running"))

    def test_today_without_a_reference_date(self):
        internship = self._past("2025-10-01", "2026-01-16")
        self.assertEqual(self._said(internship, None), ("not_known", 0, 1))
        with freeze_time("2026-07-14"):
            self.assertEqual(self._said(internship, None), ("too_recent", 0, 0))

    def test_two_reference_dates_in_one_breath(self):
        internship = self._past()
        self._facts("internship")
        rows = self.env["employer.internship.report"].browse(internship.id)
        self.assertEqual(rows.with_context(reference_date="2025-02-01").case, "running")
        self.assertEqual(rows.with_context(reference_date="2025-04-01").case, "too_recent")
        self.assertEqual(rows.with_context(reference_date=date(2026, 4, 1)).case, "not_known")
